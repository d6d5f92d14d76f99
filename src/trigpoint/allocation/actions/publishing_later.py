"""Publish a large draft in the background: hundreds of reviews take longer than somebody should wait with a page open."""

import datetime as dt
import uuid
from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector

from trigpoint.allocation.actions import publishing
from trigpoint.allocation.models import Schedule
from trigpoint.allocation.queries.schedules import scope_of
from trigpoint.allocation.rules import planning as rules
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.people.queries.accounts import Account, by_id
from trigpoint.people.queries.hats import hats_of

PUBLISH = "allocation.publish_for"
MANY = 30  # reviews that change: fewer are published at once
LONGEST = dt.timedelta(hours=2)  # a publication that isn't over by then has died with its worker

_jobs = App(connector=DjangoConnector())  # on Django's own connection, so that the message is committed with the row


@action("allocation.publish_later", subject="schedule")
def ask(*, actor: Account, at: dt.datetime, schedule: Schedule, version: int, reason: str) -> None:
    """Leave publishing to the worker. One reason is kept with every review whose soft guards ask for one."""
    on = timezone.localdate(at)
    rules.may_publish(hats_of(actor.pk, on=on), scope_of(schedule, on=on)).require()
    row = publishing.locked(schedule, version)
    if row.state != "draft":
        raise Refused(_("Only a draft can be published. Look at the page again: somebody was quicker."))
    if not reason.strip():
        raise Unacceptable(
            {"reason": [_("Say why, in a sentence: it is kept with each review that goes against a guard.")]}
        )
    asked = {"by": str(actor.pk), "at": at.isoformat(), "version": version, "reason": reason.strip()[:2000]}
    row.options = {**row.options, "publishing": asked}
    row.trouble = ""
    row.save(update_fields=["options", "trouble"])
    _jobs.configure_task(PUBLISH, queue="plans", allow_unknown=True).defer(schedule_id=str(row.pk))


def run(*, schedule_id: uuid.UUID, now: Callable[[], dt.datetime]) -> None:
    """Publish as was asked; what stands in the way is written down for whoever asked."""
    row = Schedule.objects.filter(pk=schedule_id, state="draft").select_related("network", "programme").first()
    asked = row.options.get("publishing") if row else None
    actor = by_id(uuid.UUID(asked["by"])) if asked else None
    if row is None or asked is None or actor is None:
        return
    trouble = _("It broke off. Publish it again.")
    try:
        publishing.publish(actor=actor, at=now(), schedule=row, version=asked["version"], reason=asked["reason"])
        trouble = ""
    except Unacceptable as problem:
        trouble = " ".join(message for several in problem.errors.values() for message in several)
    except (Refused, Stale) as problem:
        trouble = str(problem)
    finally:
        _over(row, trouble)


def sweep(*, at: dt.datetime) -> None:
    """What died with its worker is not being published any more, and can be again."""
    for row in Schedule.objects.filter(state="draft", options__has_key="publishing"):
        if dt.datetime.fromisoformat(row.options["publishing"]["at"]) + LONGEST < at:
            _over(row, _("It broke off. Publish it again."))


def _over(row: Schedule, trouble: str) -> None:
    """Write down that nobody publishes it now, and what stood in the way."""
    options = {key: value for key, value in row.options.items() if key != "publishing"}
    Schedule.objects.filter(pk=row.pk).update(options=options, trouble=trouble)
