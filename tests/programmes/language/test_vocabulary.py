"""A model's words go before the product's, on every page."""

import json

import pytest
from django.template import Context, Template

from trigpoint.kernel import sources, words
from trigpoint.programmes.actions.review_models import SHIPPED
from trigpoint.programmes.language import speech, vocabulary
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
    page = Template('{% load programmes %}{% word "facilitator" model as named %}{{ named|capfirst }}')

    assert page.render(Context({"model": model()})) == "Improvement Champion"


CHAIRED = [{"key": "lead_reviewer", "part": "lead", "label": "Review chair", "side": "team"}]


@pytest.mark.parametrize(
    "sentence, products, models",
    [
        ("The {profile} was changed.", "The profile was changed.", "The report was changed."),
        ("{Aspects}: choose {an aspect}.", "Aspects: choose an aspect.", "Questions: choose a question."),
        ("{An profile} of %(n)d", "A profile of %(n)d", "A report of %(n)d"),
        ("Only the {lead} may.", "Only the lead reviewer may.", "Only the review chair may."),
        ("{Leads} and {reviewers}", "Lead reviewers and reviewers", "Review chairs and reviewers"),
        ("Your {school}'s {head}", "Your school's head", "Your trust's head"),
        ("{nothing} of ours", "{nothing} of ours", "{nothing} of ours"),
    ],
)
def test_a_sentence_is_said_in_the_words_of_the_model_spoken_of(sentence: str, products: str, models: str) -> None:
    asked = model(words={"profile": "report", "aspect": "question", "host": "trust"}, roles=CHAIRED)
    later = speech.gettext_lazy(sentence)

    assert (speech.gettext(sentence), str(later)) == (products, products)
    with words.speaking(asked):
        assert (speech.gettext(sentence), str(later)) == (models, models)
        words.speak(None)
        assert speech.gettext(sentence) == products
    assert words.speaker() is None


def test_a_word_breaks_neither_what_is_put_in_afterwards_nor_the_page() -> None:
    with words.speaking(model(words={"profile": "<100% report>"})):
        assert speech.gettext("The {profile} of %(school)s") % {"school": "X"} == "The <100% report> of X"
        tags = "{% translate 'The {profile}' %} {% blocktranslate %}{profile} {{ x }}{% endblocktranslate %}"
        page = Template("{% load i18n speech %}" + tags).render(Context({"x": "<b>"}))

    assert page == "The &lt;100% report&gt; &lt;100% report&gt; &lt;b&gt;"


def test_the_schema_knows_the_same_words() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    assert schema["properties"]["words"]["propertyNames"]["enum"] == [*vocabulary.ONE, *vocabulary.MANY]
