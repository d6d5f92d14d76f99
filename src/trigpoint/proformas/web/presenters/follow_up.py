"""What the pages about accreditations, looking back, publishing and taking home say."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.organisations.queries import by_id
from trigpoint.proformas.enums import Became
from trigpoint.proformas.lifecycle import ACCREDITATION
from trigpoint.proformas.queries import accreditations as held_by
from trigpoint.proformas.queries import clocks
from trigpoint.proformas.queries import look_back as looking
from trigpoint.proformas.queries import take_aways as taken
from trigpoint.proformas.queries.accreditations import Held
from trigpoint.proformas.queries.clocks import Clock
from trigpoint.proformas.queries.take_aways import TakeAway
from trigpoint.proformas.rules import accreditations as rules
from trigpoint.proformas.rules import look_back as look_back_rules
from trigpoint.proformas.rules import publications
from trigpoint.proformas.rules.take_aways import LEADERS
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import gettext_lazy
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.stages import stages as steps_of
from trigpoint.ui import dates

ACCREDITATION_SEEN_BY = gettext_lazy(
    "Seen by the {school}'s leaders, the {review_team}, the {partnership_lead} and the programme's staff."
)
LOOK_BACK_SEEN_BY = gettext_lazy("Seen by the {school}'s leaders and the lead of this review.")
TAKE_AWAY_SEEN_BY = gettext_lazy("Seen by you alone. What you share is also read by the leaders of your own school.")
TONE = {"valid": "", "tested": "now", "nominated": "now"}
BECAME_TONE = {Became.DONE: "", Became.UNDER_WAY: "now", Became.NOT_YET: "now", Became.NO_LONGER: "quiet"}


def accreditations(scene: Scene) -> dict[str, Any]:
    """What was put forward in a review, what the school holds, and what the person may do."""
    found = held_by.of_review(scene.review, on=scene.on)
    there = {held.row.kind for held in found}
    testing, deciding = bool(rules.may_test(scene)), bool(rules.may_decide(scene))
    waiting = [
        step
        for step in steps_of(scene.review)
        if step.kind == StageKind.ACCREDITATION and not step.is_done and deciding and not _put(scene, step.key, there)
    ]
    before = [
        held
        for held in held_by.of_school(scene.review.host_id, scene.review.network_id, on=scene.on)
        if held.row.review_id != scene.review.pk and held.status in ("valid", "lapsed")
    ]
    return {
        "scene": scene,
        "rows": [
            _held(held, scene.on)
            | {
                "testing": testing and held.status in ("nominated", "tested"),
                "deciding": deciding and held.status == "tested",
                "changing": bool(rules.may_nominate(scene)) and held.status == "nominated",
            }
            for held in found
        ],
        "open": [
            {"key": each.key, "title": each.title}
            for each in scene.model.accreditations
            if each.key not in there and rules.may_nominate(scene)
        ],
        "none_yet": not found,
        "passing_over": [{"key": step.key, "title": step.title} for step in waiting],
        "before": [_held(held, scene.on) for held in before],
    }


def my_accreditations(hats: Hats, on: dt.date) -> dict[str, Any]:
    """One's own school's, and those that others of the network share."""
    schools = hats.places(Place.SCHOOL, Role.HEAD, Role.SENIOR_LEADER, Role.CHAMPION)
    own = [
        _held(held, on) | {"keeping": rules.heads(hats, held.row)}
        for school_id in schools
        for network_id in hats.networks
        for held in held_by.of_school(school_id, network_id, on=on)
        if rules.may_read_own(hats, held.row)
    ]
    shared = [_held(held, on) for held in held_by.shared_in(hats.networks, on=on) if held.row.school_id not in schools]
    return {"own": own, "shared": shared}


def look_back(scene: Scene) -> dict[str, Any]:
    """The points of the last review with what became of each; and the accreditations that are valid."""
    before = looking.earlier(scene)
    said = looking.said(scene.review)
    saying = bool(look_back_rules.may_say(scene))
    return {
        "scene": scene,
        "earlier": before,
        "visited": dates.long(before.visit_ends_on) if before else "",
        "points": [
            {
                "key": point.key,
                "area": point.area,
                "text": point.text,
                "became": row.get_became_display() if (row := said.get(point.key)) else _("Not said yet"),
                "tone": BECAME_TONE[Became(row.became)] if row else "quiet",
                "note": row.note if row else "",
                "saying": saying,
            }
            for point in (looking.points(before) if before else [])
        ],
        "held": [
            _held(held, scene.on) for held in held_by.valid(scene.review.host_id, scene.review.network_id, on=scene.on)
        ]
        if scene.model.accreditations
        else [],
        "seen_by": LOOK_BACK_SEEN_BY,
    }


def published(scene: Scene, clock: Clock) -> dict[str, Any]:
    """The page that asks where something was published."""
    return {
        "scene": scene,
        "clock": clock,
        "by": dates.long(clock.by),
        "seen_by": _("What you say here is seen by all who take part in the review."),
    }


def clock_panel(scene: Scene) -> dict[str, Any] | None:
    """On the overview: what is to be public by when, and when progress is looked at."""
    if not publications.may_see(scene):
        return None
    found = clocks.of(scene)
    if not found:
        return None
    return {
        "rows": [
            {
                "title": clock.title,
                "to_publish": bool(clock.output),
                "by": dates.long(clock.by),
                "away": dates.away(clock.by, today=scene.on),
                "late": clock.is_late(scene.on),
                "met_on": dates.long(clock.met_on) if clock.met_on else "",
                "address": clock.address,
                "href": reverse("proformas:published", args=[scene.review.pk, clock.output])
                if clock.output and publications.may_publish(scene, clock.owner)
                else "",
            }
            for clock in found
        ],
        "late": any(clock.is_late(scene.on) for clock in found),
    }


def take_aways(rows: Iterable[TakeAway], on: dt.date) -> list[dict[str, Any]]:
    """As the page lists them."""
    return [
        {
            "row": row,
            "from": row.review.host.name if row.review else "",
            "due": dates.long(row.due_on) if row.due_on else "",
            "late": bool(row.due_on and row.due_on < on and not row.done_on),
            "done": dates.long(row.done_on) if row.done_on else "",
        }
        for row in rows
    ]


def my_take_aways(hats: Hats, on: dt.date) -> dict[str, Any]:
    """One's own, and those shared with the school that one leads."""
    return {
        "own": take_aways(taken.mine(hats)[:200], on),
        "shared": [
            entry | {"who": entry["row"].person.name}
            for entry in take_aways(taken.shared_with(hats, *LEADERS)[:200], on)
        ],
        "leads": [school.name for school in by_id.schools(hats.places(Place.SCHOOL, *LEADERS))],
    }


def _put(scene: Scene, stage: str, there: set[str]) -> bool:
    """Whether something that the stage decides was put forward."""
    return any(each.key in there for each in scene.model.accreditations if each.decided_at == stage)


def _held(held: Held, on: dt.date) -> dict[str, Any]:
    row = held.row
    return {
        "row": row,
        "school": row.school.name,
        "status": _status(held),
        "tone": TONE.get(held.status, "quiet"),
        "is_valid": held.is_valid,
    }


def _status(held: Held) -> str:
    row = held.row
    match held.status:
        case "valid":
            return _("Accredited until %(day)s") % {"day": dates.long(row.expires_on)}
        case "lapsed":
            return _("Lapsed on %(day)s") % {"day": dates.long(row.expires_on)}
        case state:
            return str(ACCREDITATION.states[state].label)
