"""What changes from one version to another is said in words that a head would read."""

import json
from pathlib import Path

import pytest

from trigpoint.kernel import sources
from trigpoint.programmes.language import diff
from trigpoint.programmes.language.checks import SCHEMA
from trigpoint.programmes.language.definition import Definition

WHOLE = (Path(__file__).parent / "whole.yaml").read_text(encoding="utf-8")


def model(*edits: tuple[str, str]) -> Definition:
    text = WHOLE
    for old, new in edits:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return Definition.parse(sources.read(text).data)


def said(*edits: tuple[str, str]) -> list[str]:
    return [str(change) for change in diff.changes(model(), model(*edits))]


def test_nothing_changes_where_the_two_mean_the_same() -> None:
    assert said(("# A model", "# The same model"), ("planned: false", "planned: false, optional: false")) == []


@pytest.mark.parametrize(
    "old, new, sentence",
    [
        ("title: Trust review", "title: Trust enquiry", "The title: now Trust enquiry; it was Trust review."),
        ("from: 2026-09-01", "from: 2026-10-01", "May be used from: now 1 October 2026; it was 1 September 2026."),
        ("max: 4}}", "max: 6}}", "What is reviewed: now a trust with 2 to 6 sites; it was a trust with 2 to 4 sites."),
        (
            "reciprocity: none",
            "reciprocity: pair",
            (
                "Who visits whom: now reviewers from a pool; each visits the other; it was reviewers from a pool;"
                " nobody owes a visit in return."
            ),
        ),
        (
            "judgement:",
            'frameworks: [{key: enquiry-themes, version: "1"}]\njudgement:',
            "The framework enquiry-themes, version 1 may be chosen too.",
        ),
        ("style: estimates", "style: narrative", "How findings are said: now in words alone; it was by estimates."),
        (
            "label: Worked well",
            "label: What went well",
            "Lists in each area: now What went well, Even better if; it was Worked well, Even better if.",
        ),
        (
            "summary: Leaders of other trusts look at one trust and three of its schools.",
            "summary: Leaders look.",
            (
                "What it says of itself: now “Leaders look.”; it was “Leaders of other trusts look at one trust and three"
                " of its schools.”."
            ),
        ),
        ("label: Hub manager", "label: Hub lead", "“Hub manager” is now called “Hub lead”."),
        ("min: 1, max: 3", "min: 2, max: 3", "“Peer”, at least: now 2; it was 1."),
        ("title: Papers", "title: Documents", "“Papers” is now called “Documents”."),
        (
            "offset_days: -14",
            "offset_days: -1",
            "“Analysis”, day, from the visit: now 1 day before it; it was 14 days before it.",
        ),
        (
            "offset_school_days: 10",
            "offset_days: 12",
            "“Report”, day, from the visit: now 12 days after it begins; it was 10 school days after it begins.",
        ),
        (
            "owner: hub_manager",
            "owner: programme_staff",
            "“Check”, moved on by: now Programme staff; it was Hub manager.",
        ),
        ("optional: true", "optional: false", "“Pupils ask”, may be left out: now no; it was yes."),
        (
            "entry: [released:report]}",
            "after: [meeting]}",
            "“Clinic”, comes after: now Meeting; it was Check.",
        ),
        (
            "  - {key: clinic,",
            "  - {key: extra, kind: record, title: Extra, group: after, owner: head, offset_days: 18}\n  - {key: clinic,",
            "The stage “Extra” is new: 18 days after it begins, moved on by Headteacher.",
        ),
        ("key: clinic,", "key: surgery,", "The stage “Clinic” is gone."),
        ("filled_by: [lead, peer]", "filled_by: [lead]", "“First ideas”, filled in by: now Lead; it was Lead, Peer."),
        ("key: said, label", "key: told, label", "“What pupils found” no longer asks “What they said”."),
        ("key: said, label", "key: told, label", "“What pupils found” also asks “What they said”."),
        ("label: Very}", "label: Fully}", "“How sure”, choices: now Fairly, Fully; it was Fairly, Very."),
        (
            "readers: [head, hub_manager]",
            "readers: [head]",
            "“Report”, read by: now Headteacher; it was Headteacher, Hub manager.",
        ),
        ("publish_by: {months: 3}", "publish_by: {months: 6}", "“Report”, public within months: now 6; it was 3."),
        (
            "months: 36",
            "months: 24",
            (
                "Accreditations: now Excellence (24 months), nominated with “First ideas”, decided at “Meeting”; it was"
                " Excellence (36 months), nominated with “First ideas”, decided at “Meeting”."
            ),
        ),
        (
            "enforce: soft}",
            "enforce: hard}",
            (
                "Who reviews whom: now nobody reviews a school of their own trust (required), not everybody on a team is of one"
                " phase (required); it was nobody reviews a school of their own trust (required), not everybody on a team is of"
                " one phase (asks for a reason)."
            ),
        ),
        ("take_aways: true", "take_aways: false", "Reviewers note what they take home: now no; it was yes."),
        (
            "sample_percent: 50",
            "sample_percent: 20",
            "Quality check: now 20% by Hub manager within 5 working days; it was 50% by Hub manager within 5 working days.",
        ),
        ("pounds: 3000", "pounds: 3500", "What the host pays: now £3500 Without travel; it was £3000 Without travel."),
        ("max: 4, leads", "max: 5, leads", "People in a team, at most: now 5; it was 4."),
        (
            "  cadence:",
            "  fact_check: {working_days: 3}\n  cadence:",
            "Working days to check the facts: now 3; it was 2.",
        ),
        ("position: estimate", "position: view", "The word for “position”: now view; it was estimate."),
    ],
)
def test_a_change_is_said(old: str, new: str, sentence: str) -> None:
    assert sentence in said((old, new))


