"""Whatever a model that ships says, the forms can say: each part comes out of its form as it went in."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict

from trigpoint.frameworks.queries import files
from trigpoint.programmes.actions import review_models
from trigpoint.programmes.models import Definition
from trigpoint.programmes.queries import schema, writing
from trigpoint.programmes.web.forms.drafts import PartForm
from trigpoint.programmes.web.presenters import drafts, vocabulary
from trigpoint.programmes.web.presenters.models import groups
from trigpoint.programmes.web.presenters.pictures import picture

pytestmark = pytest.mark.django_db

CODE = re.compile(r"[a-z]_[a-z]|`|\b(true|false)\b")
SHIPPED = sorted(review_models.SHIPPED.glob("*.yaml"))


def sent(form: PartForm) -> QueryDict:
    """What a browser would send of the form as it stands."""
    data = QueryDict(mutable=True)
    data["version"] = "1"
    for name in form.fields:
        value = form[name].value()
        if isinstance(value, list):
            data.setlist(name, value)
        elif value not in (None, False, ""):
            data[name] = "on" if value is True else str(value)
    return data


def codes(form: PartForm) -> list[str]:
    """What a programme owner would read there as a name of the file's, not as a word."""
    read = [str(text) for field in form.fields.values() for text in (field.label, field.help_text)]
    read += [str(title) for field in form.fields.values() for _key, title in getattr(field, "choices", ())]
    unnamed = [where for where, _leaf, _required in form.leaves if where[-1] not in vocabulary.LABELS]
    return [text for text in read if CODE.search(text)] + [str(where) for where in unnamed]


def things(value: Any, where: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every thing that has a form, however deep."""
    node = schema.at(where) or {}
    if schema.holds_things(node):
        for number, thing in enumerate(value):
            yield from things(thing, (*where, number))
    elif schema.plain(node).get("properties"):
        yield where, value
        for name, part in value.items():
            if schema.holds_things(schema.at((*where, name)) or {}):
                yield from things(part, (*where, name))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_part_of_a_shipped_model_comes_out_as_it_went_in(path: Any) -> None:
    content = files.read(path.read_text(encoding="utf-8")).data
    names = drafts.names(content)
    assert files.read(writing.as_file(content)).data == content
    for name in vocabulary.PARTS.keys() & content.keys() - {"frameworks"}:
        for where, value in things(content[name], (name,)):
            node = schema.at(where) or {}
            form = PartForm(node=node, value=value, names=names, of=vocabulary.list_of(where))
            assert codes(form) == [] or name == "words"
            again = PartForm(sent(form), node=node, value=value, names=names)
            assert again.is_valid(), (where, again.errors)
            assert again.thing() == value, where
    only = ("framework", "frameworks", *vocabulary.ABOUT)
    form = PartForm(node=schema.whole(), value=content, names=names, of="about", only=only)
    assert codes(form) == []
    again = PartForm(sent(form), node=schema.whole(), value=content, names=names, only=only)
    assert again.is_valid(), again.errors
    assert again.thing() == content


def test_nobody_types_a_code() -> None:
    """Whatever refers to something is chosen from what there is; a short name of one's own may be left empty."""
    content = files.read((review_models.SHIPPED / "soto-fellowship-1.yaml").read_text(encoding="utf-8")).data
    names = drafts.names(content)
    asked: set[tuple[str, ...]] = set()
    for name in vocabulary.PARTS.keys() - {"translations"}:
        only = {"about": vocabulary.ABOUT, "frameworks": ("framework", "frameworks")}.get(name, ())
        node = schema.whole() if only else schema.at((name,)) or {}
        if schema.holds_things(node):
            node = schema.at((name, 0)) or {}
        form = PartForm(node=node, value=None, names=names, of=name, only=only)
        assert codes(form) == [] or name == "words"
        for where, leaf, _required in form.leaves:
            inner = schema.resolved(leaf["items"]) if leaf.get("type") == "array" and "items" in leaf else leaf
            field = form.fields["-".join(["part", *where])]
            if "pattern" in inner and not hasattr(field, "choices"):
                asked.add(where)

    assert {where[-1] for where in asked} == {"key", "from", "until"}, asked


def test_conditions_are_chosen_from_what_the_draft_has() -> None:
    content = files.read((review_models.SHIPPED / "cp-trust-peer-review-1.yaml").read_text(encoding="utf-8")).data
    content["stages"][5]["entry"] = ["done:gone", "team:whole"]  # the stage that it waited for was taken out
    place = ("stages", 5)
    form = PartForm(node=schema.at(place) or {}, value=content["stages"][5], names=drafts.names(content, but=place))
    offered = dict(form.fields["part-entry"].choices)  # type: ignore[attr-defined]

    assert offered["done:briefing"] == "“Team briefing” is done"
    assert offered["form:protocol"] == "The form “How I work in this review” is sent in"
    assert offered["released:report"] == "“Report to the trust” is released"
    assert offered["signed:agreements"] == "The agreements are signed"
    assert "done:visit" not in offered  # itself
    assert offered["done:gone"] == "done:gone"  # wrong, and kept
    assert form["part-entry"].value() == ["done:gone", "team:whole"]
    asked = PartForm(node=schema.at(("qa",)) or {}, value=None, names=drafts.names(content), of="qa")
    assert asked.fields["part-by"].choices[0] == ("", "Not said: Programme staff")  # type: ignore[attr-defined]
    typed = sent(form)
    typed.setlist("part-exit", ["evidence:enough", "form:protocol"])
    again = PartForm(
        typed, node=schema.at(place) or {}, value=content["stages"][5], names=drafts.names(content, but=place)
    )
    assert again.is_valid(), again.errors
    assert again.thing()["exit"] == ["evidence:enough", "form:protocol"]
    assert set(again.thing()["entry"]) == {"done:gone", "team:whole"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_model_can_be_drawn(path: Any) -> None:
    model = Definition.parse(files.read(path.read_text(encoding="utf-8")).data)
    drawn = picture(model)

    assert len(drawn["marks"]) == len(model.stages)
    assert all(0 <= mark["x"] <= mark["to"] <= 100 for mark in drawn["marks"])
    assert sum(len(group["stages"]) for group in groups(model)) == len(model.stages)


def test_what_must_be_there_may_be_empty_and_what_need_not_goes() -> None:
    node = schema.at(("rules",)) or {}
    value = {"focus": {"mandatory": ["OI"], "others_min": 1}, "retention": {"notes_days": 30}}
    names = {"themes": [("OI", "Our Impact")], "frameworks": []}
    typed = QueryDict("version=1&part-focus-others_min=2&part-retention-notes_days=")

    form = PartForm(typed, node=node, value=value, names=names)
    assert form.is_valid()
    assert form.thing() == {"focus": {"mandatory": [], "others_min": 2}}
