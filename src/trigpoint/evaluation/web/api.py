"""Calls for studies: what the pages do, for evaluators' own programs. Schools are under pseudonyms here too."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from trigpoint.evaluation import actions, rules
from trigpoint.evaluation.queries import (
    coding,
    costs,
    dimensions,
    fidelity,
    folders,
    pseudonyms,
    records,
    report,
    scope,
    studies,
    surveys,
)
from trigpoint.evaluation.queries.coding import Extract
from trigpoint.evaluation.queries.costs import CostLine
from trigpoint.evaluation.queries.scope import Grant, Run, Study
from trigpoint.evaluation.queries.studies import Exclusion
from trigpoint.evaluation.queries.surveys import Instrument, Wave
from trigpoint.evaluation.web import scopes
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.people.queries.accounts import Account, by_id
from trigpoint.programmes.queries.records import Programme
from trigpoint.ui.api import expose

router = Router()

PROGRAMME = "/programmes/{uuid:programme_id}/evaluation"
STUDY = "/studies/{uuid:study_id}"


class StudyOut(Schema):
    id: uuid.UUID
    programme_id: uuid.UUID
    title: str
    state: str
    version: int
    starts_on: dt.date
    ends_on: dt.date
    pupils: int | None
    sha256: str
    locked_at: dt.datetime | None


class PlanVersionOut(Schema):
    id: uuid.UUID
    number: int
    text: str
    reasons: dict[str, str]
    sha256: str
    saved_at: dt.datetime


class IndicatorOut(Schema):
    """One figure of a dimension: a share of `of`, or an amount in `unit`."""

    dimension: str
    key: str
    words: str
    count: float | None
    of: int | None
    unit: str
    note: str


class FidelityOut(Schema):
    """What one school did, under its pseudonym; null where nothing is known."""

    school: str
    partnership: str
    components: dict[str, bool | None]
    dose: int
    complies: bool


class ScaleOut(Schema):
    """A scale of a wave. What is perceived is no impact."""

    key: str
    perceived: bool
    estimate: float | None
    low: float | None
    high: float | None
    people: int
    clusters: int
    alpha: float | None
    omega: float | None


class WaveOut(Schema):
    id: uuid.UUID
    name: str
    instrument: str
    asked: int
    answered: int
    scales: list[ScaleOut]


class RunOut(Schema):
    id: uuid.UUID
    kind: str
    state: str
    number: int
    of: int
    words: str
    problem: str
    asked_at: dt.datetime
    ended_at: dt.datetime | None
    files: dict[str, int]


class ExportOut(Schema):
    id: uuid.UUID
    what: str
    size: int
    sha256: str
    purpose: str
    taken_at: dt.datetime


def _study(request: HttpRequest, study_id: uuid.UUID) -> Study:
    return scopes.reading(request, study_id).the_study


def _programme(request: HttpRequest, programme_id: uuid.UUID) -> Programme:
    return scope.load_programme(request.hats, programme_id, on=clock.today()).programme  # type: ignore[attr-defined]


def _grant(request: HttpRequest, programme: Programme, grant_id: uuid.UUID) -> Grant:
    return studies.grant(programme, grant_id)


def _person(request: HttpRequest, person_id: uuid.UUID) -> Account:
    found = by_id(person_id)
    if found is None:
        raise Missing
    return found


def _exclusion(request: HttpRequest, study: Study, exclusion_id: uuid.UUID) -> Exclusion:
    return studies.exclusion(study, exclusion_id)


def _line(request: HttpRequest, study: Study, line_id: uuid.UUID) -> CostLine:
    return costs.line(study, line_id)


def _instrument(request: HttpRequest, study: Study, instrument_id: uuid.UUID) -> Instrument:
    return surveys.instrument(study, instrument_id)


def _wave(request: HttpRequest, study_id: uuid.UUID, wave_id: uuid.UUID) -> Wave:
    return surveys.wave(_study(request, study_id), wave_id)


def _extract(request: HttpRequest, study_id: uuid.UUID, extract_id: uuid.UUID) -> Extract:
    return coding.extract(_study(request, study_id), extract_id)


def _run(request: HttpRequest, study_id: uuid.UUID, run_id: uuid.UUID) -> Run:
    return studies.run(_study(request, study_id), run_id)


@router.get("/studies", operation_id="evaluation.studies", response=list[StudyOut], summary="Studies")
def list_studies(request: HttpRequest) -> Any:
    """The studies that the person may know of, the newest first."""
    return studies.of_person(request.hats)  # type: ignore[attr-defined]


@router.get(STUDY, operation_id="evaluation.study", response=StudyOut, summary="One study")
def study(request: HttpRequest, study_id: uuid.UUID) -> Study:
    """What it asks, its days, and the lock of its plan."""
    return _study(request, study_id)


@router.get(
    STUDY + "/plan", operation_id="evaluation.plan", response=list[PlanVersionOut], summary="Versions of a plan"
)
def plan(request: HttpRequest, study_id: uuid.UUID) -> Any:
    """Every version, the newest first."""
    return studies.versions(_study(request, study_id))


@router.get(STUDY + "/process", operation_id="evaluation.process", response=list[IndicatorOut], summary="How it went")
def process(request: HttpRequest, study_id: uuid.UUID) -> Any:
    """The eight dimensions of implementation, figure by figure."""
    found = _study(request, study_id)
    counted = records.read(found, on=report.today(found, clock.today()))
    made = dimensions.dimensions(counted, surveys.results(found))
    return [
        {
            "dimension": dimension.value,
            **{name: getattr(one, name) for name in ("key", "words", "count", "of", "unit", "note")},
        }
        for dimension, indicators in made.items()
        for one in indicators
    ]


@router.get(
    STUDY + "/fidelity", operation_id="evaluation.fidelity", response=list[FidelityOut], summary="What each school did"
)
def fidelity_of_schools(request: HttpRequest, study_id: uuid.UUID) -> Any:
    """School by school, under pseudonyms."""
    found = _study(request, study_id)
    counted = records.read(found, on=report.today(found, clock.today()))
    return [
        {
            "school": pseudonyms.of(found.salt, "school", one.school_id),
            "partnership": pseudonyms.of(found.salt, "partnership", one.partnership_id),
            "components": one.components,
            "dose": one.dose,
            "complies": one.complies,
        }
        for one in fidelity.schools(counted)
    ]


@router.get(STUDY + "/waves", operation_id="evaluation.waves", response=list[WaveOut], summary="Survey waves")
def waves(request: HttpRequest, study_id: uuid.UUID) -> Any:
    """Response and scales of each wave; nothing of fewer than five people."""
    return [
        {
            "id": one.wave_id,
            "name": one.name,
            "instrument": one.instrument,
            "asked": one.asked,
            "answered": one.answered,
            "scales": [_scale(scale) for scale in one.scales],
        }
        for one in surveys.results(_study(request, study_id))
    ]


def _scale(one: surveys.Scale) -> dict[str, Any]:
    return {
        "key": one.key,
        "perceived": one.perceived,
        "estimate": one.mean.value if one.mean else None,
        "low": one.mean.low if one.mean else None,
        "high": one.mean.high if one.mean else None,
        "people": one.mean.n if one.mean else 0,
        "clusters": one.mean.clusters if one.mean else 0,
        "alpha": one.alpha,
        "omega": one.omega,
    }


@router.get(STUDY + "/runs", operation_id="evaluation.runs", response=list[RunOut], summary="Runs")
def runs(request: HttpRequest, study_id: uuid.UUID) -> Any:
    """How far each is, the newest first, and what it has made."""
    return studies.runs(_study(request, study_id))


@router.get(
    STUDY + "/exports", operation_id="evaluation.exports", response=list[ExportOut], summary="What was taken away"
)
def exports(request: HttpRequest, study_id: uuid.UUID) -> Any:
    """Everything that has left the study."""
    return studies.exports(_study(request, study_id))


@router.post(
    STUDY + "/runs/{uuid:run_id}/results", operation_id="evaluation.take_results", summary="Take a run's results away"
)
def take_results(request: HttpRequest, study_id: uuid.UUID, run_id: uuid.UUID) -> dict[str, Any]:
    """Every number of a run, by key. It is logged as a download, with the purpose of the access."""
    view = scopes.reading(request, study_id)
    run = studies.run(view.the_study, run_id)
    rules.may_take_away(view).require()
    data = folders.content(run, "results.json")
    actor: Any = request.auth  # type: ignore[attr-defined]
    actions.exports.take_away(
        actor=actor, at=clock.now(), study=view.the_study, what="results.json", data=data, run=run
    )
    return folders.results(run)


of_study = {"study": _study}
expose(router, "POST", PROGRAMME + "/access", actions.access.give, resolve={"programme": _programme, "person": _person})
expose(
    router,
    "POST",
    PROGRAMME + "/access/{uuid:grant_id}/end",
    actions.access.end,
    resolve={"programme": _programme, "grant": _grant},
)
expose(router, "POST", PROGRAMME + "/studies", actions.studies.open_study, resolve={"programme": _programme})
expose(router, "PUT", STUDY, actions.studies.change_study, resolve=of_study)
expose(router, "POST", STUDY + "/exclusions", actions.studies.exclude, resolve=of_study)
expose(
    router,
    "DELETE",
    STUDY + "/exclusions/{uuid:exclusion_id}",
    actions.studies.include,
    resolve={**of_study, "exclusion": _exclusion},
)
expose(router, "POST", STUDY + "/departures", actions.studies.depart, resolve=of_study)
expose(router, "POST", STUDY + "/plan", actions.plans.save, resolve=of_study)
expose(router, "POST", STUDY + "/plan/lock", actions.plans.lock, resolve=of_study)
expose(router, "POST", STUDY + "/training", actions.process.take_training, resolve=of_study)
expose(router, "POST", STUDY + "/costs", actions.process.add_cost, resolve=of_study)
expose(
    router, "DELETE", STUDY + "/costs/{uuid:line_id}", actions.process.remove_cost, resolve={**of_study, "line": _line}
)
expose(router, "POST", STUDY + "/instruments", actions.surveys.publish, resolve=of_study)
expose(
    router,
    "POST",
    STUDY + "/instruments/{uuid:instrument_id}/waves",
    actions.surveys.open_wave,
    resolve={**of_study, "instrument": _instrument},
)
expose(router, "PUT", STUDY + "/waves/{uuid:wave_id}/responses", actions.surveys.take, resolve={"wave": _wave})
expose(router, "POST", STUDY + "/codes", actions.coding.add_code, resolve=of_study)
expose(router, "POST", STUDY + "/extracts", actions.coding.add_extract, resolve=of_study)
expose(router, "PUT", STUDY + "/extracts/{uuid:extract_id}/codes", actions.coding.code, resolve={"extract": _extract})
expose(router, "POST", STUDY + "/runs", actions.runs.ask, resolve=of_study)
expose(router, "POST", STUDY + "/runs/{uuid:run_id}/stop", actions.runs.stop, resolve={"run": _run})
expose(router, "POST", STUDY + "/runs/{uuid:run_id}/resume", actions.runs.resume, resolve={"run": _run})
