"""The process evaluation as the tables of a study's report: T13 to T22, and what people perceived, apart from them."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.evaluation.enums import Arm, CostKind, Dimension
from trigpoint.evaluation.models import Departure, Study
from trigpoint.evaluation.queries import coding, costs, dimensions, fidelity, surveys
from trigpoint.evaluation.queries.dimensions import Indicator
from trigpoint.evaluation.queries.records import Records
from trigpoint.evaluation.queries.surveys import WaveResult

type Table = dict[str, Any]


def process(study: Study, records: Records) -> dict[str, Any]:
    """What `study.run` takes as `process`: only tables that there is something to say in."""
    answered = surveys.results(study)
    coded = coding.result(study)
    cost = costs.cost(study, pupils(records))
    tables = {
        "T13": _methods(study, records, answered, coded),
        "T14": _by_role(answered),
        "T15": _items(answered),
        "T16": _training(records),
        "T17": _fidelity(dimensions.dimensions(records, answered)[Dimension.FIDELITY]),
        "T18": _waits(records),
        "T19": _actions(records),
        "T20": _costs(study, cost),
        "T21": _hours(cost),
        "T22": _usual(answered),
    }
    findings = [{"title": title, "text": text} for title, text in _perceived(answered)]
    return {
        "tables": {code: table for code, table in tables.items() if table["rows"]},
        "findings": findings,
        "cost_band": cost.band,
    }


def departures(study: Study) -> list[dict[str, str]]:
    rows = Departure.objects.filter(study=study)
    return [{"date": row.on.isoformat(), "what": row.what, "why": row.why} for row in rows]


def pupils(records: Records) -> int | None:
    """Pupils of a school of the programme, the mean over those whose roll is known."""
    known = [school.pupils for school in fidelity.schools(records) if school.pupils]
    return round(sum(known) / len(known)) if known else None


def _methods(study: Study, r: Records, answered: Sequence[WaveResult], coded: coding.Coded) -> Table:
    when = f"{study.starts_on:%Y-%m} / {study.ends_on:%Y-%m}"
    rows: list[list[Any]] = []
    if r.visited:
        rows.append([_("Records of reviews"), _("Every review of the programme"), len(r.visited), when])
    if r.attendances:
        rows.append([_("Training attendance"), _("Everybody invited"), len(r.attendances), _days(r.attendances)])
    rows += [[_("Survey: %(name)s") % {"name": w.name}, _arm(w), w.answered, f"{w.opens_on:%Y-%m}"] for w in answered]
    if coded.passages:
        said = _("Passages, of which %(n)d read by two coders") % {"n": coded.twice}
        rows.append([_("Interviews and observations"), said, coded.passages, when])
    return {"head": [_("Method"), _("Who"), _("n"), _("When")], "rows": rows}


def _days(rows: Sequence[Any]) -> str:
    days = [row.held_on for row in rows]
    return f"{min(days):%Y-%m} / {max(days):%Y-%m}"


def _arm(wave: WaveResult) -> str:
    return str(Arm(wave.arm).label)


def _by_role(answered: Sequence[WaveResult]) -> Table:
    rows = [
        [wave.name, rate.name, rate.asked, rate.answered, _percent(rate.share)]
        for wave in answered
        for rate in wave.by_role
    ]
    return {"head": [_("Wave"), _("Role"), _("Asked"), _("Answered"), _("Rate")], "rows": rows}


def _items(answered: Sequence[WaveResult]) -> Table:
    """Distributions of everything but what people perceive the effect to be."""
    most = max((wave.points for wave in answered), default=0)
    rows: list[list[Any]] = []
    for wave in answered:
        rows += [
            [wave.name, item.text, *item.counts, *[""] * (most - len(item.counts))]
            for item in wave.items
            if not item.perceived
        ]
    return {"head": [_("Wave"), _("Question"), *(str(step) for step in range(1, most + 1))], "rows": rows}


def _training(r: Records) -> Table:
    asked: Counter[str] = Counter(row.role for row in r.attendances)
    came: Counter[str] = Counter(row.role for row in r.attendances if row.came)
    hours: dict[str, Decimal] = defaultdict(Decimal)
    for row in r.attendances:
        hours[row.role] += row.hours if row.came else 0
    rows = [
        [role, asked[role], came[role], _percent(came[role] / asked[role]), float(hours[role])]
        for role in sorted(asked)
    ]
    return {"head": [_("Role"), _("Invited"), _("Attended"), _("Rate"), _("Hours")], "rows": rows}


def _fidelity(found: Sequence[Indicator]) -> Table:
    rows = [[one.words, int(one.count or 0), one.of, _percent(one.share)] for one in found if one.of]
    return {"head": [_("Reviews that …"), _("n"), _("of"), _("Share")], "rows": rows}


def _waits(r: Records) -> Table:
    held = [(one, r.follow_up[one.review_id].workshop_on) for one in r.with_stage("workshop")]
    days = [(on - one.visit_ends_on).days for one, on in held if on is not None]
    if not held:
        return {"head": [], "rows": []}
    spans = ((0, 7), (8, 14), (15, 28), (29, 10_000))
    rows: list[list[Any]] = [
        [_("%(low)d to %(high)d days after the visit") % {"low": low, "high": high}
         if high < 10_000 else _("Later than that"), sum(low <= day <= high for day in days)]
        for low, high in spans
    ]  # fmt: skip
    rows.append([_("Not held, or not yet"), len(held) - len(days)])
    return {"head": [_("The workshop was held"), _("Reviews")], "rows": rows}


def _actions(r: Records) -> Table:
    counted: Counter[str] = Counter()
    for one in r.visited:
        counted.update(r.follow_up[one.review_id].actions)
    labels = {
        "not_started": _("Not started"),
        "under_way": _("Under way"),
        "met": _("Target met"),
        "not_met": _("Not met yet"),
        "no_effect": _("Done, no effect seen"),
        "stopped": _("Stopped"),
    }
    rows = [[labels[key], counted[key]] for key in labels if counted[key]]
    return {"head": [_("Where actions stand"), _("Actions")], "rows": rows}


def _costs(study: Study, cost: costs.Cost) -> Table:
    kinds = {kind.value: str(kind.label) for kind in CostKind}
    rows: list[list[Any]] = [
        [line.label, kinds[line.kind], float(line.amount), line.source] for line in costs.lines(study) if line.amount
    ]
    if rows:
        rows.append([_("All of it, over three years"), "", float(cost.total), ""])
        if cost.per_pupil is not None:
            said = _("%(pupils)d pupils a school") % {"pupils": cost.pupils or 0}
            rows.append([_("For each pupil and year"), "", round(float(cost.per_pupil), 2), said])
    return {"head": [_("Cost"), _("How often"), _("Pounds a school"), _("Source")], "rows": rows}


def _hours(cost: costs.Cost) -> Table:
    rows = [[role, float(hours), round(float(hours) / costs.YEARS, 2)] for role, hours in cost.hours]
    return {"head": [_("Role"), _("Hours in three years"), _("Hours a year")], "rows": rows}


def _usual(answered: Sequence[WaveResult]) -> Table:
    rows = [
        [wave.name, item.text, step, count]
        for wave in answered
        if wave.arm == Arm.COMPARISON
        for item in wave.items
        if not item.perceived
        for step, count in enumerate(item.counts, start=1)
    ]
    return {"head": [_("Wave"), _("Question"), _("Answer"), _("Schools' people")], "rows": rows}


def _perceived(answered: Sequence[WaveResult]) -> list[tuple[str, str]]:
    """What people believe the effect to be: in a sentence that says so, and in no table of figures."""
    found = []
    for wave in answered:
        for scale in wave.scales:
            if scale.perceived and scale.mean is not None:
                said = {
                    "wave": wave.name,
                    "value": f"{scale.mean.value:.2f}",
                    "points": wave.points,
                    "more": surveys.interval_words(scale, Arm(wave.arm)),
                }
                found.append(
                    (
                        _("Perceived, not measured"),
                        _(
                            "In “%(wave)s” people put the effect that they perceive at %(value)s of %(points)d (%(more)s). "
                            "This is what they believe; it says nothing of what pupils learned."
                        )
                        % said,
                    )
                )
    return found


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f}%"


def today(study: Study, on: dt.date) -> dt.date:
    """The day as of which a report counts: never after the study's last."""
    return min(on, study.ends_on)
