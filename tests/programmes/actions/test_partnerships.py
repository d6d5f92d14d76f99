"""Partnerships, their members and cycles, and what a programme sets."""

import datetime as dt

import pytest
from tests.factories.organisations import NetworkFactory, SchoolFactory
from tests.factories.people import hats, someone
from tests.factories.programmes import partnership, review_model

from trigpoint.access.roles import Place
from trigpoint.kernel.errors import Missing, Refused, Stale, Unacceptable
from trigpoint.people.queries import places
from trigpoint.programmes.actions import cycles, members, partnerships, programmes
from trigpoint.programmes.models import Membership
from trigpoint.programmes.queries import agreements, scope, standings
from trigpoint.programmes.rules import partnerships as rules

pytestmark = pytest.mark.django_db


def test_a_programme_begins_with_the_two_agreements(at: dt.datetime) -> None:
    network = NetworkFactory()
    staff = someone("programme_staff", network)
    made = programmes.create(actor=staff, at=at, network=network, name=" Peer  review ", review_model=review_model())

    assert made.name == "Peer review"
    assert list(agreements.current_texts(made.pk)) == ["memorandum", "data_sharing"]
    assert (made.reviewers_keep_profile, made.lead_sees_profile, made.governors_see_profile) == (False, False, False)
    with pytest.raises(Unacceptable):
        programmes.create(actor=staff, at=at, network=network, name="Peer review", review_model=review_model())
    stranger = someone("programme_staff", NetworkFactory())
    with pytest.raises(Refused):
        programmes.create(actor=stranger, at=at, network=network, name="Another", review_model=review_model())


def test_two_people_never_overwrite_each_others_settings(at: dt.datetime) -> None:
    group = partnership()
    given = {
        "actor": group.staff,
        "at": at,
        "programme": group.programme,
        "name": "A",
        "reviewers_keep_profile": False,
        "governors_see_profile": False,
    }
    programmes.change(**given, version=1, lead_sees_profile=True)

    with pytest.raises(Stale) as caught:
        programmes.change(**given, version=1, lead_sees_profile=False)
    assert caught.value.current["lead_sees_profile"] is True
    with pytest.raises(Refused):
        programmes.change(**{**given, "actor": group.lead}, version=2, lead_sees_profile=False)


def test_a_standing_ends_where_the_next_begins(at: dt.datetime) -> None:
    group = partnership()
    school = group.schools[0]
    given = {"actor": group.staff, "at": at, "programme": group.programme, "school": school}
    programmes.set_standing(**given, name="Lead school", starts_on=dt.date(2026, 9, 1))
    programmes.set_standing(**given, name="Partner school", starts_on=dt.date(2027, 1, 11))

    def on(day: dt.date) -> dict[object, str]:
        return standings.standings_on(group.programme.pk, [school.pk, group.schools[1].pk], on=day)

    assert on(dt.date(2027, 1, 10)) == {school.pk: "Lead school"}
    assert on(dt.date(2027, 1, 11)) == {school.pk: "Partner school"}
    with pytest.raises(Unacceptable):
        programmes.set_standing(**given, name="Third", starts_on=dt.date(2026, 10, 1))


@pytest.mark.parametrize("number, said", [(2, True), (3, False), (7, False), (8, True)])
def test_three_to_seven_schools_work_best(number: int, said: bool) -> None:
    found = rules.size(review_model().parsed(), number)

    assert bool(found) is said
    assert all(breach.soft and not breach.needs_reason for breach in found)


def test_the_numbers_come_from_the_model() -> None:
    assert rules.size(review_model(partnership={"max": 9}).parsed(), 8) == []


def test_a_school_comes_back_on_a_later_day(at: dt.datetime) -> None:
    group = partnership()
    school = group.schools[0]
    row = Membership.objects.get(school=school)
    members.leave(actor=group.lead, at=at, membership=row, left_on=dt.date(2027, 1, 20))

    with pytest.raises(Unacceptable):
        members.join(
            actor=group.lead, at=at, partnership=group.partnership, school=school, joined_on=dt.date(2027, 1, 20)
        )
    members.join(actor=group.lead, at=at, partnership=group.partnership, school=school, joined_on=dt.date(2027, 2, 1))
    with pytest.raises(Refused):
        members.leave(actor=group.heads[1], at=at, membership=row, left_on=dt.date(2027, 1, 21))


def test_the_last_school_without_a_signature_leaving_settles_the_agreement(at: dt.datetime) -> None:
    group = partnership(2, state="forming")
    late = Membership.objects.create(
        partnership=group.partnership, school=SchoolFactory(), joined_on=dt.date(2026, 10, 1)
    )

    members.leave(actor=group.lead, at=at, membership=late, left_on=dt.date(2027, 1, 13))

    group.partnership.refresh_from_db()
    assert group.partnership.state == "active"  # agreed, and its cycle is there already


def test_a_paused_partnership_starts_no_cycle_and_a_closed_one_changes_no_more(at: dt.datetime) -> None:
    group = partnership()
    given = {"actor": group.lead, "at": at, "partnership": group.partnership}
    next_year = {"name": "2027/28", "starts_on": dt.date(2027, 9, 1), "ends_on": dt.date(2028, 8, 31)}
    partnerships.pause(**given, starts_on=at.date())
    with pytest.raises(Refused, match="paused"):
        cycles.start(**given, **next_year)
    with pytest.raises(Refused):
        partnerships.pause(**given, starts_on=at.date())

    with pytest.raises(Refused):
        partnerships.close(**given)
    partnerships.close(actor=group.staff, at=at, partnership=group.partnership)

    with pytest.raises(Refused, match="closed"):
        partnerships.rename(**given, version=group.partnership.version, name="Another")


def test_another_networks_partnership_is_not_there() -> None:
    group, other = partnership(), partnership(name="Elsewhere")

    for person in (*other.heads, other.lead, other.staff):
        with pytest.raises(Missing):
            scope.load(hats(person), group.partnership.pk, on=dt.date(2027, 1, 14))


def test_people_learn_where_a_partnership_lies(at: dt.datetime) -> None:
    group = partnership()

    found = places.find(Place.PARTNERSHIP, group.partnership.pk, None, on=at.date())
    school = places.find(Place.SCHOOL, group.schools[0].pk, group.network.pk, on=at.date())

    assert (found.name, found.programme_ids) == ("Lapwing Partnership", {group.programme.pk})
    assert school.partnership_ids == {group.partnership.pk}
    assert places.names([(Place.PROGRAMME, group.programme.pk)]) == {group.programme.pk: group.programme.name}
