"""People of a pool in words: what they can give, what is settled, what they are asked."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.allocation.enums import PinKind
from trigpoint.allocation.queries.facts import Facts, Host, Person
from trigpoint.allocation.queries.invitations import Invitation
from trigpoint.allocation.queries.own_school import Own
from trigpoint.allocation.queries.pins import Pin
from trigpoint.allocation.web.forms import WEEKDAYS
from trigpoint.allocation.web.presenters import model as model_words
from trigpoint.allocation.web.presenters import starts
from trigpoint.people.queries.readiness import Absence, Readiness
from trigpoint.programmes.enums import WindowKind
from trigpoint.programmes.queries.review_models import definition
from trigpoint.programmes.queries.school_days import Capacity, Window
from trigpoint.ui import dates


def choices(facts: Facts) -> list[tuple[uuid.UUID, str]]:
    """Everybody of the pool, for a list to choose from."""
    return [(p.account.pk, f"{p.account.name}, {p.school.name}" if p.school else p.account.name) for p in facts.people]


def pins(facts: Facts, host: Host | None) -> dict[str, Any]:
    cycle = facts.scope.cycles[0].pk
    by_school: dict[uuid.UUID, list[dict[str, Any]]] = {}
    for pin in facts.pins:
        by_school.setdefault(pin.school_id, []).append(_pin(pin))
    return {
        "trail": starts.trail(facts.scope, (_("Propose dates and teams"), starts.address(facts.scope))),
        "cycle_id": cycle,
        "host": host.school.name if host else "",
        "back": reverse("allocation:pins", args=[cycle]),
        "rows": [
            {
                "school": one.school.name,
                "settled": one.settled,
                "pins": by_school.get(one.school.pk, []),
                "href": f"{reverse('allocation:pins', args=[cycle])}?school={one.school.pk}",
            }
            for one in _once(facts.hosts)
        ],
        "seen_by": _("What is settled, and why: seen by those who plan, and by nobody else."),
    }


def _once(hosts: Iterable[Host]) -> list[Host]:
    """Each school once, of which several subjects may be reviewed."""
    return list({host.school.pk: host for host in hosts}.values())


def _pin(pin: Pin) -> dict[str, Any]:
    label = str(PinKind(pin.kind).label)
    what = pin.person.name if pin.person else dates.long(pin.starts_on)
    return {
        "pk": pin.pk,
        "text": f"{label}: {what}" if what else label,
        "overrides": pin.overrides.splitlines(),
        "reason": pin.reason,
        "by": pin.made_by.name if pin.made_by else "",
    }


def listed(facts: Facts) -> dict[str, Any]:
    """Everybody and every school of a cycle, with what they can give."""
    cycle = facts.scope.cycles[0].pk
    conflicts: dict[uuid.UUID, list[dict[str, Any]]] = {}
    for row in facts.conflicts:
        conflicts.setdefault(row.person_id, []).append(
            {
                "pk": row.pk,
                "school": row.school.name,
                "reason": row.reason,
                "source": row.get_source_display(),
                "own": row.source == "person",
            }
        )
    return {
        "trail": starts.trail(facts.scope, (_("Propose dates and teams"), starts.address(facts.scope))),
        "cycle_id": cycle,
        "people": [
            {
                **said(person.ready),
                "name": person.account.name,
                "school": person.school.name if person.school else _("no school"),
                "trained": trained(person),
                "away": [absence(row) for row in person.absences],
                "conflicts": conflicts.get(person.account.pk, []),
                "href": reverse("allocation:person", args=[cycle, person.account.pk]),
                "conflict_href": reverse("allocation:conflict", args=[cycle, person.account.pk]),
            }
            for person in facts.people
        ],
        "schools": [
            {
                "name": host.school.name,
                "days": [window(row) for row in facts.windows.get(host.school.pk, ())],
                "spares": spares(facts.capacities.get(host.school.pk)),
                "href": reverse("allocation:school", args=[cycle, host.school.pk]),
            }
            for host in _once(facts.hosts)
        ],
        "files": [
            {"text": label, "href": reverse("allocation:take", args=[cycle, kind])}
            for kind, label in (
                ("workbook", _("All of it as an Excel workbook")),
                ("people", _("People (CSV)")),
                ("absences", _("Absences (CSV)")),
                ("schools", _("Schools (CSV)")),
                ("days", _("Schools' own days (CSV)")),
                ("conflicts", _("Conflicts (CSV)")),
            )
        ],
        "seen_by": _("When people are away, and which schools they can't review: seen by them and by those who plan."),
    }


def own_school(own: Own, year: int) -> dict[str, Any]:
    """One school's own days, with the ways to its files."""
    ids = [own.network.pk, own.school.pk]
    kinds = (
        ("workbook", _("Both as an Excel workbook")),
        ("days", _("Its own days (CSV)")),
        ("schools", _("What it can spare (CSV)")),
    )
    return {
        "school": own.school,
        "windows": [window(row) for row in own.windows.get(own.school.pk, ())],
        "remove": reverse("allocation:remove_school_days", args=ids),
        "files": [{"text": text, "href": reverse("allocation:take_own", args=[*ids, kind])} for kind, text in kinds],
        "bring": reverse("allocation:bring_own", args=ids),
        "calendar": reverse("programmes:calendar", args=[own.network.pk, year]),
        "seen_by": _(
            "Seen by the school's head and by those who plan. Others see the dates that come of it, and no more."
        ),
    }


