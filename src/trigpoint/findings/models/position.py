"""What each reviewer proposes, and what the team agrees, aspect by aspect."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from trigpoint.kernel.models import Base, Versioned
from trigpoint.programmes.language.speech import gettext_lazy as _


class Said(models.Model):
    """
    What is said of one aspect: statements that fit (their keys), words, and the notes it rests on.

    `level` is a place on the framework's ladder for this one aspect, where the team gives one; it serves to set the
    same aspect side by side (school and team, then and now) and is never joined with another aspect's. `strength` says
    how much evidence there is where a model asks for that instead. `points` are short points under the model's lists,
    each `{"under": …, "text": …, "note_ids": […]}`. Which of these is asked for, the review's model says.
    """

    aspect = models.CharField(max_length=12)
    statements = ArrayField(models.CharField(max_length=20), default=list, verbose_name=_("{statements} that fit"))
    level = models.CharField(_("where it stands"), max_length=20, blank=True)
    strength = models.CharField(_("strength of evidence"), max_length=20, blank=True)
    points = models.JSONField(_("points"), default=list, blank=True)
    not_enough_evidence = models.BooleanField(_("not enough evidence"), default=False)
    commentary = models.TextField(_("{commentary}"), max_length=6_000, blank=True)
    note_ids = ArrayField(models.UUIDField(), default=list, verbose_name=_("notes it rests on"))

    class Meta:
        abstract = True


class Proposal(Said, Base):
    """One reviewer's own view before the team talks; the newest counts. Never changes (a database trigger sees to it)."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey("reviews.Review", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "aspect", "author", "number"], name="proposal_number_once")
        ]


class Opening(Base):
    """The lead reviewer opened an aspect's proposals to the team before all had proposed."""

    review = models.ForeignKey("reviews.Review", on_delete=models.PROTECT, related_name="+")
    aspect = models.CharField(max_length=12)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "aspect"], name="aspect_opened_once")]


class Position(Said, Versioned):
    """
    What the team agrees on one aspect: one row each, so that two people on two aspects never collide.

    `reason` says why it stands on few kinds or few people, where it does.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey("reviews.Review", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("why it is enough"), max_length=2_000, blank=True)
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "aspect"], name="position_once_an_aspect"),
            models.CheckConstraint(
                condition=Q(not_enough_evidence=True, statements__len=0, level="", strength="", points=[])
                | (
                    Q(not_enough_evidence=False, note_ids__len__gt=0)
                    & (Q(statements__len__gt=0) | ~Q(level="") | ~Q(strength="") | ~Q(points=[]) | ~Q(commentary=""))
                ),
                name="position_rests_on_evidence",
            ),
        ]


class PositionRevision(Said, Base):
    """A position as it was agreed at one moment. Never changes (a database trigger sees to it)."""

    position = models.ForeignKey("findings.Position", on_delete=models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    reason = models.TextField(max_length=2_000, blank=True)
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["position", "version"], name="position_version_once")]


class HostAnswer(Base):
    """
    Whether the school agrees with one version of a position, and how it sees it otherwise; the newest counts.

    Never changes (a database trigger sees to it). Only where the review's model has positions agreed with the school.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey("reviews.Review", on_delete=models.PROTECT, related_name="+")
    aspect = models.CharField(max_length=12)
    version = models.PositiveIntegerField()
    agrees = models.BooleanField()
    text = models.TextField(_("how the {school} sees it"), max_length=2_000, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(text=""), name="host_answer_says_what_otherwise")
        ]
        indexes = [models.Index(fields=["review", "aspect", "-answered_at"], name="host_answer_newest")]
