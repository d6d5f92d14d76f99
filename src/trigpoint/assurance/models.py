"""What the host says of the process: not of the people, and never of a pupil."""

from django.db import models

from trigpoint.assurance.lifecycle import PROCESS_FEEDBACK
from trigpoint.kernel.models import Base
from trigpoint.programmes.language.speech import gettext_lazy as _


class ProcessFeedback(Base):
    """The host's senior team's answer to "how did the process go?"."""

    network = models.ForeignKey("organisations.Network", on_delete=models.PROTECT, related_name="+")
    review = models.OneToOneField("reviews.Review", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=20, choices=PROCESS_FEEDBACK.choices, default=PROCESS_FEEDBACK.initial)
    went_well = models.TextField(_("What went well?"), max_length=4000, blank=True)
    better = models.TextField(_("What could be better next time?"), max_length=4000, blank=True)
    hours = models.PositiveSmallIntegerField(
        _("About how many hours did your {school} spend on it?"), null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
