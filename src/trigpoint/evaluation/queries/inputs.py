"""
The two files of a study's run, from the programme's own records and the register: pseudonyms, never names or URNs.

Nothing of a year after is read for a study that is not locked: `panel_csv` asks the database, whoever calls.
"""

import csv
import io
import uuid
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from trigpoint.evaluation.enums import ExclusionKind
from trigpoint.evaluation.models import Exclusion, Study
from trigpoint.evaluation.queries import columns, fidelity, pseudonyms
from trigpoint.evaluation.queries.fidelity import School
from trigpoint.evaluation.queries.records import Records
from trigpoint.kernel.errors import Refused
from trigpoint.organisations.enums import Reason
from trigpoint.organisations.queries import schools as register
from trigpoint.organisations.queries.performance import panel
from trigpoint.organisations.queries.performance.characteristics import Characteristics, Figure, characteristics
from trigpoint.organisations.queries.performance.panel import Where
from trigpoint.programmes.queries import records as programme_records

if TYPE_CHECKING:
    from trigpoint.evaluation.study.plan import Plan

CODES = {
    Reason.SUPPRESSED: "SUPP",
    Reason.NOT_APPLICABLE: "NA",
    Reason.NEW: "NEW",
    Reason.LOW_COVERAGE: "LOWCOV",
}


def treated(records: Records) -> dict[int, School]:
    """The programme's schools by URN: those without one have no published results."""
    return {school.urn: school for school in fidelity.schools(records) if school.urn is not None}


def _pool(ours: Iterable[int]) -> list[int]:
    """These schools, and others of their phases that none of them has been. Invented ones meet invented ones alone."""
    known = register.by_urns(list(ours))
    phases = sorted({school.phase for school in known.values() if school.phase})
    invented = any(school.is_invented for school in known.values())
    others = register.by_urns(panel.others(Where(phases=phases), than=list(known))) if phases else {}
    alike = [urn for urn, school in others.items() if school.is_invented == invented]
    return sorted({*known, *alike})


def schools_csv(study: Study, plan: "Plan", records: Records) -> str:
    """A row for each school of the programme and each that might be compared with one, as of the last year before."""
    ours = treated(records)
    year = max(plan.outcome.pre, default=study.starts_on.year)
    urns = _pool(ours)
    excluded = _excluded(study)
    lags = _lags(plan, urns)
    names = [
        "school_id", "treat", "cluster", "excluded", *columns.NUMBERS, *columns.FACTORS, *lags, "complies", "dose",
        *(f"did_{name}" for name in columns.COMPONENTS),
    ]  # fmt: skip
    ids = {urn: school.pk for urn, school in register.by_urns(urns).items()}
    rows = []
    for one in characteristics(year, urns=urns):
        school = ours.get(one.urn)
        row: dict[str, Any] = {
            "school_id": pseudonyms.of(study.salt, "school", ids[one.urn]),
            "treat": int(school is not None),
            "cluster": pseudonyms.of(study.salt, "partnership", school.partnership_id) if school else "",
            "excluded": excluded.get(ids[one.urn], ""),
            **_described(one),
            **{name: values.get(one.urn, "") for name, values in lags.items()},
            **_done(school),
        }
        rows.append([row[name] for name in names])
    return _csv(names, sorted(rows))


def _described(one: Characteristics) -> dict[str, Any]:
    return {
        "roll": _figure(one.roll),
        "fsm": _figure(one.percent_fsm),
        "fsm_ever": _figure(one.percent_fsm_ever),
        "eal": _figure(one.percent_eal),
        "sen_support": _figure(one.percent_sen_support),
        "ehcp": _figure(one.percent_ehcp),
        "cohort": _figure(one.cohort),
        "disadvantaged": _figure(one.percent_disadvantaged),
        "key_stage_1": _figure(one.key_stage_1),
        "ofsted": _figure(one.overall),
        "region": one.region,
        "type": one.type_name,
        "urban_rural": one.urban_rural,
        "la": one.la_name,
        "deprivation_fifth": "" if one.idaci_fifth.value is None else f"{one.idaci_fifth.value:.0f}",
        "religious_character": one.religious_character,
    }


