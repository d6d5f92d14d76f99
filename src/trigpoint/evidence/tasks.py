"""Every night, delete the notes whose time is over."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from trigpoint.evidence import actions
from trigpoint.evidence.queries import retention
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Refused

logger = logging.getLogger(__name__)


@app.periodic(cron="37 2 * * *")
@app.task(name="evidence.delete_notes", queue="housekeeping", queueing_lock="evidence.delete_notes")
def delete_notes(timestamp: int) -> None:
    """A review whose notes were held in the meantime is passed over."""
    at = clock.now()
    for review in retention.due(on=timezone.localdate(at)):
        try:
            actions.retention.delete(actor=None, at=at, review=review)
        except Refused as refusal:
            logger.info("notes of review %s stay: %s", review.pk, refusal)
