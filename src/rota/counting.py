"""
What can't work, found by counting before anything is solved; each gap with its cause and the cheapest remedies.

Nothing here stops a plan: a gap becomes a shortfall in it. But whoever hears of it first can still do something.
"""

import dataclasses
import math
from collections import Counter
from collections.abc import Iterator

import numpy as np

from rota.case import Case
from rota.ground import Bools, Ints
from rota.problem import Problem, Setting
from rota.words import Words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """Something that would help; the cheapest comes first."""

    words: Words
    effort: float  # to compare with others of the same gap only


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that can't work. `kind` is a short name for programs: lead, members, phase, need, date…"""

    kind: str
    words: Words
    review: str = ""
    school: str = ""
    causes: tuple[Words, ...] = ()
    remedies: tuple[Remedy, ...] = ()


def count_first(problem: Problem | Case) -> tuple[Gap, ...]:
    """Every gap that counting finds, the ones about everybody first."""
    case = problem if isinstance(problem, Case) else Case(problem)
    found = [*_capacity(case), *_reciprocity(case)]
    for review in range(len(case.problem.reviews)):
        found += _of_review(case, review)
    return tuple(found)


def _capacity(case: Case) -> Iterator[Gap]:
    """Seats against what people offer: everybody, leads, each phase, each cluster or stretch of country."""
    ground, reviews = case.ground, case.problem.reviews
    if not reviews:
        return
    usual = float(np.mean(ground.length))
    offered = np.array([min(p.max_reviews, p.max_days / usual) for p in ground.people], float)
    seats = np.array([1 + review.members for review in reviews], float)
    everybody = np.ones(len(ground.people), bool)
    every = Words("all reviews together need {wanted} seats filled; people offer {there}")
    yield from _short("seats", every, seats.sum(), offered, everybody)
    led = Words("the reviews need {wanted} leads; those who may lead offer {there}")
    yield from _short("leads", led, float(len(reviews)), offered, ground.can_lead)
    phases = [case.problem.schools[host].phase for host in ground.host]
    for phase in sorted(set(phases)):
        wanted = float(sum(case.problem.programme.phase_cover for found in phases if found == phase))
        knows = ground.having("phases", phase)
        known = Words(
            "reviews of {phase} schools need {wanted} people who know such schools; those who do offer {there}",
            phase=phase.replace("_", "-"),
        )
        yield from _short("phase", known, wanted, offered, knows)
    for where, hosts, people in _regions(case):
        yield from _short("region", where, float(seats[hosts].sum()), offered, people)


def _short(
    kind: str, what: Words, wanted: float, offered: "np.ndarray[tuple[int], np.dtype[np.float64]]", who: Bools
) -> Iterator[Gap]:
    """`what` is said with how much is wanted and how much is there, where that is less."""
    there = math.floor(offered[who].sum())
    if there < wanted:
        words = Words(what.template, **what.facts, wanted=int(wanted), there=there)
        more = Words(
            "find people for {missing} more seats, or ask {n} to take one more review each",
            missing=int(wanted) - there,
            n=min(int(wanted) - there, int(who.sum())),
        )
        yield Gap(kind=kind, words=words, remedies=(Remedy(words=more, effort=wanted - there),))


def _regions(case: Case) -> Iterator[tuple[Words, Bools, Bools]]:
    """Clusters where nobody leaves their own; else stretches of country that nobody within reach can help."""
    ground, problem = case.ground, case.problem
    scope = next((rule for rule in case.pairs if rule.key == "scope" and rule.hard), None)
    if scope is not None:
        for code in np.unique(ground.cluster):
            members = np.flatnonzero(ground.cluster == code)
            name = problem.schools[members[0]].cluster
            where = Words("the reviews in {name} need {wanted} seats filled; people offer {there}", name=name)
            alone = Words("reviews of schools in no partnership need {wanted} seats filled; people offer {there}")
            yield (
                where if name else alone,
                np.isin(ground.host, members),
                np.isin(ground.home, members) | (ground.home < 0),
            )
        return
    cells = np.floor(np.degrees(ground.school_place)).astype(int)
    for cell in np.unique(cells, axis=0) if len(cells) else ():
        inside = np.flatnonzero((cells == cell).all(axis=1))
        hosts = np.flatnonzero(np.isin(ground.host, inside))
        if len(hosts):
            reach = np.unique(np.concatenate([case.choice(int(review)).people for review in hosts]))
            people = np.zeros(len(ground.people), bool)
            people[reach] = True
            marks = np.zeros(len(ground.host), bool)
            marks[hosts] = True
            near = problem.schools[inside[0]]
            nearby = "the reviews near {name} need {wanted} seats filled; people within reach offer {there}"
            yield Words(nearby, name=near.name or near.id), marks, people


