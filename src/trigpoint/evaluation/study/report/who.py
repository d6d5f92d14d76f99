"""Tables of who was compared with whom: T2, T3, T4, T10, and how it was done."""

from collections.abc import Mapping
from typing import Any

from trigpoint.evaluation.study.plan import Match, Plan
from trigpoint.evaluation.study.report.blocks import NOTHING, Numbers, Table
from trigpoint.evaluation.study.words import day
from trigpoint.evaluation.study.words import gettext as _


def verdict(key: str) -> str:
    return {
        "target": _("alike"),
        "adjust": _("alike enough, with covariates held equal beside it"),
        "fails": _("not alike: don't rely on it"),
        "none": _("not judged: no covariates"),
    }[key]


def method(match: Match) -> str:
    """A specification in words."""
    names = {
        "nearest": _("nearest neighbour on the score"),
        "mahalanobis": _("nearest neighbour by Mahalanobis distance"),
        "optimal": _("optimal pairs on the score"),
        "subclass": _("%(n)d classes of the score") % {"n": match.subclasses},
        "full": _("full matching on the score"),
        "cem": _("coarsened exact matching"),
        "exact": _("exact matching"),
        "entropy": _("entropy balancing of all comparison schools"),
    }
    said = [names[match.method]]
    if match.method in {"nearest", "mahalanobis", "optimal"}:
        said.append(f"1:{match.ratio}")
        said.append(_("with replacement") if match.replace else _("without replacement"))
    if match.scale == "linear" and match.method not in {"mahalanobis", "cem", "exact", "entropy"}:
        said.append(_("logit scale"))
    if match.caliper is not None:
        said.append(_("caliper %(n)s SD") % {"n": f"{match.caliper:g}"})
    if match.within:
        said.append(_("within it by Mahalanobis distance on %(names)s") % {"names": ", ".join(match.within)})
    if match.exact:
        said.append(_("exact on %(names)s") % {"names": ", ".join(match.exact)})
    return ", ".join(said)


def design(plan: Plan, n: Numbers) -> Table:
    """The study at a glance."""
    outcome = plan.outcome
    years = _("a cross-section")
    if not outcome.is_cross_section:
        said = {"pre": ", ".join(map(str, outcome.pre)), "post": ", ".join(map(str, outcome.post))}
        years = _("before: %(pre)s; after: %(post)s") % said
    score = ", ".join(plan.scored) or NOTHING
    primary = next((match for match in plan.matches if match.name == plan.primary), None)
    estimator = (
        _("difference between matched schools")
        if outcome.is_cross_section
        else _("difference-in-differences on schools' means")
    )
    clustered = _("clustered at partnerships") if plan.columns.cluster else _("clustered at matched sets")
    estimate = f"{estimator}; {plan.analysis.inference}, {clustered}"
    rows = [
        (_("Question"), plan.question.title),
        (_("Effect wanted"), plan.question.estimand),
        (_("Outcome"), f"{outcome.name} ({outcome.unit}, “{outcome.column}”)"),
        (_("Years"), years),
        (
            _("Groups of pupils"),
            ", ".join(f"{name} (“{column}”)" for name, column in outcome.subgroups.items()) or NOTHING,
        ),
        (_("Score rests on"), score),
        (_("Primary specification"), f"{primary.name}: {method(primary)}" if primary else NOTHING),
        (_("Other specifications"), str(max(len(plan.matches) - 1, 0))),
        (_("Estimate"), estimate if plan.estimates else _("none: impact can't be estimated")),
        (
            _("Balance"),
            _("aim %(target)s, limit %(stop)s standard deviations")
            % {"target": f"{plan.balance.target:g}", "stop": f"{plan.balance.stop:g}"},
        ),
        (
            _("Missing covariates"),
            _missing_rule(plan),
        ),
        (_("Missing outcomes"), _("never filled in: the school leaves, and with it those left alone by that")),
        (_("Plan locked as"), n.text("/plan/sha256")),
        (_("Seed"), str(plan.analysis.seed)),
    ]
    return Table(
        code="",
        caption=_("The study at a glance"),
        head=(_("What"), _("How")),
        rows=tuple(rows),
        words=frozenset({0, 1}),
    )


def _missing_rule(plan: Plan) -> str:
    return {
        "indicator": _(
            "an indicator, and the mean in their place, for matching alone; where every school of the programme has the "
            "figure, a comparison school without it leaves"
        ),
        "leave": _("the school leaves"),
        "refuse": _("refused"),
    }[plan.missing.covariates]


def flow(n: Numbers) -> Table:
    rows = []
    for i, row in enumerate(n.at("/flow")):
        rows.append(
            (
                row["stage"],
                day(row["date"]) or NOTHING,
                n.count(f"/flow/{i}/treated"),
                n.count(f"/flow/{i}/clusters"),
                n.count(f"/flow/{i}/others"),
                row["note"],
            )
        )
    return Table(
        code="T2",
        caption=_("Schools and partnerships by stage"),
        head=(
            _("Stage"),
            _("Date"),
            _("Programme: schools"),
            _("Programme: partnerships"),
            _("Comparison: schools"),
            _("Note"),
        ),
        rows=tuple(rows),
        note=_("“Eligible” gives for each reason how many left: programme + comparison."),
        words=frozenset({0, 1, 5}),
    )


