"""The calendar of a problem: the days, each school's terms, the days between which each review may lie."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence

import rota
from trigpoint.allocation.enums import PinKind
from trigpoint.allocation.queries.facts import Facts, Host
from trigpoint.allocation.queries.options import Options
from trigpoint.allocation.queries.settled import soon
from trigpoint.programmes.enums import StageKind, WindowKind
from trigpoint.programmes.queries.calendar import year_of

EVERYBODY = "all"
WEEK = dt.timedelta(weeks=1)
DAY = dt.timedelta(days=1)
ROOM = dt.timedelta(weeks=6)  # so much is left to choose among, whatever a model would like to have before a visit

type Windows = dict[str, rota.Span]


def windows(facts: Facts, options: Options, hosts: Sequence[Host]) -> Windows:
    """By review, the days between which it may lie; one for which no day is left is not there."""
    pinned = {host.key for pin in facts.pins if pin.kind == PinKind.DATE for host in facts.of_pin(pin)}
    before = _before_a_visit(facts)
    found = {host.key: _window(facts, host, options, before if host.key not in pinned else DAY) for host in hosts}
    return {key: span for key, span in found.items() if span is not None}


def _before_a_visit(facts: Facts) -> dt.timedelta:
    """How long before the visit the model's first dated stage lies."""
    first = min((stage.offset_days for stage in facts.model.stages if stage.planned), default=0)
    return dt.timedelta(days=max(0, -first))


def _window(facts: Facts, host: Host, options: Options, before: dt.timedelta) -> rota.Span | None:
    """A visit that is still to be planned leaves time for what comes before it, where there is room."""
    first = max(host.earliest, soon(facts, options), options.first_day or host.earliest)
    last = min(host.latest, options.last_day or host.latest)
    season = facts.model.effective
    first, last = max(first, season.starts_on or first), min(last, season.ends_on or last)
    prepared = max(host.earliest, facts.on) + before
    if host.review is None and options.first_day is None and prepared > first:
        first = max(first, min(prepared, last - ROOM))
    return rota.Span(first, last) if first + (options.visit_days - 1) * DAY <= last else None


def days(facts: Facts, spans: Windows) -> tuple[dt.date, ...]:
    """Mondays to Fridays but for bank holidays, from the first window to a week after the last."""
    first, last = edges(facts, spans)
    return tuple(
        day
        for number in range((last - first).days + 1)
        for day in [first + number * DAY]
        if day.weekday() < 5 and not facts.calendar.holiday(day)
    )


def edges(facts: Facts, spans: Windows) -> tuple[dt.date, dt.date]:
    first = min((span.first for span in spans.values()), default=facts.on)
    return first, max((span.last for span in spans.values()), default=facts.on) + WEEK


def terms(facts: Facts, spans: Windows) -> dict[str, tuple[rota.Span, ...]]:
    """The network's terms, and those of each school that is open when the network's calendar says holiday."""
    first, last = edges(facts, spans)
    usual = tuple(
        rota.Span(term.starts_on, term.ends_on)
        for year in range(year_of(first), year_of(last) + 1)
        for term in facts.calendar.terms(year)
    )
    found = {EVERYBODY: usual}
    for school_id, own in facts.windows.items():
        opened = tuple(rota.Span(w.starts_on, w.ends_on) for w in own if w.kind == WindowKind.OPEN)
        if opened:
            found[str(school_id)] = (*usual, *opened)
    return found


def pattern(facts: Facts, school_id: uuid.UUID) -> str:
    opened = any(window.kind == WindowKind.OPEN for window in facts.windows.get(school_id, ()))
    return str(school_id) if opened else EVERYBODY


def preferred(facts: Facts, hosts: Sequence[Host], spans: Windows) -> dict[str, dt.date]:
    """By review, the Monday of the week in which it had best be."""
    unplanned = {host.key: number for number, host in enumerate(host for host in hosts if host.review is None)}
    weeks = {span: list(_weeks_of_school(facts, span)) for span in set(spans.values())}
    return {host.key: _week(facts, host, spans[host.key], unplanned, weeks[spans[host.key]]) for host in hosts}


def _week(facts: Facts, host: Host, span: rota.Span, unplanned: dict[str, int], weeks: list[dt.date]) -> dt.date:
    """The week that it has; a year after the last visit; or its share of the weeks with school in them."""
    if host.review is not None:
        return monday(host.review.visit_starts_on)
    year_on = host.last_visit_on + dt.timedelta(days=365) if host.last_visit_on else None
    if year_on and span.holds(year_on) and not facts.calendar.why_not(monday(year_on) + DAY):
        return monday(year_on)
    if not weeks:
        return monday(span.first)
    many = max(1, len(unplanned))
    return weeks[(unplanned[host.key] * len(weeks) + len(weeks) // 2) // many % len(weeks)]


def _weeks_of_school(facts: Facts, span: rota.Span) -> Iterator[dt.date]:
    week = monday(span.first) + WEEK
    while week <= span.last:
        if facts.calendar.term(week + 2 * DAY):
            yield week
        week += WEEK


def monday(day: dt.date) -> dt.date:
    return day - day.weekday() * DAY


def workshop_within(facts: Facts) -> int:
    """So many days after the visit its workshop is held; 0 where the model has none."""
    return facts.model.number("workshop.within_days") if facts.model.stage_of_kind(StageKind.WORKSHOP) else 0


def first_workshop(host: Host, known: set[dt.date], within: int) -> dt.date | None:
    """The first working day in time after the visit: which one the review has now is set with its other dates."""
    assert host.review is not None  # noqa: S101 - asked for planned ones alone
    after = (host.review.visit_ends_on + number * DAY for number in range(1, within + 1))
    return next((day for day in after if day in known), None)
