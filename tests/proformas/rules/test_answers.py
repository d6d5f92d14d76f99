"""What each kind of field takes."""

import pytest

from trigpoint.proformas.rules.answers import Unfit, accepted, missing, names, pupil_numbers
from trigpoint.programmes.language.pieces import Field, FormDefinition, Term

OPTIONS = (Term(key="a", label="A"), Term(key="b", label="B"))


def field(kind: str, **more: object) -> Field:
    return Field(key="f", label="F", kind=kind, options=OPTIONS if kind.startswith("choice") else (), **more)


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("line", "  one line ", "one line"),
        ("text", "a\r\nb", "a\nb"),
        ("text", "   ", None),
        ("choice", "a", "a"),
        ("choices", ["b", "a", "a"], ["a", "b"]),
        ("choices", [], None),
        ("date", "2027-01-13", "2027-01-13"),
        ("number", "1,200", 1200),
        ("number", "2.5", 2.5),
        ("hours", 0, 0),
        ("yes_no", "no", False),
        ("yes_no", True, True),
        ("statement", False, None),
        ("statement", "on", True),
        ("points", "- one\n\n• two\n", ["one", "two"]),
        ("points", ["one", " "], ["one"]),
    ],
)
def test_what_is_taken(kind: str, given: object, kept: object) -> None:
    assert accepted(field(kind), given) == kept


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("line", "x" * 301),
        ("line", 7),
        ("text", "a\0b"),
        ("choice", "c"),
        ("choice", {"key": "a"}),
        ("choice", ["a"]),
        ("choices", "a"),
        ("choices", [["a"]]),
        ("date", "13 January"),
        ("number", "many"),
        ("number", "nan"),
        ("hours", -1),
        ("hours", 2001),
        ("yes_no", "perhaps"),
        ("points", "x\n" * 41),
    ],
)
def test_what_is_not(kind: str, given: object) -> None:
    with pytest.raises(Unfit):
        accepted(field(kind), given)


def test_a_field_may_be_shorter_than_its_kind() -> None:
    with pytest.raises(Unfit, match="10 characters"):
        accepted(field("text", max_length=10), "x" * 11)


def test_what_is_missing_is_said_by_field() -> None:
    form = FormDefinition(
        key="f",
        stage="s",
        title="F",
        filled_by=(),
        readers=(),
        fields=(
            Field(key="why", label="Why", kind="text", required=True),
            Field(key="ok", label="OK", kind="statement", required=True),
            Field(key="free", label="Free", kind="line"),
        ),
    )
    assert set(missing(form, {})) == {"why", "ok"}
    assert "Tick this" in missing(form, {"why": "x"})["ok"][0]
    assert missing(form, {"why": "x", "ok": True}) == {}


def test_a_form_without_required_fields_still_says_something() -> None:
    form = FormDefinition(
        key="f", stage="s", title="F", filled_by=(), readers=(), fields=(Field(key="x", label="X", kind="line"),)
    )
    assert "" in missing(form, {})


def test_pupils_are_not_named() -> None:
    assert pupil_numbers({"a": ["fine", "H801200001001"]}).keys() == {"a"}
    assert names({"a": "Ella Robinson told us", "b": ["Year Five likes maths"]}) == ["Ella Robinson"]
