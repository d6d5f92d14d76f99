"""Filling a database for the benchmarks: it fits the tables as they are now, and never touches what is there."""

import argparse

import pytest
from tests.factories.organisations import NetworkFactory

from trigpoint.evidence.models import Note, NoteRevision
from trigpoint.home.management import bench_seed
from trigpoint.organisations.models import School
from trigpoint.reviews.models import Review

pytestmark = pytest.mark.django_db

SMALL = argparse.Namespace(schools=12, reviews=10, notes=30)


def test_it_makes_what_is_asked_for_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_seed.run(SMALL) == 0
    assert "rows a second" in capsys.readouterr().out
    assert bench_seed.run(SMALL) == 0
    assert (School.objects.count(), Review.objects.count()) == (12, 10)
    assert Note.objects.count() == NoteRevision.objects.count() == 30


def test_it_leaves_a_database_alone_that_holds_something_else(capsys: pytest.CaptureFixture[str]) -> None:
    NetworkFactory()
    assert bench_seed.run(SMALL) == 1
    assert "something else" in capsys.readouterr().err
    assert not School.objects.exists()
