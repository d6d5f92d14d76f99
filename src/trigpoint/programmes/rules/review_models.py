"""Who writes review models and reads what people would change about them."""

import uuid
from collections.abc import Collection

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, no, only_if
from trigpoint.access.hats import Hats
from trigpoint.access.roles import Role
from trigpoint.programmes.models import ModelDraft


def networks_of(hats: Hats) -> frozenset[uuid.UUID]:
    """The networks in which the person is staff, of the whole or of one programme: their drafts are shared there."""
    return frozenset(hat.network_id for hat in hats.worn if hat.role == Role.PROGRAMME_STAFF and hat.network_id)


def may_retire(hats: Hats, used_in: Collection[uuid.UUID]) -> Decision:
    """
    Take a version out of use for new reviews, or bring it back: it is the same for the whole installation.

    Programme staff do, as long as no programme of another network (`used_in`) goes by it; the operator in any case.
    """
    if hats.is_operator:
        return YES
    mine = networks_of(hats)
    if not mine:
        return no(_("Review models are retired by programme staff or the operator."))
    return only_if(mine.issuperset(used_in), _("Another network's programme goes by this version: ask the operator."))


def may_read_suggestions(hats: Hats) -> Decision:
    """What people would change is for the programme staff of their network, and for themselves."""
    return only_if(bool(networks_of(hats)), _("Suggestions are read by programme staff."))


def may_draft(hats: Hats, network_id: uuid.UUID) -> Decision:
    """A network's drafts are its programme staff's."""
    allowed = network_id in networks_of(hats)
    return only_if(allowed, _("Review models are written by the programme staff of the network."))


def may_change(hats: Hats, draft: ModelDraft) -> Decision:
    """Until it is published; from then on a new version begins with a copy."""
    allowed = may_draft(hats, draft.network_id)
    if not allowed:
        return allowed
    is_open = draft.published_as_id is None
    return only_if(is_open, _("This draft is published, and a published version never changes. Copy it to go on."))
