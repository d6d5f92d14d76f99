"""Programmes of other models stand beside the first, each once, where a visitor can go on."""

import dataclasses
from typing import Any

import pytest
from django.utils import timezone

from trigpoint.home.demo import beside, scenery
from trigpoint.home.demo.beside import PROGRAMMES
from trigpoint.home.demo.cast import CAST
from trigpoint.people.models import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.proformas.models import Accreditation, Looked, Sheet
from trigpoint.proformas.queries import work
from trigpoint.programmes.models import Programme
from trigpoint.reviews.models import Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(scenery, "CAST", dataclasses.replace(CAST, partnerships=()))
    said: list[str] = []
    for _time in (1, 2):
        scenery.build(at=timezone.localtime(), say=said.append)
        beside.load(at=timezone.localtime(), say=said.append)
    return said


def undone(key: str, **where: Any) -> str:
    """The first stage that waits, of the newest review of a model."""
    review = Review.objects.filter(review_model__key=key, **where).latest("visit_starts_on")
    return str(review.stages.filter(done_at__isnull=True).order_by("order").first().key)


def test_each_stands_where_a_visitor_can_go_on(loaded: list[str]) -> None:
    assert loaded == ["people", *(programme.title for programme in PROGRAMMES)]
    assert set(Programme.objects.values_list("review_model__key", flat=True)) == {
        "spp-benchmark",
        *(programme.model for programme in PROGRAMMES),
    }
    for email, name, _part in beside.INTRODUCED:
        assert Account.objects.get(email=email).name == name

    assert undone("cp-quality-assurance") == "visit"
    assert Accreditation.objects.filter(state="accredited").count() == 1
    assert Looked.objects.filter(became="done").count() == 1
    assert Review.objects.filter(host__name="Fernhill Primary", stages__key="report", stages__done_at__isnull=False)

    assert undone("cp-trust-peer-review") == "visit"
    assert len(Review.objects.get(host__name="Heron Learning Trust").site_ids) == 3

    assert undone("soto-fellowship", host__name="Estuary School") == "student_report"
    assert Sheet.objects.filter(form="finding", state="sent").exclude(voices="").count() == 4
    percy, today = Account.objects.get(name="Percy Holt"), timezone.localdate()
    waits = [item.text for item in work.items(hats_of(percy.pk, on=today), on=today)]
    assert "“Students' report” for the review of Estuary School" in waits  # staff are asked for forms, too