def timeline(plan: Plan) -> Table | None:
    events = plan.data["event"]
    if not events:
        return None
    rows = tuple(
        (day(one["date"]), one["what"], one["who"] or NOTHING) for one in sorted(events, key=lambda one: one["date"])
    )
    return Table(
        code="T3", caption=_("Timeline"), head=(_("Date"), _("What"), _("Who")), rows=rows, words=frozenset({0, 1, 2})
    )


def characteristics(plan: Plan, n: Numbers) -> Table | None:
    key = f"/designs/{plan.primary}/balance"
    rows = []
    for i, row in enumerate(n.at(key) or ()):
        at = f"{key}/{i}"
        rows.append(
            (
                row["label"] if row["matched_on"] else _("%(name)s (not matched on)") % {"name": row["label"]},
                n.fixed(f"{at}/after/mean_treated", 2),
                n.fixed(f"{at}/before/mean_control", 2),
                n.fixed(f"{at}/after/mean_control", 2),
                n.fixed(f"{at}/before/smd", 2),
                n.fixed(f"{at}/after/smd", 2),
                n.fixed(f"{at}/after/variance_ratio", 2),
            )
        )
    if not rows:
        return None
    return Table(
        code="T4",
        caption=_("What the schools are like"),
        head=(
            _("Characteristic"),
            _("Programme"),
            _("All others"),
            _("Matched"),
            _("Difference before (SD)"),
            _("Difference after (SD)"),
            _("Ratio of variances"),
        ),
        rows=tuple(rows),
        note=_(
            "Differences are in standard deviations of the programme's schools before matching. No ratio for yes and no."
        ),
    )


def balance(plan: Plan, n: Numbers) -> Table | None:
    """Balance in full, for who wants to check it."""
    key = f"/designs/{plan.primary}/balance"
    rows = []
    for i, row in enumerate(n.at(key) or ()):
        at = f"{key}/{i}"
        cells = [
            n.fixed(f"{at}/{when}/{what}", 3) for what in ("ecdf_mean", "ecdf_max") for when in ("before", "after")
        ]
        rows.append((row["label"], *cells, n.fixed(f"{at}/after/pair_distance", 2)))
    if not rows:
        return None
    return Table(
        code="",
        caption=_("Balance in full"),
        head=(
            _("Characteristic"),
            _("Mean gap before"),
            _("Mean gap after"),
            _("Largest gap before"),
            _("Largest gap after"),
            _("Distance in pairs (SD)"),
        ),
        rows=tuple(rows),
        note=_(
            "Gaps are between the two groups' cumulative distributions. Effective number of comparison schools: %(ess)s."
        )
        % {"ess": n.fixed(f"/designs/{plan.primary}/ess", 1)},
    )


def missing(plan: Plan, n: Numbers) -> Table | None:
    """Missing and suppressed: covariates by arm, outcomes by year and reason; nothing leaves without its line."""
    rows: list[tuple[str, ...]] = []
    for i, row in enumerate(n.at("/schools/missing") or ()):
        why = _reasons(row["reasons"])
        at = f"/schools/missing/{i}"
        rows.append((row["column"], _("covariate"), NOTHING, n.count(f"{at}/treated"), n.count(f"{at}/others"), why))
    for i, row in enumerate(n.at("/outcomes/missing") or ()):
        year = str(row.get("year", NOTHING))
        rows.append(
            (row["column"], _("outcome"), year, NOTHING, n.count(f"/outcomes/missing/{i}/schools"), row["reason"])
        )
    lacking = n.at(f"/estimates/{plan.primary}/lacking") or ()
    for i in range(0, len(lacking), 2):
        if not lacking[i]["missing"] + lacking[i + 1]["missing"]:
            continue
        at = f"/estimates/{plan.primary}/lacking"
        words = _("matched, but not in all years: left out of the analysis of this outcome")
        rows.append(
            (
                lacking[i]["column"],
                _("outcome"),
                _("all"),
                n.count(f"{at}/{i}/missing"),
                n.count(f"{at}/{i + 1}/missing"),
                words,
            )
        )
    if not rows:
        return None
    return Table(
        code="T10",
        caption=_("Missing and suppressed figures"),
        head=(_("Column"), _("Kind"), _("Year"), _("Programme"), _("Comparison, or all"), _("Reason")),
        rows=tuple(rows),
        words=frozenset({0, 1, 2, 5}),
    )


def _reasons(reasons: Mapping[str, Any]) -> str:
    return "; ".join(f"{why}: {count}" for why, count in reasons.items())


def departures(n: Numbers) -> Table | None:
    given = n.at("/departures")
    if not given:
        return None
    rows = tuple(
        (str(i), day(one.get("date", "")) or _("in this run"), one["what"], one["why"])
        for i, one in enumerate(given, start=1)
    )
    return Table(
        code="",
        caption=_("What was done otherwise, and why"),
        head=(_("No."), _("Date"), _("What"), _("Why")),
        rows=rows,
        words=frozenset({0, 1, 2, 3}),
    )
