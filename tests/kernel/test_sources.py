"""Files of data: what is read is what stands there and can be kept, and every mistake has its line."""

from typing import Any

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


def test_what_one_reader_changes_no_other_sees() -> None:
    text = "key: one\nstages: [{key: visit}]\n"
    sources.read(text).data["stages"][0]["key"] = "gone"

    assert sources.read(text).data == {"key": "one", "stages": [{"key": "visit"}]}


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


@pytest.mark.parametrize(
    "line, said",
    [
        ('b: "x\\0y"', "can't be kept"),
        ("b: .nan", "no number that can be kept"),
        ("b: {c: [1, -.inf]}", "no number that can be kept"),
        ("b: !!binary aGVsbG8=", "neither text"),
        ("b: !!set {c, d}", "neither text"),
        ("b: !!timestamp 2026-01-01", "neither text"),
        ("b: {1: x}", "put “1” in quotes"),
        ("2: x", "put “2” in quotes"),
        ("b: &c [x, *c]", "write out what is meant"),
        ("b: !!python/object/apply:os.system [ls]", "can't be read as YAML"),
    ],
)
def test_what_no_table_keeps_is_refused_with_its_line(line: str, said: str) -> None:
    with pytest.raises(sources.Mistakes, match=said) as refused:
        sources.read(f"a: 1\n{line}\n")

    assert refused.value.found[0].line in {1, 2}


def test_a_part_is_read_as_carefully_as_a_whole() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

    assert sources.part("- x\n- 2026-09-01\n") == ["x", "2026-09-01"]
    assert sources.part("") is None
    with pytest.raises(sources.Mistakes, match="write out what is meant"):
        sources.part(bomb)


def test_what_comes_without_a_file_is_measured_too() -> None:
    deep: Any = "x"
    for _n in range(sources.DEEPEST + 1):
        deep = [deep]

    assert list(sources.unkept({"a": [1, 2.5, None, True, "x"]})) == []
    assert [reason for _where, reason in sources.unkept({"a": deep})] == ["This is nested too deeply to be read."]
    assert [where for where, _reason in sources.unkept({"a": ["x", "y\0"]})] == [("a", 1)]
    assert [where for where, _reason in sources.unkept({"a": "x" * sources.MOST_CHARACTERS})] == [()]


def test_nobody_is_told_of_ten_thousand_mistakes() -> None:
    many = (sources.Mistake(line=number // 2, reason="No.") for number in range(10_000))
    found = sources.first(many)

    assert len(found) == sources.MOST_MISTAKES + 1
    assert str(found[-1]) == "Line 99: There is more to put right: begin with these."
