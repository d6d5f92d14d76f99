"""Roles: each is a part of the product or a voice, and enough of them can come."""

from collections.abc import Iterator

from trigpoint.kernel.sources import Mistake
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language.checks.base import Sheet, once
from trigpoint.programmes.language.roles import USUAL, VOICES, RoleDefinition

SIDE_OF = {role.part: role.side for role in USUAL}
SEATS = ("lead", "reviewer")


def roles(sheet: Sheet) -> Iterator[Mistake]:
    yield from once(sheet, "roles")
    for number, given in enumerate(sheet.listed("roles")):
        role = sheet.roles[given["key"]]
        yield from _part(sheet, role, number)
        if role.max is not None and role.min > role.max:
            reason = _("The least (%(least)d) is more than the most (%(most)d).")
            found = reason % {"least": role.min, "most": role.max}
            yield sheet.mistake(found, "roles", number, "min", suggestion=_("Swap the two numbers."))
        if role.independent and role.part not in (*SEATS, "facilitator"):
            reason = _("Only those who come to a review can be independent of a school; “%(key)s” does not.")
            found = reason % {"key": role.key}
            yield sheet.mistake(found, "roles", number, "independent", suggestion=_("Leave it out."))


def _part(sheet: Sheet, role: RoleDefinition, number: int) -> Iterator[Mistake]:
    if role.side in VOICES and role.part:
        reason = _("Somebody of the side “%(side)s” has no account, so “%(key)s” can't be a part of the product.")
        found = reason % {"side": role.side, "key": role.key}
        suggestion = _("Leave `part` out: an adult enters what they say, with `sponsor: true` on the form.")
        yield sheet.mistake(found, "roles", number, "part", suggestion=suggestion)
    elif role.side not in VOICES and not role.part:
        reason = _("“%(key)s” would be able to do nothing: it is no part of the product.") % {"key": role.key}
        near = ", ".join(part for part, side in SIDE_OF.items() if side == role.side)
        suggestion = _("Add `part:`, one of %(parts)s.") % {"parts": near}
        yield sheet.mistake(reason, "roles", number, "key", suggestion=suggestion)
    elif role.part and SIDE_OF[role.part] != role.side:
        reason = _("The part “%(part)s” stands on the side “%(right)s”, not “%(side)s”.")
        words = {"part": role.part, "right": SIDE_OF[role.part], "side": role.side}
        suggestion = _("Write `side: %(right)s`.") % words
        yield sheet.mistake(reason % words, "roles", number, "side", suggestion=suggestion)


def team(sheet: Sheet) -> Iterator[Mistake]:
    """A team that the roles ask for has to fit what `rules.team` allows."""
    rules = sheet.data["rules"]["team"]
    own = [(number, sheet.roles[each["key"]]) for number, each in enumerate(sheet.listed("roles"))]
    seats = [(number, role) for number, role in own if role.part in SEATS]
    for number, role in seats:
        if role.part == "lead" and role.max is not None and role.max < rules["leads"]:
            reason = _("`rules.team` asks for %(leads)d leads, and this role allows %(most)d: no team could be whole.")
            found = reason % {"leads": rules["leads"], "most": role.max}
            yield sheet.mistake(found, "roles", number, "max", suggestion=_("Let the two numbers agree."))
    least = sum(role.min for _number, role in seats)
    if least > rules["max"]:
        reason = _("The roles ask for %(least)d people and a team has at most %(most)d: no team could be whole.")
        found = reason % {"least": least, "most": rules["max"]}
        suggestion = _("Write `max: %(least)d` here, or ask for fewer.") % {"least": least}
        yield sheet.mistake(found, "rules", "team", "max", suggestion=suggestion)
    most = [role.max for _number, role in seats]
    limits = [each for each in most if each is not None]
    if {role.part for _number, role in seats} == set(SEATS) and len(limits) == len(most) and sum(limits) < rules["min"]:
        reason = _("The roles allow %(most)d people and a team needs at least %(least)d: no team could be whole.")
        found = reason % {"most": sum(limits), "least": rules["min"]}
        suggestion = _("Write `min: %(most)d` here, or allow more.") % {"most": sum(limits)}
        yield sheet.mistake(found, "rules", "team", "min", suggestion=suggestion)
