"""What an output prints of forms and accreditations: each as a block of questions and answers."""

import dataclasses

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trigpoint.findings.queries.outputs import Section
from trigpoint.proformas.queries import accreditations, printed
from trigpoint.reviews.queries.scene import Scene

__all__ = ["PrintedBlock", "PrintedEntry", "blocks"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintedEntry:
    """A question and what was said to it."""

    label: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBlock:
    """Something that was filled in elsewhere: a form, an accreditation. The title says what it is about, if anything."""

    title: str
    entries: tuple[PrintedEntry, ...]


def blocks(scene: Scene, section: Section) -> tuple[PrintedBlock, ...]:
    """What there is to print; nothing before it was sent in. At most four queries."""
    if section.source == "accreditation":
        return _accreditations(scene)
    return _form(scene, section.key) if section.key else ()


def _form(scene: Scene, key: str) -> tuple[PrintedBlock, ...]:
    return tuple(
        PrintedBlock(
            title=" · ".join(filter(None, (each.about, each.voices))),
            entries=tuple(
                PrintedEntry(label=line.label, text=line.text or "\n".join(line.points)) for line in each.lines
            ),
        )
        for each in printed.form(scene.review, key, on=scene.on)
    )


def _accreditations(scene: Scene) -> tuple[PrintedBlock, ...]:
    found = []
    for held in accreditations.of_review(scene.review, on=scene.on):
        row = held.row
        until = date_format(row.expires_on, "j F Y") if row.expires_on else ""
        outcome = (
            _("%(title)s, accredited until %(day)s") % {"title": row.title, "day": until}
            if held.is_valid
            else str(row.get_state_display())
        )
        entries = (
            (_("What came of it"), outcome),
            (_("Why it was put forward"), row.why),
            (_("What the team saw"), row.seen),
            (_("What difference it makes"), row.impact),
            (_("Whom to ask"), row.contact),
        )
        found.append(
            PrintedBlock(
                title=row.what,
                entries=tuple(PrintedEntry(label=str(label), text=text) for label, text in entries if text),
            )
        )
    return tuple(found)
