"""The visit's timetable, and what is not available for observation (never why)."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.formats import date_format

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.actions.locks import one_at_a_time
from trigpoint.reviews.enums import Mode
from trigpoint.reviews.models import Activity, Review, Slot
from trigpoint.reviews.models.timetable import CODE
from trigpoint.reviews.queries import team, timetable
from trigpoint.reviews.queries.scene import Scene, acting
from trigpoint.reviews.rules import focus as focus_rules
from trigpoint.reviews.rules import timetable as rules


@action("reviews.add_activity")
def add_activity(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    what: str,
    kind: str = "",
    place: str = "",
    site_id: uuid.UUID | None = None,
    audience: str = "",
    codes: list[str] | None = None,
    mode: str = Mode.IN_PERSON,
    aspects: list[str] | None = None,
    reviewers: list[uuid.UUID] | None = None,
    partner_id: uuid.UUID | None = None,
) -> Activity:
    """
    One activity of the visit. `kind` is one of the model's kinds of evidence, or empty (arrival, lunch).

    Raises Refused when a class or person (`codes`) is not available for observation then.
    """
    scene = acting(actor.pk, review, at=at)
    rules.may_add(scene).require()
    values = {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "what": what,
        "kind": kind,
        "place": place,
        "site_id": site_id,
        "audience": audience,
        "codes": codes or [],
        "mode": mode,
        "aspects": aspects or [],
        "partner_id": partner_id,
    }
    accepted = _accepted(scene, values, reviewers or [])
    made = Activity.objects.create(review=review, **accepted)
    made.reviewers.set(reviewers or [])  # type: ignore[arg-type]  # ids are taken too
    _take_slots(made)
    return made


@action("reviews.change_activity", subject="activity")
def change_activity(
    *,
    actor: Account,
    at: dt.datetime,
    activity: Activity,
    version: int,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    what: str,
    kind: str = "",
    place: str = "",
    site_id: uuid.UUID | None = None,
    audience: str = "",
    codes: list[str] | None = None,
    mode: str = Mode.IN_PERSON,
    aspects: list[str] | None = None,
    reviewers: list[uuid.UUID] | None = None,
    partner_id: uuid.UUID | None = None,
) -> Activity:
    """Put another activity in the place of this one. Raises Stale when somebody else changed it since it was read."""
    scene = acting(actor.pk, activity.review, at=at)
    rules.may_write(scene).require()
    values = {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "what": what,
        "kind": kind,
        "place": place,
        "site_id": site_id,
        "audience": audience,
        "codes": codes or [],
        "mode": mode,
        "aspects": aspects or [],
        "partner_id": partner_id,
    }
    accepted = _accepted(scene, values, reviewers or [])
    changed = Activity.objects.filter(pk=activity.pk, version=version).update(
        **accepted, to_move=False, version=version + 1
    )
    activity.refresh_from_db()
    if not changed:
        raise Stale(_("Somebody changed this activity in the meantime."), current=_current(activity))
    activity.reviewers.set(reviewers or [])  # type: ignore[arg-type]  # ids are taken too
    activity.slots.all().delete()
    _take_slots(activity)
    return activity


@action("reviews.remove_activity", subject="activity")
def remove_activity(*, actor: Account, at: dt.datetime, activity: Activity) -> None:
    rules.may_write(acting(actor.pk, activity.review, at=at)).require()
    activity.delete()


@action("reviews.set_not_observed")
def set_not_observed(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    code: str,
    starts_at: dt.datetime | None = None,
    ends_at: dt.datetime | None = None,
) -> Slot:
    """
    A class or person, by code, is not available for observation: for some time, or (without times) throughout.

    There is nowhere to say why. Activities that are in the way lose the code, and the lead is asked to move them.
    """
    focus_rules.may_set_not_observed(acting(actor.pk, review, at=at)).require()
    tidy = _codes([code], field="code")
    if not tidy:
        raise Unacceptable({"code": [_("Give the code of a class or of a person, such as 4B or T07.")]})
    if starts_at and ends_at and ends_at <= starts_at:
        raise Unacceptable({"ends_at": [_("The end is before the start.")]})
    window = DateTimeTZRange(starts_at, ends_at)
    one_at_a_time(review)
    for slot in Slot.objects.filter(review=review, code=tidy[0], closed=0, window__overlap=window):
        _ask_to_move(slot)
    return Slot.objects.create(review=review, code=tidy[0], window=window, closed=1, added_by=actor)


@action("reviews.remove_not_observed", subject="review")
def remove_not_observed(*, actor: Account, at: dt.datetime, review: Review, slot: Slot) -> None:
    """The class or person is available after all."""
    focus_rules.may_set_not_observed(acting(actor.pk, review, at=at)).require()
    slot.delete()


def _ask_to_move(slot: Slot) -> None:
    activity = slot.activity
    if activity is not None:
        activity.codes = [code for code in activity.codes if code != slot.code]
        activity.to_move = True
        activity.version += 1
        activity.save(update_fields=["codes", "to_move", "version"])
    slot.delete()


def _take_slots(activity: Activity) -> None:
    window = DateTimeTZRange(activity.starts_at, activity.ends_at)
    one_at_a_time(activity.review)
    for code in activity.codes:
        with _explained(code):
            Slot.objects.create(review=activity.review, code=code, window=window, closed=0, activity=activity)


@contextmanager
def _explained(code: str) -> Iterator[None]:
    """The database keeps what is not available apart from what is observed; this says so in words, and never why."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "slot_not_observed_when_closed" not in str(error):
            raise
        message = _("%(code)s is not available then. Choose another time, or another class or person.")
        raise Refused(message % {"code": code}) from None


