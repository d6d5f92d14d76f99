"""
The rules of a problem as the review model has them: what its roles ask, and its allocation rules, off, soft or hard.

What reviews would refuse when somebody is chosen by hand (`reviews.rules.team` and `sending`) is ruled out here, and what
they would ask a reason for is avoided wherever there is another way: so what is proposed can be published as it is.
"""

import datetime as dt
import itertools
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext_noop as _

import rota
from trigpoint.access.roles import Role
from trigpoint.allocation.queries.facts import Facts, Host, Person
from trigpoint.allocation.queries.options import Options
from trigpoint.allocation.queries.problem_days import Windows
from trigpoint.allocation.queries.problem_people import NOBODY, Asked, Given, People, experience, levels
from trigpoint.reviews.rules import sending
from trigpoint.reviews.rules.sending import HARD, OFF, SOFT

LEAD, MEMBER = (rota.Seat.LEAD,), (rota.Seat.MEMBER,)
BOTH: tuple[rota.Seat, ...] = ()
CALM = {0: 0.0, 1: 1.0, 2: 10.0}
POINTS = {
    "own_trust": 300.0,
    "standing": 300.0,
    "lead_role": 250.0,
    "untrained": 250.0,
    "same_locality": 150.0,
    "not_same_pair_twice": 150.0,
    "direct_swap": 150.0,
    "phase_mix": 150.0,
    "reciprocal_leads": 150.0,
    "expertise": 100.0,
    "one_per_school": 100.0,
}
"""What a seat costs that goes against a soft rule: about a pound a point."""

type Group = tuple[Iterable[Host], Iterable[Person], tuple[rota.Seat, ...], str]
"""Reviews, the people who are kept from them, in which seats, and why: a sentence without its subject."""


def programme(facts: Facts, options: Options) -> rota.Programme:
    everybody_new = facts.cycle_number == 1 or not any(experience(person) for person in facts.people)
    model = facts.model
    return rota.Programme(
        scope="network" if options.across else "cluster",
        reciprocal="allow" if options.both_ways and model.enforcement("direct_swap") == OFF else "forbid",
        own_trust="allow" if options.own_trust or model.enforcement("own_trust") != OFF else "forbid",
        outstanding_lead=rota.Setting.OFF,  # by the names of standings, in `apart`
        one_per_school_in_team=options.one_a_school,
        max_new_per_team=options.team_size if everybody_new else options.most_new,
        phase_cover=0 if model.grouping.kind == "pair" else 1,
        weekly_cap=options.week_cap,
    )


def weights(options: Options) -> rota.Weights:
    usual = rota.Weights()
    return rota.Weights(
        change_seat=usual.change_seat * CALM[options.calm], change_date=usual.change_date * CALM[options.calm]
    )


def settings(facts: Facts, options: Options, hosts: list[Host], everybody: People) -> dict[str, rota.Setting]:
    """By rule of the planner; what is not here is as the planner usually has it."""
    model = facts.model
    found: dict[str, rota.Setting] = {}
    swap, mix = model.enforcement("direct_swap"), model.enforcement("phase_mix")
    if swap != OFF and options.both_ways:
        found["reciprocal"] = rota.Setting(swap)
    elif swap == OFF and model.grouping.reciprocity != "pair":
        found["reciprocal_leads"] = rota.Setting.SOFT
    if mix != OFF:
        found["phase_mix"] = rota.Setting(mix)
    if model.enforcement("own_trust") == OFF and not options.own_trust:
        found["own_trust"] = rota.Setting.SOFT
    if options.one_a_school and not _schools_enough(facts, options, hosts, everybody):
        found["one_per_school"] = rota.Setting.SOFT
    if model.grouping.reciprocity == "none":
        found["fairness"] = rota.Setting.OFF
    if not options.across and _cross_pools(facts, everybody):
        found["scope"] = rota.Setting.OFF  # by the pools themselves, in `apart`
    return found


def points(facts: Facts) -> dict[str, float]:
    found = {key: POINTS[key] for key in ("own_trust", "phase_mix", "reciprocal_leads", "one_per_school")}
    return {**found, "reciprocal": POINTS["direct_swap"]}


