"""
Make a draft everybody's dates and teams, and take that back.

Every date and every seat goes through the actions of reviews, so that each guard holds and each has its line in the
ledger. It is all or nothing: what can't be is named, school by school, and nothing is changed.
"""

import datetime as dt
import itertools
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.allocation.actions import invitations, letters
from trigpoint.allocation.events import SchedulePublished
from trigpoint.allocation.lifecycle import SCHEDULE
from trigpoint.allocation.models import Schedule
from trigpoint.allocation.queries import drafts
from trigpoint.allocation.queries.facts import Host
from trigpoint.allocation.queries.schedules import scope_of
from trigpoint.allocation.queries.scope import Cycle, Scope
from trigpoint.allocation.rules import planning as rules
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import NeedsReason, Refused, Stale, Unacceptable
from trigpoint.kernel.events import publish as tell
from trigpoint.kernel.guards import Breach
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.queries.calendar import calendar
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.actions import planning, team
from trigpoint.reviews.queries.dates import proposed
from trigpoint.reviews.queries.reviews import by_id
from trigpoint.reviews.queries.scene import Review
from trigpoint.reviews.queries.stages import stages
from trigpoint.reviews.queries.team import members


@action("allocation.publish", subject="schedule")
def publish(*, actor: Account, at: dt.datetime, schedule: Schedule, version: int, reason: str = "") -> None:
    """
    Plan, move and appoint as the draft says. Soft guards need one `reason`, which is kept with each review that it is for.

    Raises Stale when the draft has changed since it was looked at, NeedsReason with every soft guard in the way, and
    Unacceptable with all that can't be.
    """
    scope = scope_of(schedule, on=timezone.localdate(at))
    rules.may_publish(hats_of(actor.pk, on=timezone.localdate(at)), scope).require()
    row = locked(schedule, version)
    SCHEDULE.advance(row, "publish")
    draft = drafts.of(row, scope, on=timezone.localdate(at))
    drafts.require_sound(draft)
    work = _Publication(actor=actor, at=at, scope=scope, schedule=row, reason=reason)
    row.before = work.run(draft.wanted)
    row.published_at, row.published_by = at, actor
    row.version += 1
    row.save(update_fields=["state", "before", "published_at", "published_by", "version"])
    tell(SchedulePublished(at=at, actor_id=actor.pk, schedule_id=row.pk))
    schedule.refresh_from_db()


@action("allocation.undo", subject="schedule")
def undo(*, actor: Account, at: dt.datetime, schedule: Schedule, reason: str) -> None:
    """
    Put dates and teams back as they were before this was published; a review that it planned is cancelled.

    Raises Unacceptable when a review has begun since, or other dates were set: that is put right by hand. Raises Refused
    when how things stood has been forgotten.
    """
    scope = scope_of(schedule, on=timezone.localdate(at))
    rules.may_publish(hats_of(actor.pk, on=timezone.localdate(at)), scope).require()
    row = locked(schedule, None)
    SCHEDULE.advance(row, "undo")
    if row.before is None:  # `schedules.forget`
        raise Refused(_("This was asked for so long ago that how things stood before is not known any more."))
    if not reason.strip():
        raise Unacceptable({"reason": [_("Say why, in a sentence: it is kept with each review.")]})
    _require_untouched(row.before)
    _Return(actor=actor, at=at, scope=scope, schedule=row, reason=reason).run(row.before)
    row.version += 1
    row.save(update_fields=["state", "version"])
    schedule.refresh_from_db()


def locked(schedule: Schedule, version: int | None) -> Schedule:
    """The row under a lock. Raises Stale when it is not the version that was read."""
    rows = Schedule.objects.select_for_update(of=("self",)).select_related("network", "programme", "partnership")
    row = rows.get(pk=schedule.pk)
    if version is not None and row.version != version:
        words = _("This draft was changed while you looked at it. Look at it again, then go on.")
        raise Stale(words, current={"version": row.version})
    return row


class _Work:
    """Steps that are tried one by one, with all that stands in their way gathered before anything is told."""

    def __init__(self, *, actor: Account, at: dt.datetime, scope: Scope, schedule: Schedule, reason: str) -> None:
        self.actor, self.at, self.scope, self.schedule, self.reason = actor, at, scope, schedule, reason
        self.why_not = calendar(scope.network.pk).why_not
        self.cycles = {cycle.pk: cycle for cycle in scope.cycles}
        self.soft: list[Breach] = []
        self.hard: list[str] = []

    def attempt(self, name: str, step: Callable[..., Any], **given: Any) -> Any:
        """Run one action of reviews; note what it refuses, with the school's name."""
        try:
            with transaction.atomic():
                return step(actor=self.actor, at=self.at, **given)
        except NeedsReason as problem:
            self.soft += [Breach(guard=b.guard, message=f"{name}: {b.message}", hard=False) for b in problem.breaches]
        except Refused as problem:
            self.hard.append(f"{name}: {problem.reason}")
        except Unacceptable as problem:
            self.hard += [f"{name}: {said}" for several in problem.errors.values() for said in several]
        except Stale as problem:
            self.hard.append(f"{name}: {problem.message}")
        return None

    def settle(self) -> None:
        """Raise what was noted. Hard things first: a reason would not help."""
        if self.hard:
            raise Unacceptable({"": list(dict.fromkeys(self.hard))})
        if self.soft:
            raise NeedsReason(self.soft)

    def seat(self, review: Review, person: Account, role: str) -> None:
        self.attempt(review.host.name, team.appoint, review=review, person=person, role=role, reason=self.reason)
        invitations.ask(actor=self.actor, at=self.at, schedule=self.schedule, review=review, person=person, role=role)

    def release(self, review: Review, person: Account, role: str) -> None:
        self.attempt(review.host.name, team.release, review=review, person=person, role=role)
        letters.released(review, person)


