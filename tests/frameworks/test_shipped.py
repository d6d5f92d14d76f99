"""The frameworks that come with the product: what each of them is, and what none of them may be."""

import datetime as dt
import re

import pytest

from trigpoint.frameworks.actions import publishing
from trigpoint.frameworks.models import Tree
from trigpoint.frameworks.queries import checks, files
from trigpoint.kernel.grades import INSPECTION

FILES = {path.stem: path for path in sorted(publishing.SHIPPED.glob("*.yaml"))}
INSPECTIONS = ("ofsted-2025-11", "ofsted-2026-09", "estyn-2024-09")
WORDS = re.compile(r"\b(" + "|".join(sorted(INSPECTION - {"da", "good", "excellent"})) + r")\b", re.I)


def tree(name: str, language: str = "") -> Tree:
    return Tree.parse(files.read(FILES[name].read_text(encoding="utf-8")).data, language=language)


@pytest.mark.parametrize("name", FILES)
def test_each_is_without_mistakes_and_is_named_as_its_file(name: str) -> None:
    source = files.read(FILES[name].read_text(encoding="utf-8"))

    assert checks.mistakes(source) == []
    assert f"{source.data['key']}-{source.data['version']}" == name


@pytest.mark.parametrize(
    "name, mode, aspects, levels",
    [
        ("four-themes-1", "benchmark", 18, 4),
        ("enquiry-themes-1", "enquiry", 18, 0),
        ("review-areas-1", "areas", 3, 4),
        ("trust-questions-1", "questions", 14, 0),
        ("four-quadrants-1", "questions", 8, 0),
        ("subject-lens-1", "areas", 5, 0),
        ("corporate-1", "questions", 6, 0),
        ("ofsted-2025-11", "inspection", 9, 0),
        ("ofsted-2026-09", "inspection", 9, 0),
        ("estyn-2024-09", "inspection", 3, 0),
    ],
)
def test_each_has_the_shape_of_its_mode(name: str, mode: str, aspects: int, levels: int) -> None:
    found = tree(name)

    assert (found.mode, len(found.aspects), len(found.levels)) == (mode, aspects, levels)
    assert found.is_for_reviews == (mode != "inspection")
    assert bool(levels) == any(aspect.statements for aspect in found.aspects.values()) or mode == "areas"


def test_the_enquiry_asks_after_the_aspects_of_the_benchmark() -> None:
    enquiry, benchmark = tree("enquiry-themes-1"), tree("four-themes-1")

    assert list(enquiry.aspects) == list(benchmark.aspects)
    assert all(aspect.questions for aspect in enquiry.aspects.values())
    assert all(
        text.startswith("To what extent") for a in enquiry.aspects.values() for text in (a.question, *a.questions)
    )


@pytest.mark.parametrize("name", INSPECTIONS)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_inspection_framework_says_no_grade_in_any_language(name: str, language: str) -> None:
    assert WORDS.findall(repr(tree(name, language))) == []


def test_safeguarding_stands_apart_from_the_areas() -> None:
    found = tree("ofsted-2025-11")

    assert {aspect.code: aspect.reported_as for aspect in found.theme("APART").aspects} == {"SAFE": "met_or_not_met"}
    assert {aspect.reported_as for aspect in found.theme("AREA").aspects} == {"scale"}
    assert {aspect.reported_as for aspect in tree("estyn-2024-09").aspects.values()} == {"narrative"}


def test_a_primary_school_without_early_years_has_neither_they_nor_a_sixth_form() -> None:
    areas = tree("ofsted-2025-11").aspects

    assert [code for code, area in areas.items() if not area.applies({"primary"})] == ["EY", "SF"]
    assert [code for code, area in areas.items() if not area.applies({"secondary", "sixth_form"})] == ["EY"]


def test_september_2026_differs_from_november_2025_and_follows_it_by_a_day() -> None:
    before, after = tree("ofsted-2025-11"), tree("ofsted-2026-09")

    assert before.in_force(dt.date(2026, 8, 31))
    assert not before.in_force(dt.date(2026, 9, 1))
    assert after.in_force(dt.date(2026, 9, 1))
    assert not after.in_force(dt.date(2026, 8, 31))
    assert [c for c in before.aspects if before.aspects[c].question != after.aspects[c].question] == ["INC", "ACH"]
    assert before.twin("ACH", after) == ""


def test_a_framework_reads_in_its_second_language() -> None:
    assert tree("estyn-2024-09", "cy").aspects["TL"].name == "Addysgu a dysgu"
    assert tree("estyn-2024-09", "fr").aspects["TL"].name == "Teaching and learning"
