"""Who puts something forward, who looks at it, who decides, and who may read it."""

import datetime as dt
import uuid

from django.utils import timezone

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.people.queries.hats import hats_of
from trigpoint.proformas.models import Accreditation
from trigpoint.proformas.rules.visibility import OVER
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.scene import Part, Scene

HOST = (Part.HOST_HEAD, Part.HOST_LEADER, Part.HOST_CHAMPION)
TEAM = (Part.LEAD, Part.REVIEWER)


def may_read(scene: Scene) -> Decision:
    """What a school puts forward in a review: its leaders, the team, and those who look after the programme."""
    return only_if(
        scene.plays(*HOST, *TEAM, Part.PROGRAMME_STAFF, Part.PARTNERSHIP_LEAD),
        _("What the {school} puts forward is for its leaders and the {review_team}."),
    )


def may_nominate(scene: Scene) -> Decision:
    if not scene.plays(Part.HOST_HEAD, Part.HOST_LEADER):
        return no(_("The {school}'s leaders say what they put forward."))
    return only_if(scene.review.state not in OVER, _("This review is over."))


def may_test(scene: Scene) -> Decision:
    if not scene.plays(*TEAM):
        return no(_("The {review_team} says what it saw."))
    return only_if(scene.review.state not in OVER, _("This review is over."))


def may_decide(scene: Scene) -> Decision:
    if not scene.plays(Part.LEAD, Part.PROGRAMME_STAFF):
        return no(_("The lead of the review, or the programme's staff, say whether it is accredited."))
    return only_if(scene.review.state not in OVER, _("This review is over."))


def may_keep(person_id: uuid.UUID, accreditation: Accreditation, *, at: dt.datetime) -> Decision:
    """Withdraw it, or let others read of it: the head of the school, whoever that is today."""
    hats = hats_of(person_id, on=timezone.localdate(at))
    return only_if(heads(hats, accreditation), _("The {school}'s {head} decides what becomes of it."))


def heads(hats: Hats, accreditation: Accreditation) -> bool:
    """Whether the person heads the school that it belongs to, in its network."""
    held = hats.roles_at(Place.SCHOOL, accreditation.school_id, network_id=accreditation.network_id)
    return Role.HEAD in held


def may_read_own(hats: Hats, accreditation: Accreditation) -> Decision:
    """When the review is long gone: the school's leaders always, others of the network once it is shared."""
    leads = {Role.HEAD, Role.SENIOR_LEADER, Role.CHAMPION} & hats.roles_at(
        Place.SCHOOL, accreditation.school_id, network_id=accreditation.network_id
    )
    shared = accreditation.is_shared and accreditation.state == "accredited"
    return only_if(
        bool(leads) or (shared and accreditation.network_id in hats.networks),
        _("This belongs to the {school}, which has not shared it."),
    )
