"""What a reviewer takes home: their own actions."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.proformas.models import TakeAway
from trigpoint.proformas.queries import take_aways as queries
from trigpoint.proformas.rules import take_aways as rules
from trigpoint.reviews.queries.scene import Review, acting

LONGEST = {"learned": 2000, "action": 300, "came_of_it": 2000}


@action("proformas.add_take_away")
def add(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    learned: str,
    action: str = "",
    due_on: dt.date | None = None,
    is_shared: bool = False,
) -> TakeAway:
    """Note what you saw and what you will do at home. Nobody reads it but you, unless you share it with your school."""
    scene = acting(actor.pk, review, at=at)
    rules.may_take_away(scene).require()
    school_id = queries.own_school(scene)
    if is_shared and school_id is None:
        raise Unacceptable({"is_shared": [_("No school of yours is known here, so there is nobody to share it with.")]})
    return TakeAway.objects.create(
        network_id=review.network_id,
        review=review,
        person=actor,
        school_id=school_id,
        due_on=due_on,
        is_shared=is_shared,
        **_tidy({"learned": learned, "action": action}),
    )


@action("proformas.change_take_away", subject="take_away")
def change(
    *,
    actor: Account,
    at: dt.datetime,
    take_away: TakeAway,
    version: int,
    learned: str,
    action: str = "",
    due_on: dt.date | None = None,
    is_shared: bool = False,
    is_done: bool = False,
    came_of_it: str = "",
) -> None:
    """Change it, share it or no longer, or say what came of it. Raises Stale when another of your pages wrote first."""
    rules.may_change(actor.pk, take_away).require()
    if is_shared and take_away.school_id is None:
        raise Unacceptable({"is_shared": [_("No school of yours is known here, so there is nobody to share it with.")]})
    values = _tidy({"learned": learned, "action": action, "came_of_it": came_of_it})
    done_on = (take_away.done_on or timezone.localdate(at)) if is_done else None
    changed = TakeAway.objects.filter(pk=take_away.pk, version=version).update(
        **values, due_on=due_on, is_shared=is_shared, done_on=done_on, version=version + 1
    )
    if not changed:
        now = TakeAway.objects.get(pk=take_away.pk)
        raise Stale(
            _("You changed this on another page in the meantime. Both are below; nothing is lost."),
            current={**{name: getattr(now, name) for name in values}, "version": now.version},
        )


@action("proformas.remove_take_away")
def remove(*, actor: Account, at: dt.datetime, take_away: TakeAway) -> None:
    """Delete it: it is yours."""
    rules.may_change(actor.pk, take_away).require()
    take_away.delete()


def _tidy(values: dict[str, str]) -> dict[str, str]:
    kept = {name: text.replace("\r\n", "\n").strip() for name, text in values.items()}
    wrong = {
        name: [_("Shorten this to %(most)d characters.") % {"most": LONGEST[name]}]
        for name, text in kept.items()
        if len(text) > LONGEST[name] or "\0" in text
    }
    if not kept["learned"] and not kept["action"]:
        wrong["learned"] = [_("Write a sentence: what you saw, or what you will do.")]
    if wrong:
        raise Unacceptable(wrong)
    return kept
