"""What the words of a model file mean to a head: a name of the file's format, and each word that it may hold."""

from typing import TYPE_CHECKING

from trigpoint.kernel.words import gettext as _
from trigpoint.kernel.words import noop
from trigpoint.programmes.kinds import KINDS
from trigpoint.programmes.language.pieces import Condition
from trigpoint.programmes.language.roles import USUAL

if TYPE_CHECKING:
    from collections.abc import Mapping

ENFORCED = {"off": noop("not asked"), "soft": noop("asks for a reason"), "hard": noop("required")}

SAYINGS: dict[str, dict[str, str]] = {
    "nations": {"england": noop("England"), "wales": noop("Wales")},
    "languages": {"en": noop("English"), "cy": noop("Welsh")},
    "kind": {
        "school": noop("a school"),
        "trust": noop("a trust"),
        "subject": noop("one subject in a school"),
        "partnership": noop("a partnership of schools"),
        "cluster": noop("a cluster"),
        "hub": noop("a hub"),
        "pair": noop("two schools"),
        "triad": noop("three schools"),
        "pool": noop("reviewers from a pool"),
        "line": noop("a line"),
        "text": noop("a text"),
        "choice": noop("one choice"),
        "choices": noop("several choices"),
        "date": noop("a date"),
        "number": noop("a number"),
        "yes_no": noop("yes or no"),
        "points": noop("short points"),
        "hours": noop("hours"),
        "statement": noop("a statement to agree with"),
        "safeguarding": noop("worry about a child"),
        "conduct": noop("how somebody behaves"),
        "performance": noop("how somebody does their work"),
    },
    "reciprocity": {
        "all_give_and_take": noop("all give and take"),
        "pair": noop("each visits the other"),
        "rotation": noop("in a round: A visits B, B visits C, C visits A"),
        "none": noop("nobody owes a visit in return"),
    },
    "style": {
        "highlighted_statements": noop("by highlighting statements"),
        "estimates": noop("by estimates"),
        "enquiry": noop("as answers to open questions"),
        "narrative": noop("in words alone"),
    },
    "side": {
        "host": noop("of the school that is reviewed"),
        "team": noop("of the review team"),
        "programme": noop("of the programme"),
        "stakeholder": noop("of those the school is for; an adult enters what they say"),
        "child": noop("pupils; an adult enters what they say, without names"),
    },
    "training": {"required": noop("required"), "advised": noop("advised"), "none": noop("not asked")},
    "per": {
        "review": noop("the review"),
        "site": noop("each school visited"),
        "area": noop("each area in focus"),
        "person": noop("each person"),
    },
    "rule": {
        "own_school": noop("nobody reviews their own school"),
        "own_trust": noop("nobody reviews a school of their own trust"),
        "conflict": noop("nobody goes where they have a conflict of interest"),
        "same_locality": noop("nobody reviews a school in their own area"),
        "untrained": noop("everybody on the team is trained"),
        "direct_swap": noop("no two schools review each other"),
        "phase_mix": noop("not everybody on a team is of one phase"),
        "expertise": noop("people know the host's phase or subject"),
        "not_same_pair_twice": noop("no school reviews the same one twice"),
        "standing": noop("the lead's school has the host's standing"),
    },
    "source": {
        "context": noop("what the review was about"),
        "areas": noop("what was found, area by area"),
        "lists": noop("the lists of each area"),
        "priority": noop("what matters most"),
        "accreditation": noop("what was accredited"),
        "support": noop("the support that is asked for"),
        "reply": noop("the reply of whoever was reviewed"),
    },
    "override_by": {"nobody": noop("nobody")},
    "enforce": ENFORCED,
}
"""What each word may be, by the name under which it stands. The words of `kind` are different in each place that has one."""

STRICT = frozenset({"enforce", "first_cycle", "later", "lead_role_enforce"})
"""Names under which stands how strictly something is taken."""

FIXED = {
    "signed:agreements": noop("the agreements are signed"),
    "team:whole": noop("the team is whole"),
    "evidence:enough": noop("there is enough evidence"),
    "qa:passed": noop("the quality check is passed"),
}
"""Conditions of which there is one each."""
ABOUT = {
    "done": noop("“%(title)s” is done"),
    "form": noop("the form “%(title)s” is sent in"),
    "released": noop("“%(title)s” is released"),
}
"""Conditions about a stage, a form, an output."""


def of(name: str, value: object) -> str:
    """A word of the file as people read it; one that stands in no table, as it is without its underscores."""
    text = str(value)
    if name == "kind" and text in KINDS:
        return _(KINDS[text].label)
    if name == "part":
        return next((_(role.label) for role in USUAL if role.part == text), text)
    if name in {"eligible", "lead_role", "override_by"}:
        found = next((role.label for role in USUAL if role.key == text), None)
        if found:
            return _(found)
    known = ENFORCED if name in STRICT else SAYINGS.get(name, {})
    return _(known[text]) if text in known else text.replace("_", " ")


def condition(text: str, titles: "Mapping[str, Mapping[str, str]]") -> str:
    """A condition as a sentence; `titles` of stages, forms and outputs, by the condition's kind and then by key."""
    if text in FIXED:
        return _(FIXED[text])
    one = Condition.parse(text)
    if one.kind not in ABOUT:
        return text
    return _(ABOUT[one.kind]) % {"title": titles.get(one.kind, {}).get(one.about, one.about)}
