"""The report from question to answer: which blocks, in which order."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from trigpoint.evaluation.study.figures import Figure
from trigpoint.evaluation.study.plan import Plan
from trigpoint.evaluation.study.report import found, process, summary, who
from trigpoint.evaluation.study.report.blocks import (
    Block,
    Code,
    Document,
    Given,
    Heading,
    Items,
    Numbers,
    Picture,
    Table,
    Words,
)
from trigpoint.evaluation.study.words import day, spoken
from trigpoint.evaluation.study.words import gettext as _

BY = {
    "score": lambda: _(
        "For each school of the programme we look for schools that did not take part and were like it before: by the "
        "chance of taking part that its characteristics give it (the propensity score). Only what was known before served to "
        "find them."
    ),
    "all": lambda: _(
        "For each school of the programme we look for schools that did not take part and were like it before: the nearest in "
        "all characteristics together (Mahalanobis distance). Only what was known before served to find them."
    ),
    "same": lambda: _(
        "Schools of the programme are compared with schools that did not take part and were the same before, or in the same "
        "class of each characteristic. Only what was known before served to find them."
    ),
    "weights": lambda: _(
        "Schools that did not take part count for so much that the two groups were alike before, on average, in each "
        "characteristic (entropy balancing). Only what was known before served to weigh them."
    ),
}
WAYS = {"mahalanobis": "all", "cem": "same", "exact": "same", "entropy": "weights"}
"""How the primary specification finds its comparison schools, where that is not by the score."""

METHODS = {
    "blind": lambda: _("The pairs were written down before any result of later years was read."),
    "unread": lambda: _(
        "No result was read: the groups are shown so that one sees whether they could be compared one day."
    ),
    "did": lambda: _(
        "Then we compare changes. If schools of the programme changed more than the schools like them, the difference of the "
        "two changes is the estimate. What was different between the two groups all along drops out of it; what began to "
        "differ at the same time as the programme does not."
    ),
    "cross": lambda: _(
        "Then we compare the outcome itself. Without years before, all that differed between the groups and was not matched "
        "on stays in the estimate."
    ),
    "error": lambda: _(
        "Schools of one partnership work together, so they don't count as so many separate proofs: the interval is made from "
        "differences between partnerships (%(kind)s)."
    ),
    "error-sets": lambda: _(
        "Schools that were matched with each other are alike by design, so they don't count as so many separate proofs: the "
        "interval is made from differences between matched sets (%(kind)s)."
    ),
}


def document(plan: Plan, results: Mapping[str, Any], figures: Iterable[Figure], files: Mapping[str, Any]) -> Document:
    n = Numbers(results)
    pictures = {figure.name: figure for figure in figures}
    blocks: list[Block] = [
        *_short(plan, n),
        *_question(plan),
        *_how(plan, n),
        *_who(plan, n, pictures),
        *(_found(plan, n, pictures) if plan.estimates else ()),
        *(_trust(plan, n, pictures) if plan.estimates else ()),
        *_process(n),
        *_conclusion(plan, n),
        *_appendix(plan, n, files),
    ]
    return Document(
        title=plan.question.title,
        subtitle=", ".join(plan.report.authors),
        date=day(plan.report.date),
        language=spoken(),
        blocks=tuple(blocks),
    )


def _short(plan: Plan, n: Numbers) -> Iterator[Block]:
    yield Heading(_("The answer"))
    yield summary.answer(plan, n)
    if plan.estimates:
        yield found.impact(plan, n)


def _question(plan: Plan) -> Iterator[Block]:
    yield Heading(_("The question and the programme"))
    yield Words(_("The question: %(title)s") % {"title": plan.question.title})
    if plan.question.why and plan.estimates:
        yield Given(plan.question.why)
    for title, text in (
        (_("Background"), plan.report.introduction),
        (_("What the programme is"), plan.report.intervention),
        (_("Ethics and data protection"), plan.report.ethics),
    ):
        if text:
            yield Heading(title, 3)
            yield Given(text)
    if table := who.timeline(plan):
        yield table


def _how(plan: Plan, n: Numbers) -> Iterator[Block]:
    yield Heading(_("How it was done"))
    if plan.matches:
        primary = next(match for match in plan.matches if match.name == plan.primary)
        yield Words(BY[WAYS.get(primary.method, "score")]())
        yield Words(METHODS["blind" if plan.estimates else "unread"]())
    if plan.estimates:
        yield Words(METHODS["cross" if plan.outcome.is_cross_section else "did"]())
        yield Words(METHODS["error" if plan.columns.cluster else "error-sets"]() % {"kind": plan.analysis.inference})
    yield who.design(plan, n)
    yield Heading(_("Departures from the plan"), 3)
    if table := who.departures(n):
        yield table
    else:
        yield Words(_("None is known: it was done as the plan says."))


def _who(plan: Plan, n: Numbers, pictures: Mapping[str, Figure]) -> Iterator[Block]:
    yield Heading(_("Who was compared with whom"))
    yield who.flow(n)
    yield from _picture(pictures, "flow", "regions")
    if plan.primary and n.at(f"/designs/{plan.primary}"):
        said = {
            "verdict": who.verdict(n.at(f"/designs/{plan.primary}/verdict")),
            "worst": n.fixed(f"/designs/{plan.primary}/worst", 2),
        }
        yield Heading(_("Whether the groups are alike"), 3)
        yield Words(_("The largest difference after matching is %(worst)s standard deviations: %(verdict)s.") % said)
        yield from _picture(pictures, "love", "quantiles")
        if table := who.characteristics(plan, n):
            yield table
        yield from _picture(pictures, "overlap")
    yield Heading(_("What is missing"), 3)
    if table := who.missing(plan, n):
        yield from _too_many(plan, n)
        yield table
    else:
        yield Words(_("Nothing: every school has every figure that the plan names."))


def _too_many(plan: Plan, n: Numbers) -> Iterator[Block]:
    """The plan's threshold for missing outcomes."""
    lacking = (n.at(f"/estimates/{plan.primary}/lacking") or ())[:2]
    schools, gone = sum(one["schools"] for one in lacking), sum(one["missing"] for one in lacking)
    if schools and gone / schools > plan.missing.report_above:
        said = {"gone": gone, "schools": schools, "limit": f"{100 * plan.missing.report_above:g}%"}
        yield Words(
            _(
                "%(gone)d of %(schools)d matched schools lack the outcome, more than the plan's %(limit)s: if they are "
                "unlike the others, the estimate is off by what can't be known from these data."
            )
            % said
        )


