"""The tests' own database begins with what ships, whatever the test before did."""

import pytest
from django.db import connection

from trigpoint.organisations.models import Network
from trigpoint.programmes.actions import review_models
from trigpoint.programmes.models import ReviewModel


@pytest.mark.django_db
def test_what_ships_is_there() -> None:
    assert ReviewModel.objects.count() == len(list(review_models.SHIPPED.glob("*.yaml")))


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_leaves_nothing_and_takes_nothing() -> None:
    held = set(ReviewModel.objects.values_list("pk", flat=True))
    Network.objects.create(name="Left behind")
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE programmes_reviewmodel CASCADE")
        cursor.execute("SELECT kept.put_back()")
    assert set(ReviewModel.objects.values_list("pk", flat=True)) == held
    assert not Network.objects.exists()


@pytest.mark.django_db
def test_nothing_is_published_where_a_test_says_so(nothing_published: None) -> None:
    assert not ReviewModel.objects.exists()
