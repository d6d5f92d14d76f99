"""Which hard rules a pin would go against, in words."""

import datetime as dt

from django.utils.translation import gettext as _

import rota
from trigpoint.allocation.enums import PinKind
from trigpoint.allocation.queries.problem import Built
from trigpoint.allocation.queries.wording import sentence, words
from trigpoint.kernel.errors import Unacceptable
from trigpoint.people.queries.accounts import Account

SAMPLE = 40  # days on which a person is tried where no day is given
OTHERWISE = ("pinned_person", "pinned_date", "seats", "plan")


def pin_breaches(
    built: Built, key: str, kind: str, person: Account | None, starts_on: dt.date | None
) -> tuple[str, ...]:
    """Empty for a pin that keeps every rule, and for what only rules out."""
    if kind in (PinKind.FORBID, PinKind.FREEZE):
        return ()
    review = next((review for review in built.problem.reviews if review.id == key), None)
    if review is None:
        return (_("This review is settled already."),)
    days = _days(built, review, starts_on)
    if kind == PinKind.DATE:
        return () if days == () else _least(built, [rota.Booking(review=key, start=day, workshop=w) for day, w in days])
    assert person is not None  # noqa: S101 - the action has asked
    if str(person.pk) not in {one.id for one in built.problem.people}:
        return (_("%(name)s is not trained for this, or not in the pool.") % {"name": person.name},)
    seat = {"lead": str(person.pk)} if kind == PinKind.LEAD else {"members": (str(person.pk),)}
    return _least(
        built,
        [rota.Booking(review=key, start=day, workshop=workshop, **seat) for day, workshop in days],  # type: ignore[arg-type]
        person=str(person.pk),
    )


def require_pins_that_can_be(built: Built) -> None:
    """People and schools change after something was settled. Raises Unacceptable with what can't be any more, and why."""
    if not built.problem.pins or not rota.faults(built.problem):
        return
    planned = {review.id for review in built.problem.reviews}
    found = []
    words_of = _("%(about)s: what is settled can't be any more. %(why)s")
    for pin in built.facts.pins:
        for host in built.facts.of_pin(pin) if not pin.overrides else ():
            if host.key in planned:
                about = ", ".join([host.name, *([pin.person.name] if pin.person else [])])
                broken = pin_breaches(built, host.key, pin.kind, pin.person, pin.starts_on)
                found += [words_of % {"about": about, "why": sentence(why)} for why in broken]
    raise Unacceptable({"": found or [_("What is settled can't all be. Open some of it again.")]})


def workshops(built: rota.Problem, last: dt.date) -> list[dt.date | None]:
    """The days on which a workshop could follow a visit that ends on this one; [None] where there is none to hold."""
    within = built.extra.workshop_within
    if not within:
        return [None]
    known = set(built.days)
    after = [last + dt.timedelta(days=number) for number in range(1, within + 1)]
    return [day for day in after if day in known] or [None]


def _days(built: Built, review: rota.Review, starts_on: dt.date | None) -> tuple[tuple[dt.date, dt.date | None], ...]:
    """The day asked for; else the day that the review has, or a sample of all it could have."""
    booked = built.problem.baseline.of(review.id) if built.problem.baseline else None
    if starts_on is not None:
        starts = [starts_on]
    elif booked is not None:
        starts = [booked.start]
    else:
        able = [day for day in built.problem.days if review.earliest <= day <= review.latest]
        starts = able[:: max(1, len(able) // SAMPLE)]
    length = dt.timedelta(days=review.days - 1)
    return tuple((day, workshop) for day in starts for workshop in workshops(built.problem, day + length))


def _least(built: Built, bookings: list[rota.Booking], *, person: str = "") -> tuple[str, ...]:
    """The breaches of whichever of these bookings breaks the fewest rules; of a person, on days on which a visit can be."""
    best: tuple[str, ...] | None = None
    for booking in bookings:
        found = rota.check(built.problem, rota.Plan(instance=built.problem.name, bookings=(booking,)))
        about = [one for one in found if one.rule not in OTHERWISE and one.review in ("", booking.review)]
        if person and any(not one.person for one in about):
            continue
        said = tuple(words(one.words) for one in about if one.person in ("", person))
        if best is None or len(said) < len(best):
            best = said
        if not said:
            break
    return tuple(dict.fromkeys(best or ()))