@pytest.mark.parametrize(
    "old, new, sentence",
    [
        ("nations: [wales]", "nations: [england, wales]", "For schools of: now England, Wales; it was Wales."),
        (
            "training: required, eligible: [head]",
            "training: advised, eligible: [head, governor]",
            "“Peer”, training: now advised; it was required.",
        ),
        ("eligible: [head]", "eligible: [governor]", "“Peer”, who may be one: now Governor; it was Headteacher."),
        ("max: 3, training", "training", "“Peer”, at most: now as many as there are; it was 3."),
        (
            'entry: [done:analysis, "signed:agreements", "team:whole"]',
            'entry: [done:pack, "form:ideas", "team:whole"]',
            (
                "“Visit”, before it begins: now “Papers” is done, the form “First ideas” is sent in, the team is whole; it was"
                " “Analysis” is done, the agreements are signed, the team is whole."
            ),
        ),
        (
            "    strand: voice\n    optional",
            "    strand: adults\n    optional",
            "“Pupils ask”, strand: now Leaders; it was Pupils' voice.",
        ),
        ("per: site", "per: area", "“First ideas”, one for: now each area in focus; it was each school visited."),
        (
            "label: What they said, kind: text",
            "label: What they said, kind: points",
            "“What they said”, kind of answer: now short points; it was a text.",
        ),
        (
            "{title: Areas, source: lists}",
            "{title: Areas, source: areas}",
            (
                "“Report”, sections: now Context (what the review was about), Areas (what was found, area by area), Voice (the"
                " form “What pupils found”); it was Context (what the review was about), Areas (the lists of each area), Voice"
                " (the form “What pupils found”)."
            ),
        ),
        ("retention: {days: 400}", "reply: true", "“Report”, days it is kept: now without end; it was 400."),
        (
            "otherwise: programme_staff",
            "otherwise: hub_manager",
            (
                "Where concerns go: now worry about a child: Designated safeguarding lead (or, when it is about that person, Hub"
                " manager); it was worry about a child: Designated safeguarding lead (or, when it is about that person, Programme"
                " staff)."
            ),
        ),
        (
            "lead_role_enforce: off",
            "lead_role_enforce: soft",
            "How strictly that is taken: now asks for a reason; it was not asked.",
        ),
        ("mandatory: [OI]", "mandatory: [LI]", "Themes that every review looks at: now LI; it was OI."),
        (
            "words: {aspect: area,",
            "words: {self_evaluation: own view, aspect: area,",
            "The word for “self-evaluation”: now own view; it was self-evaluation.",
        ),
    ],
)
def test_no_code_of_the_file_is_left_in_what_is_said(old: str, new: str, sentence: str) -> None:
    assert sentence in said((old, new))


def test_a_change_of_a_translation_alone_is_said() -> None:
    edits = (("lead: {label: Arweinydd}", "lead: {label: Arweinydd y tîm}"), ("peer: {label: Cymar}", "peer: {}"))
    assert said(*edits) == ["Texts in Welsh that are not as they were: 2."]


def test_hours_are_said_where_they_differ() -> None:
    renamed = ("    title: Visit", "    title: Three days")
    assert not [text for text in said(renamed) if text.startswith("What it costs")]  # it costs the same
    (changed,) = said(("role: peer, stage: visit, hours: 24", "role: peer, stage: visit, hours: 20"))
    assert changed.count("24") == changed.count("20") == 1
    assert "Lead" not in changed


def test_frameworks_and_themes_are_named_where_they_are_known() -> None:
    known = {"four-themes": {"title": "Four themes", "themes": [{"code": "OI", "name": "Our Impact"}]}}
    changed = model(
        ("mandatory: [OI]", "mandatory: []"), ('key: four-themes, version: "1"', 'key: other, version: "2"')
    )

    found = list(map(str, diff.changes(model(), changed, lambda key, _version: known.get(key))))

    assert "The framework: now other, version 2; it was Four themes, version 1." in found
    assert "Themes that every review looks at: now none of them; it was Our Impact." in found


def test_every_number_of_the_rules_has_words() -> None:
    rules = json.loads(SCHEMA.read_text(encoding="utf-8"))["properties"]["rules"]["properties"]
    named = {"range": ["min", "max"], "enforced": ["enforce"]}
    paths = {
        f"{part}.{name}"
        for part, says in rules.items()
        for name in says.get("properties", ()) or named[says["$ref"].rpartition("/")[2]]
    }

    assert set(diff.RULES) == paths
