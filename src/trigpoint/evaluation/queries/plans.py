"""
A study's plan between forms and its TOML. What a plan is, and what is wrong with one, says `study.plan` alone.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from trigpoint.evaluation.enums import ExclusionKind
from trigpoint.evaluation.models import Study
from trigpoint.evaluation.queries import columns
from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations.queries.performance import panel

if TYPE_CHECKING:
    from trigpoint.evaluation.study.plan import Plan

__all__ = [
    "ALTERNATIVES",
    "check_of",
    "chosen",
    "dump",
    "first",
    "from_choices",
    "parsed",
    "problems",
    "read",
    "sha256",
    "years_on_offer",
]

WITHOUT_RESULTS = (2020, 2021, 2022)
"""No tests in the first two; in the third, schools' results were not published."""

ALTERNATIVES: dict[str, dict[str, Any]] = {
    "three-to-one": {"method": "nearest", "ratio": 3, "caliper": 0.2, "scale": "linear"},
    "with-replacement": {"method": "nearest", "replace": True, "caliper": 0.2, "scale": "linear"},
    "mahalanobis": {"method": "mahalanobis"},
    "optimal": {"method": "optimal"},
    "subclasses": {"method": "subclass", "subclasses": 6},
    "entropy": {"method": "entropy"},
}
"""What a form offers beside the primary specification."""


def parsed(text: str) -> "Plan":
    """The plan. Raises Unacceptable: every mistake, with its line."""
    from trigpoint.evaluation.study import plan as files  # noqa: PLC0415 - it loads a schema checker
    from trigpoint.evaluation.study.errors import Mistakes  # noqa: PLC0415

    try:
        return files.read(text)
    except Mistakes as mistakes:
        raise Unacceptable({"text": [str(mistake) for mistake in mistakes.found]}) from None


def read(text: str) -> "Plan":
    """A plan that was saved, and so has no mistakes."""
    from trigpoint.evaluation.study import plan as files  # noqa: PLC0415 - it loads a schema checker

    return files.read(text)


def sha256(text: str) -> str:
    return read(text).sha256


def check_of(text: str) -> str:
    """The same plan as a check: matched and compared as it says, and nothing estimated, so that no outcome is read."""
    data = dict(read(text).data)
    why = _("This is a check before the lock: it compares the groups, and reads no outcome of a year after.")
    return dump({**data, "question": {**data["question"], "kind": "process", "why": why}}, {})


def problems(plan: "Plan") -> list[str]:
    """What the register can't give: columns that it has not, and years without tests. Nothing when all is well."""
    found: list[str] = []
    known = columns.known(plan)
    data = plan.columns
    wanted = [
        data.cluster,
        data.region,
        data.joined,
        *plan.numbers,
        *plan.factors,
        *(one.column for one in plan.exclusions),
    ]
    wanted += [plan.compliance.column, plan.compliance.dose, *plan.compliance.components.values()]
    if missing := sorted({column for column in wanted if column and column not in known}):
        found.append(_("The product has no column %(columns)s.") % {"columns": ", ".join(missing)})
    if (data.id, data.treat, data.year) != ("school_id", "treat", "year"):
        found.append(_("Leave the names of id, treat and year as they are: the product makes the files."))
    if plan.outcome.is_cross_section and plan.estimates:
        found.append(_("Name years before: a cross-section is for files of your own."))
    for column in plan.outcome.columns:
        if column not in columns.OUTCOMES:
            known_outcomes = ", ".join(columns.OUTCOMES)
            said = {"column": column, "known": known_outcomes}
            found.append(_("The product has no outcome “%(column)s”: it knows %(known)s.") % said)
        elif plan.estimates:
            years = [*plan.outcome.pre, *plan.outcome.post]
            found += panel.refusals(columns.OUTCOMES[column].measure, years=years)
    return list(dict.fromkeys(found))


def years_of(study: Study) -> tuple[list[int], list[int]]:
    """Three years with results before the study's days, and the last one or two school years within them."""
    begins = _school_year(study.starts_on)
    before = [year for year in range(begins - 1, begins - 12, -1) if year not in WITHOUT_RESULTS and year > 2015]
    ends = max(_school_year(study.ends_on), begins)
    after = [year for year in (ends - 1, ends) if year >= begins and year not in WITHOUT_RESULTS]
    return sorted(before[:3]), after


