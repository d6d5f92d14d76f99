"""A study of the simulated programme: checked, locked, run by the worker's task, read and taken away."""

import csv
import datetime as dt
import io
import json
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories.people import AccountFactory, appoint
from tests.factories.programmes import programme as make_programme
from tests.sign_in import signed_in
from trigpoint.evaluation import actions, tasks
from trigpoint.evaluation.models import Export, Run, Study
from trigpoint.evaluation.queries import folders, inputs, plans
from trigpoint.evaluation.queries import records as record_queries
from trigpoint.home.demo import national
from trigpoint.kernel.errors import Refused
from trigpoint.organisations.models import SchoolFigures
from trigpoint.people.models import Account

pytestmark = pytest.mark.django_db

type Scene = tuple[Study, Account]


@pytest.fixture
def scene(time_machine, at: dt.datetime, settings: Any, tmp_path) -> Scene:
    """400 invented schools, 40 of them in 8 partnerships; the study's plan is saved and not locked."""
    time_machine.move_to(at, tick=False)
    settings.MEDIA_ROOT = tmp_path
    programme = make_programme()
    staff, evaluator = AccountFactory(), AccountFactory(name="Imogen Shaw")
    appoint(staff, "programme_staff", "programme", programme, programme.network)
    appoint(evaluator, "evaluator", "programme", programme, programme.network)
    schools = national.simulate(400, 8, 5)
    national.take_in(schools, at=at)
    national.enlist(programme, schools, at=at)
    study = national.study(programme, staff=staff, evaluator=evaluator, at=at, lock=False)
    text = plans.from_choices({**national.choices(study.title), "draws": 19, "alternatives": ["entropy"]}, {})
    actions.plans.save(actor=evaluator, at=at, study=study, text=text, number=2)
    return study, evaluator


def asked(scene: Scene, at: dt.datetime, kind: str) -> Run:
    run = actions.runs.ask(actor=scene[1], at=at, study=scene[0], kind=kind)
    tasks.run_study(str(run.pk))
    run.refresh_from_db()
    return run


def locked(scene: Scene, at: dt.datetime) -> None:
    study, evaluator = scene
    latest = study.versions.first()
    actions.plans.lock(actor=evaluator, at=at, study=study, sha256=latest.sha256)
    study.refresh_from_db()


def test_no_year_after_is_read_before_the_lock(scene: Scene, at: dt.datetime) -> None:
    study, evaluator = scene
    plan = plans.read(study.versions.first().text)
    records = record_queries.read(study, on=at.date())
    with pytest.raises(Refused):
        inputs.panel_csv(study, plan, records, after=True)
    with pytest.raises(Refused):
        inputs.changes(study, plan, records)
    with pytest.raises(Refused):
        actions.runs.ask(actor=evaluator, at=at, study=study, kind="full")
    rows = list(csv.DictReader(io.StringIO(inputs.panel_csv(study, plan, records, after=False))))
    assert {row["year"] for row in rows} == {"2017", "2018", "2019"}
    other = plans.read(study.versions.first().text.replace("caliper = 0.2", "caliper = 0.1"))
    locked(scene, at)
    with pytest.raises(Refused):
        inputs.panel_csv(study, other, records, after=True)
    known = inputs.changes(study, plan, records)
    gone = next(school for school in inputs.treated(records).values() if school.school_id in known)
    SchoolFigures.objects.filter(source="ks2", year=2018, urn=gone.urn).delete()
    assert set(known) - set(inputs.changes(study, plan, records)) == {gone.school_id}


def test_a_check_compares_the_groups_and_estimates_nothing(scene: Scene, at: dt.datetime) -> None:
    run = asked(scene, at, "check")
    assert (run.state, run.problem) == ("done", "")
    assert not (folders.folder(run) / "panel.csv").exists()
    results = folders.results(run)
    assert results["estimates"] == {}
    assert results["designs"]["primary"]["worst"] is not None
    assert "figures/balance.svg" in run.files or any("love" in name or "balance" in name for name in run.files)
    page = signed_in(Client(), scene[1]).get(reverse("evaluation:run", args=[scene[0].pk, run.pk]))
    text = page.content.decode()
    assert "no outcome of a year after has been read" in text
    assert "Whether the groups are alike" in text


