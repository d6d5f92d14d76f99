"""How the school sees itself before anybody comes: one row for each answer, so that two people never collide on two."""

from django.db import models

from trigpoint.kernel.models import Base, Versioned
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.reviews.enums import SelfField


class SelfEvaluation(Base):
    """A review's self-evaluation as a whole: whether it is finished, and whether governors may read it."""

    review = models.OneToOneField("reviews.Review", on_delete=models.CASCADE, related_name="+")
    completed_at = models.DateTimeField(null=True)
    completed_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    shared_with_governors = models.BooleanField(_("governors may read the {self_evaluation}"), default=False)


class SelfAnswer(Versioned):
    """One field of one aspect. `value` is text, or a list of statements' keys; its own version guards it."""

    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="+")
    aspect = models.SlugField(max_length=20)
    field = models.CharField(max_length=20, choices=SelfField)
    value = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "aspect", "field"], name="self_answer_once"),
            models.CheckConstraint(condition=models.Q(field__in=SelfField.values), name="self_answer_field_known"),
        ]
