"""Set up a programme and what holds in it for every school: policy, standings, priorities."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.organisations.queries.by_id import School
from trigpoint.organisations.queries.networks import Network
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.actions import agreements
from trigpoint.programmes.models import Priority, Programme, ReviewModel, Standing
from trigpoint.programmes.rules import partnerships as rules


@action("programmes.create_programme")
def create(
    *, actor: Account | None, at: dt.datetime, network: Network, name: str, review_model: ReviewModel
) -> Programme:
    """Set up a programme in a network, with the agreements that come with the product. Raises Unacceptable for its name."""
    if actor is not None:
        hats = hats_of(actor.pk, on=timezone.localdate(at))
        rules.may_create_programme(hats, network.pk).require()
    name = named(name)
    _in_use(review_model)
    Network.objects.select_for_update().get(pk=network.pk)  # two tabs: one name once
    if Programme.objects.filter(network=network, name=name).exists():
        raise Unacceptable({"name": [_("The network has a programme of this name already.")]})
    programme = Programme.objects.create(network=network, name=name, review_model=review_model)
    agreements.publish_defaults(actor=None, at=at, programme=programme)
    return programme


@action("programmes.change_programme", subject="programme")
def change(
    *,
    actor: Account | None,
    at: dt.datetime,
    programme: Programme,
    version: int,
    name: str,
    reviewers_keep_profile: bool,
    lead_sees_profile: bool,
    governors_see_profile: bool,
    staff_plan_reviews: bool = False,
) -> Programme:
    """Change a programme's name and its policy switches. Raises Stale when somebody else has in the meantime."""
    _may_run(actor, at, programme)
    name = named(name)
    Network.objects.select_for_update().get(pk=programme.network_id)
    if Programme.objects.filter(network=programme.network_id, name=name).exclude(pk=programme.pk).exists():
        raise Unacceptable({"name": [_("The network has a programme of this name already.")]})
    wanted = {
        "name": name,
        "reviewers_keep_profile": reviewers_keep_profile,
        "lead_sees_profile": lead_sees_profile,
        "governors_see_profile": governors_see_profile,
        "staff_plan_reviews": staff_plan_reviews,
    }
    _write(programme, version, wanted)
    return programme


@action("programmes.use_review_model", subject="programme")
def use_model(
    *, actor: Account | None, at: dt.datetime, programme: Programme, version: int, review_model: ReviewModel
) -> Programme:
    """Use another published model for the reviews planned from now on; those that exist keep theirs."""
    _may_run(actor, at, programme)
    _in_use(review_model)
    _write(programme, version, {"review_model_id": review_model.pk})
    return programme


def _in_use(review_model: ReviewModel) -> None:
    if review_model.retired_at is not None:
        raise Unacceptable({"review_model": [_("This version of the model is retired: choose a newer one.")]})


def _write(programme: Programme, version: int, wanted: dict[str, object]) -> None:
    written = Programme.objects.filter(pk=programme.pk, version=version).update(**wanted, version=version + 1)
    programme.refresh_from_db()
    if not written:
        current = {name: getattr(programme, name) for name in (*wanted, "version")}
        raise Stale(_("Somebody else changed this programme while you had it open."), current=current)


@action("programmes.set_standing")
def set_standing(
    *,
    actor: Account | None,
    at: dt.datetime,
    programme: Programme,
    school: School,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
) -> Standing:
    """
    Give a school a standing from a day; the one it had ends the day before.

    Raises Unacceptable when the days cross a standing that begins later.
    """
    _may_run(actor, at, programme)
    name = named(name, field="name", most=60)
    if ends_on is not None and ends_on < starts_on:
        raise Unacceptable({"ends_on": [_("The last day is before the first.")]})
    rows = Standing.objects.select_for_update().filter(programme=programme, school=school)
    rows.filter(starts_on=starts_on).delete()
    before = rows.filter(starts_on__lt=starts_on).order_by("-starts_on").first()
    if before is not None and (before.ends_on is None or before.ends_on >= starts_on):
        before.ends_on = starts_on - dt.timedelta(days=1)
        before.save(update_fields=["ends_on"])
    try:
        with transaction.atomic():
            return Standing.objects.create(
                programme=programme, school=school, name=name, starts_on=starts_on, ends_on=ends_on
            )
    except IntegrityError as error:
        reason = _("This school has a standing that begins later. End this one before that day.")
        raise Unacceptable({"ends_on": [reason]}) from error


@action("programmes.end_standing", subject="standing")
def end_standing(*, actor: Account | None, at: dt.datetime, standing: Standing, ends_on: dt.date) -> Standing:
    """Give a standing its last day."""
    _may_run(actor, at, standing.programme)
    if ends_on < standing.starts_on:
        raise Unacceptable({"ends_on": [_("The last day is before the first.")]})
    standing.ends_on = ends_on
    standing.save(update_fields=["ends_on"])
    return standing


@action("programmes.add_priority")
def add_priority(*, actor: Account | None, at: dt.datetime, programme: Programme, text: str) -> Priority:
    """Name a priority that all schools of the programme share. The same words again are the same priority."""
    _may_run(actor, at, programme)
    text = named(text, field="text", most=200)
    known = Priority.objects.filter(programme=programme, text=text).first()
    if known is None:
        return Priority.objects.create(programme=programme, text=text)
    known.is_active = True
    known.save(update_fields=["is_active"])
    return known


@action("programmes.retire_priority", subject="priority")
def retire_priority(*, actor: Account | None, at: dt.datetime, priority: Priority) -> Priority:
    """Stop offering a priority; plans that name it keep it."""
    _may_run(actor, at, priority.programme)
    priority.is_active = False
    priority.save(update_fields=["is_active"])
    return priority


def _may_run(actor: Account | None, at: dt.datetime, programme: Programme) -> None:
    if actor is not None:
        hats = hats_of(actor.pk, on=timezone.localdate(at))
        rules.may_run(hats, network_id=programme.network_id, programme_id=programme.pk).require()


def named(given: str, *, field: str = "name", most: int = 120) -> str:
    """The words on one line, without doubled spaces. Raises Unacceptable when there are none, or too many."""
    words = " ".join(given.split())
    if not words:
        raise Unacceptable({field: [_("Type a few words here.")]})
    if len(words) > most:
        too_long = _("This has %(given)d characters; at most %(most)d are kept.")
        raise Unacceptable({field: [too_long % {"given": len(words), "most": most}]})
    return words
