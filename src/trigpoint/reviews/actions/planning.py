"""Plan a review, move its dates, and say that it is postponed, resumed, cancelled or closed."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.kernel.guards import Breach, enforce
from trigpoint.organisations.queries.networks import School
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.queries import review_models
from trigpoint.programmes.queries.calendar import calendar
from trigpoint.programmes.queries.cycles import Cycle
from trigpoint.programmes.queries.partnerships import member_ids
from trigpoint.programmes.queries.review_models import Definition, definition
from trigpoint.reviews.actions import letters, overrides, team
from trigpoint.reviews.events import DatesMoved, ReviewChanged, ReviewPlanned
from trigpoint.reviews.lifecycle import REVIEW
from trigpoint.reviews.models import Review, Stage
from trigpoint.reviews.queries import dates as dates_of
from trigpoint.reviews.queries import subject
from trigpoint.reviews.queries.dates import Dates, WhyNot
from trigpoint.reviews.queries.scene import acting
from trigpoint.reviews.rules import planning as rules
from trigpoint.reviews.rules import subject as subjects


@action("reviews.plan")
def plan(
    *,
    actor: Account | None,
    at: dt.datetime,
    cycle: Cycle,
    host: School,
    visit_starts_on: dt.date,
    visit_days: int,
    dates: Mapping[str, dt.date] | None = None,
    subject_name: str = "",
    subject_leader_id: uuid.UUID | None = None,
    sites: list[uuid.UUID] | None = None,
    without: list[str] | None = None,
    framework_id: uuid.UUID | None = None,
    reason: str = "",
) -> Review:
    """
    Plan a review in a cycle, by the version of the review model that the programme uses now.

    `dates` maps stage keys to days; the rest are proposed by the model and moved to school days. Soft guards (a day
    that is no school day; a workshop too late, G12) need a `reason`, which is kept with the review.

    As the model has it: `subject_name` and who leads it, the `sites` that are visited, optional stages that are left out
    (`without`), and which of its frameworks is used (the first, unless told).
    Raises Unacceptable when the host has this review in the cycle already, is no member, or what is given can't stand.
    """
    partnership = cycle.partnership
    if actor is not None:
        hats = hats_of(actor.pk, on=timezone.localdate(at))
        rules.may_plan(hats, partnership.pk, partnership.state, programme=partnership.programme).require()
    subject_name = " ".join(subject_name.split())
    _require_first_review(cycle, host, subject_name)
    model = definition(partnership.programme.review_model_id)
    _stop(rules.season_mistakes(model, on=timezone.localdate(at)))
    about = _about(
        model,
        cycle,
        host,
        on=visit_starts_on,
        subject_name=subject_name,
        leader_id=subject_leader_id,
        sites=sites or [],
        framework_id=framework_id,
    )
    left_out = set(without or ())
    if said := subjects.without_mistake(model, left_out):
        raise Unacceptable({"without": [said]})
    within = (cycle.starts_on, cycle.ends_on)
    _stop(rules.visit_mistakes(visit_starts_on, visit_days, model, within=within))
    if closed := review_models.why_not(partnership.programme.review_model_id, on=visit_starts_on):
        raise Unacceptable({"visit_starts_on": [closed]})
    if host.pk not in member_ids(partnership.pk, on=visit_starts_on):
        raise Unacceptable({"host": [_("%(host)s is not a member on that day.") % {"host": host.name}]})
    why_not = calendar(cycle.network_id).why_not
    given = _known(dates or {}, model)
    wanted = dates_of.proposed(
        model,
        visit_starts_on=visit_starts_on,
        visit_days=visit_days,
        why_not=why_not,
        given=given,
        without=left_out,
    )
    passed = _checked(wanted, model, why_not, actor, reason)
    review = _made(cycle, host, wanted, about)
    if actor is not None:
        overrides.record(actor=actor, at=at, review=review, breaches=passed, reason=reason)
    letters.planned(review, on=timezone.localdate(at))
    publish(ReviewPlanned(at=at, actor_id=_id(actor), review_id=review.pk))
    return review


@action("reviews.move_dates", subject="review")
def move_dates(
    *,
    actor: Account | None,
    at: dt.datetime,
    review: Review,
    visit_starts_on: dt.date | None = None,
    visit_days: int | None = None,
    dates: Mapping[str, dt.date] | None = None,
    version: int | None = None,
    reason: str = "",
) -> Review:
    """
    Give a review other dates. Where the visit moves, open stages move with it unless `dates` names their day.

    What is done keeps its day. `version` is the one that was read: without it, the last to write wins.
    Raises Unacceptable, NeedsReason or Stale.
    """
    if actor is not None:
        rules.may_change(acting(actor.pk, review, at=at)).require()
    now = dates_of.of(review)
    model = definition(review.review_model_id)
    starts_on, days = visit_starts_on or now.visit_starts_on, visit_days or now.visit_days
    moved = (starts_on, days) != (now.visit_starts_on, now.visit_days)
    done = dict(review.stages.filter(done_at__isnull=False).values_list("key", "due_on"))
    if moved and any(stage.kind == StageKind.VISIT and stage.key in done for stage in model.stages):
        raise Unacceptable({"visit_starts_on": [_("The visit has taken place; its days stay as they are.")]})
    _stop(rules.visit_mistakes(starts_on, days, model, within=(review.cycle.starts_on, review.cycle.ends_on)))
    why_not = calendar(review.network_id).why_not
    given = {**({} if moved else now.due), **_known(dates or {}, model), **done}
    wanted = dates_of.proposed(
        model,
        visit_starts_on=starts_on,
        visit_days=days,
        why_not=why_not,
        given=given,
        without=set(model.stage_by_key) - set(now.due),
    )
    passed = _checked(wanted, model, why_not, actor, reason)
    _write(review, wanted, version)
    if actor is not None:
        overrides.record(actor=actor, at=at, review=review, breaches=passed, reason=reason)
    if wanted != now:
        letters.moved(review, on=timezone.localdate(at))
        publish(DatesMoved(at=at, actor_id=_id(actor), review_id=review.pk))
    return review


@action("reviews.postpone", subject="review")
def postpone(*, actor: Account | None, at: dt.datetime, review: Review, reason: str) -> None:
    """Put a review off. Its team and all that is written stay; nothing is due until it resumes."""
    _ask(actor, at, review, "postpone")
    _change(actor, at, review, "postpone", reason=_said(reason))


@action("reviews.resume", subject="review")
def resume(*, actor: Account | None, at: dt.datetime, review: Review) -> None:
    """Take a postponed review up again where it was. New dates are set with `move_dates`."""
    _ask(actor, at, review, "resume")
    _change(actor, at, review, "resume")
    if review.stages.filter(done_at__isnull=False).exists():
        _change(actor, at, review, "begin")


@action("reviews.begin", subject="review")
def begin(*, actor: Account | None, at: dt.datetime, review: Review) -> None:
    """
    Say that a planned review is under way. The first finished stage does the same by itself.

    In a partnership that is still forming too: what the school does for itself needs nobody's signature, and the data
    pack waits for those of this review's schools (G1).
    """
    _ask(actor, at, review, "begin")
    _change(actor, at, review, "begin")


@action("reviews.cancel", subject="review")
def cancel(*, actor: Account | None, at: dt.datetime, review: Review, reason: str) -> None:
    """Call a review off. Its team is released, and so loses sight of it; the school may be planned anew."""
    _ask(actor, at, review, "cancel")
    _change(actor, at, review, "cancel", reason=_said(reason))
    team.release_all(actor=actor, at=at, review=review)


@action("reviews.close", subject="review")
def close(*, actor: Account | None, at: dt.datetime, review: Review, reason: str = "") -> None:
    """Close a review. Before anybody said how the process went (or declined to), a reason is asked for (G15)."""
    if actor is not None:
        rules.may_close(acting(actor.pk, review, at=at)).require()
        waiting = review.stages.filter(kind=StageKind.PROCESS_FEEDBACK, done_at__isnull=True).exists()
        passed = enforce(rules.unclosed(feedback_settled=not waiting), reason=reason)
        overrides.record(actor=actor, at=at, review=review, breaches=passed, reason=reason)
    _change(actor, at, review, "close")


def _ask(actor: Account | None, at: dt.datetime, review: Review, move: str) -> None:
    if actor is not None:
        rules.may_move(acting(actor.pk, review, at=at), move).require()


def _change(actor: Account | None, at: dt.datetime, review: Review, move: str, *, reason: str = "") -> None:
    """The state is read and written under a lock, so that two people can't make two moves from one state."""
    review.state = Review.objects.select_for_update().values_list("state", flat=True).get(pk=review.pk)
    REVIEW.advance(review, move)
    review.state_reason = reason
    review.save(update_fields=["state", "state_reason"])
    publish(ReviewChanged(at=at, actor_id=_id(actor), review_id=review.pk, state=review.state))


