"""The profile, the school's check of its facts, its reply, and who has read it."""

from django.db import models
from django.db.models import Q

from trigpoint.findings.enums import Channel, Outcome
from trigpoint.findings.lifecycle import PROFILE
from trigpoint.kernel.models import Base, Versioned
from trigpoint.programmes.language.speech import gettext_lazy as _


class Profile(Versioned):
    """
    One review's profile. What it says is the team's positions; on release they are copied into `content`.

    `answer_by` is the last day on which the school can answer the check of facts. `texts` are what the lead reviewer
    writes for the sections of the model's output that nobody else fills, by section.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.OneToOneField("reviews.Review", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=PROFILE.choices, default=PROFILE.initial)
    priority = models.CharField(_("improvement {priority}"), max_length=300, blank=True)
    priority_aspect = models.CharField(max_length=12, blank=True)
    head_agreed_priority = models.BooleanField(null=True)
    sent_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    head_agrees = models.BooleanField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(null=True)
    texts = models.JSONField(_("what the {lead} writes"), default=dict, blank=True)
    shared_with_governors = models.BooleanField(_("governors"), default=False)
    shared_with_staff = models.BooleanField(_("all staff of the {school}"), default=False)
    shared_with_partnership_lead = models.BooleanField(_("the {partnership_lead}"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, head_agrees__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False, head_agrees__isnull=False),
                name="profile_answered_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="released", released_at__isnull=False, released_by__isnull=False, content__isnull=False
                )
                | (~Q(state="released") & Q(released_at__isnull=True, released_by__isnull=True, content__isnull=True)),
                name="profile_released_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="drafting") | Q(sent_at__isnull=False, answer_by__isnull=False),
                name="profile_sent_with_a_day",
            ),
        ]


class Correction(Base):
    """A fact that the school asks to put right, on one aspect, and what the lead reviewer made of it."""

    profile = models.ForeignKey("findings.Profile", on_delete=models.PROTECT, related_name="corrections")
    aspect = models.CharField(max_length=12)
    text = models.TextField(_("what is not right"), max_length=4_000)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(_("answer to the {school}"), max_length=2_000, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(outcome="") & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="correction_settled_by_someone",
            )
        ]


class QualityCheck(Base):
    """
    The programme's look at a profile before it is released: passed, or back to the lead reviewer with the reason.

    It holds for the versions that were read: `profile_version`, and those of the positions. Never changes (a database
    trigger sees to it); the newest counts.
    """

    profile = models.ForeignKey("findings.Profile", on_delete=models.PROTECT, related_name="quality_checks")
    passed = models.BooleanField()
    text = models.TextField(_("what is to be changed"), max_length=4_000, blank=True)
    profile_version = models.PositiveIntegerField()
    versions = models.JSONField()
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(passed=True) | ~Q(text=""), name="quality_check_says_what_to_change")
        ]


class Reply(Base):
    """The head's reply, printed with the profile; the newest counts. Never changes (a database trigger sees to it)."""

    profile = models.ForeignKey("findings.Profile", on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(_("the {school}'s reply"), max_length=10_000)
    replied_at = models.DateTimeField()
    replied_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")


class Look(Base):
    """Somebody from outside the school opened the released profile. The school's head reads these."""

    profile = models.ForeignKey("findings.Profile", on_delete=models.PROTECT, related_name="looks")
    person = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel)
    looked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["profile", "person", "-looked_at"], name="look_latest")]
