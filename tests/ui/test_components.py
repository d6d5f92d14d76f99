"""The bridge to the design system: what it renders is what the design system's own fixtures say."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from trigpoint.ui import components

FIXTURES = Path(__file__).parents[2] / "node_modules/govuk-frontend/dist/govuk/components"
PER_COMPONENT = 12


def _cases() -> list[Any]:
    cases = []
    for path in sorted(FIXTURES.glob("*/fixtures.json")):
        known = json.loads(path.read_text())
        if known["component"] in {"header"}:  # carries the crown: not ours to show
            continue
        cases += [
            pytest.param(known["component"], case, id=f"{known['component']}: {case['name']}")
            for case in known["fixtures"][:PER_COMPONENT]
        ]
    return cases


def _trusted(value: Any) -> Any:
    """The fixtures' own HTML is meant as HTML."""
    match value:
        case dict():
            return {k: mark_safe(v) if k.lower().endswith("html") and v else _trusted(v) for k, v in value.items()}
        case list():
            return [_trusted(v) for v in value]
        case _:
            return value


class _Reader(HTMLParser):
    """HTML as a list of tags and words: attributes sorted, space between them gone."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[Any] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, sorted((k, " ".join((v or "").split())) for k, v in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\s+", " ", data).strip()
        if words:
            self.parts.append(words)


@pytest.mark.parametrize("name, case", _cases())
def test_a_component_is_the_design_systems_own(name: str, case: dict[str, Any]) -> None:
    rendered = components.render(name, _trusted(case["options"]))
    assert _Reader(rendered).parts == _Reader(case["html"]).parts


def _template(source: str, **context: Any) -> str:
    return Template("{% load trigpoint %}" + source).render(Context(context))


def test_options_nest_with_two_underscores() -> None:
    html = _template('{% component "input" id="n" name="n" label__text="Your name" label__classes="big" %}')
    assert '<label class="govuk-label big" for="n">' in html
    assert "Your name" in html


def test_a_presenters_dictionary_may_stand_first() -> None:
    html = _template('{% component "tag" given classes="app-tag" %}', given={"text": "not met yet"})
    assert " ".join(html.split()) == '<strong class="govuk-tag app-tag"> not met yet </strong>'


def test_a_block_is_the_components_html() -> None:
    html = _template('{% componentblock "inset-text" %}<p>{{ said }}</p>{% endcomponentblock %}', said="a < b")
    assert "<p>a &lt; b</p>" in html


def test_what_a_person_typed_never_becomes_html() -> None:
    script = "<script>alert(1)</script>"
    for option in ("html", "text"):
        assert "<script>" not in components.render("inset-text", {option: script})
    assert "<script>" not in components.render("details", {"summaryText": script, "html": script})
    rows = [{"key": {"text": script}, "value": {"html": script}}]
    assert "<script>" not in components.render("summary-list", {"rows": rows})
