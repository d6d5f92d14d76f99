"""A schedule in words: how far the search is, what a draft holds and what it would change."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import rota
from trigpoint.access.hats import Hats
from trigpoint.allocation.queries import compare, wording
from trigpoint.allocation.queries.compare import Comparison
from trigpoint.allocation.queries.drafts import Draft
from trigpoint.allocation.queries.invitations import answers
from trigpoint.allocation.queries.schedules import Schedule, options_of
from trigpoint.allocation.queries.scope import Scope
from trigpoint.allocation.rules import planning as rules
from trigpoint.allocation.web.presenters import maps, months, saying, starts
from trigpoint.allocation.web.presenters import model as model_words
from trigpoint.ui import dates, paging

VIEWS = ("table", "calendar", "map")
ANSWERS = {"accepted": "", "asked": "quiet", "declined": "late"}


def searching(found: Schedule, scope: Scope) -> dict[str, Any]:
    """The page of a search that goes on, or that found nothing."""
    seconds = float(found.progress.get("seconds", 0))
    return {
        "schedule": found,
        "scope": scope,
        "trail": starts.trail(scope, (_("Propose dates and teams"), starts.address(scope))),
        "state": starts.state(found),
        "goes_on": found.state in ("waiting", "looking"),
        "spent": ngettext("%(n)d second so far", "%(n)d seconds so far", round(seconds)) % {"n": round(seconds)},
        "most": _minutes(found.seconds),
        "saved": saying.could_be_saved(found.progress) if found.progress else "",
        "shortfalls": found.progress.get("shortfalls"),
        "seen_by": _("Drafts, availability and conflicts: seen by those who plan, and by nobody else."),
    }


def page(draft: Draft, scope: Scope, request: HttpRequest, form: Any) -> dict[str, Any]:
    hats: Hats = request.hats  # type: ignore[attr-defined]  # put there by the middleware
    view = request.GET.get("view") if request.GET.get("view") in VIEWS else "table"
    found = compare.compare(draft, options_of(draft.schedule))
    named = draft.facts.named
    page = Paginator(draft.bookings, paging.PER_PAGE).get_page(request.GET.get("page"))
    if view == "table":
        said = _answers(draft, page.object_list)
        page.object_list = [_row(draft, booking, found, named, said) for booking in page.object_list]
    is_draft = draft.schedule.state == "draft"
    return {
        "schedule": draft.schedule,
        "scope": scope,
        "trail": starts.trail(scope, (_("Propose dates and teams"), starts.address(scope))),
        "state": starts.state(draft.schedule),
        "is_draft": is_draft,
        "outdated": draft.outdated if is_draft else "",
        "being_published": "publishing" in draft.schedule.options,
        "view": view,
        "tabs": [
            {"label": label, "href": f"?view={key}", "current": key == view}
            for key, label in zip(VIEWS, (_("Table"), _("Calendar"), _("Map")), strict=True)
        ],
        "summary": summary(draft, found),
        "saved": saying.could_be_saved(draft.schedule.progress) if draft.schedule.progress.get("done") else "",
        "comparison": _comparison(found),
        "gaps": _gaps(found, named),
        "page": page,
        "months": months.of(draft, named) if view == "calendar" else (),
        "map": maps.draw(draft, named) if view == "map" else None,
        "publish": rules.may_publish(hats, scope) if is_draft else None,
        "undo": rules.may_publish(hats, scope) if draft.schedule.state == "published" else None,
        "form": form,
        "seen_by": _("A draft: seen by those who plan, and by nobody else.")
        if is_draft
        else _("Why people were chosen, and who has said no: seen by those who plan, and by nobody else."),
    }


def publishing(draft: Draft, scope: Scope, form: Any) -> dict[str, Any]:
    found = compare.compare(draft, options_of(draft.schedule))
    named = draft.facts.named
    here = reverse("allocation:schedule", args=[draft.schedule.pk])
    return {
        "schedule": draft.schedule,
        "trail": starts.trail(scope, (_("Dates and teams"), here)),
        "form": form,
        "back": here,
        "summary": summary(draft, found),
        "changes": [change for one in draft.wanted for change in _changes(one, named)],
        "seen_by": _("Once published: dates and teams are seen by everybody of the partnership, reasons are not."),
    }


def undoing(found: Schedule, scope: Scope, form: Any) -> dict[str, Any]:
    here = reverse("allocation:schedule", args=[found.pk])
    planned = sum(not past["planned"] for past in found.before or [])
    changed = len(found.before or []) - planned
    return {
        "schedule": found,
        "trail": starts.trail(scope, (_("Dates and teams"), here)),
        "form": form,
        "back": here,
        "planned": planned,
        "changed": changed,
    }


def summary(draft: Draft, found: Comparison) -> str:
    bookings = draft.bookings
    if not bookings:
        return _("No day was found for any review.")
    first, last = bookings[0].start, bookings[-1].start
    counted = ngettext("%(n)d review", "%(n)d reviews", len(bookings)) % {"n": len(bookings)}
    words = _("%(reviews)s from %(first)s to %(last)s.")
    said = words % {"reviews": counted, "first": dates.long(first), "last": dates.long(last)}
    return f"{said} {saying.empty_seats(found.draft.empty)}"


def _row(
    draft: Draft,
    booking: rota.Booking,
    found: Comparison,
    named: dict[str, str],
    said: Mapping[tuple[uuid.UUID, uuid.UUID], str],
) -> dict[str, Any]:
    host = draft.host(booking.review)
    wanted = draft.changes.get(booking.review)
    seats = [_seat(draft, booking.review, rota.Seat.LEAD, booking.lead or "", named)]
    seats += [_seat(draft, booking.review, rota.Seat.MEMBER, person, named) for person in booking.members]
    seats += [_seat(draft, booking.review, rota.Seat.MEMBER, "", named) for _n in range(draft.empty(booking))]
    for seat in seats:
        answer = (
            said.get((host.review.pk, uuid.UUID(seat["person"]))) if said and host.review and seat["person"] else None
        )
        seat["answer"] = {"text": _answer(answer), "tone": ANSWERS.get(answer, "quiet")} if answer else None
    return {
        "school": host.name,
        "start": booking.start,
        "days": dates.span(booking.start, draft.last_day(booking)),
        "was": _was(wanted),
        "workshop": f"{draft.facts.model.word('workshop')} {dates.short(booking.workshop)}" if booking.workshop else "",
        "seats": seats,
        "move": _address("move", draft, review=booking.review),
        "remarks": wording.each((c.words for c in compare.of_review(found.shortfalls, booking.review)), named),
    }


def _answers(draft: Draft, shown: Iterable[rota.Booking]) -> Mapping[tuple[uuid.UUID, uuid.UUID], str]:
    """Of what is published, what those who are shown have said. One query."""
    if draft.schedule.state != "published":
        return {}
    reviews = (draft.host(booking.review).review for booking in shown)
    return answers(review.pk for review in reviews if review is not None)


def _answer(answer: str) -> str:
    return {"accepted": _("comes"), "asked": _("asked"), "declined": _("can't come")}.get(answer, "")


def _was(wanted: Any) -> str:
    if wanted is None or not wanted.moves:
        return ""
    if wanted.host.review is None:
        return _("new")
    return _("was %(day)s") % {"day": dates.short(wanted.host.review.visit_starts_on)}


def _seat(draft: Draft, key: str, seat: rota.Seat, person: str, named: dict[str, str]) -> dict[str, Any]:
    known = draft.people.get(person)
    host = draft.host(key)
    sat = {str(s.person_id) for s in host.seats}
    return {
        "label": model_words.rota_word(seat, draft.facts.model),
        "person": person,
        "name": named.get(person, ""),
        "school": known.school.name if known and known.school else "",
        "is_new": bool(person) and host.review is not None and person not in sat,
        "href": _address("seat", draft, review=key, seat=seat.value, leaves=person),
    }


def _address(name: str, draft: Draft, **query: str) -> str:
    return f"{reverse(f'allocation:{name}', args=[draft.schedule.pk])}?{urlencode(query)}"


def _comparison(found: Comparison) -> list[dict[str, str]]:
    """Rows of today and draft; today's column is empty when nothing is planned."""
    now, draft = found.now, found.draft

    def both(label: str, value: Any) -> dict[str, str]:
        return {"label": label, "now": value(now) if now else _("nothing planned yet"), "draft": value(draft)}

    return [
        both(_("Reviews with a date"), lambda t: str(t.reviews)),
        both(_("Empty seats"), lambda t: str(t.empty)),
        both(_("Give and take"), lambda t: _fair(t.unfair)),
        both(_("Travel"), lambda t: saying.pounds(t.travel)),
        both(_("Cover"), lambda t: saying.pounds(t.cover)),
        {
            "label": _("What would change"),
            "now": "",
            "draft": ", ".join(
                (
                    ngettext("%(n)d date", "%(n)d dates", found.changed_dates) % {"n": found.changed_dates},
                    ngettext("%(n)d seat", "%(n)d seats", found.changed_seats) % {"n": found.changed_seats},
                )
            ),
        },
    ]


