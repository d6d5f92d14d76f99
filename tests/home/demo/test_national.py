"""The simulated national programme: quick to load, marked as simulated, and with the effect that it was made with."""

import dataclasses
import statistics
import time

import pytest
from tests.factories.people import AccountFactory, appoint
from tests.factories.programmes import programme

from trigpoint.evaluation.models import Run, Study
from trigpoint.home.demo import national
from trigpoint.organisations.models import School

pytestmark = pytest.mark.django_db


def test_it_is_the_same_each_time_and_has_the_effect_it_says() -> None:
    one, other = (national.simulate(300, 6, 5) for _time in range(2))
    assert one == other
    ours = [school for school in one if school.partnership is not None]
    assert len(ours) == 30
    gains = [school.scores(year)[0] - without(school).scores(year)[0] for school in ours for year in national.AFTER]
    assert statistics.mean(gains) == pytest.approx(national.EFFECT, abs=0.06)
    assert all(school.scores(2019) == without(school).scores(2019) for school in ours)


def without(school: national.Simulated) -> national.Simulated:
    return dataclasses.replace(school, partnership=None)


def test_it_loads_quickly_and_leaves_a_study_that_waits_for_the_worker(at) -> None:
    network = programme(name=national.NAME)
    staff, evaluator = AccountFactory(), AccountFactory()
    began = time.process_time()
    national.build(network, staff=staff, evaluator=evaluator, at=at)
    assert time.process_time() - began < 30  # about 5 on a machine that does nothing else
    assert School.objects.filter(is_invented=True, name__startswith="Simulated School").count() == 1500
    study = Study.objects.get()
    assert study.is_locked
    assert study.title.startswith("Simulated")
    assert Run.objects.get().state == "waiting"


def test_it_stands_beside_the_demonstrations_own_programme_once(at, monkeypatch) -> None:
    network = programme(name=national.CAST.programme)
    people = [AccountFactory(email=part.email) for part in (national.CAST.staff, national.CAST.evaluator)]
    for person, role in zip(people, ("programme_staff", "evaluator"), strict=True):
        appoint(person, role, "programme", network, network.network)
    monkeypatch.setattr(national, "simulate", lambda *_sizes: SMALL)
    said: list[str] = []
    for _time in range(2):
        national.load(at=at, say=said.append)
    assert said == ["a simulated national programme"]
    assert set(Study.objects.values_list("programme__name", flat=True)) == {network.name, national.NAME}


SMALL = national.simulate(60, 2, 3)
