"""Which aspects of two versions may be set side by side."""

from typing import Any

from trigpoint.frameworks.models import Tree


def version(number: str, codes: str, **more: Any) -> Tree:
    aspects = [{"code": code, "name": code, "question": "?"} for code in codes.split()]
    return Tree.parse(
        {
            "key": "x",
            "version": number,
            "title": "X",
            "themes": [{"code": "T", "name": "T", "aspects": aspects}],
            **more,
        }
    )


def test_versions_on_one_line_are_comparable_aspect_by_aspect() -> None:
    first, second = version("1", "A B"), version("2", "A C", line="x-1")

    assert (first.twin("A", second), second.twin("A", first)) == ("A", "A")
    assert (first.twin("B", second), second.twin("C", first)) == ("", "")


def test_without_a_line_a_version_is_comparable_with_itself_alone() -> None:
    first, second = version("1", "A"), version("2", "A")

    assert first.twin("A", first) == "A"
    assert first.twin("A", second) == ""


def test_a_version_may_name_aspects_of_another_line() -> None:
    first = version("1", "A B")
    second = version("2", "A C", comparable_with=[{"key": "x", "version": "1", "aspects": {"C": "B"}}])

    assert (second.twin("C", first), first.twin("B", second)) == ("B", "C")
    assert (second.twin("A", first), first.twin("A", second)) == ("", "")