def _fair(points: float) -> str:
    days = max(1, round(points / rota.Weights().fair_day))
    return _("even") if points < 1 else ngettext("%(n)d day uneven", "%(n)d days uneven", days) % {"n": days}


def _gaps(found: Comparison, named: dict[str, str]) -> list[dict[str, Any]]:
    """Each gap with its cause and what would help; what the plan lacks stands at its review as well."""
    rows = saying.gaps(found.gaps, named)
    told = {gap.review for gap in found.gaps}
    rows += [
        {
            "school": named.get(charge.review, ""),
            "what": wording.sentence(wording.words(charge.words, named)),
            "causes": [],
            "remedies": [],
        }
        for charge in found.shortfalls
        if charge.review not in told
    ]
    return rows[: paging.PER_PAGE]


def _changes(one: Any, named: dict[str, str]) -> list[str]:
    host = one.host.name
    found = []
    if one.host.review is None:
        found.append(
            _("%(host)s: a review is planned for %(day)s.") % {"host": host, "day": dates.long(one.booking.start)}
        )
    elif one.moves:
        words = _("%(host)s: moves from %(old)s to %(new)s.")
        old = dates.short(one.host.review.visit_starts_on)
        found.append(words % {"host": host, "old": old, "new": dates.short(one.booking.start)})
    gone, asked = _("%(host)s: %(name)s is no longer asked."), _("%(host)s: %(name)s is asked.")
    found += [gone % {"host": host, "name": seat.name} for seat in one.leaving]
    found += [asked % {"host": host, "name": named.get(str(person_id), "")} for person_id, _role in one.joining]
    return found


def _minutes(seconds: int) -> str:
    if seconds < 60:
        return ngettext("at most %(n)d second", "at most %(n)d seconds", seconds) % {"n": seconds}
    minutes = round(seconds / 60)
    return ngettext("at most %(n)d minute", "at most %(n)d minutes", minutes) % {"n": minutes}
