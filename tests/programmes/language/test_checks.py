"""A model that is broken in a named way is refused with the right line, the reason and what would mend it."""

import time
from pathlib import Path

import pytest
from tests.programmes.language.broken import BROKEN, Broken

from trigpoint.frameworks import apps
from trigpoint.kernel import sources
from trigpoint.programmes.language import checks

WHOLE = (Path(__file__).parent / "whole.yaml").read_text(encoding="utf-8")
FOUR_THEMES = sources.read(
    (Path(apps.__file__).parent / "shipped" / "four-themes-1.yaml").read_text(encoding="utf-8")
).data


def framework(key: str, version: str) -> dict[str, object] | None:
    if (key, version) == ("ofsted-2025", "1"):
        return {"mode": "inspection"}
    return FOUR_THEMES if (key, version) == ("four-themes", "1") else None


def mistakes(text: str) -> list[sources.Mistake]:
    try:
        return checks.mistakes(sources.read(text), framework)
    except sources.Mistakes as unreadable:
        return list(unreadable.found)


def test_a_whole_model_has_no_mistake() -> None:
    started = time.perf_counter()
    assert mistakes(WHOLE) == []
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_model_is_refused(broken: Broken) -> None:
    assert WHOLE.count(broken.old) == 1, "the change has to be one"
    text = WHOLE.replace(broken.old, broken.new).replace(*broken.also, 1)
    assert text.count(broken.at) == 1, "the line has to be one"
    line = text[: text.index(broken.at)].count("\n") + 1

    found = mistakes(text)

    said = [mistake for mistake in found if broken.reason in mistake.reason]
    assert said, [str(mistake) for mistake in found]
    assert said[0].line == line, str(said[0])
    assert broken.suggestion in said[0].suggestion


def test_not_every_mistake_of_a_hostile_model_is_looked_for() -> None:
    after = ", ".join(f"stage_{number}" for number in range(5_000))
    found = mistakes(WHOLE.replace("key: clinic,", f"key: clinic, after: [{after}],"))
    assert len(found) == sources.MOST_MISTAKES + 1
    assert "There is more to put right" in found[-1].reason


def test_there_are_enough_of_them() -> None:
    assert len({broken.name for broken in BROKEN}) == len(BROKEN) >= 40


def test_every_mistake_is_found_at_once() -> None:
    """A part whose shape is wrong does not hide what is wrong elsewhere."""
    text = WHOLE.replace("months: 24", "months: often").replace("stage: visit, hours", "stage: visits, hours", 1)

    assert [(mistake.reason, mistake.suggestion) for mistake in mistakes(text)] == [
        ("There is no stage “visits”.", "Did you mean “visit”?"),
        ("“months” needs a whole number.", ""),
    ]
