"""
Ways to break a framework: each a name, what is changed in `whole.yaml`, where that shows, and what is said of it.

`at` is where the line (in the file as it is then) begins or what it holds on which the mistake has to be named.
"""

import dataclasses


@dataclasses.dataclass(frozen=True, kw_only=True)
class Broken:
    name: str
    old: str
    new: str
    at: str
    reason: str
    suggestion: str = ""


BROKEN = (
    Broken(
        name="a part is missing",
        old="owner: Lapwing Partnership\n",
        new="",
        at="schema:",
        reason="“owner” is missing here.",
        suggestion="Add it, as `owner: …`.",
    ),
    Broken(
        name="a part is misspelt",
        old="purpose: When",
        new="purpos: When",
        at="purpos: When",
        reason="“purpos” is not known here.",
        suggestion="Did you mean “purpose”?",
    ),
    Broken(
        name="a version that is a number",
        old='version: "2"',
        new="version: 2",
        at="version: 2",
        reason="“version” needs text",
        suggestion='Write "2".',
    ),
    Broken(
        name="a mode that there is not",
        old="mode: benchmark",
        new="mode: benchmarks",
        at="mode: benchmarks",
        reason="“benchmarks” is not one of",
        suggestion="Did you mean “benchmark”?",
    ),
    Broken(
        name="a name with capitals",
        old="key: our-ladder",
        new="key: Our Ladder",
        at="key: Our Ladder",
        reason="is not written as it has to be here",
        suggestion="Write “our-ladder”.",
    ),
    Broken(
        name="not YAML",
        old="languages: [en, cy]",
        new="languages: [en, cy",
        at="nations:",
        reason="This can't be read as YAML",
    ),
    Broken(
        name="a name twice",
        old="licence: CC0-1.0",
        new="licence: CC0-1.0\nlicence: MIT",
        at="licence: MIT",
        reason="“licence” stands here a second time.",
    ),
    Broken(
        name="a day that there is not",
        old="from: 2026-09-01",
        new="from: 2026-02-30",
        at="effective:",
        reason="There is no day 2026-02-30.",
        suggestion="Write it as year-month-day: 2026-09-01.",
    ),
    Broken(
        name="it ends before it begins",
        old="until: 2028-08-31",
        new="until: 2026-08-31",
        at="effective:",
        reason="This ends before it begins.",
        suggestion="Swap the two days.",
    ),
    Broken(
        name="levels in a framework of questions",
        old="mode: benchmark",
        new="mode: questions",
        at="levels:\n  - {key: B",
        reason="has no levels: take them out, or choose the mode areas.",
    ),
    Broken(
        name="an inspection framework that does not say whose",
        old="mode: benchmark",
        new="mode: inspection",
        at="schema:",
        reason="“inspection” is missing here.",
        suggestion="Add it, as `inspection: …`.",
    ),
    Broken(
        name="how an inspectorate reports",
        old="        prompts: [Sit",
        new="        reported_as: scale\n        prompts: [Sit",
        at="reported_as:",
        reason="Only a framework of the mode inspection says this.",
        suggestion="Leave it out.",
    ),
    Broken(
        name="a level twice",
        old="{key: S, label: Settled",
        new="{key: B, label: Settled",
        at="label: Settled",
        reason="There are two levels “B”.",
        suggestion="Give each a word of its own.",
    ),
    Broken(
        name="a level that there is not",
        old="          B: [Some",
        new="          C: [Some",
        at="C: [Some",
        reason="READ has statements for the level “C”, which this framework does not have.",
        suggestion="There are: B, S.",
    ),
    Broken(
        name="a level without a statement",
        old="          B: [Adults step in when asked.]\n",
        new="",
        at="statements:\n          S: [Pupils",
        reason="KIND has no statement for the level “B”.",
        suggestion="Add `B:` with at least one.",
    ),
    Broken(
        name="an aspect without statements",
        old="        statements:\n          B: [Adults step in when asked.]\n          S: [Pupils step in themselves.]\n",
        new="",
        at="code: KIND",
        reason="“statements” is missing here.",
        suggestion="Add it, as `statements: …`.",
    ),
    Broken(
        name="a statement twice",
        old="Books are chosen with care.",
        new="Most pupils read widely.",
        at="S: [Most",
        reason="This statement of READ stands here twice.",
        suggestion="Leave it out.",
    ),
    Broken(
        name="a code twice",
        old="code: KIND",
        new="code: READ",
        at="code: READ\n        name: Kindness",
        reason="The code “READ” is used twice.",
        suggestion="Give each a word of its own.",
    ),
    Broken(
        name="an aspect of the school overall",
        old="name: Kindness",
        new="name: The school overall",
        at="name: The school overall",
        reason="there is no overall grade, in any framework.",
        suggestion="Name what is looked at.",
    ),
    Broken(
        name="a question for one grade",
        old="How do people treat each other here?",
        new="What is the overall grade for behaviour?",
        at="overall grade for",
        reason="“overall grade” would be one grade for the whole school",
        suggestion="Ask about one aspect at a time, or for words.",
    ),
    Broken(
        name="a weight",
        old="name: Living together",
        new="name: Living together\n    weight: 2",
        at="weight: 2",
        reason="“weight” could lead to a grade for the whole school",
    ),
    Broken(
        name="levels that are numbers",
        old="label: Beginning",
        new='label: "1"',
        at='label: "1"',
        reason="“1” is a number: levels that can be added up would lead to a grade.",
        suggestion="Say it in words.",
    ),
    Broken(
        name="an inspectorate's ladder",
        old="- {key: B, label: Beginning}\n  - {key: S, label: Settled",
        new="- {key: B, label: Requires improvement}\n  - {key: S, label: Good",
        at="levels:\n  - {key: B",
        reason="These are an inspectorate's grades.",
    ),
    Broken(
        name="an inspectorate's ladder in Welsh",
        old="B: {label: Dechrau}\n      S: {label: Sefydlog",
        new="B: {label: Digonol}\n      S: {label: Da",
        at="levels:\n      B: {label: Digonol}",
        reason="These are an inspectorate's grades.",
    ),
    Broken(
        name="comparable with an aspect that is not here",
        old="aspects: {READ: OI1}",
        new="aspects: {REED: OI1}",
        at="REED: OI1",
        reason="This framework has no aspect “REED”.",
        suggestion="Did you mean “READ”?",
    ),
    Broken(
        name="comparable with an aspect that is not there",
        old="aspects: {READ: OI1}",
        new="aspects: {READ: OI99}",
        at="READ: OI99",
        reason="“OI99” is no aspect of",
        suggestion="There are: OI1, OI2",
    ),
    Broken(
        name="comparable with itself",
        old='{key: four-themes, version: "1", aspects: {READ: OI1}}',
        new='{key: our-ladder, version: "2", aspects: {READ: READ}}',
        at="- {key: our-ladder",
        reason="A framework is comparable with itself in any case.",
        suggestion="Leave it out.",
    ),
    Broken(
        name="a language without its texts",
        old="languages: [en, cy]\nnations",
        new="languages: [cy]\nnations",
        at="languages: [cy]",
        reason="The file is written in “en”, which is not among its languages.",
        suggestion="Add it.",
    ),
    Broken(
        name="a theme that is not translated",
        old="      LIVE: {name: Cyd-fyw}\n",
        new="",
        at="themes:\n      LEARN",
        reason="The translation of “LIVE” is missing.",
    ),
    Broken(
        name="a translation of nothing",
        old="      LIVE: {name: Cyd-fyw}\n",
        new="      LIVE: {name: Cyd-fyw}\n      LIVES: {name: Bywyd}\n",
        at="LIVES:",
        reason="There is nothing called “LIVES” to translate.",
        suggestion="Did you mean “LIVE”?",
    ),
    Broken(
        name="a sentence too few",
        old="S: [Llawer yn darllen., Dewisir llyfrau.]",
        new="S: [Llawer yn darllen.]",
        at="statements: {B: [Rhai",
        reason="has not as many sentences as the text.",
    ),
)
