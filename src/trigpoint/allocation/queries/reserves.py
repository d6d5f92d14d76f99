"""Seats that are empty, why, and who could step in: the board of those who plan."""

import dataclasses
import datetime as dt

import rota
from trigpoint.access.roles import Role
from trigpoint.allocation.queries import gaps as gap_queries
from trigpoint.allocation.queries.compare import COUNTED_FIRST
from trigpoint.allocation.queries.facts import Facts
from trigpoint.allocation.queries.gaps import Gap
from trigpoint.allocation.queries.invitations import Invitation
from trigpoint.allocation.queries.options import Options
from trigpoint.allocation.queries.problem import Built, build
from trigpoint.allocation.queries.scope import Scope

__all__ = ["Bench", "Board", "Gap", "bench", "board"]

NOW = Options(notice_days=1)
"""For empty seats there is no time to lose."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Board:
    """`declined` are seats that somebody gave up; `short` what counting says can't work as things stand."""

    facts: Facts
    declined: tuple[Gap, ...]
    short: tuple[rota.Gap, ...]
    small: tuple[str, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Bench:
    """Who could take one seat, the best first; and who can't, each with every reason."""

    facts: Facts
    invitation: Invitation
    able: tuple[rota.Verdict, ...]
    barred: tuple[rota.Verdict, ...]


def board(scope: Scope, *, on: dt.date) -> Board:
    """As things stand on the day."""
    built = build(scope, NOW, on=on)
    wanted = built.facts.model.number("team.min")
    small = tuple(
        host.key for host in built.facts.hosts if host.review and not host.settled and len(host.seats) < wanted
    )
    return Board(
        facts=built.facts,
        declined=tuple(gap_queries.declined(built.facts.hosts)),
        short=rota.count_first(built.problem) if len(built.problem.reviews) <= COUNTED_FIRST else (),
        small=small,
    )


def bench(scope: Scope, invitation: Invitation, *, on: dt.date) -> Bench:
    """For the seat of one who declined. Empty when the review is too near to be planned."""
    built = build(scope, NOW, on=on)
    key = next((h.key for h in built.facts.hosts if h.review and h.review.pk == invitation.review_id), "")
    plan = built.problem.baseline
    if plan is None or plan.of(key) is None:
        return Bench(facts=built.facts, invitation=invitation, able=(), barred=())
    seat = rota.Seat.LEAD if invitation.role == Role.LEAD_REVIEWER else rota.Seat.MEMBER
    found = rota.explain(built.problem, plan, key, seat=seat, most=8)
    able = tuple(verdict for verdict in found.alternatives if not verdict.sits)
    return Bench(
        facts=built.facts,
        invitation=invitation,
        able=able,
        barred=_barred(built, plan, key, seat, {v.person for v in able}),
    )


def _barred(built: Built, plan: rota.Plan, key: str, seat: rota.Seat, able: set[str]) -> tuple[rota.Verdict, ...]:
    booking = plan.of(key)
    team = set(booking.team) if booking else set()
    asked = [person.id for person in built.problem.people if person.id not in able | team][:40]
    found = rota.verdicts(built.problem, plan, key, asked, seat=seat)
    return tuple(verdict for verdict in found if not verdict.possible)
