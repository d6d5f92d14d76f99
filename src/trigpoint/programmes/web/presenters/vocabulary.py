"""What the parts of a review model are called on the pages where one is written."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from trigpoint.programmes.language import sayings

REFERS = {
    "owner": "roles",
    "filled_by": "roles",
    "readers": "roles",
    "role": "roles",
    "to": "roles",
    "otherwise": "roles",
    "by": "roles",
    "voice": "roles",
    "group": "groups",
    "strand": "strands",
    "stage": "stages",
    "after": "stages",
    "decided_at": "stages",
    "nominated_by": "forms",
    "mandatory": "themes",
    "source": "sources",
    "entry": "conditions",
    "exit": "conditions",
}
"""What a part refers to: whose keys it may hold."""

PARTS = {
    "about": (lazy("What it is"), lazy("Name, version, languages, and when it may be used")),
    "subject": (lazy("What is reviewed"), lazy("A school, a trust with sites, or one subject")),
    "group": (lazy("How schools stand together"), lazy("Cluster, hub, pair or triad, and who gives to whom")),
    "roles": (lazy("Roles"), lazy("What this model calls people, how many, and what they need")),
    "frameworks": (lazy("Frameworks"), lazy("What reviews look at")),
    "judgement": (lazy("How findings are said"), lazy("Statements, estimates, questions or words alone")),
    "groups": (lazy("Groups of stages"), lazy("Such as plan, review, feedback")),
    "strands": (lazy("Strands"), lazy("Lines of stages that run side by side")),
    "stages": (lazy("Stages"), lazy("What happens, when, and who moves it on")),
    "forms": (lazy("Forms"), lazy("What people fill in, and who reads it")),
    "outputs": (lazy("What comes out"), lazy("Sections, owner, readers, factual check, release")),
    "evidence_kinds": (lazy("Kinds of evidence"), lazy("Ways of finding out")),
    "accreditations": (lazy("Accreditations"), lazy("What a school may be accredited for")),
    "allocation": (lazy("Who may not review whom"), lazy("Rules, hard or soft")),
    "follow_up": (lazy("What comes after"), lazy("Looking back, taking home, a progress review")),
    "qa": (lazy("Quality check"), lazy("Who reads what before it is released")),
    "escalation": (lazy("Concerns"), lazy("To whom a concern goes at once")),
    "hours": (lazy("Hours"), lazy("What it costs each role")),
    "fee": (lazy("Fee"), lazy("What the host pays")),
    "rules": (lazy("Numbers"), lazy("Sizes, days and how strictly they hold")),
    "words": (lazy("Words"), lazy("What this model calls things")),
    "translations": (lazy("Translations"), lazy("Its texts in other languages")),
}
"""The parts of a draft in the order in which they are shown, each with a title and a line."""

ABOUT = ("key", "version", "title", "summary", "owner", "licence", "language", "languages", "nations", "effective")

THINGS = {
    "roles": lazy("role"),
    "groups": lazy("group"),
    "strands": lazy("strand"),
    "stages": lazy("stage"),
    "forms": lazy("form"),
    "outputs": lazy("output"),
    "evidence_kinds": lazy("kind of evidence"),
    "accreditations": lazy("accreditation"),
    "allocation": lazy("rule"),
    "escalation": lazy("route"),
    "hours": lazy("line of hours"),
    "fields": lazy("question"),
    "options": lazy("choice"),
    "sections": lazy("section"),
    "lists": lazy("list"),
    "strength": lazy("strength of evidence"),
}
"""What one thing of a list is called."""

LABELS = {
    "key": lazy("Short name"),
    "part": lazy("Which part of the product it is"),
    "side": lazy("On whose side"),
    "min": lazy("At least"),
    "max": lazy("At most"),
    "kind": lazy("What it is"),
    "owner": lazy("Whose it is"),
    "offset_days": lazy("Days from the visit's first day"),
    "offset_school_days": lazy("Or school days from it"),
    "planned": lazy("It has a date of its own"),
    "after": lazy("Comes right after"),
    "optional": lazy("It may be left out"),
    "repeatable": lazy("It may take place more than once"),
    "lasts_days": lazy("How many days it lasts"),
    "entry": lazy("Holds before it begins"),
    "exit": lazy("Holds before it is done"),
    "publish": lazy("What it brings may be made public"),
    "intro": lazy("What is done there"),
    "per": lazy("One for each"),
    "filled_by": lazy("Filled in by"),
    "readers": lazy("Also read by"),
    "sponsor": lazy("An adult enters what others said"),
    "voice": lazy("Whose words it holds"),
    "required": lazy("It has to be there"),
    "source": lazy("Where it comes from"),
    "reply": lazy("The host may add a reply"),
    "by": lazy("By whom"),
    "from": lazy("First day"),
    "until": lazy("Last day"),
    "language": lazy("Language of its texts"),
    "languages": lazy("All languages that it has"),
    "licence": lazy("Licence"),
    "sites": lazy("Schools visited"),
    "working_days": lazy("Working days"),
    "style": lazy("Style"),
    "levels": lazy("A place on the framework's ladder"),
    "statements": lazy("Statements are highlighted"),
    "not_enough_evidence": lazy("A team may say that it did not see enough"),
    "agreed_with_host": lazy("Findings are agreed with the school"),
    "look_back": lazy("A review begins with what the last one asked for"),
    "take_aways": lazy("Reviewers note what they take home"),
    "mandatory": lazy("Always looked at"),
    "others_min": lazy("Others, at least"),
    "to": lazy("Goes to"),
    "otherwise": lazy("Or, when it is about that person, to"),
    "enforce": lazy("How strictly"),
    "independent": lazy("May come from no school"),
    "eligible": lazy("Open to"),
    "effective": lazy("In force"),
    "pack": lazy("Data pack"),
    "fact_check": lazy("Factual check"),
    "retention": lazy("Notes are kept"),
    "cadence": lazy("How often"),
    "reciprocity": lazy("Who gives to whom"),
    "leads": lazy("Leads"),
    "lead_role": lazy("What the lead is at a school"),
    "lead_role_enforce": lazy("How strictly that holds"),
    "override_by": lazy("Who may go on all the same"),
    "first_cycle": lazy("In a partnership's first cycle"),
    "later": lazy("After the first cycle"),
    "notes_min": lazy("Notes for each position, at least"),
    "kinds_recommended": lazy("Kinds for each position, better"),
    "sources_recommended": lazy("People for each position, better"),
    "within_days": lazy("Days, at most"),
    "min_days": lazy("Days, at least"),
    "max_days": lazy("Days, at most"),
    "days_after_profile": lazy("Days open after the profile is final"),
    "default_days": lazy("Days open at first"),
    "notes_days": lazy("Days after the profile is final"),
    "visits": lazy("Visits owed for each received"),
    "sample_percent": lazy("How many in a hundred"),
    "pounds": lazy("Pounds"),
    "progress_review": lazy("Progress review"),
    "max_length": lazy("Characters, at most"),
    "framework": lazy("What reviews look at"),
    "frameworks": lazy("Others that may be chosen"),
    "decided_at": lazy("Decided at"),
    "nominated_by": lazy("Nominated with the form"),
}

HINTS = {
    "key": lazy("Letters without accents, figures and _ . Left empty, it follows from the title."),
    "version": lazy("A number or name that no published version of this model has."),
    "kind": "",
    "group": "",
    "owner": lazy("Who moves it on, or to whom it belongs."),
    "offset_days": lazy("Before the visit with a minus: -14. Give these or school days."),
    "offset_school_days": lazy("Left empty, the days above count."),
    "planned": lazy("Otherwise it follows from the stages round it."),
    "strand": lazy("Not said: it belongs to all strands."),
    "optional": "",
    "repeatable": "",
    "publish": "",
    "entry": lazy("Nothing is said where none is chosen."),
    "exit": lazy("Nothing is said where none is chosen."),
    "lasts_days": lazy("Left empty: 1. How long a visit lasts stands under Numbers."),
    "from": lazy("Such as 2026-09-01."),
    "until": lazy("Such as 2027-08-31."),
    "stage": "",
    "required": "",
    "intro": lazy("A few sentences for those who do it."),
    "part": lazy("What it may see and do follows from that. Not said: people without an account."),
    "levels": lazy(
        "As usual: yes where statements are highlighted or areas are estimated. Never where only words are used."
    ),
    "statements": lazy("As usual: yes where findings are said by highlighting them."),
    "by": "",
    "to": "",
    "otherwise": lazy("Left empty: nobody else."),
    "nominated_by": lazy("Left empty: without a form."),
    "decided_at": lazy("Left empty: at no stage of its own."),
}
"""Said on these pages in place of the schema's own description, which is for those who write files."""


