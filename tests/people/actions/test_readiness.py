"""What somebody can give to reviews, and when they are away."""

import datetime as dt

import pytest
from tests.factories.organisations import NetworkFactory
from tests.factories.people import AccountFactory

from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.people.actions import readiness as actions
from trigpoint.people.queries import readiness as queries

pytestmark = pytest.mark.django_db
GIVEN = {
    "days_off": [4, 4],
    "most_reviews": 2,
    "most_days": None,
    "most_miles": 40,
    "wished_days": 4,
    "phases": ["Primary", " Primary "],
    "specialisms": ["SEND"],
}


def test_it_is_written_once_and_then_changed(at: dt.datetime) -> None:
    network, person = NetworkFactory(), AccountFactory()
    first = actions.set_readiness(actor=None, at=at, network=network, person=person, version=0, **GIVEN)
    assert (first.version, first.days_off, first.phases) == (1, [4], ["Primary"])
    with pytest.raises(Stale):
        actions.set_readiness(actor=None, at=at, network=network, person=person, version=0, **GIVEN)
    again = actions.set_readiness(
        actor=None, at=at, network=network, person=person, version=1, **{**GIVEN, "most_reviews": 3}
    )
    assert (again.pk, again.version) == (first.pk, 2)
    assert queries.of_people([person.pk], network_id=network.pk)[person.pk].most_reviews == 3


@pytest.mark.parametrize(
    ("field", "value"),
    [("days_off", [5]), ("days_off", [0, 1, 2, 3, 4]), ("most_miles", -1), ("phases", ["x" * 61]), ("most_days", 999)],
)
def test_what_cannot_be_is_refused(at: dt.datetime, field: str, value: object) -> None:
    with pytest.raises(Unacceptable) as caught:
        actions.set_readiness(
            actor=None, at=at, network=NetworkFactory(), person=AccountFactory(), **{**GIVEN, field: value}
        )
    assert field in caught.value.errors


def test_the_same_absence_again_only_changes_its_reason(at: dt.datetime) -> None:
    network, person = NetworkFactory(), AccountFactory()
    days = {"starts_on": at.date(), "ends_on": at.date() + dt.timedelta(days=3)}
    for reason in ("A course", "Leave"):
        actions.add_absence(actor=None, at=at, network=network, person=person, reason=reason, **days)
    (row,) = queries.absences_of([person.pk], network_id=network.pk)[person.pk]
    assert row.reason == "Leave"
    actions.remove_absence(actor=None, at=at, absence=row)
    assert queries.absences_of([person.pk], network_id=network.pk) == {}


def test_an_absence_ends_after_it_began(at: dt.datetime) -> None:
    with pytest.raises(Unacceptable):
        actions.add_absence(
            actor=None,
            at=at,
            network=NetworkFactory(),
            person=AccountFactory(),
            starts_on=at.date(),
            ends_on=at.date() - dt.timedelta(days=1),
        )
