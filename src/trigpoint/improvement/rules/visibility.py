"""What each part may see and do: the whole of it, on one screen. Pure functions over a scene."""

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.improvement.enums import Sight
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.reviews.queries.scene import Part, Scene

LEADERS = (Part.HOST_HEAD, Part.HOST_LEADER)
CHAMPIONS = (Part.HOST_CHAMPION, Part.FACILITATOR)
TEAM = (Part.LEAD, Part.REVIEWER)


def may_see_workshop(scene: Scene) -> Decision:
    """The record: those who were asked to come. Others of the partnership know its date from the cycle."""
    return only_if(
        scene.plays(*LEADERS, *CHAMPIONS, *TEAM),
        _("The record of the {workshop} is for those who take part in it; its date is on the cycle page."),
    )


def may_write_workshop(scene: Scene) -> Decision:
    """Facilitator and the host's champion record; the head may correct."""
    return only_if(
        scene.plays(Part.HOST_HEAD, *CHAMPIONS),
        _("The {facilitator} keeps the record of the {workshop}; you can read it."),
    )


def may_see_plan(scene: Scene) -> Decision:
    """The plan in full."""
    return only_if(
        scene.plays(*LEADERS, *CHAMPIONS, *TEAM, Part.HOST_GOVERNOR),
        _("The {plan} belongs to the {school}. You see what support it asks for, and the dates."),
    )


def sight(scene: Scene) -> Sight:
    """How much of the plan: those who broker see its requests for support, everybody else their own actions."""
    if may_see_plan(scene):
        return Sight.WHOLE
    broker = scene.plays(Part.PARTNERSHIP_LEAD, Part.ASSOCIATE, Part.PROGRAMME_STAFF)
    return Sight.SUPPORT if broker else Sight.OWN


def may_write_plan(scene: Scene, state: str) -> Decision:
    """The school writes it; the facilitator helps until it is agreed."""
    if state == "agreed" and scene.plays(Part.FACILITATOR) and not scene.plays(*LEADERS, Part.HOST_CHAMPION):
        return no(_("The plan has been agreed: from now on the {school} keeps it up to date. You can read it."))
    return only_if(
        scene.plays(*LEADERS, *CHAMPIONS),
        _("The {school}'s leaders and its Improvement Champion write the plan; you can read it."),
    )


def may_agree_plan(scene: Scene) -> Decision:
    return only_if(
        scene.plays(Part.HOST_HEAD),
        _("The {headteacher} agrees the plan for the {school}."),
    )


def may_report_progress(scene: Scene, *, own: bool) -> Decision:
    """Leaders and the champion on every action; a member of staff on their own."""
    return only_if(
        own or scene.plays(*LEADERS, Part.HOST_CHAMPION),
        _("Progress is reported by the person who does the action, the champion or the {school}'s leaders."),
    )
