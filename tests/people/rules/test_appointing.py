"""Who may give which role where."""

import uuid

import pytest

from trigpoint.access.hats import Hat, Hats
from trigpoint.access.roles import Place, Role
from trigpoint.people.queries.places import Where
from trigpoint.people.rules.appointing import OF_SCHOOL, TRAINED, may_appoint, may_see_people, roles_to_give

NETWORK, OTHER, PROGRAMME, PARTNERSHIP, SCHOOL = (uuid.uuid4() for _ in range(5))

PLACES = {
    "installation": Where(place=Place.INSTALLATION, place_id=None, network_id=None, name=""),
    "network": Where(place=Place.NETWORK, place_id=NETWORK, network_id=NETWORK, name=""),
    "programme": Where(
        place=Place.PROGRAMME, place_id=PROGRAMME, network_id=NETWORK, name="", programme_ids=frozenset({PROGRAMME})
    ),
    "partnership": Where(
        place=Place.PARTNERSHIP,
        place_id=PARTNERSHIP,
        network_id=NETWORK,
        name="",
        programme_ids=frozenset({PROGRAMME}),
        partnership_ids=frozenset({PARTNERSHIP}),
    ),
    "school": Where(
        place=Place.SCHOOL,
        place_id=SCHOOL,
        network_id=NETWORK,
        name="",
        programme_ids=frozenset({PROGRAMME}),
        partnership_ids=frozenset({PARTNERSHIP}),
    ),
}


def wearing(role: str, place: str, place_id: uuid.UUID | None, network_id: uuid.UUID | None = NETWORK) -> Hats:
    return Hats(person_id=uuid.uuid4(), worn=(Hat(role=role, place=place, place_id=place_id, network_id=network_id),))


OPERATOR = wearing(Role.OPERATOR, Place.INSTALLATION, None, None)
NETWORK_STAFF = wearing(Role.PROGRAMME_STAFF, Place.NETWORK, NETWORK)
PROGRAMME_STAFF = wearing(Role.PROGRAMME_STAFF, Place.PROGRAMME, PROGRAMME)
LEAD = wearing(Role.PARTNERSHIP_LEAD, Place.PARTNERSHIP, PARTNERSHIP)
HEAD = wearing(Role.HEAD, Place.SCHOOL, SCHOOL)
DEPUTY = wearing(Role.SENIOR_LEADER, Place.SCHOOL, SCHOOL)
TEACHER = wearing(Role.STAFF, Place.SCHOOL, SCHOOL)
EVALUATOR = wearing(Role.EVALUATOR, Place.PROGRAMME, PROGRAMME)
RUN_BY_STAFF = {Role.PROGRAMME_STAFF, Role.EVALUATOR, Role.ASSOCIATE}
IN_PARTNERSHIP = {Role.PARTNERSHIP_LEAD, Role.ASSOCIATE, *TRAINED}


@pytest.mark.parametrize(
    "hats, given",
    [
        (OPERATOR, {"installation": {Role.OPERATOR}, "network": {Role.PROGRAMME_STAFF}}),
        (
            NETWORK_STAFF,
            {
                "network": {Role.PROGRAMME_STAFF},
                "programme": RUN_BY_STAFF,
                "partnership": IN_PARTNERSHIP,
                "school": {Role.HEAD},
            },
        ),
        (PROGRAMME_STAFF, {"programme": RUN_BY_STAFF, "partnership": IN_PARTNERSHIP, "school": {Role.HEAD}}),
        (LEAD, {"partnership": set(TRAINED), "school": {Role.HEAD}}),
        (HEAD, {"school": set(OF_SCHOOL)}),
        (DEPUTY, {"school": {Role.STAFF, Role.GOVERNOR, Role.CHAMPION}}),
        (TEACHER, {}),
        (EVALUATOR, {}),
    ],
)
def test_authority_is_handed_down_one_step_at_a_time(hats: Hats, given: dict[str, set[Role]]) -> None:
    assert {key: set(roles) for key, where in PLACES.items() if (roles := roles_to_give(hats, where))} == given


@pytest.mark.parametrize("hats", [NETWORK_STAFF, PROGRAMME_STAFF, LEAD, HEAD, DEPUTY, TEACHER, EVALUATOR])
def test_nothing_is_given_in_another_network(hats: Hats) -> None:
    elsewhere = Where(place=Place.SCHOOL, place_id=SCHOOL, network_id=OTHER, name="")
    assert roles_to_give(hats, elsewhere) == ()
    assert not may_see_people(hats, elsewhere)


def test_a_refusal_says_who_may() -> None:
    assert "headteacher" in may_appoint(TEACHER, Role.GOVERNOR, PLACES["school"]).reason
    assert "partnership's lead" in may_appoint(HEAD, Role.HEAD, PLACES["school"]).reason


def test_who_belongs_to_a_place_sees_its_people() -> None:
    assert may_see_people(TEACHER, PLACES["school"])
    assert not may_see_people(TEACHER, PLACES["partnership"])
    assert may_see_people(EVALUATOR, PLACES["programme"])
    assert not may_see_people(EVALUATOR, PLACES["school"])
