"""What the parts of a review model are called on the pages where one is written."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from trigpoint.programmes.language import sayings
from trigpoint.programmes.language.definition import UNLESS_SAID

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
    "label": lazy("What it is called"),
    "meaning": lazy("What it means"),
    "title": lazy("Title"),
    "version": lazy("Version"),
    "summary": lazy("Summary"),
    "stage": lazy("Stage"),
    "strand": lazy("Strand"),
    "role": lazy("Role"),
    "rule": lazy("Rule"),
    "hours": lazy("Hours"),
    "months": lazy("Months"),
    "team": lazy("Team"),
    "visit": lazy("Visit"),
    "focus": lazy("Focus"),
    "evidence": lazy("Evidence"),
    "workshop": lazy("Workshop"),
    "release": lazy("Release"),
    "fields": lazy("Questions"),
    "options": lazy("Choices"),
    "sections": lazy("Sections"),
    "lists": lazy("Lists"),
    "strength": lazy("Strength of evidence"),
    "part": lazy("Which of the product's roles it is"),
    "side": lazy("On whose side"),
    "min": lazy("At least"),
    "max": lazy("At most"),
    "kind": lazy("What it is"),
    "owner": lazy("Whose it is"),
    "about.owner": lazy("Who answers for it"),
    "subject.kind": lazy("What a review is about"),
    "group.kind": lazy("How they stand together"),
    "roles.min": lazy("How many a review needs, at least"),
    "roles.max": lazy("How many it may have, at most"),
    "stages.owner": lazy("Who moves it on"),
    "group": lazy("Group of stages"),
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
    "forms.intro": lazy("What stands above its questions"),
    "forms.stage": lazy("At which stage"),
    "per": lazy("One for each"),
    "filled_by": lazy("Filled in by"),
    "readers": lazy("Also read by"),
    "outputs.readers": lazy("Read by"),
    "sponsor": lazy("An adult enters what others said"),
    "voice": lazy("Whose words it holds"),
    "required": lazy("It has to be there"),
    "fields.label": lazy("The question"),
    "hint": lazy("What helps to answer it"),
    "fields.kind": lazy("How it is answered"),
    "fields.required": lazy("It has to be answered"),
    "options.label": lazy("The choice"),
    "short": lazy("The same in a word, for narrow columns"),
    "outputs.stage": lazy("At which stage it is written"),
    "source": lazy("Where it comes from"),
    "reply": lazy("The host may add a reply"),
    "by": lazy("By whom"),
    "release.after": lazy("Stages that are done first"),
    "publish_by": lazy("Made public by the host"),
    "publish_by.months": lazy("Months after the visit, at most"),
    "outputs.retention": lazy("What it says is kept"),
    "days": lazy("Days after the release"),
    "from": lazy("First day"),
    "until": lazy("Last day"),
    "language": lazy("Language of its texts"),
    "languages": lazy("All languages that it has"),
    "nations": lazy("For schools in"),
    "licence": lazy("Licence"),
    "sites": lazy("Schools visited"),
    "working_days": lazy("Working days"),
    "style": lazy("How they are said"),
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
    "escalation.kind": lazy("What it is about"),
    "enforce": lazy("How strictly"),
    "training": lazy("Training"),
    "independent": lazy("May come from no school"),
    "eligible": lazy("Open to"),
    "effective": lazy("In force"),
    "rules.partnership": lazy("Schools in a partnership"),
    "rules.standing": lazy("The lead's school has the host's standing"),
    "rules.facilitator": lazy("Somebody from another school leads the workshop"),
    "rules.training": lazy("Whoever reviews is trained"),
    "paired": lazy("Each activity together with a leader of the school"),
    "pack": lazy("Data pack"),
    "fact_check": lazy("Factual check"),
    "retention": lazy("Notes are kept"),
    "cadence": lazy("How often"),
    "rules.cadence.months": lazy("Months from one review to the next"),
    "reciprocity": lazy("Who gives to whom"),
    "leads": lazy("How many of them lead"),
    "lead_role": lazy("What the lead is at a school"),
    "lead_role_enforce": lazy("How strictly that holds"),
    "override_by": lazy("Who may go on all the same"),
    "first_cycle": lazy("In a partnership's first cycle"),
    "later": lazy("After the first cycle"),
    "notes_min": lazy("Notes for each position, at least"),
    "kinds_recommended": lazy("Kinds for each position, better"),
    "sources_recommended": lazy("People for each position, better"),
    "within_days": lazy("Days, at most"),
    "qa.within_days": lazy("Working days, at most"),
    "min_days": lazy("Days, at least"),
    "max_days": lazy("Days, at most"),
    "days_after_profile": lazy("Days open after the profile is final"),
    "default_days": lazy("Days open at first"),
    "notes_days": lazy("Days after the profile is final"),
    "visits": lazy("Visits owed for each received"),
    "sample_percent": lazy("How many in a hundred are read"),
    "pounds": lazy("Pounds"),
    "note": lazy("What is to be said with it"),
    "progress_review": lazy("Progress review"),
    "progress_review.months": lazy("Months after the visit"),
    "accreditations.months": lazy("For how many months it stands"),
    "max_length": lazy("Characters, at most"),
    "framework": lazy("What reviews look at"),
    "frameworks": lazy("Others that may be chosen"),
    "decided_at": lazy("Decided at"),
    "nominated_by": lazy("Nominated with the form"),
}
"""What a part is called: by its name, or by the end of its place where it means something else there."""

HINTS = {
    "key": lazy("Letters without accents, figures and _ . Left empty, it follows from the title."),
    "evidence_kinds.key": lazy("Capitals without accents, and figures: at most ten. It stands in tables."),
    "about.key": lazy("Small letters without accents, figures and hyphens. All versions of the model share it."),
    "version": lazy("A number or name that no published version of this model has."),
    "about.owner": lazy("A person or an organisation: whom to ask about this model."),
    "language": "",
    "languages": lazy("What is said in each but the first stands under Translations."),
    "nations": "",
    "kind": "",
    "fields.kind": lazy("Short points are a list; a statement is a sentence that people confirm."),
    "reciprocity": "",
    "side": lazy("Pupils and families have no account: an adult enters what they say."),
    "group": "",
    "stages.owner": "",
    "outputs.owner": lazy("They decide who else reads it."),
    "offset_days": lazy("Before the visit with a minus: -14. Give these or school days."),
    "offset_school_days": lazy("Weekends and holidays are left out."),
    "planned": lazy("Otherwise it follows from the stages round it."),
    "strand": "",
    "after": "",
    "release.after": "",
    "optional": "",
    "repeatable": "",
    "publish": "",
    "entry": "",
    "exit": "",
    "lasts_days": lazy("How long a visit lasts stands under Numbers."),
    "from": lazy("Such as 2026-09-01."),
    "until": lazy("Such as 2027-08-31."),
    "stage": "",
    "required": "",
    "forms.required": lazy("Otherwise its stage is done without it."),
    "intro": lazy("A few sentences for those who do it."),
    "forms.intro": lazy("A few sentences for those who fill it in."),
    "filled_by": lazy("Those who fill it in always read it."),
    "per": "",
    "readers": "",
    "outputs.readers": lazy("Once it is released, they alone do, and those to whom its owner shows it."),
    "sponsor": lazy("They answer for it, and name nobody."),
    "voice": "",
    "part": lazy("What people with it may see and do follows from that."),
    "roles.min": "",
    "independent": lazy("They sign both agreements for themselves."),
    "levels": lazy("Usually where statements are highlighted or areas are estimated. Never where only words are used."),
    "statements": lazy("Usually where findings are said by highlighting them."),
    "not_enough_evidence": "",
    "agreed_with_host": "",
    "look_back": "",
    "take_aways": "",
    "reply": lazy("It is printed with the rest."),
    "outputs.retention.days": lazy(
        "After them it is deleted for everybody, with what it was made from. The head is told four weeks before and can"
        " hold it."
    ),
    "paired": "",
    "qa.within_days": "",
    "accreditations.months": "",
    "by": "",
    "to": "",
    "otherwise": "",
    "nominated_by": "",
    "decided_at": "",
}
"""Said on these pages in place of the schema's own description, which is for those who write files."""

