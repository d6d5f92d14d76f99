"""Every night: tell heads what will be deleted soon, and delete what outputs say whose time is over."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from trigpoint.findings import actions
from trigpoint.findings.queries import retention
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Refused

logger = logging.getLogger(__name__)


@app.periodic(cron="47 2 * * *")
@app.task(name="findings.delete_profiles", queue="housekeeping", queueing_lock="findings.delete_profiles")
def delete_profiles(timestamp: int) -> None:
    """What was held in the meantime is passed over."""
    at = clock.now()
    on = timezone.localdate(at)
    for review in retention.due(on=on):
        try:
            actions.retention.delete(actor=None, at=at, review=review)
        except Refused as refusal:
            logger.info("the output of review %s stays: %s", review.pk, refusal)
    for review in retention.to_tell(on=on):
        actions.retention.tell(actor=None, at=at, review=review)
