"""An evaluator's path in real Chromium: plan, check, lock, run, read, take away; axe on every page."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.factories.people import AccountFactory, appoint
from tests.factories.programmes import programme
from tests.journeys.pages import Visitor
from trigpoint.evaluation import tasks
from trigpoint.evaluation.models import Export, Run, Study
from trigpoint.home.demo import national

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not (Path(settings.BASE_DIR) / "static/build/app.css").exists(), reason="the styles are not built: make setup"
    ),
]


def test_from_the_question_to_the_answer(
    new_page: Callable[..., Page], time_machine: Any, at: dt.datetime, tmp_path: Path
) -> None:
    time_machine.move_to(at, tick=True)
    settings.MEDIA_ROOT = tmp_path
    problems: list[str] = []
    network = programme(name="Simulated programme")
    staff, evaluator = AccountFactory(name="Ada Lowther"), AccountFactory(name="Imogen Shaw")
    appoint(staff, "programme_staff", "programme", network, network.network)
    appoint(evaluator, "evaluator", "programme", network, network.network)
    schools = national.simulate(240, 6, 5)
    national.take_in(schools, at=at)
    national.enlist(network, schools, at=at)
    of_staff, desk = Visitor(new_page(staff), problems), Visitor(new_page(evaluator), problems)

    of_staff.opens("/evaluation/").follows("Who may look, and until when")
    of_staff.chooses("Who", "Imogen Shaw").writes("What for", "To say whether two cycles helped pupils")
    of_staff.writes_the_day("Until", dt.date(2027, 6, 1)).presses("Give access").reads("Access is given")

    desk.opens("/evaluation/").follows("Open a study")
    desk.writes("What does the study ask?", "Two cycles and mathematics at age 11")
    desk.writes_the_day("Reviews from", national.BEGAN).writes_the_day("Reviews until", national.ENDED)
    desk.presses("Open it")
    study = Study.objects.get()
    desk.follows("version 1").follows("Choose, and say why")
    desk.writes("Draws of the bootstrap", "19").writes("Standard deviation of pupils' scores", "7.5")
    desk.writes("Where it is from", "The simulation").ticks("Mathematics at age 11")
    desk.presses("Save a new version").reads("7.5")

    desk.opens(f"/evaluation/studies/{study.pk}/runs/").presses("Check balance and overlap")
    _work()
    desk.opens(f"/evaluation/studies/{study.pk}/runs/{Run.objects.get().pk}/")
    desk.reads("no outcome of a year after has been read")

    desk.opens(f"/evaluation/studies/{study.pk}/plan/")
    desk.writes("Hash of the version that you have read", desk.page.locator("#plan-hash").inner_text())
    desk.presses("Lock the plan").reads("The plan is locked")

    desk.opens(f"/evaluation/studies/{study.pk}/runs/").presses("Run the whole study")
    _work()
    done = Run.objects.get(kind="full")
    assert (done.state, done.problem) == ("done", "")
    desk.opens(f"/evaluation/studies/{study.pk}/runs/{done.pk}/").reads("more than schools like them")
    everything = desk.presses_for_a_file("Download everything")
    with zipfile.ZipFile(io.BytesIO(everything)) as archive:
        assert "report.pdf" in archive.namelist()
    assert Export.objects.get().taken_by == evaluator
    for page in ("process/", "process/fidelity/", "process/costs/", "process/training/", "schools/", "surveys/",
                 "surveys/new/", "coding/", "downloads/"):  # fmt: skip
        desk.opens(f"/evaluation/studies/{study.pk}/{page}")
    assert not problems, "\n".join(problems)


def _work() -> None:
    """What the worker does with the run that waits."""
    tasks.run_study(str(Run.objects.get(state="waiting").pk))
