"""Write, agree and follow the action plan."""

import datetime as dt
import uuid
from typing import Any

from trigpoint.audit.actions import action
from trigpoint.improvement.actions.checks import tidy
from trigpoint.improvement.enums import Progress, Support
from trigpoint.improvement.events import PlanAgreed
from trigpoint.improvement.lifecycle import PLAN
from trigpoint.improvement.models import Plan, PlannedAction, Telling
from trigpoint.improvement.rules import guards
from trigpoint.improvement.rules.visibility import may_agree_plan, may_report_progress, may_write_plan
from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.kernel.guards import enforce
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.programmes.queries import partnerships, priorities
from trigpoint.reviews.actions import stages
from trigpoint.reviews.queries.scene import Review, Scene, acting

SOMEBODY_FIRST = _("Somebody else changed this while you were writing. Both are below; nothing is lost.")


@action("improvement.open_plan")
def open_plan(*, actor: Account | None, at: dt.datetime, review: Review) -> Plan:
    """Begin the plan, once. The system does so when the workshop has been held."""
    if actor is not None:
        may_write_plan(acting(actor.pk, review, at=at), PLAN.initial).require()
    plan, _created = Plan.objects.get_or_create(review=review, defaults={"network_id": review.network_id})
    return plan


@action("improvement.add_action")
def add_action(
    *,
    actor: Account,
    at: dt.datetime,
    plan: Plan,
    issue: str,
    aspect: str,
    text: str,
    owner: str,
    due_on: dt.date | None,
    measure: str,
    cause: str = "",
    change: str = "",
    owner_person_id: uuid.UUID | None = None,
    starts_on: dt.date | None = None,
    baseline: str = "",
    target: str = "",
    serves_review_priority: bool = True,
    priority_id: uuid.UUID | None = None,
    support: str = Support.NONE,
    support_text: str = "",
    partner_id: uuid.UUID | None = None,
) -> PlannedAction:
    """Add an action. Raises Unacceptable for one without owner, date or success measure (guard G16)."""
    scene = _writing(actor, plan, at)
    values: dict[str, Any] = {
        "issue": issue, "aspect": aspect, "text": text, "owner": owner, "due_on": due_on, "measure": measure,
        "cause": cause, "change": change, "owner_person_id": owner_person_id, "starts_on": starts_on,
        "baseline": baseline, "target": target, "serves_review_priority": serves_review_priority,
        "priority_id": priority_id, "support": support, "support_text": support_text, "partner_id": partner_id,
    }  # fmt: skip
    return PlannedAction.objects.create(plan=plan, **_checked(scene, values))


@action("improvement.change_action", subject="planned")
def change_action(
    *,
    actor: Account,
    at: dt.datetime,
    planned: PlannedAction,
    version: int,
    issue: str,
    aspect: str,
    text: str,
    owner: str,
    due_on: dt.date | None,
    measure: str,
    cause: str = "",
    change: str = "",
    owner_person_id: uuid.UUID | None = None,
    starts_on: dt.date | None = None,
    baseline: str = "",
    target: str = "",
    serves_review_priority: bool = True,
    priority_id: uuid.UUID | None = None,
    support: str = Support.NONE,
    support_text: str = "",
    partner_id: uuid.UUID | None = None,
) -> None:
    """Change an action. Raises Unacceptable (guard G16) or Stale, with what is there now."""
    scene = _writing(actor, planned.plan, at)
    values: dict[str, Any] = {
        "issue": issue, "aspect": aspect, "text": text, "owner": owner, "due_on": due_on, "measure": measure,
        "cause": cause, "change": change, "owner_person_id": owner_person_id, "starts_on": starts_on,
        "baseline": baseline, "target": target, "serves_review_priority": serves_review_priority,
        "priority_id": priority_id, "support": support, "support_text": support_text, "partner_id": partner_id,
    }  # fmt: skip
    _replace(planned, version, _checked(scene, values))


@action("improvement.remove_action", subject="plan")
def remove_action(*, actor: Account, at: dt.datetime, plan: Plan, planned: PlannedAction) -> None:
    """Take an action out of a plan that is still being written."""
    _writing(actor, plan, at)
    if plan.state != PLAN.initial:
        raise Refused(_("The plan has been agreed: stop the action and say why, so that the record stays whole."))
    planned.delete()


@action("improvement.add_telling")
def add_telling(
    *, actor: Account, at: dt.datetime, plan: Plan, audience: str, what: str, on: dt.date | None = None
) -> Telling:
    """Agree who will be told what (guard G14)."""
    _writing(actor, plan, at)
    missing = {}
    if not audience.strip():
        missing["audience"] = [_("Say who will be told, such as staff, governors or families.")]
    if not what.strip():
        missing["what"] = [_("Say what they will be told.")]
    if missing:
        raise Unacceptable(missing)
    return Telling.objects.create(plan=plan, on=on, **tidy(Telling, {"audience": audience, "what": what}))


@action("improvement.remove_telling", subject="plan")
def remove_telling(*, actor: Account, at: dt.datetime, plan: Plan, telling: Telling) -> None:
    """Take a line out of the communication agreement before the plan is agreed."""
    _writing(actor, plan, at)
    if plan.state != PLAN.initial:
        raise Refused(_("The plan has been agreed with this line in it: add another one instead."))
    telling.delete()


