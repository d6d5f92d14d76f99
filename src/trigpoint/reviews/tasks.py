"""Every night, delete what is kept no longer, and tell heads what will be deleted soon."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Refused
from trigpoint.reviews.queries.keeping import keepers

logger = logging.getLogger(__name__)


@app.periodic(cron="37 2 * * *")
@app.task(name="reviews.delete_what_is_over", queue="housekeeping", queueing_lock="reviews.delete_what_is_over")
def delete_what_is_over(timestamp: int) -> None:
    """What was held in the meantime is passed over."""
    at = clock.now()
    for keeper in keepers():
        for which, do in keeper.nightly:
            for review in which(on=timezone.localdate(at)):
                try:
                    do(actor=None, at=at, review=review)
                except Refused as refusal:
                    logger.info("%s of review %s stay: %s", keeper.thing.key, review.pk, refusal)
