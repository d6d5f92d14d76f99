"""A model's words go before the product's, on every page."""

import json

import pytest
from django.template import Context, Template

from trigpoint.kernel import sources
from trigpoint.programmes.actions.review_models import SHIPPED
from trigpoint.programmes.language import vocabulary
from trigpoint.programmes.language.definition import Definition
from trigpoint.programmes.queries.checks import SCHEMA

TEXT = (SHIPPED / "spp-benchmark-1.yaml").read_text(encoding="utf-8")


def model(**changes: object) -> Definition:
    return Definition.parse(sources.read(TEXT).data | changes)


@pytest.mark.parametrize(
    "key, said",
    [
        ("aspect", "area"),
        ("aspects", "areas"),
        ("priorities", "foci"),
        ("profile", "profile"),
        ("profiles", "profiles"),
        ("facilitators", "workshop facilitators"),
    ],
)
def test_a_word_is_the_models_or_else_the_products(key: str, said: str) -> None:
    assert model(words={"aspect": "area", "priority": "focus", "priorities": "foci"}).word(key) == said


def test_a_word_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        model().word("grade")


def test_a_page_says_the_models_words() -> None:
    page = Template(
        '{% load programmes %}{% word "facilitator" model as named %}{{ named|capfirst }},'
        ' {% role_word "head" model %}, {% part_word "lead" model %}'
    )
    asked = model(roles=[{"key": "lead_reviewer", "part": "lead", "label": "Review chair", "side": "team"}])

    assert page.render(Context({"model": asked})) == "Improvement Champion, Headteacher, Review chair"


def test_the_schema_knows_the_same_words() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    assert schema["properties"]["words"]["propertyNames"]["enum"] == list(vocabulary.WORDS)
