"""Save versions of a plan, and lock one by its hash."""

import datetime as dt

from django.db.models import Max
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.evaluation import rules
from trigpoint.evaluation.lifecycle import STUDY
from trigpoint.evaluation.models import PlanVersion, Study
from trigpoint.evaluation.queries import plans, scope
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.people.queries.accounts import Account


@action("evaluation.save_plan")
def save(
    *,
    actor: Account,
    at: dt.datetime,
    study: Study,
    text: str,
    number: int,
    reasons: dict[str, str] | None = None,
) -> PlanVersion:
    """
    Save a new version. `number` is the one that it was made from; `reasons` say why, by choice.

    Raises Unacceptable with every mistake and its line, Stale when somebody else has saved a version since.
    """
    found = Study.objects.select_for_update().get(pk=study.pk)
    rules.may_change_plan(scope.acting(actor.pk, found, at=at)).require()
    last = PlanVersion.objects.filter(study=study).order_by("-number").first()
    if last is not None and last.number != number:
        raise Stale(_("Somebody else has saved a version in the meantime."), current={"text": last.text})
    plan = plans.parsed(text)
    kept = reasons if reasons is not None else (last.reasons if last else {})
    return PlanVersion.objects.create(
        study=study,
        number=(PlanVersion.objects.filter(study=study).aggregate(Max("number"))["number__max"] or 0) + 1,
        text=text,
        reasons={key: why.strip()[:1000] for key, why in kept.items() if why.strip()},
        sha256=plan.sha256,
        saved_at=at,
        saved_by=actor,
    )


@action("evaluation.lock_plan", subject="study")
def lock(*, actor: Account, at: dt.datetime, study: Study, sha256: str) -> Study:
    """
    Lock the plan by the hash that was read. From now on, and not before, years after may be read.

    Raises Unacceptable when the newest version has another hash, or asks for what the register can't give.
    """
    found = Study.objects.select_for_update().get(pk=study.pk)
    rules.may_change_plan(scope.acting(actor.pk, found, at=at)).require()
    last = PlanVersion.objects.filter(study=study).order_by("-number").first()
    if last is None or last.sha256 != sha256.strip():
        raise Unacceptable({"sha256": [_("This is not the hash of the newest version. Read it again, then lock it.")]})
    if problems := plans.problems(plans.parsed(last.text)):
        raise Unacceptable({"": problems})
    STUDY.advance(found, "lock")
    found.sha256, found.locked_at, found.locked_by = last.sha256, at, actor
    found.save(update_fields=["state", "sha256", "locked_at", "locked_by"])
    return found