def _found(plan: Plan, n: Numbers, pictures: Mapping[str, Figure]) -> Iterator[Block]:
    yield Heading(_("What was found"))
    yield from _picture(pictures, "trends")
    yield from _tables(found.means(plan, n), found.primary(plan, n))
    if plan.outcome.subgroups:
        yield Heading(_("Groups of pupils"), 3)
        yield from _tables(found.groups(plan, n))
        yield from _picture(pictures, "subgroups")
    if n.at("/checks/event"):
        yield Heading(_("Year by year"), 3)
        yield Words(_("Before the start there should be no difference to speak of; after it, the effect of each year."))
        yield from _picture(pictures, "event-study")
        yield from _tables(found.events(plan, n))
    if plan.compliance.column or plan.compliance.components or plan.compliance.dose:
        yield Heading(_("Who did how much"), 3)
        yield from _tables(found.compliance(n), found.cace(plan, n))
        yield from _picture(pictures, "dose")


def _trust(plan: Plan, n: Numbers, pictures: Mapping[str, Figure]) -> Iterator[Block]:
    yield Heading(_("How far it can be believed"))
    if "placebo" in pictures:
        yield Words(
            _(
                "Where there is nothing to find, a sound method finds nothing: here, between two halves of the years before."
            )
        )
        yield from _picture(pictures, "placebo")
    yield Words(
        _(
            "The same question answered in other ways. The plan named the primary one beforehand; the others are for comparison."
        )
    )
    cohorts = n.at("/checks/staggered/cohorts") or {}
    if len(cohorts) > 1:
        said = ", ".join(
            _("%(n)s in %(year)s") % {"n": n.count(f"/checks/staggered/cohorts/{y}"), "year": y} for y in cohorts
        )
        yield Words(
            _(
                "Schools joined in different years (%(cohorts)s). Comparing them all at once may weigh late and early joiners "
                "wrongly, so each year's joiners are compared by themselves as well: “by year of joining” below."
            )
            % {"cohorts": said}
        )
    yield from _picture(pictures, "specifications")
    yield found.robustness(plan, n)
    yield from _picture(pictures, "leave-one-out")
    yield from _tables(found.hidden_trend(n), *found.worksheet(plan, n))


def _process(n: Numbers) -> Iterator[Block]:
    yield Heading(_("How it went: the process"))
    yield Words(
        _("What people did, and what they thought of it. What they perceived is no measure of what pupils gained.")
    )
    yield from process.blocks(n)


def _conclusion(plan: Plan, n: Numbers) -> Iterator[Block]:
    yield Heading(_("What follows from it"))
    if plan.report.conclusion:
        yield Given(plan.report.conclusion)
    else:
        yield Words(summary.headline(plan, n))
    yield Heading(_("Limits"), 3)
    limits = [
        _("Nobody drew lots for who takes part; a matched comparison can't take away what nobody measured."),
        _("The outcome is a mean of schools: it says nothing of single pupils."),
        _("Comparison schools may do something alike under another name."),
    ]
    if not plan.estimates:
        limits = [_("Impact is not estimated, so nothing here is evidence for or against it.")]
    yield Items(tuple(limits))
    if plan.report.limitations:
        yield Given(plan.report.limitations)


def _appendix(plan: Plan, n: Numbers, files: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(_("To check and repeat it"))
    yield Words(
        _(
            "The same plan and the same files give the same bytes with the same versions: results.json holds every number by "
            "key, pairs.csv every pair, scores.csv every score, and the folder “figures” every picture with its data."
        )
    )
    rows = [
        (_("%(name)s (%(file)s)") % {"name": name, "file": one["file"]}, one["sha256"])
        for name, one in files["inputs"].items()
    ]
    rows += [(_("plan"), plan.sha256)]
    rows += [(name, version) for name, version in files["versions"].items()]
    yield Table(
        code="",
        caption=_("Files and versions"),
        head=(_("What"), _("SHA-256 or version")),
        rows=tuple(rows),
        words=frozenset({0, 1}),
    )
    yield from _tables(who.balance(plan, n))
    yield Heading(_("The plan as it was locked"), 3)
    yield Code(plan.text)


def _picture(pictures: Mapping[str, Figure], *names: str) -> Iterator[Block]:
    for name in names:
        if name in pictures:
            yield Picture(pictures[name])


def _tables(*tables: Table | None) -> Iterator[Block]:
    for table in tables:
        if table is not None:
            yield table