@action("improvement.agree_plan", subject="plan")
def agree(*, actor: Account, at: dt.datetime, plan: Plan) -> None:
    """The head agrees the plan, which completes its stage. Guards G14 and G16 refuse a plan that is not whole."""
    may_agree_plan(acting(actor.pk, plan.review, at=at)).require()
    enforce(guards.plan_can_be_agreed(actions=plan.actions.count(), tellings=plan.tellings.count()))
    PLAN.advance(plan, "agree")
    plan.agreed_at, plan.agreed_by = at, actor
    plan.save(update_fields=["state", "agreed_at", "agreed_by"])
    stages.complete(actor=actor, at=at, review=plan.review, kind="plan")
    publish(PlanAgreed(at=at, actor_id=actor.pk, review_id=plan.review_id, plan_id=plan.pk))


@action("improvement.report_progress", subject="planned")
def report_progress(
    *,
    actor: Account,
    at: dt.datetime,
    planned: PlannedAction,
    version: int,
    progress: str,
    latest: str = "",
    latest_on: dt.date | None = None,
    note: str = "",
) -> None:
    """
    Say where an action stands. Before and after stand in one row; the product never calls that an effect.

    Raises Unacceptable when "target met" or "no effect" comes without the figure or the note that shows it.
    """
    scene = acting(actor.pk, planned.plan.review, at=at)
    may_report_progress(scene, own=planned.owner_person_id == actor.pk).require()
    if planned.plan.state == PLAN.initial:
        raise Refused(_("The plan is still being written: progress starts once the {headteacher} has agreed it."))
    if progress not in Progress.values:
        raise Unacceptable({"progress": [_("Choose where the action stands.")]})
    if progress in (Progress.MET, Progress.NO_EFFECT) and not (latest.strip() or note.strip()):
        raise Unacceptable({"latest": [_("Give the latest figure, or say in the note how you know.")]})
    if progress == Progress.STOPPED and not note.strip():
        raise Unacceptable({"note": [_("Say why the action was stopped.")]})
    values = {
        "progress": progress,
        "latest": latest,
        "latest_on": latest_on or (scene.on if latest.strip() else None),
        "note": note,
    }
    _replace(planned, version, tidy(PlannedAction, values))


@action("improvement.record_impact_review", subject="plan")
def record_impact_review(*, actor: Account, at: dt.datetime, plan: Plan) -> None:
    """
    The school and its champion have looked at what changed, which completes the stage.

    Raises Refused before the plan is agreed, or while an action has no word on how it went.
    """
    scene = acting(actor.pk, plan.review, at=at)
    may_report_progress(scene, own=False).require()
    if plan.state == PLAN.initial:
        raise Refused(_("The {impact_review} looks at an agreed plan: this one is still being written."))
    silent = plan.actions.filter(progress=Progress.NOT_STARTED).values_list("text", flat=True)
    if silent:
        raise Refused(_("Say first how each action went. Nothing is reported yet on: %s.") % "; ".join(silent))
    stages.complete(actor=actor, at=at, review=plan.review, kind="impact_review")


def _writing(actor: Account, plan: Plan, at: dt.datetime) -> Scene:
    scene = acting(actor.pk, plan.review, at=at)
    may_write_plan(scene, plan.state).require()
    return scene


def _checked(scene: Scene, values: dict[str, Any]) -> dict[str, Any]:
    """The values, tidied. Raises Unacceptable, naming every field that can't be taken."""
    values = tidy(PlannedAction, values)
    wrong: dict[str, list[Any]] = dict(
        guards.whole_action(owner=values["owner"], due_on=values["due_on"], measure=values["measure"])
    )
    if not values["issue"]:
        wrong["issue"] = [_("Say which issue the action is about.")]
    if not values["text"]:
        wrong["text"] = [_("Say what will be done.")]
    if values["aspect"] not in scene.tree.aspects:
        wrong["aspect"] = [_("Choose the {aspect} that the issue comes from.")]
    if values["starts_on"] and values["due_on"] and values["due_on"] < values["starts_on"]:
        wrong["due_on"] = [_("The action would be done before it starts.")]
    if values["support"] not in Support.values:
        wrong["support"] = [_("Choose what help is wanted, or that none is.")]
    elif values["support"] != Support.NONE and not values["support_text"]:
        wrong["support_text"] = [_("Say what help would make the difference, so that somebody can offer it.")]
    if values["priority_id"] and values["priority_id"] not in priorities.active_ids(scene.review.programme_id):
        wrong["priority_id"] = [_("Choose one of the programme's priorities.")]
    if values["partner_id"] and values["partner_id"] not in _possible_partners(scene):
        wrong["partner_id"] = [_("Choose another school of the {partnership}.")]
    if wrong:
        raise Unacceptable(wrong)
    return values


def _possible_partners(scene: Scene) -> set[uuid.UUID]:
    return set(partnerships.member_ids(scene.review.partnership_id, on=scene.on)) - {scene.review.host_id}


def _replace(planned: PlannedAction, version: int, values: dict[str, Any]) -> None:
    if PlannedAction.objects.filter(pk=planned.pk, version=version).update(**values, version=version + 1):
        return
    now = PlannedAction.objects.get(pk=planned.pk)
    raise Stale(SOMEBODY_FIRST, current={**{name: getattr(now, name) for name in values}, "version": now.version})
