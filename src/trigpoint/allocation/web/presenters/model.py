"""How a programme's review model is planned, in the model's own words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

import rota
from trigpoint.access.roles import Role
from trigpoint.allocation.queries import fitting
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.queries.parts import ON_REVIEW, called
from trigpoint.reviews.rules.sending import HARD, SOFT, own_role

RULES: dict[str, Any] = {
    "own_trust": gettext_lazy("nobody goes to a school of their own trust"),
    "same_locality": gettext_lazy("nobody goes where they work in the same area"),
    "direct_swap": gettext_lazy("no two visit each other in one cycle"),
    "phase_mix": gettext_lazy("a team knows more than one phase"),
    "expertise": gettext_lazy("those who come know what is reviewed"),
    "not_same_pair_twice": gettext_lazy("no school is sent to the same host again"),
    "untrained": gettext_lazy("everybody is trained"),
    "standing": gettext_lazy("who leads is from a school with the host's standing"),
}


def seat_word(role: str, model: Definition) -> str:
    """What the model calls who has this seat."""
    return called(ON_REVIEW[Role(role)], model)


def rota_word(seat: rota.Seat, model: Definition) -> str:
    return seat_word(Role.LEAD_REVIEWER if seat is rota.Seat.LEAD else Role.REVIEWER, model)


def notes(model: Definition) -> list[str]:
    """Who is on a team and what is kept to: a sentence each."""
    found = [_team(model)]
    if model.grouping.kind == "pair":
        found.append(_("The two go to each other: who goes where is settled, and only the days are looked for."))
    if model.grouping.reciprocity == "rotation":
        found.append(_("They go round: the first to the second, the second to the third, and so on."))
    if model.subject.has_sites:
        words = _("For each %(host)s, the schools that are visited are chosen too. You can change them at each review.")
        found.append(words % {"host": model.word("host")})
    for level, words in ((HARD, _("Always: %(rules)s.")), (SOFT, _("Wherever there is another way: %(rules)s."))):
        named = [str(RULES[one.rule]) for one in model.allocation if one.enforce == level and one.rule in RULES]
        if named:
            found.append(words % {"rules": "; ".join(named)})
    return found


def _team(model: Definition) -> str:
    size = fitting.team_size(model)
    lead = seat_word(Role.LEAD_REVIEWER, model)
    if size.most == 1:
        return _("Each %(review)s has one visitor: “%(role)s”.") % {"review": model.word("review"), "role": lead}
    own = own_role(model, Role.LEAD_REVIEWER)
    alone = _(" (who may come without a school)") if own is not None and own.independent else ""
    words = ngettext(
        "Each team has one “%(lead)s”%(alone)s and %(least)d as “%(role)s”.",
        "Each team has one “%(lead)s”%(alone)s and %(least)d to %(most)d as “%(role)s”.",
        1 + (size.least < size.most),
    )
    return words % {
        "lead": lead,
        "alone": alone,
        "least": size.least - 1,
        "most": size.most - 1,
        "role": seat_word(Role.REVIEWER, model),
    }