UNSAID = {
    "languages": lazy("its own alone"),
    "nations": lazy("every nation"),
    "from": lazy("there is no first day"),
    "until": lazy("there is no last day"),
    "sites.min": lazy("no other schools are visited"),
    "sites.max": lazy("no other schools are visited"),
    "roles.part": lazy("somebody without an account"),
    "roles.training": lazy("none is asked for"),
    "levels": "",
    "statements": "",
    "offset_days": "",
    "offset_school_days": lazy("the days above count"),
    "strand": lazy("all strands"),
    "entry": lazy("nothing has to hold"),
    "exit": lazy("nothing has to hold"),
    "forms.readers": lazy("nobody else"),
    "forms.voice": lazy("nobody's in particular"),
    "max_length": lazy("as long as the page allows"),
    "outputs.readers": lazy(
        "the school's leaders, the team and the workshop facilitator, and others whom the head lets"
    ),
    "outputs.fact_check.working_days": lazy("as many as stand under Numbers"),
    "release.by": lazy("the lead"),
    "release.after": lazy("the factual check alone"),
    "publish_by.months": lazy("the host need not"),
    "outputs.retention.days": lazy("it is kept without end"),
    "progress_review.months": lazy("there is none"),
    "nominated_by": lazy("without a form"),
    "decided_at": lazy("at no stage of its own"),
}
"""What holds where nothing is said, in place of the schema's own words."""


