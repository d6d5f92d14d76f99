"""Mend a plan after something has happened, with few changes; what is confirmed or past stays."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path

from rota.commands.files import plan_from, problem_from, refusing
from rota.format import Fault, Unreadable, dump, faults, write_plan, write_problem
from rota.problem import Problem, Span
from rota.repairing import Away, Closed, Declined, Event, Withdrawn, after, repair
from rota.solving import Impossible


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("instance", type=Path, help="the problem: INSTANCE.json or .json.gz")
    parser.add_argument("plan", type=Path, help="the plan as it was: PLAN.json or .json.gz")
    parser.add_argument(
        "--withdrawn",
        action="append",
        default=[],
        type=_withdrawn,
        metavar="PERSON[:FROM]",
        help="who takes no more part",
    )
    parser.add_argument(
        "--away", action="append", default=[], type=_away, metavar="PERSON:FROM:TO", help="who can't come on these days"
    )
    parser.add_argument(
        "--closed",
        action="append",
        default=[],
        type=_closed,
        metavar="SCHOOL:FROM:TO",
        help="which school can't be visited on these days",
    )
    parser.add_argument(
        "--declined",
        action="append",
        default=[],
        type=_declined,
        metavar="REVIEW:PERSON",
        help="who has declined which review",
    )
    parser.add_argument("--keep", action="append", default=[], metavar="REVIEW", help="confirmed: leave it alone")
    parser.add_argument("--until", type=_day, help="reviews that start before this day are past")
    parser.add_argument("--freedom", type=float, default=0, help="0: the fewest changes … 1: the best plan")
    parser.add_argument("--seconds", type=float, default=10, help="for how long to look at most (10)")
    parser.add_argument("--out", type=Path, help="where the new plan goes")
    parser.add_argument("--out-instance", type=Path, help="where the problem goes as it is now")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _parts(value: str, count: int) -> list[str]:
    parts = value.split(":")
    if len(parts) != count or not all(parts):
        raise ArgumentTypeError(f"{value!r} hasn't {count} parts with a colon between them")
    return parts


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as mistake:
        raise ArgumentTypeError(str(mistake)) from mistake


def _span(first: str, last: str) -> Span:
    span = Span(_day(first), _day(last))
    if span.last < span.first:
        raise ArgumentTypeError(f"{last} is before {first}")
    return span


def _withdrawn(value: str) -> Event:
    person, _, since = value.partition(":")
    return Withdrawn(reviewer=person, since=_day(since) if since else None)


def _away(value: str) -> Event:
    person, first, last = _parts(value, 3)
    return Away(reviewer=person, span=_span(first, last))


def _closed(value: str) -> Event:
    school, first, last = _parts(value, 3)
    return Closed(school=school, span=_span(first, last))


def _declined(value: str) -> Event:
    review, person = _parts(value, 2)
    return Declined(review=review, reviewer=person)


@refusing
def run(arguments: Namespace) -> int:
    problem, plan = problem_from(arguments.instance), plan_from(arguments.plan)
    events = [*arguments.withdrawn, *arguments.away, *arguments.closed, *arguments.declined]
    _known(problem, events, arguments.keep)
    found = faults(after(problem, events))
    if found:
        raise Unreadable(found)
    try:
        mended = repair(
            problem,
            plan,
            events,
            keep=arguments.keep,
            until=arguments.until,
            freedom=arguments.freedom,
            seconds=arguments.seconds,
        )
    except Impossible as refusal:
        print(refusal, file=sys.stderr)
        return 1
    if arguments.out:
        dump(write_plan(mended.plan), arguments.out)
    if arguments.out_instance:
        dump(write_problem(mended.problem), arguments.out_instance)
    told = {
        "vacated": mended.vacated,
        "seats": [[review, person, str(seat)] for review, person, seat in mended.seats],
        "dates": list(mended.dates),
        "objective": mended.solution.objective,
        "shortfalls": [f"{item.review} {item.words}" for item in mended.solution.shortfalls],
        "seconds": round(mended.solution.seconds, 2),
    }
    if arguments.json:
        print(json.dumps(told))
        return 0
    print(f"{len(mended.seats)} seats and {len(mended.dates)} dates change; {mended.vacated} seats had been vacated")
    for review, person, seat in mended.seats:
        print(f"  {review} {seat}: {person}")
    return 0


def _known(problem: Problem, events: list[Event], keep: list[str]) -> None:
    """Names in events, and of reviews to leave alone, must lead somewhere, as names in files must."""
    people, schools = {person.id for person in problem.people}, {school.id for school in problem.schools}
    reviews = {review.id for review in problem.reviews}
    wrong = [Fault("keep", f"there is no review {name!r}") for name in keep if name not in reviews]
    for event in events:
        place = type(event).__name__.lower()
        if isinstance(event, Closed) and event.school not in schools:
            wrong.append(Fault(place, f"there is no school {event.school!r}"))
        if isinstance(event, Away | Declined | Withdrawn) and event.reviewer not in people:
            wrong.append(Fault(place, f"there is no reviewer {event.reviewer!r}"))
    if wrong:
        raise Unreadable(wrong)
