"""What each mode asks of a file, and refuses: with line and reason."""

import pytest

from trigpoint.frameworks.queries import checks, files

ENQUIRY = """\
schema: trigpoint-framework/1
key: mine
version: "1"
title: Mine
owner: Me
licence: CC0
language: en
mode: enquiry
themes:
  - code: T
    name: Theme
    aspects:
      - code: T1
        name: Aspect
        question: To what extent?
"""
LADDER = "levels:\n  - {key: A, label: One}\n  - {key: B, label: Two}\n"


@pytest.mark.parametrize(
    "old, new, line, reason",
    [
        ("mode: enquiry\n", "mode: enquiry\n" + LADDER, 9, "the mode “enquiry” has no levels"),
        ("mode: enquiry\n", "mode: benchmark\n", 1, "“levels” is missing here."),
        ("mode: enquiry\n", "mode: benchmark\n" + LADDER, 16, "“statements” is missing here."),
        ("mode: enquiry\n", "mode: inspection\n", 1, "“inspection” is missing here."),
        ("mode: enquiry\n", "mode: inspection\n", 1, "“effective” is missing"),
        (
            "mode: enquiry\n",
            "mode: areas\ninspection: {inspectorate: X, nation: wales}\n",
            9,
            "Only a framework of the",
        ),
        ("extent?\n", "extent?\n        reported_as: scale\n", 16, "Only a framework of the mode inspection"),
        ("mode: enquiry\n", 'mode: enquiry\neffective: {from: "2026-02-30"}\n', 9, "There is no day 2026-02-30."),
        (
            "mode: enquiry\n",
            'mode: enquiry\neffective: {from: "2026-02-03", until: "2026-02-02"}\n',
            9,
            "This ends before it begins.",
        ),
        (
            "mode: enquiry\n",
            "mode: areas\nlevels:\n  - {key: A, label: Good}\n  - {key: B, label: Requires  improvement}\n",
            9,
            "These are an inspectorate's grades.",
        ),
        ("mode: enquiry\n", "mode: areas\n" + LADDER, 9, "A ladder for one aspect alone would be a grade"),
        ("name: Aspect\n", "name: Y farn gyffredinol\n", 14, "would be a judgement of the whole school"),
        (
            "language: en\n",
            (
                "language: en\nlanguages: [en, cy]\ntranslations:\n  cy:\n    title: Fi\n    themes:\n      T: {name: Thema}\n"
                "    aspects: {T1: {name: Gradd gyffredinol, question: Pa?}}\n"
            ),
            14,
            "would be a judgement of the whole school",
        ),
        ("language: en\n", "language: en\nlanguages: [en, cy]\n", 8, "There is no translation into “cy”."),
        (
            "language: en\n",
            (
                "language: en\nlanguages: [en, cy]\ntranslations:\n  cy:\n    title: Fi\n    themes:\n      T: {name: Thema}\n"
                "    aspects: {}\n"
            ),
            14,
            "The translation of “T1” is missing.",
        ),
        (
            'version: "1"\n',
            'version: "1"\ncomparable_with: [{key: mine, version: "0", aspects: {Z9: T1}}]\n',
            4,
            "This framework has no aspect “Z9”.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, line: int, reason: str) -> None:
    found = checks.mistakes(files.read(ENQUIRY.replace(old, new, 1)))

    assert any(mistake.line == line and reason in mistake.reason for mistake in found), list(map(str, found))


def test_one_word_of_a_scale_is_a_word_like_any_other() -> None:
    text = ENQUIRY.replace("mode: enquiry\n", "mode: areas\n" + LADDER.replace("One", "Good"))
    text += "      - code: T2\n        name: Another\n        question: How?\n"

    assert checks.mistakes(files.read(text)) == []
    assert checks.mistakes(files.read(ENQUIRY)) == []