def words_of(where: tuple[str | int, ...]) -> str:
    """The plain part of a thing that a place names; empty for the thing as a whole."""
    names: list[str] = []
    for step in reversed(where):
        if isinstance(step, int):
            break
        names.insert(0, step)
    return label(tuple(names)) if names else ""


def label(where: tuple[str, ...]) -> str:
    """What a part is called; one within a small thing says so first."""
    names = [str(LABELS.get(name, name.replace("_", " ").capitalize())) for name in where]
    return ": ".join([names[0], *(name[:1].lower() + name[1:] for name in names[1:])])


def hint(name: str, leaf: dict[str, Any]) -> str:
    """What is to be known of it, and what holds where nothing is said."""
    if name in HINTS:
        return str(HINTS[name])
    said = _(leaf["description"]).rstrip(".") + "." if leaf.get("description") else ""
    default = leaf.get("default", "")
    if default and default not in {"true", "false", "none"}:
        said = f"{said} " + _("Left empty: %(default)s.") % {"default": _(str(default))}
    return said.replace("`", "").strip()


def choice(name: str, value: str) -> str:
    """A word of the file as people read it."""
    said = sayings.of({"language": "languages"}.get(name, name), value)
    return said[:1].upper() + said[1:]


def title(thing: Any, number: int) -> str:
    """What one thing of a list is called in the list."""
    if isinstance(thing, dict):
        for name in ("title", "label", "rule", "kind", "role", "key"):
            if thing.get(name):
                text = str(thing[name])
                if name in {"rule", "kind"}:
                    text = choice(name, text)
                elif name == "role":
                    text = text.replace("_", " ").capitalize()
                more = thing.get("stage") if name == "role" else None
                return f"{text}, {more}" if more else text
    return _("Number %(n)d, still empty") % {"n": number + 1}


def to_put_right(many: int) -> str:
    return ngettext("%(n)d to put right", "%(n)d to put right", many) % {"n": many}
