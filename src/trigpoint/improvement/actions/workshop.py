"""Prepare, record and hold the workshop."""

import dataclasses
import datetime as dt
import uuid

from django.utils import timezone

from trigpoint.audit.actions import action
from trigpoint.improvement.actions.checks import tidy
from trigpoint.improvement.enums import Basis, Came, Choice
from trigpoint.improvement.events import WorkshopHeld
from trigpoint.improvement.lifecycle import WORKSHOP
from trigpoint.improvement.models import Attendance, Cause, Issue, Option, Workshop
from trigpoint.improvement.rules import guards
from trigpoint.improvement.rules.visibility import may_write_workshop
from trigpoint.kernel.errors import Missing, Refused, Stale, Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.kernel.guards import Breach, enforce
from trigpoint.kernel.words import Words
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.reviews.actions import overrides, stages
from trigpoint.reviews.queries import team
from trigpoint.reviews.queries.scene import Review, Scene, acting


@action("improvement.prepare_workshop")
def prepare(*, actor: Account | None, at: dt.datetime, review: Review) -> Workshop:
    """
    Open the workshop's record with the whole review team invited (guard G13).

    Asked again it invites whoever has joined the team since. The system prepares it when the profile is released.
    """
    if actor is not None:
        may_write_workshop(acting(actor.pk, review, at=at)).require()
    workshop, _created = Workshop.objects.get_or_create(review=review, defaults={"network_id": review.network_id})
    for member in _visitors(review, timezone.localdate(at)):
        Attendance.objects.get_or_create(
            workshop=workshop,
            person_id=member.person_id,
            defaults={"post": _post(member.role), "on_team": True},
        )
    return workshop


@action("improvement.save_workshop_notes", subject="workshop")
def save_notes(
    *, actor: Account, at: dt.datetime, workshop: Workshop, version: int, purpose: str = "", strengths: str = ""
) -> None:
    """Save purpose and strengths. Raises Stale, with what is there now, when somebody else wrote first."""
    _writing(actor, workshop, at)
    values = tidy(Workshop, {"purpose": purpose, "strengths": strengths})
    updated = Workshop.objects.filter(pk=workshop.pk, version=version).update(**values, version=version + 1)
    if not updated:
        now = Workshop.objects.get(pk=workshop.pk)
        raise Stale(
            _("Somebody else saved these notes while you were writing. Both are below; nothing is lost."),
            current={"purpose": now.purpose, "strengths": now.strengths, "version": now.version},
        )


@action("improvement.invite_to_workshop")
def invite(
    *, actor: Account, at: dt.datetime, workshop: Workshop, post: str, person: Account | None = None
) -> Attendance:
    """Invite somebody of the host's choice, by post (and account, where they have one)."""
    _writing(actor, workshop, at)
    if not post.strip():
        raise Unacceptable({"post": [_("Say whom you invite by their post, such as Year 4 teacher or governor.")]})
    if person is not None:
        known = Attendance.objects.filter(workshop=workshop, person=person).first()
        if known is not None:
            return known
    return Attendance.objects.create(workshop=workshop, person=person, **tidy(Attendance, {"post": post}))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceEntry:
    """What is said of one invitation."""

    attendance_id: uuid.UUID
    came: str
    absence_reason: str = ""


@action("improvement.record_attendance", subject="workshop")
def record_attendance(*, actor: Account, at: dt.datetime, workshop: Workshop, entries: list[AttendanceEntry]) -> None:
    """Say who came. Raises Missing for an invitation that is not of this workshop."""
    _writing(actor, workshop, at)
    rows = {row.pk: row for row in workshop.attendances.all()}
    for entry in entries:
        if entry.attendance_id not in rows:
            raise Missing
        _among(Came.values, entry.came, "came")
        row = rows[entry.attendance_id]
        row.came = entry.came
        reason = entry.absence_reason if entry.came == Came.ABSENT else ""
        row.absence_reason = tidy(Attendance, {"absence_reason": reason})["absence_reason"]
    Attendance.objects.bulk_update(rows.values(), ["came", "absence_reason"])


@action("improvement.uninvite_from_workshop", subject="workshop")
def uninvite(*, actor: Account, at: dt.datetime, workshop: Workshop, attendance: Attendance) -> None:
    """Take back an invitation. Members of the review team stay invited (guard G13)."""
    _writing(actor, workshop, at)
    if attendance.on_team:
        raise Refused(
            _("The whole {review_team} is invited to the {workshop}. Record an absence with its reason."), guard="G13"
        )
    attendance.delete()


@action("improvement.add_issue")
def add_issue(*, actor: Account, at: dt.datetime, workshop: Workshop, text: str, aspect: str) -> Issue:
    """Take up an issue that comes from one aspect of the framework."""
    scene = _writing(actor, workshop, at)
    _aspect(scene, aspect)
    _words(text, "text", _("Say what the issue is."))
    return Issue.objects.create(workshop=workshop, aspect=aspect, **tidy(Issue, {"text": text}))


@action("improvement.change_issue", subject="issue")
def change_issue(*, actor: Account, at: dt.datetime, issue: Issue, version: int, text: str, aspect: str) -> None:
    """Put an issue differently. Raises Stale when somebody else did so first."""
    scene = _writing(actor, issue.workshop, at)
    _aspect(scene, aspect)
    _words(text, "text", _("Say what the issue is."))
    values = tidy(Issue, {"text": text, "aspect": aspect})
    updated = Issue.objects.filter(pk=issue.pk, version=version).update(**values, version=version + 1)
    if not updated:
        now = Issue.objects.get(pk=issue.pk)
        raise Stale(
            _("Somebody else changed this issue while you were writing. Both are below; nothing is lost."),
            current={"text": now.text, "aspect": now.aspect, "version": now.version},
        )


