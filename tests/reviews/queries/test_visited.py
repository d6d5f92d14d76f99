"""The schools that a person visits."""

import pytest
from tests.factories.people import hats
from tests.factories.reviews import whole

from trigpoint.people.queries.safeguarding import schools_of
from trigpoint.reviews.queries.visited import hosts

pytestmark = pytest.mark.django_db


def test_whoever_has_a_seat_is_told_whom_to_tell_in_the_host_school(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    made = whole()
    on = made.review.visit_starts_on
    worn = hats(made.reviewer, on=on)
    with django_assert_num_queries(1):
        assert made.review.host_id in schools_of(worn, on=on)


def test_without_a_seat_there_is_nothing_to_ask(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    made = whole(team=False)
    on = made.review.visit_starts_on
    worn = hats(made.host_head, on=on)
    with django_assert_num_queries(0):
        assert hosts(worn, on) == set()
