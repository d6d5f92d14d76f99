"""What people and schools can give goes out, comes back, and is shown before it is written."""

import datetime as dt

import pytest
from tests.factories import allocation as made
from tests.factories.programmes import Group

from trigpoint.allocation.actions import files, schedules
from trigpoint.allocation.queries import facts as facts_of
from trigpoint.allocation.queries import sheets
from trigpoint.allocation.queries.readings import readings
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.people.actions import readiness
from trigpoint.people.models import Readiness
from trigpoint.programmes.models import Capacity

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return made.placed(3)


def _csv(group: Group, *rows: str) -> bytes:
    return "\n".join(rows).encode()


def test_a_workbook_comes_back_without_a_change(group: Group, at: dt.datetime) -> None:
    readiness.add_absence(
        actor=None, at=at, network=group.network, person=group.heads[0], starts_on=at.date(), ends_on=at.date()
    )
    facts = facts_of.load(made.scope(group), on=at.date())
    found = readings(sheets.read("x.xlsx", sheets.workbook(facts)), facts)
    assert len(found) >= 10
    assert [reading for reading in found if reading.mistake or reading.changes] == []


def test_each_row_says_what_it_would_do_or_what_is_wrong(group: Group, at: dt.datetime) -> None:
    facts = facts_of.load(made.scope(group), on=at.date())
    email = group.leaders[0].email
    lines = sheets.read(
        "absences.csv",
        _csv(
            group,
            "email;name;first_day;last_day;reason",
            f"{email};Somebody;2027-02-01;05/02/2027;A course",
            f"{email};Somebody;2027-02-09;2027-02-01;",
            "nobody@nowhere.example;Nobody;2027-02-01;2027-02-02;",
            f"{email};Somebody;soon;2027-02-02;",
        ),
    )
    found = readings(lines, facts)
    assert [reading.changes for reading in found] == [True, False, False, False]
    assert [bool(reading.mistake) for reading in found] == [False, True, True, True]
    assert files.take_in(actor=group.lead, at=at, scope=made.scope(group), lines=lines) == 1
    again = readings(lines[:1], facts_of.load(made.scope(group), on=at.date()))
    assert [reading.effect for reading in again] == ["no change"]


def test_every_sheet_is_taken_in(group: Group, at: dt.datetime) -> None:
    name, email = group.schools[0].name, group.leaders[1].email
    rows = [
        ("people.csv", "email,days_off,most_reviews,specialisms", f'{email},"fri",1,"SEND, Maths"'),
        ("schools.csv", "school,most_away,cost_cap,needs", f"{name},3,900,SEND"),
        ("days.csv", "school,kind,first_day,last_day,note", f"{name},inset,2027-02-01,2027-02-01,Reading"),
        ("conflicts.csv", "email,school,reason", f"{email},{name},Worked there"),
    ]
    for file, header, row in rows:
        lines = sheets.read(file, _csv(group, header, row))
        assert files.take_in(actor=group.lead, at=at, scope=made.scope(group), lines=lines) == 1, file
    facts = facts_of.load(made.scope(group), on=at.date())
    person = next(p for p in facts.people if p.account.email == email)
    assert (person.ready.days_off, person.ready.specialisms) == ([4], ["SEND", "Maths"])
    assert facts.capacities[group.schools[0].pk].most_away == 3
    assert [row.kind for row in facts.windows[group.schools[0].pk]] == ["inset"]
    assert [row.source for row in facts.conflicts] == ["file"]


def test_a_formula_goes_out_as_text_and_comes_back(group: Group, at: dt.datetime) -> None:
    readiness.add_absence(
        actor=None,
        at=at,
        network=group.network,
        person=group.heads[0],
        starts_on=at.date(),
        ends_on=at.date(),
        reason="=1+1",
    )
    facts = facts_of.load(made.scope(group), on=at.date())
    text = sheets.table(facts, "absences")
    assert "'=1+1" in text
    assert [reading.effect for reading in readings(sheets.read("a.csv", text.encode()), facts)] == ["no change"]


def test_what_a_file_has_no_column_for_stays_as_it_is(group: Group, at: dt.datetime) -> None:
    person, school = group.heads[0], group.schools[0]
    Readiness.objects.create(network=group.network, person=person, most_days=3, specialisms=["SEND"])
    Capacity.objects.create(network=group.network, school=school, most_away=2, cost_cap=900)
    facts = facts_of.load(made.scope(group), on=at.date())
    rows = [
        f"email,days_off\n{person.email},fri\n",
        f"email,days_off,most_days\n{person.email},fri\n",
        f"school,most_away\n{school.name},3\n",
    ]
    some, short, spare = (readings(sheets.read("a.csv", row.encode()), facts)[0] for row in rows)
    assert (some.effect, some.given["most_days"], some.given["specialisms"]) == ("changes days_off", 3, ["SEND"])
    assert short.given["most_days"] is None  # it has the column, and an empty cell
    assert (spare.effect, spare.given["cost_cap"]) == ("changes most_away", 900)


def test_a_name_that_several_schools_have_needs_the_urn(group: Group, at: dt.datetime) -> None:
    first, second = group.schools[:2]
    second.name = first.name
    second.save()
    text = f"school,urn,most_away\n{first.name},,3\n{first.name},{second.urn},3\n"
    found = readings(sheets.read("a.csv", text.encode()), facts_of.load(made.scope(group), on=at.date()))
    assert [bool(reading.mistake) for reading in found] == [True, False]
    assert found[1].school == second


PHOTO, UNENDED = bytes(range(256)) * 50, b'email,days_off\n"' + b"x" * 200_000


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2", b"PK\x03\x04nonsense", PHOTO, UNENDED])
def test_what_can_not_be_read_says_what_to_do(data: bytes) -> None:
    with pytest.raises(Unacceptable):
        sheets.read("x", data)


def test_only_who_plans_takes_files_in(group: Group, at: dt.datetime) -> None:
    with pytest.raises(Refused):
        files.take_in(actor=group.heads[0], at=at, scope=made.scope(group), lines=[])


def test_old_searches_forget_what_they_knew(group: Group, at: dt.datetime) -> None:
    row = made.drafted(group, at)
    assert schedules.forget(at=at) == 0
    assert schedules.forget(at=at + dt.timedelta(days=401)) == 1
    row.refresh_from_db()
    assert row.problem == {}