def _reciprocity(case: Case) -> Iterator[Gap]:
    """n schools that may not review each other can send at most n(n-1)/2 people, one school to another each."""
    rule = next((rule for rule in case.accounts if rule.key == "reciprocal" and rule.hard), None)
    single = any(found.key == "one_per_school" and found.hard for found in case.accounts)
    scoped = any(found.key == "scope" and found.hard for found in case.pairs)
    if not single:
        return
    ground = case.ground
    for code in np.unique(ground.cluster) if scoped else ():
        schools = np.flatnonzero(ground.cluster == code)
        reviews = np.flatnonzero(np.isin(ground.host, schools))
        seats = sum(1 + case.problem.reviews[review].members for review in reviews)
        n, name = len(schools), case.problem.schools[schools[0]].cluster or Words("no partnership")
        most = n * (n - 1) // 2 if rule else n * (n - 1) * max(1, len(reviews) // max(1, n))
        if seats > most and len(reviews):
            words = Words(
                "the {n} schools of {name} can send each other at most {most} people by the rules; their teams need {seats}",
                name=name,
                n=n,
                most=most,
                seats=seats,
            )
            remedies = (
                Remedy(words=Words("let schools review each other (allow reciprocal reviews)"), effort=1),
                Remedy(
                    words=Words("borrow {missing} people from a neighbouring partnership", missing=seats - most),
                    effort=2,
                ),
                Remedy(words=Words("plan teams of at most {size}", size=max(1, most // len(reviews))), effort=3),
            )
            yield Gap(kind="reciprocity", words=words, remedies=remedies)


def _of_review(case: Case, review: int) -> Iterator[Gap]:
    wanted, ground = case.problem.reviews[review], case.ground
    name = case.problem.schools[ground.host[review]].name or wanted.school
    dates = case.dates(review)
    if not len(dates.ids):
        yield _no_date(case, review)
    choice = case.choice(review)
    able = case.can(review, choice.people, dates.table)[:, dates.ids].any(axis=1) if len(dates.ids) else None
    able = np.ones(len(choice.people), bool) if able is None else able
    leads, members = np.isfinite(choice.lead) & able, np.isfinite(choice.member) & able
    if not leads.any():
        yield _gap(
            case, review, "lead", Words("nobody can lead the review of {name}", name=name), ground.can_lead, lead=True
        )
    if members.sum() < wanted.members:
        words = Words(
            "only {n} of {wanted} members can come to {name}", n=int(members.sum()), wanted=wanted.members, name=name
        )
        yield _gap(case, review, "members", words, np.ones(len(ground.people), bool), lead=False)
    there = np.zeros(len(ground.people), bool)
    there[choice.people[leads | members]] = True
    phase = case.problem.schools[ground.host[review]].phase
    knows = ground.having("phases", phase)
    if (knows & there).sum() < case.problem.programme.phase_cover:
        words = Words("nobody who can come to {name} knows {phase} schools", name=name, phase=phase.replace("_", "-"))
        yield _gap(case, review, "phase", words, knows, lead=False)
    for need in wanted.needs:
        if not (ground.having("specialisms", need) & there).any():
            words = Words("nobody who can come to {name} knows {need}", name=name, need=need)
            yield _gap(case, review, "need", words, ground.having("specialisms", need), lead=False, what=need)


def _no_date(case: Case, review: int) -> Gap:
    wanted = case.problem.reviews[review]
    host = case.problem.schools[case.ground.host[review]]
    table = case.ground.slots(wanted.days)
    causes: Counter[str] = Counter()
    words: dict[str, Words] = {}
    for rule in case.date_rules:
        hits = rule.hits(review, table) if rule.hard else None
        if hits is not None and hits.any():
            causes[rule.key] = int(hits.sum())
            words[rule.key] = rule.reason(review, table.all[int(np.argmax(hits))])
    return Gap(
        kind="date",
        words=Words("there is no day on which {name} can be visited", name=host.name or host.id),
        review=wanted.id,
        school=host.id,
        causes=tuple(words[key] for key, _ in causes.most_common(3)),
        remedies=(Remedy(words=Words("allow more days, free blocked ones or take a pin away"), effort=1),),
    )


def _gap(case: Case, review: int, kind: str, words: Words, who: Bools, *, lead: bool, what: str = "") -> Gap:
    people = np.flatnonzero(who)
    causes = _causes(case, review, people, lead=lead)
    remedies = sorted(_remedies(case, review, people, kind, what, lead=lead), key=lambda remedy: remedy.effort)
    wanted = case.problem.reviews[review]
    return Gap(
        kind=kind, words=words, review=wanted.id, school=wanted.school, causes=causes, remedies=tuple(remedies[:3])
    )


def _causes(case: Case, review: int, people: Ints, *, lead: bool) -> tuple[Words, ...]:
    """How many of those who could have come each rule keeps away, most first."""
    found = []
    for rule in case.pairs:
        hits = int(rule.hits(review, people, lead=lead).sum()) if rule.hard else 0
        if hits:
            found.append((hits, rule.title))
    found.sort(reverse=True)
    said = [Words("{n} of {all}: {rule}", n=hits, all=len(people), rule=Words(title)) for hits, title in found[:4]]
    return tuple(said) or (Words("nobody in the network has this"),)


def _remedies(case: Case, review: int, people: Ints, kind: str, what: str, *, lead: bool) -> Iterator[Remedy]:
    """People whom one rule alone keeps away: the nearest of them; else somebody new to train."""
    ground = case.ground
    host = case.problem.schools[ground.host[review]]
    barred = {rule.key: rule.hits(review, people, lead=lead) for rule in case.pairs if rule.hard}
    count = np.sum(list(barred.values()), axis=0) if barred else np.zeros(len(people))
    miles = ground.miles(int(ground.host[review]), people)
    far = np.flatnonzero((count == 1) & barred.get("distance", np.zeros(len(people), bool)))
    if len(far):
        nearest = far[np.argmin(miles[far])]
        person = ground.people[people[nearest]]
        words = Words(
            "let {person} travel {miles} miles instead of {limit}",
            person=person.id,
            miles=math.ceil(miles[nearest]),
            limit=f"{person.max_miles:g}",
        )
        yield Remedy(words=words, effort=float(miles[nearest] - person.max_miles))
    free = np.flatnonzero(count == 0)
    if len(free):
        words = Words("{n} people could come on other days: allow more days, or renew their training", n=len(free))
        yield Remedy(words=words, effort=20)
    names = {
        "lead": Words("a lead"),
        "members": Words("a reviewer"),
        "phase": Words("a reviewer who knows {phase} schools", phase=host.phase.replace("_", "-")),
        "need": Words("a reviewer who knows {need}", need=what),
    }
    yield Remedy(words=Words("train {who} near {name}", who=names[kind], name=host.name or host.id), effort=60)
    if kind == "lead" and not case.problem.extra.pool:
        yield Remedy(words=Words("engage a lead from the pool"), effort=80)
    trust = next((rule for rule in case.pairs if rule.key == "own_trust" and rule.setting is Setting.HARD), None)
    if trust is not None and ((count == 1) & barred["own_trust"]).any():
        yield Remedy(words=Words("allow reviewers from the same trust"), effort=50)
