"""Dates while they are chosen: what speaks against them, what is proposed, and the months with their holidays."""

import datetime as dt
from typing import Any

from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.programmes.queries.calendar import Calendar, calendar
from trigpoint.programmes.queries.cycles import Cycle
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.queries import dates as dates_of
from trigpoint.reviews.queries.dates import Dates, WhyNot
from trigpoint.reviews.rules import planning as rules
from trigpoint.reviews.web.forms.planning import DatesForm
from trigpoint.ui import dates

MOVES: dict[str, dict[str, Any]] = {
    "postpone": {
        "title": _("Put this review off"),
        "say": _(
            "Nothing is due while it is put off; the team and all that is written stay. It can be taken up again."
        ),
        "button": _("Put it off"),
        "done": _("The review is put off."),
    },
    "resume": {
        "title": _("Take this review up again"),
        "say": _("It goes on where it was. New dates come next."),
        "button": _("Take it up again"),
    },
    "cancel": {
        "title": _("Call this review off"),
        "say": _(
            "It can't be taken up again. Its team is released and sees it no more; the {school} can be planned anew."
        ),
        "button": _("Call it off"),
        "done": _("The review is called off."),
    },
    "close": {
        "title": _("Close this review"),
        "say": _("Nothing in it changes any more; what it found can still be read."),
        "button": _("Close it"),
    },
}


def check(
    form: DatesForm, model: Definition, why_not: WhyNot, *, within: tuple[dt.date, dt.date], now: Dates | None = None
) -> dict[str, Any]:
    """What is to be said about the dates typed so far; nothing while there is no first day. `now` are those that stand."""
    form.is_valid()
    starts_on, days = form.cleaned_data.get("visit_starts_on"), form.cleaned_data.get("visit_days")
    if not starts_on or not days:
        return {"started": False}
    wrong = rules.visit_mistakes(starts_on, days, model, within=within)
    if wrong:
        return {"started": True, "wrong": [message for found in wrong.values() for message in found]}
    stays = now is not None and (starts_on, days) == (now.visit_starts_on, now.visit_days)
    given = {**(now.due if now and stays else {}), **form.dates()}
    wanted = dates_of.proposed(
        model,
        visit_starts_on=starts_on,
        visit_days=days,
        why_not=why_not,
        given=given,
        without=set(model.stage_by_key) - set(now.due) if now else form.cleaned_data.get("without", ()),
    )
    order = rules.order_mistakes(wanted, model)
    return {
        "started": True,
        "wrong": [message for found in order.values() for message in found],
        "warnings": rules.warnings(wanted, model, why_not),
        "proposed": [
            {"title": stage.title, "date": rules.day(wanted.due[stage.key])}
            for stage in model.stages
            if stage.key in form.stage_keys and stage.key not in given and stage.key in wanted.due
        ],
    }


def context(cycle: Cycle) -> dict[str, Any]:
    """What stands beside the form: the holidays of the cycle."""
    return {"holidays": holidays(calendar(cycle.network_id), cycle)}


def holidays(known: Calendar, cycle: Cycle) -> list[dict[str, str]]:
    """The runs of days without school in the cycle that are longer than a weekend, and bank holidays, in words."""
    runs: list[tuple[dt.date, dt.date, str]] = []
    day = cycle.starts_on
    while day <= cycle.ends_on:
        start, names = day, []
        while day <= cycle.ends_on and (why := known.why_not(day)):
            names.append(known.holiday(day) or (why if day.weekday() < 5 else ""))
            day += dt.timedelta(days=1)
        if any(names):
            runs.append((start, day - dt.timedelta(days=1), ", ".join(dict.fromkeys(filter(None, names)))))
        day += dt.timedelta(days=1)
    return [{"days": f"{dates.span(first, last)} {last.year}", "name": name} for first, last, name in runs]
