"""The improvement workshop: who came, what the causes are, what could be done, what was decided."""

from django.db import models

from trigpoint.improvement.enums import Basis, Came, Choice
from trigpoint.improvement.lifecycle import WORKSHOP
from trigpoint.kernel.models import Base, Versioned
from trigpoint.programmes.language.speech import gettext_lazy as _


class Workshop(Versioned):
    """The workshop of one review. Its date is the review's stage until it is held."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.OneToOneField("reviews.Review", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=20, choices=WORKSHOP.choices, default=WORKSHOP.initial)
    purpose = models.TextField(_("Purpose and ground rules"), max_length=2000, blank=True)
    strengths = models.TextField(_("Strengths to build on"), max_length=4000, blank=True)
    held_on = models.DateField(_("Date it was held"), null=True)
    late_reason = models.TextField(_("why it was later than the model asks"), max_length=1000, blank=True)


class Attendance(Base):
    """
    Somebody invited. Members of the review team by person; others by their post, so that no list of names is kept.

    An absence of a team member has its reason (guard G13).
    """

    workshop = models.ForeignKey("improvement.Workshop", on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(_("Post"), max_length=120)
    on_team = models.BooleanField(default=False)
    came = models.CharField(_("Were they there?"), max_length=10, choices=Came, default=Came.INVITED)
    absence_reason = models.CharField(_("Why they could not come"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "person"], condition=models.Q(person__isnull=False), name="attendance_person_once"
            ),
        ]
        ordering = ["-on_team", "post", "created_at"]


class Issue(Versioned):
    """One thing that the workshop looks into."""

    workshop = models.ForeignKey("improvement.Workshop", on_delete=models.CASCADE, related_name="issues")
    text = models.CharField(_("What is the issue?"), max_length=300)
    aspect = models.CharField(_("Which {aspect} does it come from?"), max_length=20)

    class Meta:
        ordering = ["created_at"]


class Cause(Base):
    """Why an issue is there, and what that belief rests on."""

    issue = models.ForeignKey("improvement.Issue", on_delete=models.CASCADE, related_name="causes")
    text = models.CharField(_("Why is it so?"), max_length=500)
    basis = models.CharField(_("What does that rest on?"), max_length=10, choices=Basis, default=Basis.EVIDENCE)

    class Meta:
        ordering = ["created_at"]


class Option(Versioned):
    """Something that could be done about an issue, and what was decided."""

    issue = models.ForeignKey("improvement.Issue", on_delete=models.CASCADE, related_name="options")
    text = models.CharField(_("What could be done?"), max_length=500)
    research = models.CharField(_("What does research say?"), max_length=500, blank=True)
    choice = models.CharField(_("What was decided?"), max_length=10, choices=Choice, default=Choice.OPEN)

    class Meta:
        ordering = ["created_at"]
