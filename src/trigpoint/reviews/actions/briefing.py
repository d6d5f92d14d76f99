"""The second meeting: who looks at what."""

import datetime as dt
import uuid

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.actions import stages
from trigpoint.reviews.actions.locks import one_at_a_time
from trigpoint.reviews.models import Allocation, Briefing, Line, Review
from trigpoint.reviews.queries import briefing, focus, team
from trigpoint.reviews.queries.scene import Scene, acting
from trigpoint.reviews.rules import briefing as rules


@action("reviews.allocate", subject="review")
def allocate(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    person_id: uuid.UUID,
    aspects: list[str],
    lines: list[uuid.UUID] | None = None,
) -> None:
    """What one person of the team looks at, from now on: these aspects in focus and lines of enquiry, and no others."""
    scene = acting(actor.pk, review, at=at)
    rules.may_allocate(scene).require()
    one_at_a_time(review)
    _check(scene, person_id, aspects, lines or [])
    Allocation.objects.filter(review=review, person_id=person_id).delete()
    Allocation.objects.bulk_create(
        [
            *(Allocation(review=review, person_id=person_id, aspect=code) for code in dict.fromkeys(aspects)),
            *(Allocation(review=review, person_id=person_id, line_id=line) for line in dict.fromkeys(lines or [])),
        ]
    )


@action("reviews.hold_briefing", subject="review")
def hold(
    *, actor: Account, at: dt.datetime, review: Review, held_on: dt.date | None = None, notes: str = ""
) -> Briefing:
    """The team has been briefed. Raises Refused while the focus is not agreed or nobody has anything to look at."""
    scene = acting(actor.pk, review, at=at)
    one_at_a_time(review)
    rules.may_hold(
        scene, is_held=briefing.briefing(review) is not None, focus_is_agreed=focus.is_agreed(review)
    ).require()
    if not briefing.allocations(review):
        raise Refused(_("Say who looks at what first: nobody has {an aspect} yet."))
    day = held_on or scene.on
    if day > scene.on:
        raise Unacceptable({"held_on": [_("This day is still to come. Say so once the meeting was held.")]})
    tidy = notes.replace("\r\n", "\n").replace("\0", "").strip()
    if len(tidy) > 5_000:
        raise Unacceptable({"notes": [_("Shorten this to 5,000 characters; it has %(n)s.") % {"n": f"{len(tidy):,}"}]})
    held = Briefing.objects.create(review=review, held_on=day, held_by=actor, notes=tidy)
    stages.complete(actor=actor, at=at, review=review, kind=StageKind.MEETING_2)
    return held


def _check(scene: Scene, person_id: uuid.UUID, aspects: list[str], lines: list[uuid.UUID]) -> None:
    errors: dict[str, list[str]] = {}
    if person_id not in {member.person_id for member in team.members(scene.review, on=scene.on) if member.reviews}:
        errors["person_id"] = [_("Choose somebody of the {review_team}.")]
    if set(aspects) - {aspect.code for aspect in focus.in_focus(scene.review)}:
        errors["aspects"] = [_("Choose from the {aspects} in focus.")]
    if lines and Line.objects.filter(review=scene.review, pk__in=lines).count() != len(set(lines)):
        errors["lines"] = [_("Choose from this review's lines of enquiry.")]
    if errors:
        raise Unacceptable(errors)