class _Publication(_Work):
    def run(self, wanted: Iterable["drafts.Wanted"]) -> list[dict[str, Any]]:
        """Everybody who goes is released first, then days are set, then seats are given: nobody is busy twice."""
        todo = list(wanted)
        before = []
        for one in todo:
            before.append(self._before(one))
            if one.host.review is not None:
                for seat in one.leaving:
                    self.release(one.host.review, one.account(seat.person_id), seat.role)
        planned = {one.host.key: self._day(one) for one in todo}
        self.settle()
        reviews = {key: review for key, review in planned.items() if review is not None}
        for one, past in zip(todo, before, strict=True):
            review = reviews[one.host.key]
            past["review"] = str(review.pk)
            for person_id, role in one.joining:
                self.seat(review, one.account(person_id), role)
        self.settle()
        for one, past in zip(todo, before, strict=True):
            review = reviews[one.host.key]
            past["after"] = {"start": review.visit_starts_on.isoformat(), "version": review.version}
        return before

    def _before(self, one: "drafts.Wanted") -> dict[str, Any]:
        review = one.host.review
        if review is None:
            return {"key": one.host.key, "planned": False}
        return {
            "key": one.host.key,
            "planned": True,
            "start": review.visit_starts_on.isoformat(),
            "days": (review.visit_ends_on - review.visit_starts_on).days + 1,
            "due": {step.key: step.due_on.isoformat() for step in stages(review) if not step.is_done},
            "moved": one.moves,
            "left": [[str(seat.person_id), seat.role] for seat in one.leaving],
            "joined": [[str(person_id), role] for person_id, role in one.joining],
        }

    def _day(self, one: "drafts.Wanted") -> Review | None:
        """The review with its days; None for a new one that can't be planned."""
        host, review = one.host, one.host.review
        given = {
            "visit_starts_on": one.booking.start,
            "visit_days": one.days,
            "dates": self._dates(one),
            "reason": self.reason,
        }
        if review is None:
            about = {"subject_name": host.subject_name, "sites": [site.pk for site in host.sites]}
            made: Review | None = self.attempt(
                host.school.name, planning.plan, cycle=self._cycle(host), host=host.school, **about, **given
            )
            return made
        if one.moves:
            self.attempt(host.school.name, planning.move_dates, review=review, version=review.version, **given)
        return review

    def _dates(self, one: "drafts.Wanted") -> dict[str, dt.date]:
        """The workshop as the draft has it; what usually comes before it and would be later is due on that day."""
        model = definition(self.scope.programme.review_model_id)
        stage, workshop = model.stage_of_kind(StageKind.WORKSHOP), one.booking.workshop
        if stage is None or workshop is None:
            return {}
        usual = proposed(
            model,
            visit_starts_on=one.booking.start,
            visit_days=one.days,
            why_not=self.why_not,
            given={stage.key: workshop},
        )
        before = itertools.takewhile(lambda other: other.key != stage.key, model.stages)
        late = {other.key: workshop for other in before if other.planned and usual.due[other.key] > workshop}
        return {**late, stage.key: workshop}

    def _cycle(self, host: Host) -> Cycle:
        return self.cycles[host.cycle_id]


class _Return(_Work):
    def run(self, before: list[dict[str, Any]]) -> None:
        rows = [(past, _review(past)) for past in before]
        for past, review in rows:
            if not past["planned"]:
                self.attempt(review.host.name, planning.cancel, review=review, reason=self.reason)
                continue
            held = {(str(seat.person_id), seat.role) for seat in members(review, on=timezone.localdate(self.at))}
            for person_id, role in past["joined"]:
                if (person_id, role) in held:  # who has declined since needs no letter
                    self.release(review, drafts.account(uuid.UUID(person_id)), role)
        for past, review in rows:
            if past["planned"] and past["moved"]:
                self.attempt(
                    review.host.name,
                    planning.move_dates,
                    review=review,
                    visit_starts_on=dt.date.fromisoformat(past["start"]),
                    visit_days=past["days"],
                    dates={key: dt.date.fromisoformat(day) for key, day in past["due"].items()},
                    reason=self.reason,
                )
        for past, review in rows:
            for person_id, role in past["left"] if past["planned"] else ():
                self.seat(review, drafts.account(uuid.UUID(person_id)), role)
        self.settle()


def _review(past: dict[str, Any]) -> Review:
    return by_id(uuid.UUID(past["review"]))


def _require_untouched(before: list[dict[str, Any]]) -> None:
    wrong = []
    for past in before:
        review = _review(past)
        if review.state != "planned":
            wrong.append(_("%(host)s: the review has begun, or was called off.") % {"host": review.host.name})
        elif review.visit_starts_on.isoformat() != past["after"]["start"]:
            wrong.append(_("%(host)s: somebody has moved its dates since.") % {"host": review.host.name})
    if wrong:
        raise Unacceptable({"": wrong})