def _said(reason: str) -> str:
    longest = Review._meta.get_field("state_reason").max_length or 0  # noqa: SLF001 - a table's public description
    if not reason.strip():
        raise Unacceptable({"reason": [_("Say why, in a sentence: those who take part will read it.")]})
    if len(reason.strip()) > longest:
        raise Unacceptable({"reason": [_("Shorten this to %(max)d characters.") % {"max": longest}]})
    return reason.strip()


def _about(
    model: Definition,
    cycle: Cycle,
    host: School,
    *,
    on: dt.date,
    subject_name: str,
    leader_id: uuid.UUID | None,
    sites: list[uuid.UUID],
    framework_id: uuid.UUID | None,
) -> dict[str, Any]:
    """The columns that say what is reviewed, and by which framework."""
    possible = subject.possible_sites(model, host, cycle.partnership_id, on=on)
    people = dict(subject.leaders(host.pk, network_id=cycle.network_id, on=on)) if leader_id else {}
    wrong = subjects.mistakes(
        model,
        host,
        subject_name=subject_name,
        leader_known=leader_id is None or leader_id in people,
        sites=sites,
        possible=subject.ids(possible),
    )
    usual = cycle.partnership.programme.review_model.framework_id
    if framework_id is not None and framework_id not in {usual, *(one.pk for one in subject.frameworks(model))}:
        wrong["framework_id"] = [_("Choose one of the frameworks that this review model allows.")]
    _stop(wrong)
    return {
        "subject_name": subject_name,
        "subject_leader_id": leader_id,
        "site_ids": list(dict.fromkeys(sites)),
        "framework_id": framework_id or usual,
    }