def words_of(where: tuple[str | int, ...]) -> str:
    """The plain part of a thing that a place names; empty for the thing as a whole."""
    thing = max((n + 1 for n, step in enumerate(where) if isinstance(step, int)), default=0)
    names = tuple(str(step) for step in where[thing:])
    return label(names, list_of(where[:thing])) if names else ""


def list_of(where: tuple[str | int, ...]) -> str:
    """What the thing at a place is one of, such as `stages`; a part that is no list is its own."""
    return next((str(step) for step in reversed(where) if isinstance(step, str)), "")


def label(where: tuple[str, ...], of: str = "") -> str:
    """What a part is called; one within a small thing says so first. `of` is what the thing is one of, such as `stages`."""
    names = [_called((of, *where[: end + 1]), LABELS) or where[end].replace("_", " ") for end in range(len(where))]
    return ": ".join([names[0][:1].upper() + names[0][1:], *(name[:1].lower() + name[1:] for name in names[1:])])


def hint(where: tuple[str, ...], leaf: dict[str, Any], of: str = "") -> str:
    """What is to be known of it."""
    said = _called((of, *where), HINTS)
    return _(leaf["description"]).rstrip(".") + "." if said is None and leaf.get("description") else said or ""


def unsaid(where: tuple[str, ...], leaf: dict[str, Any], known: dict[str, str], of: str = "") -> str:
    """What holds where nothing is said of it, within a sentence; `known` are the titles of what it may refer to."""
    said = _called((of, *where), UNSAID)
    if said is not None:
        return said
    default = str(UNLESS_SAID.get(where[0], {}).get(where[-1], "") if of == "rules" else leaf.get("default", ""))
    if default.lower() in {"", "true", "false", "none"}:
        return ""
    if where[-1] in REFERS:
        return known.get(default) or _(sayings.of("part", default))
    return sayings.of(where[-1], default) if "enum" in leaf or of == "rules" else _(default)


def _called(place: tuple[str, ...], table: Mapping[str, Any]) -> str | None:
    """What a table says of a place: of the longest end of it that the table has."""
    ends = (".".join(place[start:]) for start in range(len(place)))
    return next((str(table[end]) for end in ends if end in table), None)


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
