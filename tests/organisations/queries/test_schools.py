"""Finding schools as somebody types."""

import datetime as dt

import pytest
from tests.factories.organisations import SchoolFactory
from tests.organisations.register_files import ALL_LINKS, GROUP_LINKS, GROUPS, LINKS, SEARCH, SURREY, take

from trigpoint.organisations.models import School
from trigpoint.organisations.queries import schools

pytestmark = pytest.mark.django_db


@pytest.fixture
def few() -> dict[str, School]:
    return {
        "argyle": SchoolFactory(name="Argyle Primary School", urn=900008, postcode="WC1H 9EG", town="London"),
        "closed": SchoolFactory(name="Argyle Infant School", urn=900009, status="closed"),
        "marys": SchoolFactory(name="St Mary’s C.E. Primary School, Hawthorn Vale", town="Hawthorn Vale"),
        "becket": SchoolFactory(name="St Thomas à Becket Catholic School"),
        "mor": SchoolFactory(name="Ysgol y Môr", name_cy="Ysgol y Môr", welsh_number=6609999, nation="wales"),
        "trust": SchoolFactory(name="Fernhill High School", trust_name="LAPWING LEARNING PARTNERSHIP"),
    }


@pytest.mark.parametrize(
    "typed, first",
    [
        ("arg", "argyle"),
        ("ARGYLE pri", "argyle"),
        ("argyel", "argyle"),
        ("argile primry", "argyle"),
        ("rgyle", "argyle"),
        ("900008", "argyle"),
        ("9000", "argyle"),
        ("900009", "closed"),
        ("wc1h 9eg", "argyle"),
        ("WC1H9EG", "argyle"),
        ("wc1h", "argyle"),
        ("st marys", "marys"),
        ("saint mary's", "marys"),
        ("hawthron vale", "marys"),
        ("thomas a becket", "becket"),
        ("à beckett", "becket"),
        ("ysgol y mor", "mor"),
        ("YSGOL Y MÔR", "mor"),
        ("6609999", "mor"),
        ("lapwing", "trust"),
        ("fernhill lapwing", "trust"),
        ("f", "trust"),
    ],
)
def test_the_first_found(typed: str, first: str, few: dict[str, School]) -> None:
    found = schools.search(typed)
    assert found
    assert found[0] == few[first]


def test_open_schools_come_before_closed_ones(few: dict[str, School]) -> None:
    assert schools.search("argyle") == [few["argyle"], few["closed"]]
    assert schools.search("argyle", closed=False) == [few["argyle"]]


@pytest.mark.parametrize("typed", ["", "  ", "'", "%", "&|!:*", "\x00", "((", "'; drop", "|", "\\", "x" * 500])
def test_whatever_is_typed_is_answered(typed: str, few: dict[str, School]) -> None:
    assert isinstance(schools.search(typed), list)


def test_nothing_like_it(few: dict[str, School]) -> None:
    assert schools.search("zzzzzzzz") == []


def test_as_many_as_asked_for(few: dict[str, School]) -> None:
    assert len(schools.search("school", limit=2)) == 2


def test_a_school_whose_trust_changes_is_found_by_the_new_one(few: dict[str, School]) -> None:
    School.objects.filter(pk=few["trust"].pk).update(trust_name="KESTREL TRUST")
    assert schools.search("kestrel") == [few["trust"]]
    assert schools.search("lapwing") == []


def test_history_is_followed_over_several_changes() -> None:
    take(SEARCH, LINKS)
    assert schools.predecessors(School.objects.get(urn=146264)) == [125095, 125093]
    first = School(urn=125093)
    assert schools.successors(first) == [125095, 146264]
    assert schools.predecessors(School(urn=None)) == []


def test_the_trust_of_a_school_on_a_day() -> None:
    take(GROUP_LINKS, GROUPS, ALL_LINKS, SURREY)
    glyn = schools.by_urn(136534)
    trust = schools.trust_at(glyn, dt.date(2022, 9, 1))
    assert trust is not None
    assert trust.name == "GLF SCHOOLS"
    assert schools.trust_at(glyn, dt.date(2010, 9, 1)) is None
    assert len(schools.in_trust(trust)) == 24


def test_schools_by_their_ids(few: dict[str, School]) -> None:
    ids = {few["mor"].pk, few["trust"].pk}
    assert set(schools.by_ids(ids)) == ids
