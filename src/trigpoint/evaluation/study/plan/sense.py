"""What a schema can't say: whether the parts of a plan agree with each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from trigpoint.evaluation.study.plan.shape import Match, Plan
from trigpoint.evaluation.study.words import gettext as _

FIRST_YEAR = 1900
"""From here on, a number is a calendar year; below, it counts the years of the study."""

type Found = tuple[Any, ...]
"""A reason, and the place in the file that it is about."""


def mistakes(plan: Plan, given: Mapping[str, Any]) -> Iterator[Found]:
    yield from _years(plan)
    yield from _columns(plan)
    yield from _matches(plan)
    if plan.estimates and not plan.matches:
        yield (_("There is no [[match]]: say how comparison schools are found."),)
    if not plan.estimates and not plan.question.why and not _without_tests(plan):
        yield _("Say in “why” what stands in the way of estimating impact."), "question", "kind"
    if plan.analysis.primary and plan.analysis.primary not in {match.name for match in plan.matches}:
        yield _("“primary” names no [[match]] of this plan."), "analysis", "primary"
    if plan.analysis.checks and plan.outcome.is_cross_section and "analysis" in given:
        asked = set(given["analysis"].get("checks", ())) & {"event", "placebo", "ancova", "hidden-trend"}
        if asked:
            names = ", ".join(sorted(asked))
            yield (
                _("A cross-section has no years before: leave out %(names)s.") % {"names": names},
                "analysis",
                "checks",
            )


def _without_tests(plan: Plan) -> list[int]:
    return [year for year in (*plan.outcome.pre, *plan.outcome.post) if year in plan.outcome.no_tests]


def _years(plan: Plan) -> Iterator[Found]:
    outcome = plan.outcome
    pre, post = outcome.pre, outcome.post
    for name, years in (("pre", pre), ("post", post)):
        if list(years) != sorted(years):
            yield _("Give the years of “%(name)s” from first to last.") % {"name": name}, "outcome", name
    for name in ("pre", "post"):
        for year in set(getattr(outcome, name)) & set(outcome.no_tests) if plan.estimates else ():
            reason = _(
                "There were no tests, or no published results, in %(year)d: it can't be a year of the outcome. "
                'Choose other years, or say kind = "process" in [question]: the report then says that impact can\'t be '
                "estimated."
            )
            yield reason % {"year": year}, "outcome", name
    both = sorted(set(pre) & set(post))
    if both:
        yield _("%(year)d can't be both before and after.") % {"year": both[0]}, "outcome", "post"
    elif pre and post and min(post) < max(pre):
        reason = _("%(post)d is after the start in “post”, but before %(pre)d in “pre”.")
        yield reason % {"post": min(post), "pre": max(pre)}, "outcome", "post"
    if pre and not post:
        yield _("There are years before, but none in “post”."), "outcome", "pre"
    if post and not pre:
        reason = _("There are years after, but none in “pre”: for a cross-section, leave both out.")
        yield reason, "outcome", "post"
    calendar = {year >= FIRST_YEAR for year in (*pre, *post)}
    if len(calendar) > 1:
        odd = min((*pre, *post))
        yield _("%(year)d is no calendar year, and others here are.") % {"year": odd}, "outcome", "pre"


def _columns(plan: Plan) -> Iterator[Found]:
    """A column has one role: an outcome that served to match would be known before its time."""
    yield from _score(plan)
    yield from _groups(plan)
    yield from _unseen(plan)
    data = plan.columns
    roles = Counter(filter(None, (data.id, data.treat, data.year, data.cluster)))
    for column, times in roles.items():
        if times > 1:
            yield _("[data] gives the column “%(column)s” two meanings.") % {"column": column}, "data"
    if data.region and data.region in plan.outcome.columns:
        yield _("“%(column)s” is an outcome.") % {"column": data.region}, "data", "region"


def _unseen(plan: Plan) -> Iterator[Found]:
    """A cross-section's outcomes are in the schools file: whatever else the plan reads there is read before the pairs."""
    if not plan.outcome.is_cross_section:
        return
    places: list[tuple[Iterable[str | None], tuple[Any, ...]]] = [
        (plan.balance.also, ("balance", "also")),
        (plan.analysis.adjust or (), ("analysis", "adjust")),
        ((plan.columns.joined,), ("data", "joined")),
        ((plan.compliance.column,), ("compliance", "column")),
        ((plan.compliance.dose,), ("compliance", "dose")),
        (plan.compliance.components.values(), ("compliance", "components")),
        *((match.within, ("match", number, "within")) for number, match in enumerate(plan.matches)),
        *(((rule.column,), ("exclude", number, "column")) for number, rule in enumerate(plan.exclusions)),
    ]
    for columns, where in places:
        for column in columns:
            if column in plan.outcome.columns:
                reason = _("“%(column)s” is the outcome: it is not read before the pairs are written.")
                yield reason % {"column": column}, *where


