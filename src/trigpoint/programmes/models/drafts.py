"""The next version of a review model while it is written, and what those who used the last one would change."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base, Versioned
from trigpoint.programmes.enums import Outcome, SuggestionAbout


class ModelDraft(Versioned):
    """
    A review model that a network's staff are writing. `content` is what the file would say, right or wrong.

    Once it is published it is kept as it was, with the version that came of it.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.CASCADE, related_name="+")
    based_on = models.ForeignKey("programmes.ReviewModel", null=True, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(_("what the file says"))
    made_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    published_as = models.ForeignKey("programmes.ReviewModel", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["network", "-changed_at"], name="model_draft_by_network")]

    def __str__(self) -> str:
        return str(self.content.get("title") or self.content.get("key") or _("Without a title"))


class Suggestion(Base):
    """
    What somebody who used a review model would change about one stage, form or statement of it.

    `role` is what they were in that review, in words; the review itself is not named. `outcome` is empty until settled.
    """

    network = models.ForeignKey("organisations.Network", on_delete=models.CASCADE, related_name="+")
    review_model = models.ForeignKey("programmes.ReviewModel", on_delete=models.PROTECT, related_name="suggestions")
    kind = models.CharField(_("about"), max_length=12, choices=SuggestionAbout)
    about = models.CharField(_("about"), max_length=80)
    text = models.TextField(_("what would you change?"), max_length=2_000)
    role = models.CharField(_("as"), max_length=120)
    made_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    outcome = models.CharField(_("what becomes of it"), max_length=12, choices=Outcome, blank=True)
    answer = models.TextField(_("answer"), max_length=1_000, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", settled_at__isnull=True) | (~Q(outcome="") & Q(settled_at__isnull=False)),
                name="suggestion_settled_with_an_outcome",
            ),
            models.CheckConstraint(condition=Q(kind__in=SuggestionAbout.values), name="suggestion_kind_known"),
        ]
        indexes = [models.Index(fields=["network", "review_model"], name="suggestion_by_model")]
