"""Whenever a run was asked for: write its files, run the study on them, note how far it is; end what a dead worker left."""

import datetime as dt
import json
import logging
import uuid
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from trigpoint.evaluation import actions
from trigpoint.evaluation.enums import RunKind
from trigpoint.evaluation.queries import folders, inputs, plans, report, studies
from trigpoint.evaluation.queries import records as record_queries
from trigpoint.evaluation.queries.studies import Run
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Refused, TrigpointError

logger = logging.getLogger(__name__)

SILENT = dt.timedelta(minutes=2)
"""A worker that is alive is heard of every ten seconds."""


@app.task(name=actions.runs.RUN_STUDY, queue="evaluation")
def run_study(run_id: str) -> None:
    """Run it, or go on with it. A run that was stopped before its turn is left alone."""
    from trigpoint.evaluation.study.errors import Stopped, StudyError  # noqa: PLC0415 - it loads numpy

    run = studies.run_by_id(uuid.UUID(run_id))
    if run is None or run.state != "waiting":
        return
    actions.runs.begin(actor=None, at=clock.now(), run=run)
    try:
        _run(run)
    except Stopped:
        _end(run, "stop")
    except (StudyError, TrigpointError) as error:
        _end(run, "fail", problem=str(error))
    except Exception:
        logger.exception("run %s of a study", run_id)
        _end(run, "fail", problem=_("Something went wrong that nobody foresaw. The log of the worker says what."))
    else:
        _end(run, "finish")


@app.periodic(cron="*/2 * * * *")
@app.task(name="evaluation.end_abandoned", queue="housekeeping", queueing_lock="evaluation.end_abandoned")
def end_abandoned(timestamp: int) -> None:
    """A run whose worker has died is no longer said to go on: whoever asked for it can let it go on from there."""
    for run in studies.abandoned(since=clock.now() - SILENT):
        _end(run, "fail", problem=_("What ran it was ended from outside. All that is done is kept: let it go on."))


def _end(run: Run, move: str, *, problem: str = "") -> None:
    files = folders.files(run)
    try:
        actions.runs.end(actor=None, at=clock.now(), run=run, move=move, problem=problem, files=files)
    except Refused:
        logger.info("run %s had been ended by somebody", run.pk)


def _run(run: Run) -> None:
    from trigpoint.evaluation.study import run as study_run  # noqa: PLC0415 - it loads numpy

    study = run.study
    after = run.kind == RunKind.FULL
    plan = plans.read(run.version.text if after else plans.check_of(run.version.text))
    records = record_queries.read(study, on=report.today(study, clock.today()))
    folder = folders.folder(run)
    folder.mkdir(parents=True, exist_ok=True)
    schools = _once(folder / "schools.csv", lambda: inputs.schools_csv(study, plan, records))
    panel = None
    if plan.estimates:
        panel = _once(folder / "panel.csv", lambda: inputs.panel_csv(study, plan, records, after=after))
    process = _once(folder / "process.json", lambda: json.dumps(report.process(study, records) if after else {}))

    def on_step(step: study_run.Progress) -> None:
        actions.runs.note(run.pk, number=step.number, of=step.of, words=step.words)

    study_run.run(
        plan,
        schools,
        panel,
        folder / "out",
        process=json.loads(process.read_text(encoding="utf-8")),
        departures=report.departures(study),
        on_step=on_step,
        cancelled=lambda: studies.stop_wanted(run),
    )


def _once(path: Path, make: Callable[[], str]) -> Path:
    """Written by the run's first attempt; one that goes on takes it as it is."""
    if not path.exists():
        part = path.with_suffix(".part")
        part.write_text(make(), encoding="utf-8", newline="")
        part.replace(path)
    return path
