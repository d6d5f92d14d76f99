"""Every number of a study, by key: what the report, the figures and anybody else look up."""

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from trigpoint.evaluation.study import effects
from trigpoint.evaluation.study.designs import SCORE
from trigpoint.evaluation.study.folder import Folder, canonical
from trigpoint.evaluation.study.plan import Plan
from trigpoint.evaluation.study.tables import Read
from trigpoint.evaluation.study.words import gettext as _

SCHEMA = "trigpoint-study-results/1"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Parts:
    """What the steps have made."""

    plan: Plan
    folder: Folder
    facts: Mapping[str, Any]
    read: Read
    scored: Mapping[str, Any]
    matches: Mapping[str, Mapping[str, Any]]
    failed: Mapping[str, str]
    balance: Mapping[str, Mapping[str, Any]]
    estimates: Mapping[str, Mapping[str, Any]]
    checks: Mapping[str, Any]
    departures: Sequence[Mapping[str, str]]
    process: Mapping[str, Any]


def assemble(parts: Parts) -> dict[str, Any]:
    plan = parts.plan
    sizes = {name: effects.sized(plan, made["effect"], _pooled(made)) for name, made in parts.estimates.items()}
    made: dict[str, Any] = {
        "schema": SCHEMA,
        "plan": _plan(plan),
        "schools": dict(parts.facts),
        "flow": _flow(parts),
        "score": _score(parts),
        "designs": {name: _design(parts, name) for name in parts.matches},
        "quantiles": parts.balance.get(plan.primary, {}).get("quantiles", []),
        "regions": parts.balance.get(plan.primary, {}).get("regions", []),
        "specifications": {name: _specification(plan, parts.estimates[name], sizes[name]) for name in parts.estimates},
        "estimates": {name: dict(one) for name, one in parts.estimates.items()},
        "effects": sizes,
        "subgroup_effects": _subgroup_effects(parts),
        "checks": _checks(parts),
        "outcomes": parts.folder.kept("outcomes") or {},
        "failed": dict(parts.failed),
        "departures": [*plan.data["departure"], *parts.departures],
        "process": dict(parts.process),
    }
    made["worksheet"] = _worksheet(parts, made)
    made["reads"] = _reads(parts, made["outcomes"])
    parts.folder.write("results.json", canonical(made))
    return made


def _plan(plan: Plan) -> dict[str, Any]:
    outcome = plan.outcome
    return {
        "sha256": plan.sha256,
        "title": plan.question.title,
        "kind": plan.question.kind,
        "primary": plan.primary,
        "outcome": outcome.name,
        "unit": outcome.unit,
        "pre": list(outcome.pre),
        "post": list(outcome.post),
        "no_tests": list(outcome.no_tests),
        "balance": {"target": plan.balance.target, "stop": plan.balance.stop},
        "inference": plan.analysis.inference,
        "level": plan.analysis.level,
        "seed": plan.analysis.seed,
        "draws": plan.analysis.draws,
        "effect": {
            "sd": plan.effect.sd,
            "sd_source": plan.effect.sd_source,
            "sd_level": plan.effect.sd_level,
            "months": plan.effect.months,
        },
        "text_sha256": hashlib.sha256(plan.text.encode()).hexdigest(),
    }


def _pooled(made: Mapping[str, Any]) -> float | None:
    pooled: float | None = made["effect"]["sd_of_outcome"]["pooled"]
    return pooled


def _subgroup_effects(parts: Parts) -> dict[str, Any]:
    """The primary specification's effects on groups of pupils, on the same SD."""
    if parts.plan.primary not in parts.estimates:
        return {}
    groups = parts.estimates[parts.plan.primary]["subgroups"]
    return {name: effects.sized(parts.plan, one["effect"], None) for name, one in groups.items()}


def _specification(plan: Plan, made: Mapping[str, Any], size: Mapping[str, Any]) -> dict[str, Any]:
    """What the plan's file format promises for each specification, and no more."""
    row = made["effect"]
    return {
        "n_treated": row["n_treated"],
        "n_control": row["n_control"],
        "estimate": row["estimate"],
        "se": row["se"],
        "df": row["df"],
        "ci": [row["low"], row["high"]],
        "p": row["p"],
        "g": size["g"],
        "months": size["months"]["estimate"] if size["months"] else None,
    }


def _flow(parts: Parts) -> list[dict[str, Any]]:
    """Recruited, eligible, matched, analysed: by arm, schools and clusters, with the date of every figure."""
    plan, facts, day = parts.plan, parts.facts, parts.plan.columns.date
    rows: list[dict[str, Any]] = [
        {
            "stage": one["name"],
            "date": one["date"],
            "treated": one["schools"],
            "clusters": one.get("clusters"),
            "others": None,
            "note": one["note"],
        }
        for one in plan.data["stage"]
    ]
    has_clusters = plan.columns.cluster is not None

    def row(stage: str, treated: int, others: int, clusters: int | None, note: str = "") -> None:
        counted = clusters if has_clusters else None
        rows.append(
            {"stage": stage, "date": day, "treated": treated, "clusters": counted, "others": others, "note": note}
        )

    row(_("In the file"), facts["rows"]["treated"], facts["rows"]["others"], facts["clusters"])
    why = "; ".join(
        f"{left['reason']}: {left['treated']} + {left['others']}"
        for left in facts["left"]
        if left["treated"] + left["others"]
    )
    row(_("Eligible"), facts["eligible"]["treated"], facts["eligible"]["others"], facts["eligible_clusters"], why)
    if plan.primary in parts.matches:
        design = _design(parts, plan.primary)
        note = (
            _("%(n)d of the programme found nobody like them") % {"n": design["unmatched"]}
            if design["unmatched"]
            else ""
        )
        row(_("Matched"), design["n_treated"], design["n_control"], design["clusters"], note)
    if plan.primary in parts.estimates:
        main = parts.estimates[plan.primary]
        effect, lost = main["effect"], main["lacking"][:2]
        gone = sum(one["missing"] for one in lost)
        note = _("%(n)d matched schools lack the outcome") % {"n": gone} if gone else ""
        row(_("Analysed"), effect["n_treated"], effect["n_control"], main.get("treated_clusters"), note)
    return rows


