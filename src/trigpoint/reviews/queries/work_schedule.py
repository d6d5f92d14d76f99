"""What people have to do about dates and teams: reviews to plan, teams to complete, dates that passed, visits ahead."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.kernel.work import Item
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.programmes.queries.cycles import Cycle, running
from trigpoint.programmes.queries.review_models import definition
from trigpoint.programmes.queries.scope import members_on
from trigpoint.reviews.enums import Part
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries import in_hand, team
from trigpoint.reviews.queries.in_hand import InHand
from trigpoint.reviews.queries.stages import Step
from trigpoint.reviews.queries.team import Member

SOON = dt.timedelta(days=21)
TAKES_PART = (Part.LEAD, Part.REVIEWER, Part.HOST_HEAD, Part.HOST_LEADER)


def items(hats: Hats, *, on: dt.date, limit: int = 50, held: InHand | None = None) -> list[Item]:
    """Three queries for whoever leads a partnership, else none, beside the two for what is in hand."""
    held = held or in_hand.load(hats)
    led = hats.places(Place.PARTNERSHIP, Role.PARTNERSHIP_LEAD)
    own = [review.pk for review in held.played(Part.PARTNERSHIP_LEAD)]
    seats = team.of_reviews(own, on=on) if own else {}
    found = [*_to_plan(led, on)] if led else []
    for review in in_hand.in_words(held.reviews):
        steps, played = held.steps[review.pk], held.parts[review.pk]
        if review.pk in seats:
            found += _to_complete(review, steps, seats[review.pk])
        found += _visit(review, steps, played, on)
        found += _to_close(review, steps, played)
    found += _late(held, led, on)
    return sorted(found, key=lambda item: item.due_on or dt.date.max)[:limit]


def _to_plan(led: frozenset[uuid.UUID], on: dt.date) -> Iterator[Item]:
    """One item for each cycle in which schools have no dates yet."""
    cycles: list[Cycle] = list(running(led, on=on))
    if not cycles:
        return
    planned = Review.objects.filter(cycle__in=cycles, partnership=OuterRef("partnership"), host=OuterRef("school"))
    without = members_on(led, on).exclude(Exists(planned.exclude(state="cancelled")))
    unplanned = Counter(without.values_list("partnership_id", flat=True))
    for cycle in cycles:
        waiting = unplanned[cycle.partnership_id]
        if waiting and cycle.partnership.state not in {"paused", "closed"}:
            words = ngettext(
                "Plan the review of %(n)d school in %(partnership)s",
                "Plan the reviews of %(n)d schools in %(partnership)s",
                waiting,
            )
            yield Item(
                due_on=None,
                text=words % {"n": waiting, "partnership": cycle.partnership.name},
                detail=_("Every school has one in the cycle; dates and holidays are proposed."),
                action=_("Plan"),
                url=reverse("reviews:cycle", args=[cycle.pk]),
            )


def _to_complete(review: Review, steps: tuple[Step, ...], seats: list[Member]) -> Iterator[Item]:
    """The team is to be whole before the data pack goes to it."""
    model = definition(review.review_model_id)
    on_team = [seat for seat in seats if seat.reviews]
    lacks_lead = not any(seat.leads for seat in on_team)
    wants_facilitator = model.stage_of_kind(StageKind.WORKSHOP) is not None
    facilitated = not wants_facilitator or any(seat.facilitates for seat in seats)
    if len(on_team) >= model.number("team.min") and not lacks_lead and facilitated:
        return
    due = next((step.due_on for step in steps if step.kind == StageKind.DATA_PACK), review.visit_starts_on)
    yield Item(
        due_on=due,
        text=_("Complete the team for %(host)s") % {"host": review.host.name},
        detail=_("Nobody leads it yet.")
        if lacks_lead
        else _("The data pack goes to the named team; the {workshop} needs somebody to facilitate it.")
        if wants_facilitator
        else _("What is shared goes to the named team."),
        action=_("Choose"),
        url=reverse("reviews:team", args=[review.pk]),
        review_id=review.pk,
    )


def _visit(review: Review, steps: tuple[Step, ...], played: frozenset[Part], on: dt.date) -> Iterator[Item]:
    """A visit that is near, for those who are there."""
    ahead = any(step.kind == StageKind.VISIT and not step.is_done for step in steps)
    if not ahead or played.isdisjoint(TAKES_PART) or not on <= review.visit_ends_on <= on + SOON:
        return
    if Part.LEAD in played:
        text = _("Lead the visit to %(host)s")
    elif Part.REVIEWER in played:
        text = _("Visit %(host)s with the team")
    else:
        text = _("The {review_team} visits %(host)s")
    yield Item(
        due_on=max(review.visit_starts_on, on),
        text=text % {"host": review.host.name},
        detail=_("What to expect stands on its page."),
        action=_("Look"),
        url=reverse("reviews:expect", args=[review.pk]),
        review_id=review.pk,
    )


def _to_close(review: Review, steps: tuple[Step, ...], played: frozenset[Part]) -> Iterator[Item]:
    if Part.HOST_HEAD in played and review.state == "under_way" and steps and all(step.is_done for step in steps):
        yield Item(
            due_on=None,
            text=_("Close your review"),
            detail=_("All its stages are done."),
            action=_("Close"),
            url=reverse("reviews:close", args=[review.pk]),
            review_id=review.pk,
        )


def _late(held: InHand, led: frozenset[uuid.UUID], on: dt.date) -> Iterator[Item]:
    """One item for each cycle in which dates have passed."""
    slipped: dict[uuid.UUID, list[Review]] = {}
    for review in held.reviews:
        if review.partnership_id in led and any(step.planned and step.is_late(on) for step in held.steps[review.pk]):
            slipped.setdefault(review.cycle_id, []).append(review)
    for cycle_id, found in slipped.items():
        words = ngettext(
            "A date has passed at %(n)d school of %(partnership)s",
            "Dates have passed at %(n)d schools of %(partnership)s",
            len(found),
        )
        yield Item(
            due_on=on,
            text=words % {"n": len(found), "partnership": found[0].partnership.name},
            detail=_("The cycle names who is late; one click reminds them."),
            action=_("See who"),
            url=reverse("reviews:cycle", args=[cycle_id]),
        )
