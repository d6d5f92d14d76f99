"""Who may sign, and what may not happen before both agreements are signed (G1)."""

import uuid
from collections.abc import Collection, Iterable
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.access.roles import Role
from trigpoint.kernel.guards import Breach
from trigpoint.programmes.queries.scope import Standpoint

POOL = frozenset({Role.LEAD_REVIEWER, Role.REVIEWER, Role.FACILITATOR})


class Named(Protocol):
    """A school, as far as this rule cares."""

    pk: uuid.UUID
    name: str


def may_sign(view: Standpoint, school_id: uuid.UUID) -> Decision:
    """The head of a school that is a member today."""
    if school_id not in view.headed:
        return no(_("A school's headteacher signs for it, while it is a member."))
    return only_if(view.partnership.state != "closed", _("This partnership is closed, so there is nothing to sign."))


def may_sign_for_oneself(view: Standpoint) -> Decision:
    """Whoever may be asked to review here and is sent by no school."""
    hats = [hat for hat in view.hats.worn if hat.place_id == view.partnership.pk and hat.role in POOL]
    if not hats or any(hat.school_id is not None for hat in hats):
        return no(_("Who is sent by a school is bound by what its headteacher signs."))
    return only_if(view.partnership.state != "closed", _("This partnership is closed, so there is nothing to sign."))


def breaches(*, host: Named, reviewer_schools: Iterable[Named], signed: Collection[uuid.UUID]) -> list[Breach]:
    """G1 as a breach that names every school that has still to sign. `signed` comes from `queries.agreements.signed_both`."""
    schools = {school.pk: school.name for school in (host, *reviewer_schools)}
    missing = [name for school_id, name in schools.items() if school_id not in signed]
    if not missing:
        return []
    message = ngettext(
        "%(schools)s has not signed both agreements yet. Nothing is shared until the host and every reviewer's school"
        " have.",
        "%(schools)s have not signed both agreements yet. Nothing is shared until the host and every reviewer's school"
        " have.",
        len(missing),
    ) % {"schools": _listed(missing)}
    return [Breach(guard="G1", message=message, hard=True)]


def _listed(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