def test_a_whole_run_is_read_and_taken_away(scene: Scene, at: dt.datetime) -> None:
    study, evaluator = scene
    locked(scene, at)
    run = asked(scene, at, "full")
    assert (run.state, run.problem) == ("done", "")
    effect = folders.results(run)["estimates"]["primary"]["effect"]
    assert effect["low"] < national.EFFECT < effect["high"]
    assert effect["low"] > 0
    client = signed_in(Client(), evaluator)
    text = client.get(reverse("evaluation:run", args=[study.pk, run.pk])).content.decode()
    assert "more than schools like them" in text
    assert "the interval&#x27;s ends being" in text
    picture = next(name for name in run.files if name.endswith(".svg"))
    name = picture.removeprefix("figures/").removesuffix(".svg")
    assert client.get(reverse("evaluation:figure", args=[study.pk, run.pk, name])).status_code == 200
    fidelity = client.get(reverse("evaluation:fidelity", args=[study.pk])).content.decode()
    assert "A joint display, not an effect" in fidelity
    answer = client.post(reverse("evaluation:download_run", args=[study.pk, run.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {"pairs.csv", "results.json", "manifest.json", "report.html", "report.pdf", "inputs/panel.csv"} <= set(
            archive.namelist()
        )
        pairs = archive.read("pairs.csv").decode()
    assert "900" not in {cell[:3] for row in csv.reader(io.StringIO(pairs)) for cell in row}
    assert Export.objects.get().run == run
    again = asked(scene, at, "full")
    assert {name: folders.content(again, name) for name in again.files} == {
        name: folders.content(run, name) for name in run.files
    }
    assert (
        client.post(reverse("evaluation:download_file", args=[study.pk, run.pk, "../schools.csv"])).status_code == 404
    )


def test_a_run_is_stopped_and_goes_on(scene: Scene, at: dt.datetime, time_machine) -> None:
    study, evaluator = scene
    run = actions.runs.ask(actor=evaluator, at=at, study=study, kind="check")
    with pytest.raises(Refused):
        actions.runs.ask(actor=evaluator, at=at, study=study, kind="check")
    Run.objects.filter(pk=run.pk).update(stop_wanted=True)
    tasks.run_study(str(run.pk))
    run.refresh_from_db()
    assert run.state == "stopped"
    actions.runs.resume(actor=evaluator, at=at, run=run)
    tasks.run_study(str(run.pk))
    run.refresh_from_db()
    assert run.state == "done"
    stopped = actions.runs.ask(actor=evaluator, at=at, study=study, kind="check")
    assert actions.runs.stop(actor=evaluator, at=at, run=stopped).state == "stopped"
    left = actions.runs.begin(actor=None, at=at, run=actions.runs.resume(actor=evaluator, at=at, run=stopped))
    assert actions.runs.stop(actor=evaluator, at=at, run=left).state == "running"
    assert actions.runs.stop(actor=evaluator, at=at, run=left).state == "stopped"
    worked_on = actions.runs.begin(actor=None, at=at, run=actions.runs.resume(actor=evaluator, at=at, run=stopped))
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id", [at])
        doing = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE args->>'run_id' = %s"
        cursor.execute(doing, [*cursor.fetchone(), str(worked_on.pk)])
    tasks.end_abandoned(0)
    worked_on.refresh_from_db()
    assert worked_on.state == "running"
    time_machine.move_to(at + dt.timedelta(minutes=3), tick=False)
    tasks.end_abandoned(0)
    worked_on.refresh_from_db()
    assert (worked_on.state, worked_on.problem[:11]) == ("failed", "What ran it")
    assert actions.runs.resume(actor=evaluator, at=at, run=worked_on).state == "waiting"


def test_departures_are_printed(scene: Scene, at: dt.datetime) -> None:
    study, evaluator = scene
    given = {"on": at.date(), "what": "Three schools were added late", "why": "Their agreement came late"}
    with pytest.raises(Exception, match="not locked"):
        actions.studies.depart(actor=evaluator, at=at, study=study, **given)
    locked(scene, at)
    actions.studies.depart(actor=evaluator, at=at, study=study, **given)
    run = asked(scene, at, "full")
    assert "Three schools were added late" in json.dumps(folders.results(run)["departures"])
    assert "Three schools were added late" in folders.content(run, "report.html").decode()


def test_without_tests_the_report_tells_how_it_went(scene: Scene, at: dt.datetime) -> None:
    study, evaluator = scene
    chosen = {
        **national.choices(study.title),
        "kind": "process",
        "why": "The tests were not taken.",
        "pre": [],
        "post": [],
    }
    text = plans.from_choices(chosen, {})
    actions.plans.save(actor=evaluator, at=at, study=study, text=text, number=3)
    national.heard(study, national.simulate(400, 8, 5), evaluator=evaluator, at=at)
    locked(scene, at)
    run = asked(scene, at, "full")
    assert (run.state, run.problem) == ("done", "")
    report = folders.content(run, "report.html").decode()
    assert "The tests were not taken." in report
    assert "Attendance at training" in report
    assert "Perceived, not measured" in report
    assert folders.results(run)["estimates"] == {}