def _done(school: School | None) -> dict[str, Any]:
    if school is None:
        return {"complies": 0, "dose": 0, **{f"did_{name}": 0 for name in columns.COMPONENTS}}
    done = {f"did_{name}": int(bool(school.components[name])) for name in columns.COMPONENTS}
    return {"complies": int(school.complies), "dose": school.dose, **done}


def _excluded(study: Study) -> dict[uuid.UUID, str]:
    """Schools that are no comparators: as the evaluators have said, and those in other programmes held here."""
    elsewhere = programme_records.schools_elsewhere(study.programme_id)
    said = Exclusion.objects.filter(study=study).values_list("school_id", "kind")
    return {**dict.fromkeys(elsewhere, ExclusionKind.OTHER_PROGRAMME.value), **dict(said)}


def _lags(plan: "Plan", urns: Sequence[int]) -> dict[str, dict[int, float]]:
    """Outcomes of the years before that the score rests on: such as maths_2019."""
    wanted = {*plan.numbers}
    found: dict[str, dict[int, float]] = {}
    for column, outcome in columns.OUTCOMES.items():
        years = [year for year in plan.outcome.pre if f"{column}_{year}" in wanted]
        if not years:
            continue
        found |= {f"{column}_{year}": {} for year in years}
        for row in panel.outcomes(outcome.measure, years=years, urns=urns):
            if row.value is not None:
                found[f"{column}_{row.year}"][row.urn] = row.value
    return found


def panel_csv(study: Study, plan: "Plan", records: Records, *, after: bool) -> str:
    """
    Outcomes by school and year. With `after`, of the years after too: refused until the plan is locked.

    Raises Refused; Unacceptable for a year without tests.
    """
    if after and not Study.objects.filter(pk=study.pk, state="locked", sha256=plan.sha256).exists():
        raise Refused(_("The plan is not locked: no outcome of a year after may be read."))
    years = [*plan.outcome.pre, *(plan.outcome.post if after else ())]
    ours = treated(records)
    urns = _pool(ours)
    ids = {urn: school.pk for urn, school in register.by_urns(urns).items()}
    cells: dict[tuple[int, int], dict[str, Any]] = {}
    for column in plan.outcome.columns:
        for row in panel.outcomes(columns.OUTCOMES[column].measure, years=years, urns=urns):
            cell = row.value if row.value is not None else CODES.get(row.reason, "NP") if row.reason else ""
            cells.setdefault((row.urn, row.year), {})[column] = cell
    names = ["school_id", "year", *plan.outcome.columns]
    rows = [
        [pseudonyms.of(study.salt, "school", ids[urn]), year, *(found.get(c, "") for c in plan.outcome.columns)]
        for (urn, year), found in cells.items()
        if urn in ids
    ]
    return _csv(names, sorted(rows, key=lambda row: (row[0], row[1])))


def changes(study: Study, plan: "Plan", records: Records) -> dict[uuid.UUID, float]:
    """
    Each school of the programme: its mean after, less its mean before. Refused until the plan is locked.

    One that lacks a year is left out, as in the analysis: years differ in the whole country, so a mean over some of them is
    another thing.
    """
    if not Study.objects.filter(pk=study.pk, state="locked", sha256=plan.sha256).exists():
        raise Refused(_("The plan is not locked: no outcome of a year after may be read."))
    ours = treated(records)
    years = [*plan.outcome.pre, *plan.outcome.post]
    held: dict[int, dict[bool, list[float]]] = {urn: {True: [], False: []} for urn in ours}
    for row in panel.outcomes(columns.OUTCOMES[plan.outcome.column].measure, years=years, urns=sorted(ours)):
        if row.value is not None:
            held[row.urn][row.year in plan.outcome.post].append(row.value)
    return {
        ours[urn].school_id: sum(parts[True]) / len(parts[True]) - sum(parts[False]) / len(parts[False])
        for urn, parts in held.items()
        if parts[True]
        and len(parts[True]) == len(plan.outcome.post)
        and parts[False]
        and len(parts[False]) == len(plan.outcome.pre)
    }


def _figure(figure: Figure) -> Any:
    return "" if figure.value is None else figure.value


def _csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return into.getvalue()
