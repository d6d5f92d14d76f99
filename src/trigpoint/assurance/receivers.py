"""Whenever a plan has been agreed, the host is asked how the process went."""

from trigpoint.assurance import actions
from trigpoint.improvement.events import PlanAgreed
from trigpoint.kernel.events import subscribe
from trigpoint.reviews.queries import reviews


@subscribe(PlanAgreed)
def ask_the_host(event: PlanAgreed) -> None:
    actions.ask(actor=None, at=event.at, review=reviews.by_id(event.review_id))
