"""Empty seats in words, and give and take."""

from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.allocation.queries import wording
from trigpoint.allocation.queries.facts import Facts
from trigpoint.allocation.queries.fairness import Balance, Page, Share
from trigpoint.allocation.queries.reserves import Bench, Board, Gap
from trigpoint.allocation.queries.scope import Scope
from trigpoint.allocation.web.presenters import model as model_words
from trigpoint.allocation.web.presenters import saying, starts
from trigpoint.ui import dates, paging


def board(found: Board) -> dict[str, Any]:
    scope = found.facts.scope
    named = found.facts.named
    cycle = scope.cycles[0].pk
    return {
        "trail": starts.trail(scope, (_("Propose dates and teams"), starts.address(scope))),
        "cycle_id": cycle,
        "declined": [_declined(gap, found.facts, named) for gap in found.declined],
        "small": [named.get(key, "") for key in found.small],
        "short": saying.gaps(found.short[: paging.PER_PAGE], named),
        "seen_by": _("Who can't come, and why: seen by those who plan, and by nobody else."),
    }


def seat(bench: Bench) -> dict[str, Any]:
    scope, row = bench.facts.scope, bench.invitation
    named = bench.facts.named
    return {
        "trail": starts.trail(scope, (_("Empty seats"), reverse("allocation:gaps", args=[scope.cycles[0].pk]))),
        "host": row.review.host.name,
        "days": dates.span(row.review.visit_starts_on, row.review.visit_ends_on),
        "who": row.person.name,
        "role": model_words.seat_word(row.role, bench.facts.model),
        "reason": row.reason,
        "back": reverse("allocation:gaps", args=[scope.cycles[0].pk]),
        "barred": [
            {"name": named.get(one.person, ""), "reasons": wording.each(one.reasons, named)} for one in bench.barred
        ],
        "seen_by": _("Who can't come, and why: seen by those who plan, and by nobody else."),
    }


def offers(bench: Bench) -> list[tuple[str, str, str]]:
    """Id, name and what the choice would do, the best first."""
    named = bench.facts.named
    schools = {str(p.account.pk): p.school.name for p in bench.facts.people if p.school}
    return [
        (
            one.person,
            ", ".join(filter(None, (named.get(one.person, ""), schools.get(one.person, "")))),
            saying.effect(one.change),
        )
        for one in bench.able
    ]


def fairness(found: Page, scope: Scope, page: str | None) -> dict[str, Any]:
    people = Paginator([_share(share) for share in found.people], paging.PER_PAGE).get_page(page)
    return {
        "trail": starts.trail(scope, (_("Propose dates and teams"), starts.address(scope))),
        "scope": scope,
        "schools": [_balance(balance) for balance in found.schools],
        "page": people,
        "seen_by": _("Seen by those who plan. What each person would like is theirs and the planners' to know."),
    }


def days(number: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", number) % {"n": number}


def _declined(gap: Gap, facts: Facts, named: dict[str, str]) -> dict[str, Any]:
    return {
        "school": named.get(gap.key, ""),
        "name": gap.name,
        "role": model_words.seat_word(gap.role, facts.model),
        "reason": gap.reason,
        "when": dates.long(gap.answered_at) if gap.answered_at else "",
        "href": reverse("allocation:step_in", args=[facts.scope.cycles[0].pk, gap.invitation_id]),
    }


def _balance(balance: Balance) -> dict[str, str]:
    return {
        "school": balance.school,
        "given": days(balance.given),
        "received": days(balance.received),
        "carried": f"{balance.carried:+d}" if balance.carried else "0",
        "balance": f"{balance.balance:+d}" if balance.balance else "0",
        "cover": saying.pounds(balance.cover),
        "cap": saying.pounds(balance.cap) if balance.cap is not None else "",
    }


def _share(share: Share) -> dict[str, Any]:
    wished = _("would like %(days)s") % {"days": days(share.wished)} if share.wished is not None else ""
    return {"name": share.name, "school": share.school, "days": days(share.days), "wished": wished}
