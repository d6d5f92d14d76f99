"""
What somebody can give to reviews, and when they are away.

These are called by other contexts' actions, which have asked their own rules: the person, or who plans for them.
"""

import datetime as dt

from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.organisations.queries.networks import Network
from trigpoint.people.models import Absence, Account, Readiness

MOST = {"most_reviews": 50, "most_days": 200, "most_miles": 1000, "wished_days": 200, "experience": 500}
WORDS = 12
LONGEST = dt.timedelta(days=800)


@action("people.set_readiness")
def set_readiness(
    *,
    actor: Account | None,
    at: dt.datetime,
    network: Network,
    person: Account,
    days_off: list[int],
    most_reviews: int | None,
    most_days: int | None,
    most_miles: int | None,
    wished_days: int | None,
    phases: list[str],
    specialisms: list[str],
    experience: int = 0,
    version: int | None = None,
) -> Readiness:
    """
    Write down what somebody can give. `days_off` are days of the week, Monday 0.

    `version` is the one that was read (0: none was there); without it, the last to write wins. Raises Unacceptable, Stale.
    """
    numbers = {
        "most_reviews": most_reviews,
        "most_days": most_days,
        "most_miles": most_miles,
        "wished_days": wished_days,
        "experience": experience,
    }
    _check(days_off, numbers)
    wanted = {
        **numbers,
        "days_off": sorted(set(days_off)),
        "phases": _words(phases, "phases"),
        "specialisms": _words(specialisms, "specialisms"),
    }
    known = Readiness.objects.select_for_update().filter(network=network, person=person).first()
    now = known.version if known else 0
    if version is not None and version != now:
        current = {name: getattr(known, name) for name in wanted} if known else {}
        words = _("This was changed while you looked at it. Nothing is lost: see both, then save again.")
        raise Stale(words, current={**current, "version": now})
    row = known or Readiness(network=network, person=person, version=0)
    for name, value in wanted.items():
        setattr(row, name, value)
    row.version = now + 1
    row.save()
    return row


@action("people.add_absence")
def add_absence(
    *,
    actor: Account | None,
    at: dt.datetime,
    network: Network,
    person: Account,
    starts_on: dt.date,
    ends_on: dt.date,
    reason: str = "",
) -> Absence:
    """Write down days on which somebody can't review. The same days again only change the reason."""
    if ends_on < starts_on:
        raise Unacceptable({"ends_on": [_("The last day is before the first.")]})
    if ends_on - starts_on > LONGEST:
        raise Unacceptable({"ends_on": [_("Give days of at most two years at a time.")]})
    row, _created = Absence.objects.update_or_create(
        network=network, person=person, starts_on=starts_on, ends_on=ends_on, defaults={"reason": reason.strip()[:120]}
    )
    return row


@action("people.remove_absence", subject="absence")
def remove_absence(*, actor: Account | None, at: dt.datetime, absence: Absence) -> None:
    """Forget that somebody is away on these days."""
    Absence.objects.filter(pk=absence.pk).delete()


def _check(days_off: list[int], numbers: dict[str, int | None]) -> None:
    wrong: dict[str, list[str]] = {}
    for name, value in numbers.items():
        if value is not None and not 0 <= value <= MOST[name]:
            wrong[name] = [_("Give a number from 0 to %(most)d, or leave it empty.") % {"most": MOST[name]}]
    if not set(days_off) <= set(range(5)):
        wrong["days_off"] = [_("Choose days from Monday to Friday.")]
    elif len(set(days_off)) == 5:
        wrong["days_off"] = [_("Leave at least one day of the week, or give the days on which they are away.")]
    if wrong:
        raise Unacceptable(wrong)


def _words(given: list[str], field: str) -> list[str]:
    """Each once, without spaces around it."""
    found = list(dict.fromkeys(word.strip() for word in given if word.strip()))
    if len(found) > WORDS or any(len(word) > 60 for word in found):
        raise Unacceptable({field: [_("Give at most twelve, each in a few words.")]})
    return found
