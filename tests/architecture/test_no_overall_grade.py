"""
G11: nothing gives one grade, or one average, for a school.

Two nets. The code is read for functions that take levels of several aspects to one; and a whole profile, in every form
that it leaves in, is read for a field or a sentence that would be a grade of the school.
"""

import ast
import io
import re
from pathlib import Path

import docx
import pikepdf
import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.urls import reverse

from tests.factories.findings import position, released, statements
from tests.factories.reviews import whole
from tests.people.web.test_tokens import bearer
from tests.sign_in import signed_in
from trigpoint.config.api import api
from trigpoint.findings.actions import meeting, profile, school
from trigpoint.reviews.models import Focus

SOURCE = Path(__file__).parents[2] / "src" / "trigpoint"
JUDGING = (
    "frameworks",
    "reviews",
    "evidence",
    "proformas",
    "findings",
    "improvement",
    "assurance",
    "home",
    "programmes",
)
AGGREGATES = {"sum", "mean", "fmean", "median", "mode", "average", "min", "max", "Avg", "Sum", "StdDev", "Variance"}
LEVELS = re.compile(r"\b(level|levels|level_order|rank|grade|rating|score|\.order)\b|level_labels|\[.level.\]")
GRADE = re.compile(r"overall|(^|_)(grade|rating|score|rank|average|mean)(_|$)")
FOCUS = ["OI1", "OI2", "LI1"]


def calls() -> list[tuple[Path, ast.Call]]:
    return [
        (file, node)
        for context in JUDGING
        for file in (SOURCE / context).rglob("*.py")
        if "migrations" not in file.parts
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
    ]


def joins(node: ast.Call) -> bool:
    """Whether the call takes many things to one; `min(a, b)` only keeps a number in its bounds."""
    return named(node.func) in AGGREGATES and not (named(node.func) in {"min", "max"} and len(node.args) > 1)


def named(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def takes_levels(node: ast.Call) -> bool:
    """Whether the call's arguments speak of levels, grades or ranks."""
    return any(LEVELS.search(ast.unparse(argument)) for argument in [*node.args, *(k.value for k in node.keywords)])


def test_no_function_takes_levels_to_one() -> None:
    found = [
        f"{file.relative_to(SOURCE)}:{node.lineno} {ast.unparse(node)}"
        for file, node in calls()
        if joins(node) and takes_levels(node)
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "sum(p.level for p in positions)",
        "statistics.mean(levels[p.level].order for p in positions)",
        "Position.objects.aggregate(Avg('level'))",
        "max(positions, key=lambda p: rank[p.level])",
        "round(average([grade(p) for p in positions]))",
    ],
)
def test_the_net_catches_what_it_is_for(source: str) -> None:
    caught = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call) and joins(n)]
    assert any(takes_levels(node) for node in caught)


def test_no_table_has_a_place_for_a_grade() -> None:
    found = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("trigpoint.")
        for field in model._meta.get_fields()
        if GRADE.search(field.name)
    ]
    assert found == []


def test_a_level_stands_only_beside_its_aspect() -> None:
    """Wherever a table keeps a level, it keeps the aspect that it is of."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields()}
        assert "level" not in names or "aspect" in names, model._meta.label


def test_no_call_answers_a_grade() -> None:
    schemas = api.get_openapi_schema()["components"]["schemas"]
    found = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field in schema.get("properties", {})
        if GRADE.search(field)
    ]
    assert found == []
    loose = [
        name
        for name, schema in schemas.items()
        if name.endswith("Out")
        and "level" in schema.get("properties", {})
        and not {"aspect", "code", "text"} & set(schema["properties"])
        and name != "ProposalOut"  # an item of AspectOut, which names the aspect
    ]
    assert loose == []


def test_no_word_of_a_template_speaks_of_one() -> None:
    denials = (
        "no grade",
        "no overall grade",
        "nobody is graded",
        "not graded",
        "no grades",
        "no inspection grade",
        "never gives a school an overall grade",
    )
    found = []
    for file in [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.typ")]:
        text = file.read_text().casefold()
        for denial in denials:
            text = text.replace(denial, "")
        found += [
            f"{file.relative_to(SOURCE)}: {hit}" for hit in re.findall(r"overall|\bgrade[sd]?\b|\bratings?\b", text)
        ]
    assert found == []


@pytest.mark.django_db
def test_a_whole_profile_has_none_in_any_form(at, tmp_path) -> None:
    """Three aspects at one level: a single grade would have to be that level's; nothing says it of the school."""
    w = whole(state="under_way")
    Focus.objects.create(review=w.review, aspects=FOCUS)
    for aspect in FOCUS:
        position(w, aspect, at=at, level="X", statements=statements(w, aspect, "X"))
    meeting.close(actor=w.lead, at=at, review=w.review)
    profile.draft(actor=w.lead, at=at, review=w.review, priority="Fractions in words", version=0)
    profile.send_for_factual_check(actor=w.lead, at=at, review=w.review)
    school.answer_factual_check(actor=w.host_head, at=at, review=w.review, agrees=True)
    profile.release(actor=w.lead, at=at, review=w.review)
    with time_machine.travel(at, tick=False):
        client = signed_in(Client(), w.host_head)
        page = client.get(reverse("findings:profile", args=[w.review.pk])).content.decode()
        word = client.post(reverse("findings:profile_word", args=[w.review.pk])).content
        pdf = client.post(reverse("findings:profile_pdf", args=[w.review.pk])).content
        said = Client().get(f"/api/reviews/{w.review.pk}/profile", headers=bearer(w.host_head)).json()
    text = re.sub(r"<[^>]+>", " ", page)
    # Over the statements, and once for its place, in each of the three aspects; nowhere else.
    assert text.count("Excellent") == 2 * len(FOCUS)
    words = "\n".join(p.text for p in docx.Document(io.BytesIO(word)).paragraphs)
    assert words.count("Excellent") == sum(1 + len(statements(w, aspect, "X")) for aspect in FOCUS)
    outside = {key: value for key, value in said["said"].items() if key != "aspects"}
    assert "Excellent" not in str(outside) + str({k: v for k, v in said.items() if k != "said"})
    assert "levels" not in said["said"]
    for form in (text, words):
        assert not re.search(r"overall|average|rating", form, re.IGNORECASE)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert "Excellent" not in str(document.docinfo)


@pytest.mark.django_db
def test_a_released_profile_keeps_none(at) -> None:
    w = whole(state="under_way")
    Focus.objects.create(review=w.review, aspects=FOCUS)
    content = released(w, FOCUS, at=at).content
    assert not [key for key in content if GRADE.search(key)]
    assert not [key for aspect in content["aspects"] for key in aspect if GRADE.search(key)]