def apart(facts: Facts, options: Options, hosts: list[Host], everybody: People, spans: Windows) -> Iterator[rota.Apart]:
    """Who is not to be on the team of which reviews, or had better not."""
    model, people = facts.model, [person for person, _given in everybody]
    strict = levels(facts)
    if not options.across and len(facts.scope.cycles) > 1:
        yield from _own_pools(hosts, people)
    rules: tuple[tuple[str, str, Iterator[Group]], ...] = (
        ("", HARD, _as_what(hosts, everybody)),
        ("direct_swap", model.enforcement("direct_swap"), _swaps_with_settled(facts, hosts, people)),
        ("own_trust", model.enforcement("own_trust"), _own_trust(hosts, people)),
        ("same_locality", model.enforcement("same_locality"), _same_locality(hosts, people)),
        ("not_same_pair_twice", model.enforcement("not_same_pair_twice"), _sent_before(facts, hosts, people)),
        ("expertise", model.enforcement("expertise"), _expertise(hosts, people)),
        ("standing", sending.standing(model), _standing(facts, hosts, people)),
        ("lead_role", _lead_role(facts), _other_leads(facts, hosts, people)),
        (
            "untrained",
            SOFT,
            _untrained(hosts, everybody, spans, lead=strict.lead == SOFT, team=strict.reviewer == SOFT),
        ),
    )
    for rule, level, groups in rules:
        if level == OFF:
            continue
        for reviews, barred, seats, reason in groups:
            keys = tuple(host.key for host in reviews)
            ids = tuple(str(person.account.pk) for person in barred)
            if keys and ids:
                price = None if level == HARD else POINTS[rule]
                yield rota.Apart(reviews=keys, people=ids, seats=seats, points=price, reason=reason)


def _schools_enough(facts: Facts, options: Options, hosts: list[Host], everybody: People) -> bool:
    """Whether each team can come from as many schools as it has people: a pair's can't, a rotation's is not meant to."""
    model = facts.model
    if model.grouping.reciprocity in ("pair", "rotation"):
        return False
    senders = [(facts.partnership_of.get(pk), pk, facts.schools[pk].trust_id) for pk in _sending(everybody)]
    barred = model.enforcement("own_trust") == HARD
    for host in hosts:
        wanted = options.team_size - any(one.school is None and given.anywhere.leads for one, given in everybody)
        others = (
            pk
            for partnership_id, pk, trust in senders
            if pk != host.school.pk
            and (options.across or partnership_id == host.partnership_id)
            and not (barred and trust is not None and trust == host.school.trust_id)
        )
        if sum(1 for _pk in itertools.islice(others, wanted)) < wanted:
            return False
    return True


def _sending(everybody: People) -> list[uuid.UUID]:
    return sorted({person.school.pk for person, _given in everybody if person.school is not None}, key=str)


def _cross_pools(facts: Facts, everybody: People) -> bool:
    """Whether somebody is in another pool than that of their school's partnership, or in several."""
    return len(facts.scope.cycles) > 1 and any(
        person.school is not None and {facts.partnership_of.get(person.school.pk)} != set(person.held)
        for person, _given in everybody
    )


def _own_pools(hosts: list[Host], people: list[Person]) -> Iterator[rota.Apart]:
    """People stay with the partnerships in whose pools they are."""
    pools = _by(people, lambda person: person.held)
    for partnership_id, reviews in _by(hosts, lambda host: [host.partnership_id]).items():
        yield rota.Apart(
            reviews=tuple(host.key for host in reviews),
            people=tuple(str(person.account.pk) for person in pools.get(partnership_id, ())),
            but=True,
            reason=_("is in the pool of another partnership"),
        )


def _as_what(hosts: list[Host], everybody: People) -> Iterator[Group]:
    """People are asked as the model's roles have it; and those of several pools in each as what they are there."""
    said = _("may not be asked for this, as the review model has it")
    yield hosts, [person for person, given in everybody if person.school and not given.anywhere.reviews], MEMBER, said
    several = [(person, given) for person, given in everybody if len(person.held) > 1]
    for partnership_id, reviews in _by(hosts, lambda host: [host.partnership_id]).items() if several else ():
        asked = [(person, given.anywhere, _asked(given, partnership_id)) for person, given in several]
        yield reviews, [person for person, once, here in asked if once.leads and not here.leads], LEAD, said
        yield reviews, [person for person, once, here in asked if once.reviews and not here.reviews], MEMBER, said


