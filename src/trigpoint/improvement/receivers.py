"""Whenever a profile is released the workshop can be prepared; whenever it was held the plan begins."""

from trigpoint.findings.events import ProfileReleased
from trigpoint.improvement.actions import plan, workshop
from trigpoint.improvement.events import WorkshopHeld
from trigpoint.kernel.events import subscribe
from trigpoint.reviews.queries import reviews


@subscribe(ProfileReleased)
def prepare_the_workshop(event: ProfileReleased) -> None:
    workshop.prepare(actor=None, at=event.at, review=reviews.by_id(event.review_id))


@subscribe(WorkshopHeld)
def begin_the_plan(event: WorkshopHeld) -> None:
    plan.open_plan(actor=None, at=event.at, review=reviews.by_id(event.review_id))