def _score(parts: Parts) -> dict[str, Any]:
    """The score's model; the schools' own scores stand in scores.csv."""
    if not parts.scored:
        return {}
    kept = {name: parts.scored[name] for name in ("coef", "se", "deviance", "iterations", "auc")}
    return {**kept, "overlap": parts.balance.get(parts.plan.primary, {}).get("overlap")}


def _design(parts: Parts, name: str) -> dict[str, Any]:
    kept, balance = parts.matches[name], parts.balance[name]
    one = next(match for match in parts.plan.matches if match.name == name)
    return {
        "method": one.method,
        "n_treated": kept["n_treated"],
        "n_control": kept["n_control"],
        "clusters": kept["clusters"],
        "unmatched": kept["n_unmatched"],
        "caliper": kept.get("width"),
        "ess": balance.get("ess"),
        "worst": balance["worst"],
        "verdict": balance["verdict"],
        "balance": [{**row, "label": label(row["covariate"])} for row in balance["rows"]],
    }


def label(covariate: str) -> str:
    """A covariate's name as the report shows it."""
    if covariate == SCORE:
        return _("propensity score (logit)")
    name, _sign, level = covariate.partition("=")
    return f"{name}: {level}" if level else name


def _checks(parts: Parts) -> dict[str, Any]:
    """The checks, and those that are read off the specifications."""
    plan = parts.plan
    made = dict(parts.checks)
    if not parts.estimates:
        return made
    placebos = [
        {"label": name, "specification": name, **one["placebo"]}
        for name, one in parts.estimates.items()
        if "placebo" in one
    ]
    if placebos:
        made["placebo"] = placebos
    main = parts.estimates[plan.primary]
    groups = [{"label": _("all pupils"), "gap": False, **main["effect"]}]
    for name, one in main["subgroups"].items():
        groups.append({"label": name, "gap": False, **one["effect"]})
        groups.append({"label": _("gap: %(name)s") % {"name": name}, "gap": True, **one["gap"]})
    made["subgroups"] = groups
    made["curve"] = _curve(parts)
    return made


def _curve(parts: Parts) -> list[dict[str, Any]]:
    """Every estimate there is, in order of size."""
    names = {"effect": _("plain"), "adjusted": _("adjusted"), "ancova": _("ANCOVA")}
    rows = []
    for name, one in parts.estimates.items():
        balanced = parts.balance[name]["verdict"] != "fails"
        for key, words in names.items():
            if key in one:
                is_primary = name == parts.plan.primary and key == "effect"
                rows.append(_bar(f"{name}, {words}", one[key], balanced=balanced, primary=is_primary))
    for key, words in (
        ("entropy", _("entropy weights")),
        ("drdid", _("doubly robust")),
        ("staggered", _("by year of joining")),
    ):
        if key in parts.checks:
            rows.append(_bar(words, parts.checks[key], balanced=True, primary=False))
    return sorted((row for row in rows if row["low"] is not None), key=lambda row: (row["estimate"], row["label"]))


def _bar(label: str, row: Mapping[str, Any], *, balanced: bool, primary: bool) -> dict[str, Any]:
    kept = {name: row[name] for name in ("estimate", "low", "high", "p")}
    return {"label": label, **kept, "balanced": balanced, "primary": primary}


def _worksheet(parts: Parts, made: Mapping[str, Any]) -> dict[str, Any]:
    """For the reviewers who rate the evidence: the figures they ask for. No rating, not even a part of one."""
    plan = parts.plan
    if plan.primary not in parts.estimates:
        return {}
    main = parts.estimates[plan.primary]
    mdes = effects.smallest_detectable(plan, main["effect"])
    matched = made["designs"][plan.primary]
    before = matched["n_treated"] + matched["n_control"]
    after = main["effect"]["n_treated"] + main["effect"]["n_control"]
    attrition = 1 - after / before
    criteria = effects.placed(plan, mdes=mdes["effect_size"] if mdes else None, attrition=attrition)
    return {"mdes": mdes, "attrition": attrition, "criteria": criteria, "threats": list(plan.data["threat"])}


def _reads(parts: Parts, outcomes: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was read of which file, in order."""
    first = {"step": "schools", "file": parts.read.file, "columns": list(parts.read.columns), "years": []}
    return [first] + ([{"step": "outcomes", **outcomes["read"]}] if outcomes else [])
