"""A framework is checked before it is published, and never changes afterwards."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from tests.factories.frameworks import framework
from tests.factories.people import AccountFactory, operator

from trigpoint.audit.models import Entry
from trigpoint.frameworks.actions import publishing
from trigpoint.frameworks.models import Framework
from trigpoint.frameworks.queries import files
from trigpoint.kernel.errors import Refused

TEXT = (publishing.SHIPPED / "four-themes-1.yaml").read_text(encoding="utf-8")

pytestmark = pytest.mark.django_db


def mistakes(text: str, at: dt.datetime) -> list[tuple[int, str]]:
    with pytest.raises(files.Mistakes) as caught:
        publishing.publish(actor=None, at=at, text=text)
    return [(mistake.line, mistake.reason) for mistake in caught.value.found]


def line(text: str, words: str) -> int:
    return next(number for number, row in enumerate(text.splitlines(), 1) if words in row)


def test_the_shipped_framework_has_four_themes_and_statements_in_every_cell() -> None:
    tree = framework().tree()

    assert {theme.code: len(theme.aspects) for theme in tree.themes} == {"OI": 4, "LI": 5, "LO": 4, "LF": 5}
    assert [level.label for level in tree.levels] == ["To develop", "Effective", "Excellent", "Inspirational"]
    assert all(aspect.at_level(level.key) for aspect in tree.aspects.values() for level in tree.levels)
    assert tree.aspects["OI2"].at_level("E")[0].text == "Gaps are tracked; actions are in place; some are narrowing"
    assert tree.aspects["OI2"].at_level("X")[1].key == "OI2.X.2"


def test_shipped_frameworks_are_published_once(nothing_published: None, at: dt.datetime) -> None:
    first = publishing.publish_shipped(at=at)
    assert {made.published_at for made in first} == {at}
    acts = Entry.objects.count()

    assert [made.pk for made in publishing.publish_shipped(at=at)] == [made.pk for made in first]
    assert Entry.objects.count() == acts


def test_comments_and_layout_make_no_other_content(at: dt.datetime) -> None:
    first = publishing.publish(actor=None, at=at, text=TEXT)

    assert publishing.publish(actor=None, at=at, text="# Read me\n" + TEXT) == first


def test_a_published_version_takes_no_other_content(at: dt.datetime) -> None:
    publishing.publish(actor=None, at=at, text=TEXT)
    changed = TEXT.replace("Few people lead", "Very few people lead")

    assert mistakes(changed, at) == [
        (
            line(TEXT, 'version: "1"'),
            "Version 1 is published already and never changes: give this content a new version.",
        )
    ]
    second = publishing.publish(actor=None, at=at, text=changed.replace('version: "1"', 'version: "2"'))
    assert second.version == "2"


def test_the_database_keeps_a_published_framework_as_it_is(at: dt.datetime) -> None:
    made = framework()

    with pytest.raises(DatabaseError), transaction.atomic():
        Framework.objects.filter(pk=made.pk).update(title="Another")
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()


@pytest.mark.parametrize(
    "old, new, where, reason",
    [
        ("code: LI2", "code: LI1", "code: LI2", "The code “LI1” is used twice."),
        (
            "          N:\n            - Visitors are welcome",
            "          Z:\n            - Visitors are welcome",
            "Visitors are welcome",
            "LI1 has statements for the level “Z”, which this framework does not have.",
        ),
        ("name: Teaching", "names: Teaching", "name: Teaching", "“names” is not known here."),
        (
            "name: Teaching\n",
            "name: Teaching\n        weight: 3\n",
            "question: To what extent is teaching",
            "“weight” could lead to a grade for the whole school: there is none, in any model.",
        ),
        (
            "name: Teaching\n",
            "name: Overall effectiveness\n",
            "name: Teaching",
            "“Overall effectiveness” would be a judgement of the whole school: there is no overall grade",
        ),
        ('version: "1"', "version: 1", "version:", "“version” needs text (in quotes where it looks like a number)."),
        (
            "mode: benchmark",
            "mode: guess",
            "mode:",
            "“guess” is not one of: benchmark, enquiry, areas, questions, inspection.",
        ),
        ("name: Teaching\n", "name: Teaching\n        name: Again\n", "question: To what extent is teaching", "second"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, where: str, reason: str, at: dt.datetime) -> None:
    found = mistakes(TEXT.replace(old, new, 1), at)

    assert any(reason in said and abs(number - line(TEXT, where)) <= 1 for number, said in found), found


def test_what_is_no_yaml_is_named_with_its_line(at: dt.datetime) -> None:
    assert mistakes("key: x\n  title: [\n", at)[0][0] == 2
    assert mistakes("just words", at)[0] == (1, "A file begins with names and values, such as `key: four-themes`.")
    assert mistakes("a: &a [*a]\n", at)[0][0] == 1
    assert mistakes("a: " + "[" * 5000 + "\n", at)[0][0] in {1, 2}
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    assert mistakes(bomb, at) == [(2, "“*a0” points to another place of the file: write out what is meant.")]
    assert mistakes("a: !!python/object/apply:os.system ['true']\n", at)[0][0] == 1


def test_only_programme_staff_and_operators_publish(at: dt.datetime) -> None:
    with pytest.raises(Refused):
        publishing.publish(actor=AccountFactory(), at=at, text=TEXT)
    assert publishing.publish(actor=operator(), at=at, text=TEXT).key == "four-themes"
