"""Take a register file in."""

import datetime as dt
import itertools
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import DataError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from trigpoint.access.hats import Hats
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations import rules
from trigpoint.organisations.actions.imports import facts, files, opening, settle, shelves
from trigpoint.organisations.actions.imports.report import Outcome, Report
from trigpoint.organisations.actions.imports.sayings import Entry, Shelf
from trigpoint.organisations.actions.imports.tables import FiguresShelf
from trigpoint.organisations.enums import FIGURES, Kind
from trigpoint.organisations.models import AreaFigures, RegisterFile, SchoolFigures

_BATCH = 2000
_PROBLEMS_KEPT = 500
_LOCK = 7411  # one import at a time
_MANY = 1000  # from here on the planner should know better

type AnyShelf = shelves.PlainShelf | shelves.SchoolShelf | FiguresShelf


@action("organisations.import_register")
def import_register(
    *,
    actor: AbstractBaseUser | None,
    at: dt.datetime,
    hats: Hats | None,
    path: Path,
    name: str = "",
    as_of: dt.date | None = None,
    dry_run: bool = False,
) -> Report:
    """
    Take one file in, whole or not at all.

    `name` is what the file was called where it came from (default: the path's); the day that it speaks of is `as_of`,
    else the date in that name, else today. A bad row is kept out and reported; what is missing from the file changes
    nothing. With `dry_run` the report is the same and nothing is kept.

    Raises Unacceptable when the file is of no known kind or can't be read whole: then nothing has changed.
    """
    rules.may_import(hats).require()
    name = name or path.name
    today = at.date()
    if as_of and as_of > today:
        raise Unacceptable({"as_of": [_("This day has not come yet.")]})
    report = Report(file=name, as_of=as_of, dry_run=dry_run)
    began = time.monotonic()
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
                cursor.execute("SET LOCAL gin_pending_list_limit = '256MB'")
            _take_in(opening.opened(path, report, as_of, today), report, at)
            if dry_run:
                transaction.set_rollback(True)
            else:
                _remember(report, at, actor)
    except files.CannotRead as problem:
        raise Unacceptable({"file": [str(problem)]}) from problem
    except DataError as problem:
        raise Unacceptable({"file": [_("it holds something that can’t be kept")]}) from problem
    report.seconds = time.monotonic() - began
    return report


def _take_in(file: opening.Opened, report: Report, at: dt.datetime) -> None:
    on: dict[Shelf, AnyShelf] = {
        Shelf.SCHOOL: shelves.SchoolShelf("urn"),
        Shelf.WELSH_SCHOOL: shelves.SchoolShelf("welsh_number"),
        Shelf.GROUP: shelves.groups(),
        Shelf.MEMBERSHIP: shelves.memberships(),
        Shelf.LINK: shelves.links(),
    }
    if file.columns:
        on[Shelf.SCHOOL_FIGURES] = FiguresShelf(SchoolFigures, file.columns, file.as_of, file.stage)
        on[Shelf.AREA_FIGURES] = FiguresShelf(AreaFigures, file.columns, file.as_of, file.stage)
    said_by = facts.source(file.as_of, file.kind)
    for batch in _batches(file.entries):
        _shelve(batch, on, said_by, report, at)
    _settle(file.kind, at, many=report.created >= _MANY)


def _settle(kind: Kind, at: dt.datetime, *, many: bool) -> None:
    """What only all rows together decide."""
    with connection.cursor() as cursor:
        if kind in FIGURES:
            if many:
                cursor.execute("ANALYZE organisations_schoolfigures, organisations_areafigures")
            return
        if many:
            cursor.execute("ANALYZE organisations_school, organisations_provenance, organisations_membership")
    if kind in (Kind.GIAS, Kind.GIAS_SEARCH, Kind.WALES):
        settle.welsh_numbers(at)
    if kind not in (Kind.LINKS, Kind.WALES):
        settle.trusts()
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('school_words')")


def _batches(entries: Iterator[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Batches of rows, each read in a second thread while the database is busy with the one before."""
    language = translation.get_language()

    def read() -> tuple[Entry, ...]:
        with translation.override(language):
            return tuple(itertools.islice(entries, _BATCH))

    with ThreadPoolExecutor(max_workers=1) as reader:
        coming = reader.submit(read)
        while batch := coming.result():
            coming = reader.submit(read)
            yield batch


def _shelve(
    batch: Iterable[Entry],
    on: dict[Shelf, AnyShelf],
    said_by: str,
    report: Report,
    at: dt.datetime,
) -> None:
    """Join a batch with what is held, count each row by its first saying, and write."""
    keys: dict[Shelf, list[shelves.Key]] = {}
    for entry in batch:
        for saying in entry.sayings:
            keys.setdefault(saying.shelf, []).append(saying.key)
    for shelf, wanted in keys.items():
        on[shelf].fetch(wanted)
    for entry in batch:
        outcomes = [on[saying.shelf].put(saying.key, said_by, saying.facts) for saying in entry.sayings]
        report.count(_whole(outcomes))
        for warning in entry.warnings:
            report.warn(entry.line, warning)
    for shelf in keys:
        on[shelf].write(at)


def _whole(outcomes: list[Outcome]) -> Outcome:
    first = outcomes[0]
    return "updated" if first == "unchanged" and set(outcomes) != {"unchanged"} else first


def _remember(report: Report, at: dt.datetime, actor: AbstractBaseUser | None) -> None:
    RegisterFile.objects.create(
        name=report.file[:200],
        kind=report.kind,
        as_of=report.as_of or at.date(),
        imported_at=at,
        imported_by=actor.pk if actor else None,
        counts=report.counts,
        problems=report.as_json()["problems"][:_PROBLEMS_KEPT],
    )