def years_on_offer(study: Study) -> list[int]:
    """What a form offers: from the first scaled scores to the study's last year, without those that have no results."""
    return [year for year in range(2016, _school_year(study.ends_on) + 1) if year not in WITHOUT_RESULTS]


def _school_year(day: dt.date) -> int:
    """The year in which the school year ends."""
    return day.year + (day.month >= 9)


def first(study: Study) -> str:
    """A plan to begin with: its question, its years, and what is usual for the rest."""
    pre, post = years_of(study)
    choices = {
        "title": study.title,
        "programme": study.programme.name,
        "pupils": _("pupils at the end of Key Stage 2"),
        "kind": "impact" if pre and post else "process",
        "why": "" if pre and post else _("No tests were taken, or published, in the years that would be compared."),
        "outcome": "maths",
        "pre": pre,
        "post": post,
        "subgroup": True,
        "covariates": ["disadvantaged", "eal", "sen_support", "roll"],
        "lags": True,
        "factors": ["urban_rural"],
        "method": "nearest",
        "ratio": 1,
        "caliper": 0.2,
        "exact": ["region"],
        "alternatives": ["three-to-one", "mahalanobis", "entropy"],
        "inference": "CR2",
        "draws": 999,
        "seed": 20180521,
        "on_fail": "report",
        "missing": "indicator",
        "months": "toolkit",
        "compliance": True,
        "date": study.ends_on.isoformat(),
    }
    return from_choices(choices, {})


def from_choices(choices: Mapping[str, Any], reasons: Mapping[str, str], before: "Plan | None" = None) -> str:
    """
    The TOML of what was chosen in the form, each table under the reason that was given for it.

    What the form does not ask stays as it was `before`: stages, timeline, departures, threats, the report's words, and
    limits of balance and analysis.
    """
    outcome = str(choices["outcome"])
    label = columns.OUTCOMES[outcome]
    pre, post = list(choices.get("pre") or ()), list(choices.get("post") or ())
    lags = [f"{outcome}_{year}" for year in pre] if choices.get("lags") else []
    score = {"covariates": [*(choices.get("covariates") or ()), *lags], "factors": list(choices.get("factors") or ())}
    data: dict[str, Any] = {
        "question": _without_empty(
            {name: choices.get(name, "") for name in ("title", "kind", "why", "programme", "pupils")}
        ),
        "data": {"id": "school_id", "treat": "treat", "cluster": "cluster", "region": "region"}
        | ({"date": str(choices["date"])} if choices.get("date") else {}),
        "outcome": {
            "column": outcome,
            "label": str(label.label),
            "unit": str(label.unit),
            "pre": pre,
            "post": post,
            "no_tests": list(WITHOUT_RESULTS),
        },
        "score": score,
        "match": _matches(choices),
        "balance": {"on_fail": choices.get("on_fail") or "report"},
        "analysis": {name: choices[name] for name in ("inference", "draws", "seed") if choices.get(name) is not None},
        "effect": {"months": choices.get("months") or "toolkit"},
        "compliance": {}
        if choices.get("compliance") is False
        else {
            "column": "complies",
            "dose": "dose",
            "words": _("Hosted a review and sent reviewers in every cycle of its partnership"),
            "components": {name.replace("_", " "): f"did_{name}" for name in columns.COMPONENTS},
        },
        "missing": {"covariates": choices.get("missing") or "indicator"},
        "exclude": [
            {"column": "excluded", "values": [kind.value], "arm": "comparison", "reason": str(kind.label)}
            for kind in ExclusionKind
        ],
    }
    if choices.get("subgroup"):
        data["outcome"]["subgroups"] = {"disadvantaged": f"{outcome}_disadvantaged"}
        data["outcome"]["rest"] = {"disadvantaged": f"{outcome}_other"}
    if choices.get("sd"):
        data["effect"] |= {"sd": float(choices["sd"]), "sd_source": choices.get("sd_source", ""), "sd_level": "pupil"}
    if not data["compliance"]:
        del data["compliance"]
    if choices.get("kind") == "process":
        del data["score"], data["match"]
    if not pre:
        data["outcome"] |= {"pre": [], "post": []}
    if before is not None:
        for table in ("balance", "analysis"):
            data[table] = _own(before, table) | data[table]
        data |= {table: before.data[table] for table in ("stage", "event", "departure", "threat") if before.data[table]}
        if report := _own(before, "report"):
            data["report"] = report
    return dump(data, reasons)


