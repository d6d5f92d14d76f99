"""The data pack in words."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from trigpoint.kernel.guards import Breach
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.enums import ItemKind, ItemSubject
from trigpoint.reviews.queries import figures
from trigpoint.reviews.queries.pack import Look, Opening
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.self_evaluation import Status
from trigpoint.reviews.queries.team import Member
from trigpoint.reviews.rules import pack as rules
from trigpoint.ui import dates


def page(scene: Scene, items: Iterable[Any], opening: Opening | None, status: Status) -> dict[str, Any]:
    """What is in it, to whom it is open, and what the person may do."""
    things = [_item(scene, item) for item in items]
    kinds = {thing["kind"] for thing in things}
    filling = bool(rules.may_fill(scene))
    return {
        "scene": scene,
        "things": things,
        "opening": opening,
        "said": said(scene, opening),
        "is_expired": opening is not None and opening.is_expired(scene.on),
        "filling": filling,
        "has_figures": ItemKind.FIGURES in kinds,
        "preview": figures.lines(scene.review, figures.of_host(scene.review)) if filling else [],
        "is_complete": status.is_complete or not _has_self_evaluation(scene),
        "is_outside": rules.is_outside(scene),
        "seen_by": seen_by(scene, opening),
        "looked_href": reverse("reviews:pack_looks", args=[scene.review.pk]) if rules.may_see_looks(scene) else "",
    }


def _has_self_evaluation(scene: Scene) -> bool:
    return scene.model.stage_of_kind(StageKind.SELF_EVALUATION) is not None


def release(
    scene: Scene, items: Iterable[Any], team: Iterable[Member], breaches: Sequence[Breach], status: Status
) -> dict[str, Any]:
    """What is about to be released, to whom, and what is in the way."""
    titles = [item.title for item in items]
    if _has_self_evaluation(scene) and not any(item.kind == ItemKind.SELF_EVALUATION for item in items):
        titles.append(str(ItemKind.SELF_EVALUATION.label))
    return {
        "scene": scene,
        "titles": titles,
        "team": [member for member in team if member.reviews],
        "breaches": [str(breach.message) for breach in breaches],
        "is_complete": status.is_complete or not _has_self_evaluation(scene),
        "seen_by": _(
            "Seen by you. From the release on by the people named here, and by nobody else outside the {school}."
        ),
    }


def looks(scene: Scene, found: Iterable[Look], openings: Iterable[Opening]) -> dict[str, Any]:
    """Who has looked, and each release with what it held and whom it named."""
    return {
        "scene": scene,
        "looks": [
            {
                "name": look.name,
                "school": look.school,
                "what": look.title or _("opened the pack"),
                "moment": dates.moment(look.looked_at),
            }
            for look in found
        ],
        "openings": [
            {
                "moment": dates.moment(opening.released_at),
                "by": opening.released_by,
                "until": dates.long(opening.last_day),
                "withdrawn": dates.moment(opening.withdrawn_at),
                "items": opening.items,
                "people": [f"{name}, {school}" if school else name for name, school in opening.recipients],
            }
            for opening in openings
        ],
        "seen_by": _("Seen by the {school}'s leaders. The team knows that each look is noted."),
    }


def said(scene: Scene, opening: Opening | None) -> str:
    """How it stands, in a sentence."""
    if opening is None:
        return _("Not released yet: only the {school}'s leaders see it.")
    facts = {"day": dates.long(opening.last_day), "since": dates.long(opening.released_at)}
    if opening.is_expired(scene.on):
        return _("It was open to the team from %(since)s to %(day)s.") % facts
    return _("Open to the team since %(since)s, until %(day)s.") % facts


def seen_by(scene: Scene, opening: Opening | None) -> str:
    if rules.is_outside(scene):
        return _(
            "Seen by the {school}'s leaders and the named team. The {school} sees who has looked, at what and when."
        )
    if opening is None or opening.is_expired(scene.on):
        return _("Seen by the {school}'s leaders only.")
    return _("Seen by the {school}'s leaders and the {review_team} until %(day)s.") % {
        "day": dates.short(opening.last_day)
    }


def _item(scene: Scene, item: Any) -> dict[str, Any]:
    return {
        "id": item.pk,
        "kind": item.kind,
        "title": item.title,
        "subject": "" if item.subject == ItemSubject.OTHER else item.get_subject_display(),
        "text": item.text,
        "address": item.address,
        "file": _("%(name)s, %(size)s") % {"name": item.file_name, "size": filesizeformat(item.size or 0)},
        "figures": figures.lines(scene.review, item.figures) if item.figures else [],
        "added": _added(item.added_by.name if item.added_by else "", item.added_at),
    }


def _added(name: str, at: dt.datetime) -> str:
    return _("Added %(day)s by %(name)s") % {"day": dates.short(at), "name": name}