def said(ready: Readiness) -> dict[str, Any]:
    """What somebody has said of themselves, as sentences."""
    found = []
    if ready.days_off:
        off = ", ".join(str(label) for day, label in WEEKDAYS if day in ready.days_off)
        found.append(_("Doesn't work on %(days)s.") % {"days": off})
    if ready.most_reviews is not None:
        words = ngettext("At most %(n)d review a year.", "At most %(n)d reviews a year.", ready.most_reviews)
        found.append(words % {"n": ready.most_reviews})
    if ready.most_days is not None:
        found.append(ngettext("At most %(n)d day.", "At most %(n)d days.", ready.most_days) % {"n": ready.most_days})
    if ready.most_miles is not None:
        found.append(_("At most %(n)d miles.") % {"n": ready.most_miles})
    if ready.wished_days is not None:
        words = ngettext("Would like %(n)d day.", "Would like %(n)d days.", ready.wished_days)
        found.append(words % {"n": ready.wished_days})
    if ready.specialisms:
        found.append(_("Knows %(what)s.") % {"what": ", ".join(ready.specialisms)})
    return {"said": " ".join(found)}


def trained(person: Person) -> str:
    days = [day for day in person.trained.values() if day is not None]
    return _("trained until %(day)s") % {"day": dates.long(max(days))} if days else _("no training recorded")


def absence(row: Absence) -> dict[str, Any]:
    return {"pk": row.pk, "days": f"{dates.short(row.starts_on)} – {dates.long(row.ends_on)}", "reason": row.reason}


def window(row: Window) -> dict[str, Any]:
    label = str(WindowKind(row.kind).label)
    return {
        "pk": row.pk,
        "text": f"{label}: {dates.short(row.starts_on)} – {dates.long(row.ends_on)}",
        "note": row.note,
    }


def spares(capacity: Capacity | None) -> str:
    if capacity is None:
        return ""
    found = [
        ngettext("Can spare %(n)d person a day.", "Can spare %(n)d people a day.", capacity.most_away)
        % {"n": capacity.most_away}
    ]
    if capacity.cost_cap is not None:
        found.append(_("At most £%(n)s a year.") % {"n": f"{capacity.cost_cap:,}"})
    if capacity.needs:
        found.append(_("Asks for %(what)s.") % {"what": ", ".join(capacity.needs)})
    return " ".join(found)


def readiness_values(ready: Readiness) -> dict[str, Any]:
    """What a form starts with."""
    return {
        "days_off": [str(day) for day in ready.days_off],
        "most_reviews": ready.most_reviews,
        "most_days": ready.most_days,
        "most_miles": ready.most_miles,
        "wished_days": ready.wished_days,
        "phases": ", ".join(ready.phases),
        "specialisms": ", ".join(ready.specialisms),
        "experience": ready.experience,
        "version": ready.version,
    }


def capacity_values(row: Capacity) -> dict[str, Any]:
    return {
        "most_away": row.most_away,
        "cost_cap": row.cost_cap,
        "needs": ", ".join(row.needs),
        "version": row.version,
    }


def invitation(row: Invitation) -> dict[str, Any]:
    review = row.review
    return {
        "pk": row.pk,
        "host": review.called,
        "partnership": review.partnership.name,
        "days": dates.span(review.visit_starts_on, review.visit_ends_on),
        "day": dates.long(review.visit_starts_on),
        "role": model_words.seat_word(row.role, definition(review.review_model_id)),
        "answered": row.answer == "accepted",
        "href": reverse("allocation:answer", args=[row.pk]),
        "review_href": reverse("reviews:review", args=[row.review_id]),
    }
