"""Ask for a run, note how far it is, and how it ended."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector

from trigpoint.audit.actions import action
from trigpoint.evaluation import rules
from trigpoint.evaluation.enums import RunKind
from trigpoint.evaluation.lifecycle import RUN
from trigpoint.evaluation.models import PlanVersion, Run, Study
from trigpoint.evaluation.queries import plans, scope
from trigpoint.kernel.errors import Refused, Unacceptable
from trigpoint.people.queries.accounts import Account

RUN_STUDY = "evaluation.run_study"

# On Django's own connection, so that the run and the message about it are committed together.
_jobs = App(connector=DjangoConnector())


@action("evaluation.ask_for_run")
def ask(*, actor: Account, at: dt.datetime, study: Study, kind: RunKind) -> Run:
    """
    Ask for a check (before the lock; it reads no year after) or the whole study (after it).

    Raises Refused for a whole run before the lock, and while another run goes on.
    """
    found = Study.objects.select_for_update().get(pk=study.pk)
    rules.may_work(scope.acting(actor.pk, found, at=at)).require()
    if kind == RunKind.FULL and not found.is_locked:
        raise Refused(_("Lock the plan first: no outcome of a year after is read before that."))
    versions = PlanVersion.objects.filter(study=study)
    version = versions.filter(sha256=found.sha256).order_by("number").last() if found.is_locked else versions.first()
    if version is None:
        raise Refused(_("There is no plan yet."))
    if problems := plans.problems(plans.parsed(version.text)):
        raise Unacceptable({"": problems})
    try:
        with transaction.atomic():
            run = Run.objects.create(study=found, version=version, kind=kind, asked_at=at, asked_by=actor)
    except IntegrityError:
        raise Refused(_("Another run of this study goes on. Wait for it, or stop it.")) from None
    _defer(run.pk)
    return run


@action("evaluation.stop_run", subject="run")
def stop(*, actor: Account, at: dt.datetime, run: Run) -> Run:
    """
    Stop a run before its next step. What it has made stays, and it can go on from there.

    Asked a second time, it counts as stopped at once: for a run whose worker is gone, before that has been noticed.
    """
    rules.may_work(scope.acting(actor.pk, run.study, at=at)).require()
    found = Run.objects.select_for_update().get(pk=run.pk)
    if found.state == "waiting" or (found.state == "running" and found.stop_wanted):
        RUN.advance(found, "stop")
        found.ended_at = at
    elif found.state != "running":
        raise Refused(str(RUN.moves["stop"].refusal))
    found.stop_wanted = True
    found.save(update_fields=["state", "stop_wanted", "ended_at"])
    return found


@action("evaluation.resume_run", subject="run")
def resume(*, actor: Account, at: dt.datetime, run: Run) -> Run:
    """Go on where a run was stopped, or could not be done."""
    rules.may_work(scope.acting(actor.pk, run.study, at=at)).require()
    found = Run.objects.select_for_update().get(pk=run.pk)
    RUN.advance(found, "resume")
    found.stop_wanted, found.problem, found.ended_at = False, "", None
    try:
        with transaction.atomic():
            found.save(update_fields=["state", "stop_wanted", "problem", "ended_at"])
    except IntegrityError:
        raise Refused(_("Another run of this study goes on. Wait for it, or stop it.")) from None
    _defer(found.pk)
    return found


def _defer(run_id: uuid.UUID) -> None:
    _jobs.configure_task(RUN_STUDY, queue="evaluation", allow_unknown=True).defer(run_id=str(run_id))


@action("evaluation.begin_run", subject="run")
def begin(*, actor: Account | None, at: dt.datetime, run: Run) -> Run:
    """The worker has taken it up."""
    found = Run.objects.select_for_update().get(pk=run.pk)
    RUN.advance(found, "begin")
    found.number, found.of, found.words = 0, 0, ""
    found.save(update_fields=["state", "number", "of", "words"])
    return found


@action("evaluation.end_run", subject="run")
def end(
    *,
    actor: Account | None,
    at: dt.datetime,
    run: Run,
    move: str,
    problem: str = "",
    files: Mapping[str, int] | None = None,
) -> Run:
    """How it ended: finish, fail or stop."""
    found = Run.objects.select_for_update().get(pk=run.pk)
    RUN.advance(found, move)
    found.ended_at, found.problem, found.files = at, problem[:10_000], dict(files or {})
    found.save(update_fields=["state", "ended_at", "problem", "files"])
    return found


def note(run_id: uuid.UUID, *, number: int, of: int, words: str) -> None:
    """How far a run is: no act of anybody's, so not in the ledger."""
    Run.objects.filter(pk=run_id).update(number=number, of=of, words=words[:300])
