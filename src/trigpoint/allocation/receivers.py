"""Whenever a seat is given or taken by hand, what was asked follows."""

from trigpoint.allocation.actions import invitations
from trigpoint.kernel.events import subscribe
from trigpoint.reviews.events import TeamChanged


@subscribe(TeamChanged)
def follow(event: TeamChanged) -> None:
    if event.joined:
        invitations.seat_filled(at=event.at, review_id=event.review_id, role=event.role)
    else:
        invitations.seat_given_up(at=event.at, review_id=event.review_id, person_id=event.person_id, role=event.role)