@action("improvement.remove_issue", subject="workshop")
def remove_issue(*, actor: Account, at: dt.datetime, workshop: Workshop, issue: Issue) -> None:
    """Drop an issue with its causes and options, before the workshop is recorded as held."""
    _writing(actor, workshop, at)
    if workshop.state != WORKSHOP.initial:
        raise Refused(_("The {workshop} has been recorded: its issues stay."))
    issue.delete()


@action("improvement.add_cause")
def add_cause(*, actor: Account, at: dt.datetime, issue: Issue, text: str, basis: str = Basis.EVIDENCE) -> Cause:
    """Say why an issue is there, and whether that rests on evidence or is a guess."""
    _writing(actor, issue.workshop, at)
    _words(text, "text", _("Say why it is so."))
    _among(Basis.values, basis, "basis")
    return Cause.objects.create(issue=issue, basis=basis, **tidy(Cause, {"text": text}))


@action("improvement.remove_cause", subject="issue")
def remove_cause(*, actor: Account, at: dt.datetime, issue: Issue, cause: Cause) -> None:
    """Strike out a cause."""
    _writing(actor, issue.workshop, at)
    cause.delete()


@action("improvement.add_option")
def add_option(*, actor: Account, at: dt.datetime, issue: Issue, text: str, research: str = "") -> Option:
    """Put an option on the table."""
    _writing(actor, issue.workshop, at)
    _words(text, "text", _("Say what could be done."))
    return Option.objects.create(issue=issue, **tidy(Option, {"text": text, "research": research}))


@action("improvement.decide_option", subject="option")
def decide_option(*, actor: Account, at: dt.datetime, option: Option, version: int, choice: str) -> None:
    """Record what was decided. Raises Stale when somebody else recorded a decision first."""
    _writing(actor, option.issue.workshop, at)
    _among(Choice.values, choice, "choice")
    if not Option.objects.filter(pk=option.pk, version=version).update(choice=choice, version=version + 1):
        now = Option.objects.get(pk=option.pk)
        raise Stale(
            _("Somebody else recorded a decision on this first: %(choice)s.") % {"choice": now.get_choice_display()},
            current={"choice": now.choice, "version": now.version},
        )


@action("improvement.hold_workshop", subject="workshop")
def hold(*, actor: Account, at: dt.datetime, workshop: Workshop, held_on: dt.date, reason: str = "") -> None:
    """
    Record that the workshop took place, which completes its stage.

    Soft guards G12 (in time) and G13 (team there) ask for a reason, which is kept. Raises Unacceptable when it is dated
    in the future or before the visit, or when no issue has a cause yet.
    """
    scene = _writing(actor, workshop, at)
    review = workshop.review
    if held_on > scene.on:
        raise Unacceptable({"held_on": [_("That day is still to come. Record the {workshop} once it has been held.")]})
    if held_on < review.visit_ends_on:
        raise Unacceptable(
            {"held_on": [_("The {workshop} comes after the visit, which ends on %s.") % review.visit_ends_on]}
        )
    if not Cause.objects.filter(issue__workshop=workshop).exists():
        raise Unacceptable(
            {"": [_("Write down at least one issue and one cause before the {workshop} is recorded as held.")]}
        )
    soft = enforce(_breaches(scene, workshop, held_on), reason=reason)
    WORKSHOP.advance(workshop, "hold")
    workshop.held_on = held_on
    workshop.late_reason = tidy(Workshop, {"late_reason": reason})["late_reason"]
    workshop.save(update_fields=["state", "held_on", "late_reason"])
    overrides.record(actor=actor, at=at, review=review, breaches=soft, reason=reason)
    stages.complete(actor=actor, at=at, review=review, kind="workshop")
    publish(WorkshopHeld(at=at, actor_id=actor.pk, review_id=review.pk))


def _breaches(scene: Scene, workshop: Workshop, held_on: dt.date) -> list[Breach]:
    rows = {row.person_id: row for row in workshop.attendances.all()}
    team_now = _visitors(scene.review, scene.on)
    return [
        *guards.workshop_in_time(
            held_on=held_on,
            visit_ends_on=scene.review.visit_ends_on,
            within_days=scene.model.number("workshop.within_days"),
        ),
        *guards.team_invited(
            team=[member.name for member in team_now],
            invited=[member.name for member in team_now if member.person_id in rows],
            absent_without_reason=[
                member.name
                for member in team_now
                if member.person_id in rows
                and rows[member.person_id].came != Came.CAME
                and not rows[member.person_id].absence_reason
            ],
        ),
    ]


def _visitors(review: Review, on: dt.date) -> list[team.Member]:
    return [member for member in team.members(review, on=on) if member.reviews]


def _writing(actor: Account, workshop: Workshop, at: dt.datetime) -> Scene:
    scene = acting(actor.pk, workshop.review, at=at)
    may_write_workshop(scene).require()
    return scene


def _aspect(scene: Scene, aspect: str) -> None:
    if aspect not in scene.tree.aspects:
        raise Unacceptable({"aspect": [_("Choose the {aspect} that the issue comes from.")]})


def _words(text: str, field: str, message: Words) -> None:
    if not text.strip():
        raise Unacceptable({field: [message]})


def _among(values: list[str], value: str, field: str) -> None:
    if value not in values:
        raise Unacceptable({field: [_("Choose one of the answers offered.")]})


def _post(role: str) -> str:
    return str(_("{Lead}") if role == "lead_reviewer" else _("Reviewer"))
