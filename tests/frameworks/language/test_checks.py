"""A framework that is broken in a named way is refused with the right line, the reason and what would mend it."""

from pathlib import Path

import pytest
from tests.frameworks.language.broken import BROKEN, Broken

from trigpoint.frameworks.language import checks, maps
from trigpoint.frameworks.management.frameworks_check import SHIPPED
from trigpoint.kernel import sources

WHOLE = (Path(__file__).parent / "whole.yaml").read_text(encoding="utf-8")
MAP = (SHIPPED / "maps" / "subject-lens-1-to-estyn-2024-09.yaml").read_text(encoding="utf-8")


def shipped(key: str, version: str) -> dict[str, object] | None:
    path = SHIPPED / f"{key}-{version}.yaml"
    return sources.read(path.read_text(encoding="utf-8")).data if path.exists() else None


def mistakes(text: str) -> list[sources.Mistake]:
    try:
        return checks.mistakes(sources.read(text), shipped)
    except sources.Mistakes as unreadable:
        return list(unreadable.found)


def test_a_whole_framework_has_no_mistake() -> None:
    assert mistakes(WHOLE) == []


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_framework_is_refused(broken: Broken) -> None:
    assert WHOLE.count(broken.old) == 1, "the change has to be one"
    text = WHOLE.replace(broken.old, broken.new)
    line = text[: text.rindex(broken.at)].count("\n") + 1

    found = mistakes(text)

    named = [one for one in found if broken.reason in one.reason]
    assert named, list(map(str, found))
    assert line in {one.line for one in named}, list(map(str, named))
    assert any(broken.suggestion in one.suggestion for one in named), named


def test_all_mistakes_are_named_at_once_in_the_order_of_their_lines() -> None:
    text = WHOLE.replace("code: KIND", "code: READ").replace("until: 2028-08-31", "until: 2026-08-31")

    found = mistakes(text.replace("mode: benchmark", "mode: benchmarks"))

    assert [one.line for one in found] == sorted(one.line for one in found)
    assert {13, 17} < {one.line for one in found}


@pytest.mark.parametrize(
    "old, new, line, reason",
    [
        ("RAT: [TL]", "RATE: [TL]", 12, "This framework has no aspect “RATE”."),
        ("CLA: [TL]", "CLA: [TLX]", 13, "“TLX” is no area of"),
        ("to: {key: estyn", "to: {key: estin", 10, "The framework estin, version 2024-09, is not published here"),
        ("from: {key: subject-lens", "levels: {A: B}\nfrom: {key: subject-lens", 9, "“levels” is not known here."),
        (
            'from: {key: subject-lens, version: "1"}',
            'from: {key: estyn, version: "2024-09"}',
            9,
            "Reviews are not made with an inspection framework",
        ),
    ],
)
def test_a_broken_map_is_refused(old: str, new: str, line: int, reason: str) -> None:
    assert maps.mistakes(sources.read(MAP), shipped) == []

    found = maps.mistakes(sources.read(MAP.replace(old, new, 1)), shipped)

    assert any(one.line == line and reason in one.reason for one in found), list(map(str, found))


def test_safeguarding_is_touched_by_no_map() -> None:
    text = MAP.replace('to: {key: estyn, version: "2024-09"}', 'to: {key: ofsted, version: "2026-09"}')

    found = maps.mistakes(sources.read(text.replace("RAT: [TL]", "RAT: [SAFE]")), shipped)

    assert any("is not for peers to look at" in one.reason for one in found)
