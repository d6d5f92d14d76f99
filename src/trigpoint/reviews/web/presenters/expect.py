"""What each person can expect at each stage, in a sentence or two: one page for a role, from the review's own dates."""

from collections.abc import Collection, Iterable
from typing import Any

from django.urls import reverse

from trigpoint.kernel.words import speaking
from trigpoint.programmes.kinds import KINDS
from trigpoint.programmes.kinds.base import (
    CHAMPION,
    FACILITATOR,
    GOVERNOR,
    HEAD,
    LEAD,
    LEADER,
    OVERSEER,
    REVIEWER,
    SITE,
    STAFF,
)
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.stages import Step
from trigpoint.ui import dates
from trigpoint.ui.panels import Tab, tabs

AUDIENCE: dict[Part, str] = {
    Part.HOST_HEAD: HEAD,
    Part.HOST_LEADER: LEADER,
    Part.HOST_STAFF: STAFF,
    Part.HOST_GOVERNOR: GOVERNOR,
    Part.HOST_CHAMPION: CHAMPION,
    Part.SITE_HEAD: SITE,
    Part.LEAD: LEAD,
    Part.REVIEWER: REVIEWER,
    Part.FACILITATOR: FACILITATOR,
    Part.PARTNERSHIP_LEAD: OVERSEER,
}


def _audiences(played: Collection[Part]) -> list[str]:
    """As whom the person reads, the nearest part first."""
    return list(dict.fromkeys(AUDIENCE[part] for part in Part if part in played and part in AUDIENCE))


def words(step: Step, played: Collection[Part], scene: Scene, *, reading: bool = True) -> str:
    """What whoever plays these parts can expect at the stage; "" when it does not concern them. `reading`: forms to read too."""
    said = KINDS[step.kind].expect
    forms = _forms(step, played, scene, reading=reading)
    with speaking(scene.model):
        return " ".join([*(_(said[one]) for one in _audiences(played) if one in said), *forms])


def _forms(step: Step, played: Collection[Part], scene: Scene, *, reading: bool) -> list[str]:
    """The forms of the stage that are theirs to write or to read; that a record is theirs to say done."""
    model, is_record = scene.model, step.kind == "record"
    asked = model.forms_of(step.key)
    writes = [form for form in asked if not model.parts_of(form.filled_by).isdisjoint(played)]
    reads = [form for form in asked if form not in writes and not model.parts_of(form.readers).isdisjoint(played)]
    said = [
        _("Write “%(form)s”: it is saved as you type, and read once you send it in.") % {"form": form.title}
        for form in writes
    ]
    if reading:
        said += [_("You can read “%(form)s” once it is sent in.") % {"form": form.title} for form in reads]
    owner = model.role_by_key.get(step.owner_key)
    if is_record and not said and owner is not None and owner.part in played:
        said.append(_("Say when it is done."))
    return said


def stages(scene: Scene, steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Each stage that concerns the person, with its date and what to expect."""
    return [
        {
            "title": step.title,
            "date": dates.span(step.due_on, step.ends_on, today=scene.on),
            "done": step.is_done,
            "late": step.is_late(scene.on),
            "words": said,
        }
        for step in steps
        if (said := words(step, scene.parts, scene))
    ]


def next_for(scene: Scene, steps: Iterable[Step]) -> dict[str, Any] | None:
    """The first stage that is not done and concerns the person, with the page where it is done if they may open it."""
    for step in steps:
        if not step.is_done and (said := words(step, scene.parts, scene, reading=False)):
            day = scene.on if step.due_on <= scene.on <= step.ends_on else step.due_on
            tab = _page(step, scene)
            return {
                "title": step.title,
                "words": said,
                "date": dates.long(day),
                "away": dates.away(day, today=scene.on),
                "late": step.is_late(scene.on),
                "page": tab.called(scene.model.words) if tab else "",
                "href": reverse(tab.url_name, args=[scene.review.pk]) if tab else "",
            }
    return None


def _page(step: Step, scene: Scene) -> Tab | None:
    """The tab of the stage among those that the person is shown."""
    wanted = KINDS[step.kind].page
    return next((tab for tab in tabs("review", scene) if wanted and tab.url_name == wanted), None)
