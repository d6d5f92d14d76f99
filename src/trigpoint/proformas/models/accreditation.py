"""What a school is good at, nominated by it, looked at in a review, and accredited until a day: it outlives the review."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Versioned
from trigpoint.proformas.lifecycle import ACCREDITATION


class Accreditation(Versioned):
    """
    One nomination and what came of it.

    `kind` is the model's key and `title` its name for it (as "Area of Excellence"); both are kept here, so that it can be
    read when the review and its model are long gone.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey("reviews.Review", null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.SlugField(max_length=40)
    title = models.CharField(max_length=120)
    months = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=ACCREDITATION.choices, default=ACCREDITATION.initial)
    what = models.CharField(_("What is it?"), max_length=200)
    why = models.TextField(_("Why do you put it forward?"), max_length=4000, blank=True)
    seen = models.TextField(_("What did the team see of it?"), max_length=4000, blank=True)
    impact = models.TextField(_("What difference does it make?"), max_length=4000, blank=True)
    contact = models.CharField(_("Whom may other schools ask?"), max_length=200, blank=True)
    is_shared = models.BooleanField(_("other schools of the network may read it"), default=False)
    nominated_at = models.DateTimeField()
    nominated_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(null=True)
    expires_on = models.DateField(_("valid until"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "kind"], name="accreditation_once_a_review"),
            models.CheckConstraint(
                condition=~models.Q(state="accredited") | models.Q(expires_on__isnull=False),
                name="accreditation_has_an_end",
            ),
        ]
        ordering = ["-nominated_at"]
        indexes = [models.Index(fields=["school", "state"])]
