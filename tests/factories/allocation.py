"""A partnership whose schools lie somewhere, ready to be planned; and a schedule of it, looked for."""

import datetime as dt
from typing import Any

import rota
from rota.format import read_problem, write_plan, write_problem
from tests.factories.organisations import SchoolFactory
from tests.factories.people import AccountFactory, appoint
from tests.factories.programmes import TRAINED_UNTIL, Group, partnership
from trigpoint.access.roles import Place, Role
from trigpoint.allocation.actions import schedules, searching
from trigpoint.allocation.models import Schedule
from trigpoint.allocation.queries.options import Options
from trigpoint.allocation.queries.problem import build
from trigpoint.allocation.queries.scope import Scope, whole
from trigpoint.organisations.models import School
from trigpoint.people.models import Account, Readiness

NAMES = (
    "Hawthorn Vale School", "Alderbrook Primary", "Kestrel Lane Primary", "Marsh End Primary", "St Oswin's Primary",
    "Weirside Primary",
)  # fmt: skip


def placed(schools: int = 5, *, number: int = 2, easting: int = 380_000, **fields: Any) -> Group:
    """`schools` schools a few miles apart, each with a trained head and a trained leader, in a cycle that ends at Easter."""
    rows = [
        SchoolFactory(name=name, phase="Primary", easting=easting + 4000 * n, northing=400_000 + 3000 * (n % 3))
        for n, name in enumerate(NAMES[:schools])
    ]
    group = partnership(rows, number=number, **fields)
    group.cycle.partnership.programme = group.programme
    group.cycle.ends_on = dt.date(2027, 3, 26)  # a term to choose from: a whole year takes a search far longer
    group.cycle.save()
    return group


def pooled(group: Group, school: School | None, role: str, pool: str, *, knows: str = "") -> Account:
    """Somebody of a school (or of none) with a role there, trained, in the partnership's pool."""
    person = AccountFactory()
    if school is not None:
        appoint(person, role, Place.SCHOOL, school, group.network)
    appoint(person, pool, Place.PARTNERSHIP, group.partnership, school=school, trained_until=TRAINED_UNTIL)
    if knows:
        Readiness.objects.create(network=group.network, person=person, specialisms=[knows])
    return person


def rotation() -> Group:
    """Three schools whose middle leaders visit one another's history in turn."""
    group = placed(3, model="middle-leader-review")
    for school in group.schools:
        for _n in range(3):
            pooled(group, school, Role.STAFF, Role.REVIEWER, knows="History")
    return group


def scope(group: Group) -> Scope:
    """Of the partnership alone."""
    return Scope(network=group.network, programme=group.programme, partnership=group.partnership, cycles=(group.cycle,))


def programme_scope(group: Group, at: dt.datetime) -> Scope:
    return whole(group.programme, on=at.date())


def found(group: Group, at: dt.datetime, **options: Any) -> Schedule:
    """A draft that a real search has left, asked for by the partnership's lead."""
    return looked_for(scope(group), group.lead, at, **options)


def looked_for(where: Scope, actor: Any, at: dt.datetime, *, seconds: int = 2, **options: Any) -> Schedule:
    made = schedules.ask(actor=actor, at=at, scope=where, options=Options(**options), seconds=seconds)
    searching.run(schedule_id=made.pk, now=lambda: at)
    made.refresh_from_db()
    assert made.state == "draft", made.trouble
    return made


def proposed(group: Group, at: dt.datetime, *, rounds: int = 1, **options: Any) -> Schedule:
    """The same, looked for in this process and by a count of rounds: however busy the machine, what is found is the same."""
    row = schedules.ask(actor=group.lead, at=at, scope=scope(group), options=Options(**options))
    found = rota.solve(read_problem(row.problem), rounds=rounds, aim=rota.Aim.TIERS)
    searching.end(actor=None, at=at, schedule=row, last={"plan": write_plan(found.plan), "proven": found.proven})
    row.refresh_from_db()
    return row


def drafted(group: Group, at: dt.datetime) -> Schedule:
    """A draft made in this process, with the first plan that comes: for tests that only need one to be there."""
    where = scope(group)
    where.partnership.programme = group.programme
    problem = build(where, Options(), on=at.date()).problem
    plan = rota.solve(problem, rounds=1, aim=rota.Aim.TIERS).plan
    return Schedule.objects.create(
        network=group.network,
        programme=group.programme,
        partnership=group.partnership,
        cycles=[group.cycle.pk],
        state="draft",
        options=Options().stored(),
        seconds=1,
        asked_by=group.lead,
        asked_at=at,
        problem=write_problem(problem),
        found=write_plan(plan),
        plan=write_plan(plan),
    )
