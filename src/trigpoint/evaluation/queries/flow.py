"""Who was recruited, eligible, matched and analysed: schools and clusters by arm, each figure with its date."""

import dataclasses
import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.evaluation.models import Run, Study
from trigpoint.evaluation.queries import fidelity
from trigpoint.evaluation.queries.records import Records


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of the flow: how many schools, of how many clusters, and as of which day."""

    words: str
    arm: str
    schools: int
    clusters: int | None
    on: dt.date
    note: str = ""


def recruited(study: Study, records: Records) -> list[Stage]:
    """What memberships say. Two snapshots are two figures: both stand here, with their dates."""
    last = min(records.on, study.ends_on)
    members = [row for row in records.members if row.joined_on <= last]
    joined = {row.school_id for row in members if row.joined_on <= study.starts_on}
    clusters = {row.partnership_id for row in members if row.joined_on <= study.starts_on}
    left = {row.school_id for row in members if row.left_on is not None and row.left_on < last}
    there = {row.school_id for row in members}
    stayed = there - left
    found = [one for one in fidelity.schools(records) if one.school_id in there]
    without = [one for one in found if one.urn is None]
    arm = _("programme")
    return [
        Stage(
            words=_("Recruited by the first day"),
            arm=arm,
            schools=len(joined),
            clusters=len(clusters),
            on=study.starts_on,
        ),
        Stage(
            words=_("Recruited by now"),
            arm=arm,
            schools=len(found),
            clusters=len({row.partnership_id for row in members}),
            on=last,
            note=_("With those who joined later."),
        ),
        Stage(
            words=_("Still in their partnership"),
            arm=arm,
            schools=len(stayed),
            clusters=len({row.partnership_id for row in members if row.school_id in stayed}),
            on=last,
            note=_("Schools that left stay in the analysis: they were offered the programme."),
        ),
        Stage(
            words=_("Eligible"),
            arm=arm,
            schools=len(found) - len(without),
            clusters=len({one.partnership_id for one in found if one.urn is not None}),
            on=last,
            note=_("%(n)d have no URN, and so no published results.") % {"n": len(without)} if without else "",
        ),
    ]


def of_run(run: Run, results: dict[str, Any]) -> list[dict[str, Any]]:
    """Matched and analysed, as the run's own results say, with the day on which it ended."""
    on = run.ended_at.date().isoformat() if run.ended_at else ""
    return [{**row, "date": row.get("date") or on} for row in results.get("flow", [])]