def _score(plan: Plan) -> Iterator[Found]:
    outcome, data, score = plan.outcome, plan.columns, plan.score
    for name, columns in (("covariates", score.covariates), ("factors", score.factors)):
        for column in columns:
            if column in outcome.columns and outcome.is_cross_section:
                yield (
                    _("“%(column)s” is the outcome: nothing may be matched on it.") % {"column": column},
                    "score",
                    name,
                )
            if column in {data.id, data.treat, data.cluster}:
                reason = _("“%(column)s” says which school, group or arm it is: it can't be matched on.")
                yield reason % {"column": column}, "score", name
    for column in set(score.covariates) & set(score.factors):
        reason = _("“%(column)s” is among the numbers and among the categories: choose one.")
        yield reason % {"column": column}, "score", "factors"


def _groups(plan: Plan) -> Iterator[Found]:
    outcome = plan.outcome
    for name, column in outcome.subgroups.items():
        if column == outcome.column:
            yield _("The outcome of “%(name)s” is that of all pupils.") % {"name": name}, "outcome", "subgroups", name
    for name in set(outcome.rest) - set(outcome.subgroups):
        yield _("“%(name)s” in “rest” is not among the subgroups.") % {"name": name}, "outcome", "rest", name


NEEDS_SCORE = {"nearest", "optimal", "subclass", "full", "entropy"}
NO_CALIPER = {"subclass", "cem", "exact", "entropy"}
NO_RATIO = {"subclass", "cem", "exact", "entropy", "full"}
NO_REPLACE = {"optimal", "subclass", "cem", "exact", "entropy", "full"}


def _matches(plan: Plan) -> Iterator[Found]:
    names = Counter(match.name for match in plan.matches)
    for number, match in enumerate(plan.matches):
        if names[match.name] > 1:
            reason = _("Two specifications are called “%(name)s”: give each a name of its own.")
            yield reason % {"name": match.name}, "match", number, "name"
        for reason, *where in _match(plan, match):
            yield reason, "match", number, *where


def _match(plan: Plan, match: Match) -> Iterator[Found]:
    said = {"method": match.method}
    has_score = bool(plan.scored)
    wrong = [
        (
            match.method in NEEDS_SCORE and not has_score,
            _("“%(method)s” needs covariates or factors in [score]."),
            "method",
        ),
        (
            match.method in {"mahalanobis", "cem"} and not has_score,
            _("“%(method)s” needs covariates in [score]."),
            "method",
        ),
        (
            match.method == "exact" and not (match.exact or plan.score.factors),
            _("“exact” needs columns in “exact”, or factors in [score]."),
            "method",
        ),
        (match.caliper is not None and match.method in NO_CALIPER, _("“%(method)s” knows no caliper."), "caliper"),
        (match.ratio > 1 and match.method in NO_RATIO, _("“%(method)s” knows no ratio: leave it out."), "ratio"),
        (match.replace and match.method in NO_REPLACE, _("“%(method)s” matches each school once."), "replace"),
        (bool(match.exact) and match.method == "entropy", _("“entropy” weighs all: it knows no “exact”."), "exact"),
        (bool(match.within) and match.method != "nearest", _("“within” is for “nearest”."), "within"),
        (bool(match.within) and match.caliper is None, _("“within” needs a caliper."), "within"),
    ]
    for is_wrong, reason, where in wrong:
        if is_wrong:
            yield reason % said, where
    for column in match.exact:
        if column in plan.outcome.columns:
            yield _("“%(column)s” is an outcome: nothing may be matched on it.") % {"column": column}, "exact"
