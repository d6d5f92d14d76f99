"""Templates: each compiles, is formatted, keeps to the policy on scripts and styles, and can be read in Welsh one day."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture.templates import name_of, sources, untranslated

INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*(?:\ssrc=|application/json))", re.I
)
ALL = pytest.mark.parametrize("path", sources(), ids=name_of)


@ALL
def test_it_compiles(path: Path) -> None:
    get_template(name_of(path))


@ALL
def test_its_words_can_be_translated(path: Path) -> None:
    assert untranslated(path.read_text()) == []


@ALL
def test_it_has_no_script_or_style_of_its_own(path: Path) -> None:
    assert INLINE.findall(path.read_text()) == []


def test_all_are_formatted() -> None:
    djade = Path(sys.executable).with_name("djade")
    run = subprocess.run([djade, "--check", *sources()], capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"run `djade` on these:\n{run.stdout}{run.stderr}"


@pytest.mark.parametrize(
    "source, found",
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p>{% translate "Hello" %} · {{ name }} – 3</p>', []),
        ("{% blocktranslate trimmed %}Hello {{ name }}{% endblocktranslate %}", []),
        ('<img alt="A school">', ["A school"]),
        ('<img alt="{{ said }}">', []),
        ('{% component "button" text="Save" %}', ["text=Save"]),
        ('{% component "button" text=save classes="wide" %}', []),
        ('{% include "a.html" with text=_("Save") %}', []),
        ("{% comment %}Hello{% endcomment %}{# Hello #}", []),
        ("<title>{{ t }} – Trigpoint</title>", []),
        ("{% if a %}Yes{% endif %}", ["Yes"]),
        ('<a {% if x %}class="now"{% endif %} href="/x">{{ a }}</a>', []),
    ],
)
def test_words_outside_a_translation_are_found(source: str, found: list[str]) -> None:
    assert untranslated(source) == found
