"""That something of a review was published by its owner, where the model asks for it by a date."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base


class Publication(Base):
    """`output` is the model's key of what was published, such as "report"; `address` is where everybody can read it."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="+")
    output = models.SlugField(max_length=40)
    published_on = models.DateField(_("When was it published?"))
    address = models.URLField(_("Where can it be read?"), max_length=500)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "output"], name="publication_once")]
