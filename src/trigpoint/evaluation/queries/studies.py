"""Studies, grants and what is kept about them."""

import datetime as dt
import uuid

from django.db.models import Count, QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.evaluation.models import Departure, Exclusion, Export, Grant, PlanVersion, Run, Study
from trigpoint.evaluation.queries import scope
from trigpoint.kernel.errors import Missing
from trigpoint.people.queries import appointments
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.queries.records import Programme

__all__ = ["Departure", "Exclusion", "Export", "Grant", "PlanVersion", "Run", "Study"]


def of_person(hats: Hats) -> QuerySet[Study]:
    """The studies that the person may know of, the newest first."""
    return scope.visible_to(hats).annotate(run_count=Count("runs")).order_by("-created_at")


def grants(programme: Programme) -> list[Grant]:
    """All that were ever given, the longest lasting first."""
    found = Grant.objects.filter(programme=programme).select_related("person", "given_by", "ended_by", "programme")
    return list(found.order_by("-ends_on", "person__name"))


def grant(programme: Programme, grant_id: uuid.UUID) -> Grant:
    found = Grant.objects.filter(programme=programme, pk=grant_id).select_related("programme", "person").first()
    if found is None:
        raise Missing
    return found


def evaluators(programme: Programme, view: scope.View) -> list[Account]:
    """The programme's evaluators today, by name."""
    held = appointments.at_place(Place.PROGRAMME, [programme.pk], on=view.on, roles=[Role.EVALUATOR])
    return [row.person for row in held]


def departures(study: Study) -> list[Departure]:
    return list(Departure.objects.filter(study=study).select_related("recorded_by"))


def exclusions(study: Study) -> list[Exclusion]:
    return list(Exclusion.objects.filter(study=study).select_related("school").order_by("kind", "created_at"))


def exclusion(study: Study, exclusion_id: uuid.UUID) -> Exclusion:
    found = Exclusion.objects.filter(study=study, pk=exclusion_id).select_related("study", "school").first()
    if found is None:
        raise Missing
    return found


def exports(study: Study) -> list[Export]:
    return list(Export.objects.filter(study=study).select_related("taken_by"))


def versions(study: Study) -> list[PlanVersion]:
    return list(PlanVersion.objects.filter(study=study).select_related("saved_by"))


def latest(study: Study) -> PlanVersion | None:
    return PlanVersion.objects.filter(study=study).order_by("-number").first()


def runs(study: Study) -> list[Run]:
    return list(Run.objects.filter(study=study).select_related("asked_by", "version"))


def run(study: Study, run_id: uuid.UUID) -> Run:
    found = Run.objects.filter(study=study, pk=run_id).select_related("study", "study__programme", "version").first()
    if found is None:
        raise Missing
    return found


def run_by_id(run_id: uuid.UUID) -> Run | None:
    """The run, whoever asks: for the task, which shows it to nobody."""
    return Run.objects.filter(pk=run_id).select_related("study", "study__programme", "version").first()


def abandoned(*, since: dt.datetime) -> list[Run]:
    """Runs that are said to go on, on which no worker works that was heard of since. Two queries."""
    worked_on = ProcrastinateJob.objects.filter(
        queue_name="evaluation", status="doing", worker__last_heartbeat__gte=since
    ).values_list("args__run_id", flat=True)
    held = set(worked_on)
    return [run for run in Run.objects.filter(state="running").select_related("study") if str(run.pk) not in held]


def stop_wanted(run: Run) -> bool:
    return Run.objects.filter(pk=run.pk, stop_wanted=True).exists()