def _accepted(scene: Scene, values: dict[str, Any], reviewers: list[uuid.UUID]) -> dict[str, Any]:
    """The columns of an activity, tidied. Raises Unacceptable with all that is to be put right."""
    errors = _times(scene, values["starts_at"], values["ends_at"])
    values = values | {name: values[name].strip() for name in ("what", "place", "audience")}
    for name, limit in (("what", 160), ("place", 40), ("audience", 80)):
        if len(values[name]) > limit or "\0" in values[name]:
            errors[name] = [_("Shorten this to %(limit)s characters.") % {"limit": limit}]
    if not values["what"]:
        errors["what"] = [_("Say what happens.")]
    if values["kind"] and values["kind"] not in scene.model.evidence_labels:
        errors["kind"] = [_("Choose one of the kinds of evidence, or none.")]
    if values["mode"] not in Mode.values:
        errors["mode"] = [_("Choose how people meet.")]
    if set(values["aspects"]) - set(scene.tree.aspects):
        errors["aspects"] = [_("Choose from the framework's {aspects}.")]
    if values["site_id"] is not None and values["site_id"] not in scene.review.site_ids:
        errors["site_id"] = [_("Choose one of the schools that this review visits.")]
    errors |= _people(scene, reviewers, values["partner_id"], brings_evidence=bool(values["kind"]))
    try:
        values["codes"] = _codes(values["codes"])
    except Unacceptable as error:
        errors |= error.errors
    if errors:
        raise Unacceptable(errors)
    return values


def _times(scene: Scene, starts_at: dt.datetime, ends_at: dt.datetime) -> dict[str, list[str]]:
    errors = {}
    first, last = scene.review.visit_starts_on, scene.review.visit_ends_on
    if not first <= timezone.localdate(starts_at) <= last:
        days = {"first": date_format(first, "j F"), "last": date_format(last, "j F Y")}
        errors["starts_at"] = [_("The visit is from %(first)s to %(last)s. Choose one of its days.") % days]
    if ends_at <= starts_at:
        errors["ends_at"] = [_("The end is before the start.")]
    elif timezone.localdate(ends_at) != timezone.localdate(starts_at):
        errors["ends_at"] = [_("An activity ends on the day on which it starts.")]
    return errors


def _people(
    scene: Scene, reviewers: list[uuid.UUID], partner_id: uuid.UUID | None, *, brings_evidence: bool
) -> dict[str, list[str]]:
    errors = {}
    named = {member.person_id for member in team.members(scene.review, on=scene.on) if member.reviews}
    if set(reviewers) - named:
        errors["reviewers"] = [_("Choose from the {review_team}.")]
    if partner_id is not None and partner_id not in dict(timetable.partners(scene.review, on=scene.on)):
        errors["partner_id"] = [_("Choose one of the {school}'s leaders.")]
    if brings_evidence and partner_id is None and scene.model.rule["visit"].get("paired", False):
        errors["partner_id"] = [_("In this review each activity is done together with a leader of the {school}: who?")]
    return errors


def _codes(given: list[str], *, field: str = "codes") -> list[str]:
    """Codes in capitals, each once. Raises Unacceptable for what could be a name or a reason."""
    tidy = list(dict.fromkeys(code.strip().upper() for code in given if code.strip()))
    if any(not re.fullmatch(CODE, code) for code in tidy):
        message = _("Use a code of up to 8 letters and figures, such as 4B or T07: no names, and never a reason.")
        raise Unacceptable({field: [message]})
    return tidy


def _current(activity: Activity) -> dict[str, Any]:
    own = ("starts_at", "ends_at", "what", "kind", "place", "site_id", "audience")
    names = (*own, "codes", "mode", "aspects", "partner_id", "version")
    return {name: getattr(activity, name) for name in names}
