"""People and what they are appointed to."""

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from trigpoint.access.roles import Place, Role
from trigpoint.kernel.models import Base, Versioned


class AddressField(models.EmailField):  # type: ignore[type-arg]  # generic in the stubs alone
    """An e-mail address, kept and looked up in small letters."""

    def to_python(self, value: Any) -> Any:
        return value.strip().lower() if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))


class AccountManager(BaseUserManager["Account"]):
    """Looks people up by their address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """A person. Signs in by a code sent to the address; there is no password to lose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = AddressField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=5, default="en", choices=[("en", "English"), ("cy", "Cymraeg")]
    )
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="account_email_once")]

    def __str__(self) -> str:
        return self.name

    def has_usable_password(self) -> bool:
        """Nobody has one. What stands in `password` is random; when it changes, every session of the person is over."""
        return False

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(w[0] for w in ([words[0], words[-1]] if len(words) > 1 else words)).upper()


class Appointment(Base):
    """
    A person in a role at a place, from a day, until a day.

    `place_id` is the id of the school, partnership, programme, network or review (the installation has none).
    `school` is the school itself for a role held at a school, else the school that sends the person.
    """

    person = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    place = models.CharField(max_length=20, choices=Place)
    place_id = models.UUIDField(null=True)
    network = models.ForeignKey("organisations.Network", null=True, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey("organisations.School", null=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    trained_until = models.DateField(_("trained until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="appointment_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(place=Place.INSTALLATION, place_id__isnull=True, network__isnull=True)
                | (~Q(place=Place.INSTALLATION) & Q(place_id__isnull=False, network__isnull=False)),
                name="appointment_has_its_place",
            ),
            models.CheckConstraint(
                condition=~Q(place=Place.SCHOOL) | Q(school__isnull=False), name="appointment_at_school_names_it"
            ),
            models.UniqueConstraint(
                fields=["person", "role", "place", "place_id", "network"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="appointment_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["place_id", "role"]),
            models.Index(fields=["person", "place"]),
            models.Index(fields=["school", "role"]),
        ]


class Token(Base):
    """
    A key by which a program acts for its person through the API. Only its hash is kept.

    `second_factor` says that whoever made it had shown one; without it the token is of no use to a person who holds
    a role that needs one.
    """

    person = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("what it is for"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    may_write = models.BooleanField(_("may change things"), default=False)
    second_factor = models.BooleanField(default=False)
    expires_at = models.DateTimeField(_("good until"))
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "expires_at"])]


class Readiness(Versioned):
    """
    What somebody can give to reviews in a network: how much, how far, on which days of the week, and what they know.

    An empty limit is the programme's usual one. `experience` counts reviews done elsewhere before they came here.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    days_off = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    most_reviews = models.PositiveSmallIntegerField(_("reviews a year, at most"), null=True, blank=True)
    most_days = models.PositiveSmallIntegerField(_("days a year, at most"), null=True, blank=True)
    most_miles = models.PositiveSmallIntegerField(_("miles from home, at most"), null=True, blank=True)
    wished_days = models.PositiveSmallIntegerField(_("days a year that they would like"), null=True, blank=True)
    phases = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    specialisms = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    experience = models.PositiveSmallIntegerField(_("reviews done elsewhere"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "person"], name="readiness_once"),
            models.CheckConstraint(
                condition=Q(days_off__contained_by=[0, 1, 2, 3, 4]), name="readiness_days_are_of_the_week"
            ),
        ]


class Absence(Base):
    """Days on which somebody can't review. The reason is seen by the person and by those who plan, never by others."""

    network = models.ForeignKey("organisations.Network", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    reason = models.CharField(_("why"), max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="absence_ends_after_start"),
            models.UniqueConstraint(fields=["network", "person", "starts_on", "ends_on"], name="absence_once"),
        ]