def _made(cycle: Cycle, host: School, wanted: Dates, about: dict[str, Any]) -> Review:
    """The review and its stages, pinned to what the programme uses now. Somebody was quicker: says so."""
    programme = cycle.partnership.programme
    review = Review(
        network_id=cycle.network_id,
        programme=programme,
        partnership=cycle.partnership,
        cycle=cycle,
        host=host,
        review_model=programme.review_model,
        **about,
        visit_starts_on=wanted.visit_starts_on,
        visit_ends_on=wanted.visit_ends_on,
    )
    try:
        with transaction.atomic():
            review.save()
    except IntegrityError:
        _require_first_review(cycle, host, about["subject_name"])
        raise
    Stage.objects.bulk_create(
        Stage(review=review, key=stage.key, kind=stage.kind, order=order, due_on=wanted.due[stage.key])
        for order, stage in enumerate(definition(review.review_model_id).stages)
        if stage.key in wanted.due
    )
    return review


def _require_first_review(cycle: Cycle, host: School, subject_name: str) -> None:
    same = Review.objects.filter(cycle=cycle, host=host, subject_name=subject_name)
    known = same.exclude(state="cancelled").first()
    if known is not None:
        words = _("%(host)s has a review in this cycle already, with its visit on %(day)s. Change its dates instead.")
        raise Unacceptable({"host": [words % {"host": host.name, "day": rules.day(known.visit_starts_on)}]})


def _known(dates: Mapping[str, dt.date], model: Definition) -> dict[str, dt.date]:
    unknown = {
        key: [_("This review model has no stage of that name.")] for key in dates if key not in model.stage_by_key
    }
    _stop(unknown)
    return dict(dates)


def _stop(mistakes: dict[str, list[str]]) -> None:
    if mistakes:
        raise Unacceptable(mistakes)


def _checked(
    wanted: Dates, model: Definition, why_not: WhyNot, actor: Account | None, reason: str
) -> tuple[Breach, ...]:
    _stop(rules.order_mistakes(wanted, model))
    warnings = rules.warnings(wanted, model, why_not)
    return enforce(warnings, reason=reason) if actor is not None else warnings


def _write(review: Review, wanted: Dates, version: int | None) -> None:
    row = Review.objects.filter(pk=review.pk)
    if version is not None:
        row = row.filter(version=version)
    changed = row.update(
        visit_starts_on=wanted.visit_starts_on, visit_ends_on=wanted.visit_ends_on, version=F("version") + 1
    )
    review.refresh_from_db(fields=["visit_starts_on", "visit_ends_on", "version"])
    if not changed:
        now = dates_of.of(review)
        raise Stale(
            _("The dates were changed while you looked at them. Nothing is lost: see both, then save again."),
            current={
                "visit_starts_on": now.visit_starts_on,
                "visit_days": now.visit_days,
                **now.due,
                "version": review.version,
            },
        )
    stages = list(review.stages.all())
    for stage in stages:
        stage.due_on = wanted.due[stage.key]
    Stage.objects.bulk_update(stages, ["due_on"])


def _id(actor: Account | None) -> uuid.UUID | None:
    return actor.pk if actor else None
