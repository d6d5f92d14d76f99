"""Who runs a programme, who leads a partnership, and what each may do; and how large a partnership should be."""

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.kernel.guards import Breach
from trigpoint.programmes.queries import scope
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.programmes.queries.scope import Part, Standpoint


def may_create_programme(hats: Hats, network_id: uuid.UUID) -> Decision:
    """Staff of the whole network."""
    return only_if(scope.is_staff(hats, network_id=network_id), _("Programmes are set up by the staff of the network."))


def may_run(hats: Hats, *, network_id: uuid.UUID, programme_id: uuid.UUID) -> Decision:
    """Staff of the programme or of its network: settings, texts, standings, priorities, partnerships."""
    return only_if(
        scope.is_staff(hats, network_id=network_id, programme_id=programme_id),
        _("Only the programme's staff can change this."),
    )


def may_set_terms(hats: Hats, network_id: uuid.UUID) -> Decision:
    """Whoever runs a programme in the network: the calendar is shared."""
    runs = scope.is_staff(hats, network_id=network_id) or any(
        hat.role == Role.PROGRAMME_STAFF and hat.place == Place.PROGRAMME and hat.network_id == network_id
        for hat in hats.worn
    )
    return only_if(runs, _("School terms are set by the programme's staff."))


def may_lead(view: Standpoint) -> Decision:
    """The partnership's lead or the programme's staff: members, cycles, pausing."""
    if not view.plays(Part.PARTNERSHIP_LEAD, Part.PROGRAMME_STAFF):
        return no(_("Only the partnership's lead and the programme's staff can change this."))
    return only_if(view.partnership.state != "closed", _("This partnership is closed: nothing in it changes any more."))


def may_read(view: Standpoint) -> Decision:
    """Everybody who plays a part today; a school that has left reads only what is its own."""
    return only_if(bool(view.parts) and not view.only_own, _("Your school has left this partnership."))


def size(model: Definition, members: int) -> list[Breach]:
    """A partnership outside the model's numbers works less well: said, never refused."""
    least, most = model.number("partnership.min"), model.number("partnership.max")
    if least <= members <= most:
        return []
    message = ngettext(
        "This partnership has %(members)d school. Partnerships of %(least)d to %(most)d work best: enough to see"
        " different practice, few enough to visit each other.",
        "This partnership has %(members)d schools. Partnerships of %(least)d to %(most)d work best: enough to see"
        " different practice, few enough to visit each other.",
        members,
    ) % {"members": members, "least": least, "most": most}
    return [Breach(guard="", message=message, hard=False, needs_reason=False)]