def _asked(given: Given, partnership_id: uuid.UUID) -> Asked:
    return given.asked.get(partnership_id, given.asked[NOBODY])


def _swaps_with_settled(facts: Facts, hosts: list[Host], people: list[Person]) -> Iterator[Group]:
    """Whoever is visited by a school in a review that stays as it is does not visit that school in the same cycle."""
    open_keys = {host.key for host in hosts}
    for gone in facts.hosts:
        if gone.key in open_keys or gone.review is None or gone.review.state == "cancelled":
            continue
        senders = {seat.school_id for seat in gone.seats}
        reviews = [host for host in hosts if host.school.pk in senders and host.cycle_id == gone.cycle_id]
        theirs = [person for person in people if person.school is not None and person.school.pk == gone.school.pk]
        yield reviews, theirs, BOTH, _("their school is reviewed by this one in the same cycle")


def _own_trust(hosts: list[Host], people: list[Person]) -> Iterator[Group]:
    staff = _by(people, lambda person: person.trusts)
    for trust, reviews in _by(hosts, lambda host: filter(None, [host.school.trust_id])).items():
        yield (
            reviews,
            staff.get(trust, ()),
            BOTH,
            _("works in the trust that is reviewed, or to which the school belongs"),
        )


def _same_locality(hosts: list[Host], people: list[Person]) -> Iterator[Group]:
    workers = _by(people, lambda person: person.localities)
    for area, reviews in _by(hosts, lambda host: host.localities).items():
        yield reviews, workers.get(area, ()), BOTH, _("works in the same area")


def _sent_before(facts: Facts, hosts: list[Host], people: list[Person]) -> Iterator[Group]:
    of_school = _by(people, lambda person: [person.school.pk] if person.school else [])
    for host in hosts:
        schools = facts.sent_before.get((host.school.pk, host.subject_name), frozenset())
        again = [person for school in sorted(schools, key=str) for person in of_school.get(school, ())]
        yield [host], again, BOTH, _("their school has reviewed this one before")


def _expertise(hosts: list[Host], people: list[Person]) -> Iterator[Group]:
    """Of the team; who leads is asked for being trained to lead."""
    for need, reviews in _by(hosts, lambda host: filter(None, [host.subject_name or host.school.phase])).items():
        others = [person for person in people if need.casefold() not in person.knows]
        yield reviews, others, MEMBER, _("has not said that they know what is reviewed")


def _standing(facts: Facts, hosts: list[Host], people: list[Person]) -> Iterator[Group]:
    """A host that holds a standing is led from a school that holds it too."""
    for name, reviews in _by(hosts, lambda host: filter(None, [facts.standings.get(host.school.pk)])).items():
        others = [person for person in people if person.school is None or facts.standings.get(person.school.pk) != name]
        yield reviews, others, LEAD, _("their school does not hold the standing that this one holds")


def _lead_role(facts: Facts) -> str:
    """How it is taken who leads, where the model has no role of its own for that."""
    own = sending.own_role(facts.model, Role.LEAD_REVIEWER)
    return OFF if own is not None else str(facts.model.number("team.lead_role_enforce"))


def _other_leads(facts: Facts, hosts: list[Host], people: list[Person]) -> Iterator[Group]:
    wanted = facts.model.number("team.lead_role")
    others = [person for person in people if wanted not in person.roles]
    yield hosts, others, LEAD, _("does not lead a school")


def _untrained(hosts: list[Host], everybody: People, spans: Windows, *, lead: bool, team: bool) -> Iterator[Group]:
    """Where training is wished for and not asked: whoever has none for the whole time is asked last."""
    said = _("has no training for this, or none that lasts")
    last = max((spans[host.key].last for host in hosts), default=dt.date.min)
    asked = [(person, given.anywhere) for person, given in everybody]
    if lead:
        short = [one for one, its in asked if its.leads and (its.lead_until is None or its.lead_until < last)]
        yield hosts, short, LEAD, said
    if team:
        short = [one for one, its in asked if its.reviews and (its.until is None or its.until < last)]
        yield hosts, short, MEMBER, said


def _by[T, K](rows: Iterable[T], keys: Callable[[T], Iterable[K]]) -> dict[K, list[T]]:
    """The rows by each of their keys, in their order."""
    found: dict[K, list[T]] = defaultdict(list)
    for row in rows:
        for key in keys(row):
            found[key].append(row)
    return found
