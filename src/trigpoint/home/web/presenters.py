"""What the home page says, in sentences and with dates as people say them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.kernel.work import Item
from trigpoint.ui import dates


def greeting(name: str, at: dt.datetime) -> str:
    """Good morning, afternoon or evening, with the first name."""
    first = name.split(maxsplit=1)[0] if name.split() else name
    if at.hour < 12:
        return _("Good morning, %(name)s") % {"name": first}
    if at.hour < 18:
        return _("Good afternoon, %(name)s") % {"name": first}
    return _("Good evening, %(name)s") % {"name": first}


def summary(items: Iterable[Item], on: dt.date) -> str:
    """How much there is this week, and how much of it is late."""
    dated = [item.due_on for item in items if item.due_on is not None]
    late = sum(due < on for due in dated)
    week = sum(due <= on + dt.timedelta(days=7) for due in dated)
    if not week:
        return _("Nothing is due this week.")
    if week == late == 1:
        return _("One thing, and it is late.")
    if week == late:
        return _("%(week)d things, all of them late.") % {"week": week}
    text = ngettext("One thing this week", "%(week)d things this week", week) % {"week": week}
    if late:
        text += ngettext(", one of them late", ", %(late)d of them late", late) % {"late": late}
    return text + "."


def near(due: dt.date | None, on: dt.date) -> str:
    """A date as people say it: Yesterday, Today, Mon; further off, only the date."""
    if due is None:
        return _("Any time")
    days = (due - on).days
    known = {-1: _("Yesterday"), 0: _("Today"), 1: _("Tomorrow")}
    if days in known:
        return known[days]
    if abs(days) >= dates.MONTHS_FROM:
        words = {"months": round(abs(days) / 30.4)}
        return (_("%(months)d months late") if days < 0 else _("In %(months)d months")) % words
    if days < -1:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    weeks = days // 7
    return (
        ngettext("In a week", "In %(weeks)d weeks", weeks) % {"weeks": weeks}
        if weeks
        else formats.date_format(due, "D")
    )


def rows(items: Iterable[Item], on: dt.date) -> list[dict[str, Any]]:
    """The items as the component `work_list` takes them: only the first has a button, and what is late."""
    return [
        {
            "near": near(item.due_on, on),
            "date": _date(item.due_on, on),
            "sentence": item.text,
            "note": item.detail,
            "action": item.action,
            "href": item.url,
            "late": item.due_on is not None and item.due_on < on,
            "first": number == 0,
        }
        for number, item in enumerate(items)
    ]


def _date(due: dt.date | None, on: dt.date) -> str:
    if due is None:
        return ""
    return formats.date_format(due, "j M Y" if dates.is_far(due, today=on) else "j M")
