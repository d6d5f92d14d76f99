"""What the planner's library says, in people's words and with people's names."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import rota


def words(said: rota.Words, names: Mapping[str, str]) -> str:
    """The sentence in the reader's language, with names for ids."""
    facts = {key: names.get(str(value), value) for key, value in said.facts.items()}
    facts = {key: words(value, names) if isinstance(value, rota.Words) else value for key, value in facts.items()}
    return _(said.template).format(**facts)


def each(said: Iterable[rota.Words], names: Mapping[str, str]) -> list[str]:
    """Every one once."""
    return list(dict.fromkeys(words(one, names) for one in said))


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
