"""Whenever a review ends without a profile, the time of its notes begins."""

from trigpoint.evidence import actions
from trigpoint.evidence.queries import retention
from trigpoint.kernel.events import subscribe
from trigpoint.reviews.events import ReviewChanged
from trigpoint.reviews.queries import reviews

ENDED = {"closed", "cancelled"}


@subscribe(ReviewChanged)
def count_from_end(event: ReviewChanged) -> None:
    if event.state not in ENDED:
        return
    review = reviews.by_id(event.review_id)
    if retention.of(review).since is None:
        actions.retention.count_from_end(actor=None, at=event.at, review=review)
