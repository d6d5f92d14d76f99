"""Keys that the pages need for themselves: a stage or a question of that name could not be asked for."""

from collections.abc import Iterator

from trigpoint.kernel.sources import Mistake
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language.checks.base import Sheet

BESIDE_STAGES = frozenset(
    {
        "visit_starts_on", "visit_days", "version", "reason", "host", "without",
        "subject_name", "subject_leader_id", "framework_id", "sites", "with_stages",
    }
)  # fmt: skip
"""What stands beside the dates of stages where a review is planned."""

BESIDE_ANSWERS = frozenset({"versions", "send", "csrfmiddlewaretoken"})
"""What stands beside the answers where a form is filled in."""

BESIDE_VOICES = frozenset({"voices", "answers_for", "no_names"})
"""And where an adult answers for what others say."""

READ = ("_version", "_was")
"""What a page notes of each answer that it has read: `<key>_version`."""


def stages(sheet: Sheet) -> Iterator[Mistake]:
    """No stage is called as something else that is asked for when a review is planned."""
    for number, stage in enumerate(sheet.listed("stages")):
        if stage["key"] in BESIDE_STAGES:
            yield _taken(sheet, stage["key"], "stages", number, "key")


def fields(sheet: Sheet) -> Iterator[Mistake]:
    """No question is called as something else that its page asks for, or notes."""
    for number, form in enumerate(sheet.listed("forms")):
        used = {field["key"] + ending for field in form["fields"] for ending in READ} | BESIDE_ANSWERS
        if form.get("sponsor"):
            used |= BESIDE_VOICES
        for place, field in enumerate(form["fields"]):
            if field["key"] in used:
                yield _taken(sheet, field["key"], "forms", number, "fields", place, "key")


def _taken(sheet: Sheet, key: str, *where: str | int) -> Mistake:
    reason = _("The pages use the word “%(key)s” themselves.") % {"key": key}
    return sheet.mistake(reason, *where, suggestion=_("Give it another key; its title stays."))
