"""How good a plan or a change is, and what is missing, in people's words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import rota
from trigpoint.allocation.queries import wording

REMEDIES = 3  # that are shown of a gap


def gaps(found: Iterable[rota.Gap], named: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each gap with its school, its causes and the first remedies, as sentences."""
    return [
        {
            "school": named.get(gap.review or gap.school, ""),
            "what": wording.sentence(wording.words(gap.words, named)),
            "causes": [wording.sentence(one) for one in wording.each(gap.causes, named)],
            "remedies": [wording.sentence(wording.words(one.words, named)) for one in gap.remedies[:REMEDIES]],
        }
        for gap in found
    ]


def effect(change: tuple[float, float, float, float]) -> str:
    """What a change does, tier by tier: gaps first, then fairness and duty, money, changes."""
    shortfall, duty, cost, stability = change
    parts = []
    if abs(shortfall) > 0.5:
        parts.append(_("fills a gap") if shortfall < 0 else _("leaves a gap"))
    if abs(duty) > 0.5:
        parts.append(_("fairer") if duty < 0 else _("less fair"))
    if abs(cost) >= 1:
        pounds = round(abs(cost))
        said = _("about £%(pounds)s less") if cost < 0 else _("about £%(pounds)s more")
        parts.append(said % {"pounds": f"{pounds:,}"})
    if abs(stability) > 0.5:
        parts.append(_("fewer changes") if stability < 0 else _("one change more"))
    return _("Would change: %(parts)s.") % {"parts": ", ".join(parts)} if parts else _("As good as the choice made.")


def could_be_saved(progress: Mapping[str, Any]) -> str:
    """How good a plan is known to be, for people who never heard of a bound."""
    gap = progress.get("gap")
    if gap is None:
        return _("How much could still be saved is not known yet.")
    if gap < 0.0005:
        return _("This is the best there is.")
    return _("At most %(percent)d %% could still be saved.") % {"percent": max(1, round(100 * gap / (1 + gap)))}


def empty_seats(count: int) -> str:
    if not count:
        return _("Every seat is filled.")
    return ngettext("%(n)d seat is empty.", "%(n)d seats are empty.", count) % {"n": count}


def pounds(amount: float) -> str:
    return f"£{round(amount):,}"
