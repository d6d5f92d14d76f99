"""What people of visited schools, and the leader of a subject, are to a review."""

import pytest
from tests.factories.models import model
from tests.factories.organisations import NetworkFactory, SchoolFactory
from tests.factories.people import hats, someone
from tests.factories.reviews import review, whole

from trigpoint.access.roles import Role
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries.parts import called, parts, visible_to
from trigpoint.reviews.rules.visibility import Access, Item, may

pytestmark = pytest.mark.django_db


def test_leaders_of_a_visited_school_see_the_timetable_and_no_more() -> None:
    site = SchoolFactory(name="Heron Bank Primary")
    made = review(site_ids=[site.pk])
    leaders = [someone(role, site, made.network) for role in (Role.HEAD, Role.SENIOR_LEADER)]
    for person in leaders:
        found = parts(hats(person), made)
        assert found == {Part.SITE_HEAD}
        assert list(visible_to(hats(person))) == [made]
        read = {item for item in Item if may(found, Access.READ, item)}
        assert read == {Item.FOCUS_THEMES, Item.TIMETABLE, Item.SCHEDULE}
    for other in (
        someone(Role.STAFF, site, made.network),
        someone(Role.HEAD, site, NetworkFactory()),
    ):  # the latter in another network
        assert parts(hats(other), made) == set()
        assert list(visible_to(hats(other))) == []


def test_the_leader_of_a_reviewed_subject_is_a_leader_in_that_review() -> None:
    one = whole(team=False, subject_name="History")
    assert parts(hats(one.host_staff), one.review) == {Part.HOST_STAFF}
    one.review.subject_leader = one.host_staff
    assert parts(hats(one.host_staff), one.review) == {Part.HOST_STAFF, Part.HOST_LEADER}
    assert parts(hats(one.host_leader), one.review) == {Part.HOST_STAFF}  # a senior leader, and not of this subject
    one.review.subject_leader = one.stranger  # who has left the school
    assert parts(hats(one.stranger), one.review) == set()


def test_a_part_is_called_as_the_model_calls_it() -> None:
    theirs = model(roles=[{"key": "lead_reviewer", "part": "lead", "label": "Review chair", "side": "team"}]).parsed()

    assert called(Part.LEAD, theirs) == "Review chair"
    assert called(Part.HOST_HEAD, theirs) == "Headteacher of the host school"
