"""What is known of a school, and since when."""

import datetime as dt

import pytest
from tests.factories.organisations import SchoolFactory
from tests.organisations.register_files import FULL_2021, LAYOUT_2024, WALES_CSV, take

from trigpoint.organisations.models import School
from trigpoint.organisations.queries import known

pytestmark = pytest.mark.django_db


def test_figures_carry_the_day_of_their_census_and_their_source() -> None:
    take(FULL_2021, LAYOUT_2024)
    figures = known.figures(School.objects.get(urn=100000))
    assert [(f.label, f.value) for f in figures] == [
        ("Pupils", "271"),
        ("Boys", "144"),
        ("Girls", "127"),
        ("Pupils eligible for free school meals", "18.1%"),
        ("Places", "271"),
        ("Ages", "3–11"),
    ]
    assert {f.as_of for f in figures[:4]} == {dt.date(2023, 1, 19)}
    assert figures[4].as_of == dt.date(2024, 1, 1)
    assert figures[0].source == "Get Information about Schools (Department for Education)"


def test_welsh_figures_are_of_the_day_of_the_list() -> None:
    take(WALES_CSV)
    (pupils,) = known.figures(School.objects.get(welsh_number=6602154))
    assert (pupils.value, pupils.as_of) == ("377", dt.date(2018, 4, 10))


def test_a_school_added_by_hand_has_what_was_typed() -> None:
    (pupils,) = known.figures(SchoolFactory(pupils=210))
    assert (pupils.value, pupils.as_of, pupils.source) == ("210", None, "")


@pytest.mark.parametrize(
    "given, followed",
    [
        ("www.alderbrook.sch.uk", "http://www.alderbrook.sch.uk"),
        ("https://alderbrook.sch.uk/a", "https://alderbrook.sch.uk/a"),
        ("javascript://x", ""),
        ('x.y" onclick', ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_followed(given: str, followed: str) -> None:
    assert known.website(School(website=given)) == followed
