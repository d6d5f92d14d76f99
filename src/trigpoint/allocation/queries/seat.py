"""One seat of a draft: who has it, who else could, and why somebody can't."""

import dataclasses

import rota
from trigpoint.allocation.queries.drafts import Draft
from trigpoint.kernel.errors import Missing

type Tiers = tuple[float, float, float, float]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Seat:
    """`sitting` and `others` are verdicts; `barred` are those who can't, each with every reason."""

    key: str
    seat: str
    leaves: str
    booking: rota.Booking
    others: tuple[rota.Verdict, ...]
    barred: tuple[rota.Verdict, ...]


def seat(draft: Draft, key: str, which: str, leaves: str) -> Seat:
    """Raises Missing for a review or a seat that the draft has not."""
    booking = draft.plan.of(key)
    if booking is None or which not in tuple(rota.Seat) or (leaves and leaves not in booking.team):
        raise Missing
    kind = rota.Seat(which)
    plan = draft.plan.replacing([without(booking, kind, leaves)]) if leaves else draft.plan
    found = rota.explain(draft.case, plan, key, seat=kind, person=leaves or None, most=13)
    now = found.asked.change if found.asked is not None and found.asked.possible else (0.0, 0.0, 0.0, 0.0)
    others = tuple(
        dataclasses.replace(verdict, change=_against(verdict.change, now))
        for verdict in found.alternatives
        if not verdict.sits and verdict.person != leaves
    )
    named = {verdict.person for verdict in found.alternatives}
    near = _near(draft, key) - named - set(booking.team)
    asked = rota.verdicts(draft.case, plan, key, sorted(near), seat=kind)
    barred = tuple(verdict for verdict in asked if not verdict.possible)
    return Seat(key=key, seat=which, leaves=leaves, booking=booking, others=others, barred=barred)


def without(booking: rota.Booking, seat: rota.Seat, person: str) -> rota.Booking:
    """The booking with this seat empty, so that whoever is asked about is weighed for this seat and no other."""
    if seat is rota.Seat.LEAD:
        return dataclasses.replace(booking, lead=None)
    return dataclasses.replace(booking, members=tuple(one for one in booking.members if one != person))


def _against(change: Tiers, now: Tiers) -> Tiers:
    """What somebody would change, against whoever has the seat."""
    return (change[0] - now[0], change[1] - now[1], change[2] - now[2], change[3] - now[3])


def _near(draft: Draft, key: str) -> set[str]:
    """Some of the pool of the review's own partnership: those whom a planner would ask about."""
    partnership = draft.host(key).partnership_id
    known = {one.id for one in draft.problem.people}
    here = [person for person in draft.facts.people if partnership in person.held]
    return {str(person.account.pk) for person in here[:40]} & known
