"""Files of data: what is read is what stands there, and every mistake has its line."""

import pytest

from trigpoint.kernel import sources


def test_words_and_dates_are_what_they_look_like() -> None:
    text = "enforce: off\nyes: no\nfrom: 2026-09-01\nplanned: false\nnumber: 3\nempty:\n"

    assert sources.read(text).data == {
        "enforce": "off",
        "yes": "no",
        "from": "2026-09-01",
        "planned": False,
        "number": 3,
        "empty": None,
    }


def test_a_mistake_says_what_would_mend_it() -> None:
    source = sources.read("a: 1\nb:\n  - c: x\n")

    assert (
        str(source.mistake("That can't be.", "b", 0, "c", suggestion="Write y.")) == "Line 3: That can't be. Write y."
    )
    assert str(source.mistake("That can't be.", "b", 7)) == "Line 2: That can't be."


@pytest.mark.parametrize(
    "given, said",
    [("visits", "Did you mean “visit”?"), ("Visit", "Did you mean “visit”?"), ("zzz", "There are: visit, plan.")],
)
def test_the_nearest_word_is_offered(given: str, said: str) -> None:
    assert sources.did_you_mean(given, ["visit", "plan"]) == said