def _own(plan: "Plan", table: str) -> dict[str, Any]:
    """What the plan says of a table otherwise than its defaults; the primary specification is the form's."""
    from trigpoint.evaluation.study import plan as files  # noqa: PLC0415 - it loads a schema checker

    says = files.schema()["properties"][table]["properties"]
    given = plan.data[table].items()
    return {name: value for name, value in given if value != says[name].get("default") and name != "primary"}


def _matches(choices: Mapping[str, Any]) -> list[dict[str, Any]]:
    method = str(choices.get("method") or "nearest")
    exact = list(choices.get("exact") or ())
    main: dict[str, Any] = {"name": "primary", "method": method, **_exact(method, exact)}
    if method in ("nearest", "mahalanobis", "optimal"):
        main["ratio"] = choices.get("ratio") or 1
    if method in ("nearest", "optimal") and choices.get("caliper"):
        main |= {"caliper": float(choices["caliper"]), "scale": "linear"}
    others = [
        {"name": name, **ALTERNATIVES[name], **_exact(ALTERNATIVES[name]["method"], exact)}
        for name in choices.get("alternatives") or ()
        if name != method
    ]
    return [main, *others]


def _exact(method: str, columns: Sequence[str]) -> dict[str, Any]:
    """Weights are for all comparison schools at once: there is no stratum that they could be the same in."""
    return {"exact": list(columns)} if columns and method != "entropy" else {}


def _without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None)}


def chosen(plan: "Plan") -> dict[str, Any]:
    """What the form shows of a plan: the choices that `from_choices` makes one from."""
    outcome, main = plan.outcome, plan.matches[0] if plan.matches else None
    lags = {f"{outcome.column}_{year}" for year in outcome.pre}
    return {
        "title": plan.question.title,
        "kind": plan.question.kind,
        "why": plan.question.why,
        "programme": plan.question.programme,
        "pupils": plan.question.pupils,
        "outcome": outcome.column,
        "pre": [str(year) for year in outcome.pre],
        "post": [str(year) for year in outcome.post],
        "subgroup": bool(outcome.subgroups),
        "covariates": [name for name in plan.score.covariates if name not in lags],
        "lags": bool(lags & set(plan.score.covariates)),
        "factors": list(plan.score.factors),
        "method": main.method if main else "nearest",
        "ratio": main.ratio if main else 1,
        "caliper": main.caliper if main else None,
        "exact": list(main.exact) if main else [],
        "alternatives": [match.name for match in plan.matches[1:] if match.name in ALTERNATIVES],
        "inference": plan.analysis.inference,
        "draws": plan.analysis.draws,
        "seed": plan.analysis.seed,
        "on_fail": plan.balance.on_fail,
        "missing": plan.missing.covariates,
        "months": plan.effect.months,
        "sd": plan.effect.sd,
        "sd_source": plan.effect.sd_source,
        "compliance": plan.compliance.column is not None,
    }


def dump(data: Mapping[str, Any], reasons: Mapping[str, str]) -> str:
    """TOML, in the schema's order, with reasons as comments."""
    out: list[str] = []
    for table, values in data.items():
        out += [f"# {line}" for line in reasons.get(table, "").splitlines()]
        if isinstance(values, list):
            for one in values:
                out += [f"[[{table}]]", *_lines(one), ""]
        else:
            out += [f"[{table}]", *_lines(values), ""]
    return "\n".join(out).rstrip() + "\n"


def _lines(values: Mapping[str, Any]) -> list[str]:
    return [f"{name} = {_toml(value)}" for name, value in values.items()]


def _toml(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case Mapping():
            inside = ", ".join(
                f"{json.dumps(str(name), ensure_ascii=False)} = {_toml(one)}" for name, one in value.items()
            )
            return f"{{ {inside} }}"
        case Sequence():
            return f"[{', '.join(_toml(one) for one in value)}]"
        case _:
            return repr(value)
