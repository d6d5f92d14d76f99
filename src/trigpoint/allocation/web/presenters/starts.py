"""Where dates and teams are asked for."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.allocation.lifecycle import SCHEDULE
from trigpoint.allocation.queries import schedules
from trigpoint.allocation.queries.facts_hosts import members
from trigpoint.allocation.queries.schedules import Schedule
from trigpoint.allocation.queries.scope import Scope
from trigpoint.allocation.rules import planning as rules
from trigpoint.allocation.web.presenters import model as model_words
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.queries.cycles import of_partnerships
from trigpoint.programmes.queries.review_models import Definition, definition
from trigpoint.programmes.queries.scope import programmes_run_by
from trigpoint.ui import dates

TONE = {"draft": "now", "published": "", "undone": "quiet", "failed": "late", "waiting": "quiet", "looking": "now"}


def page(scope: Scope, hats: Hats, form: Any) -> dict[str, Any]:
    return {
        "scope": scope,
        "trail": trail(scope),
        "form": form,
        "known": [_row(row) for row in schedules.of_scope(scope)[:10]],
        "summary": _summary(scope),
        "model_title": model_of(scope).title,
        "notes": model_words.notes(model_of(scope)),
        "way_ahead": ways(scope),
        "publishes": rules.may_publish(hats, scope),
        "seen_by": _("Drafts, availability and conflicts: seen by those who plan, and by nobody else."),
    }


def model_of(scope: Scope) -> Definition:
    """The review model by which the programme's reviews are planned now."""
    return definition(scope.programme.review_model_id)


def planned(hats: Hats) -> list[dict[str, str]]:
    """Programmes first, then cycles that run or are to come. Raises Missing for somebody who plans nothing."""
    programmes = [
        {"text": row.name, "href": reverse("allocation:programme", args=[row.pk])} for row in programmes_run_by(hats)
    ]
    led = hats.places(Place.PARTNERSHIP, Role.PARTNERSHIP_LEAD)
    running = of_partnerships(led).filter(ends_on__gte=clock.today())
    found = [
        {"text": f"{row.partnership.name}, {row.name}", "href": reverse("allocation:cycle", args=[row.pk])}
        for row in running
    ]
    if not programmes and not led:
        raise Missing
    return [*programmes, *found]


def address(scope: Scope) -> str:
    """The page from which this scope is planned."""
    if scope.partnership is not None and scope.cycles:
        return reverse("allocation:cycle", args=[scope.cycles[0].pk])
    return reverse("allocation:programme", args=[scope.programme.pk])


def trail(scope: Scope, *more: tuple[str, str]) -> list[dict[str, str]]:
    if scope.partnership is not None and scope.cycles:
        cycle = scope.cycles[0]
        name = f"{scope.partnership.name}, {cycle.name}"
        above = [{"text": name, "href": reverse("reviews:cycle", args=[cycle.pk])}]
    else:
        above = [{"text": scope.programme.name, "href": reverse("programmes:programme", args=[scope.programme.pk])}]
    return [*above, *({"text": text, "href": href} for text, href in more)]


def size(scope: Scope) -> int:
    """How many schools there are to plan. One query for each day that is asked about."""
    return sum(map(len, members(scope, on=clock.today()).values()))


def ways(scope: Scope) -> list[dict[str, str]]:
    """Where what people and schools can give is kept, and what was settled."""
    if scope.partnership is None:
        found = [{"text": c.partnership.name, "href": reverse("allocation:cycle", args=[c.pk])} for c in scope.cycles]
        fair = reverse("allocation:programme_fairness", args=[scope.programme.pk])
        return [*found, {"text": _("What each school gives and receives"), "href": fair}]
    if not scope.cycles:
        return []
    pk = scope.cycles[0].pk
    return [
        {"text": _("What people and schools can give"), "href": reverse("allocation:people", args=[pk])},
        {"text": _("What is settled before: days, people, pairs"), "href": reverse("allocation:pins", args=[pk])},
        {"text": _("Empty seats, and who could step in"), "href": reverse("allocation:gaps", args=[pk])},
        {"text": _("What each school gives and receives"), "href": reverse("allocation:fairness", args=[pk])},
    ]


def state(row: Schedule) -> dict[str, str]:
    return {"text": str(SCHEDULE.states[row.state].label), "tone": TONE.get(row.state, "quiet")}


def _row(row: Schedule) -> dict[str, Any]:
    return {
        "href": reverse("allocation:schedule", args=[row.pk]),
        "asked": dates.moment(row.asked_at),
        "by": row.asked_by.name if row.asked_by else "",
        "state": state(row),
    }


def _summary(scope: Scope) -> str:
    model, schools, several = model_of(scope), size(scope), len(scope.cycles)
    who = "host" if model.subject.kind == "trust" else "school"
    counted = f"{schools} {model.word(who if schools == 1 else f'{who}s')}"
    if scope.partnership is not None:
        words = _("%(schools)s: days for each visit, with who leads it and who comes, in a few seconds.")
        return words % {"schools": counted}
    groups = f"{several} {model.word('partnership' if several == 1 else 'partnerships')}"
    return _("%(schools)s in %(partnerships)s, planned together.") % {"schools": counted, "partnerships": groups}
