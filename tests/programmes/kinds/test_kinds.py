"""The kinds of stage: what the schema, the enum and the parts of a review know is what the registry has."""

import json

import pytest

from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.kinds import KINDS
from trigpoint.programmes.kinds.base import AUDIENCES, Kind
from trigpoint.programmes.language import speech
from trigpoint.programmes.language.roles import PRODUCT_ROLE, USUAL
from trigpoint.programmes.queries.checks import SCHEMA
from trigpoint.reviews.enums import Part


def test_schema_enum_and_registry_know_the_same_kinds() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    assert schema["$defs"]["stage"]["properties"]["kind"]["enum"] == list(KINDS)
    assert StageKind.choices == [(kind.key, kind.label) for kind in KINDS.values()]


def test_schema_and_product_know_the_same_parts() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    assert schema["$defs"]["role"]["properties"]["part"]["enum"] == list(PRODUCT_ROLE) == list(Part.values)
    assert {role.part for role in USUAL} == set(PRODUCT_ROLE)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_a_kind_says_who_owns_it_what_it_needs_and_what_to_expect(kind: Kind) -> None:
    assert kind.owners
    assert set(kind.owners) <= set(PRODUCT_ROLE)
    assert set(kind.needs) <= set(KINDS) - {kind.key}
    assert kind.expect or kind.key == "record"  # its forms say what to do
    assert set(kind.expect) <= set(AUDIENCES)
    assert not [said for said in kind.expect.values() if "{" in speech.gettext(said)]
    assert kind.summary.endswith(".") or kind.summary.endswith("?")
