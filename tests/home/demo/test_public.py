"""The few real schools of the demonstration: what is public of them, and nothing else."""

import pytest
from django.utils import timezone

from trigpoint.home.demo import register
from trigpoint.organisations.enums import Kind
from trigpoint.organisations.models import RegisterFile, School, SchoolFigures
from trigpoint.organisations.queries.performance import panel


@pytest.mark.django_db
def test_the_public_files_go_in_once_and_without_a_problem() -> None:
    register.take_in(at=timezone.now())
    files = RegisterFile.objects.all()
    assert [file.problems for file in files] == [[]] * len(register.FILES)
    assert School.objects.filter(is_invented=False, urn__isnull=False).count() == 12
    assert not SchoolFigures.objects.filter(source=Kind.OFSTED).exists()
    rows = list(panel.panel("MAT_AVERAGE", years=[2017, 2018, 2019], urns=[146264]))
    assert [(row.value, row.published_urn) for row in rows] == [(100.0, 125095), (100.0, 125095), (105.0, 125095)]
    register.take_in(at=timezone.now())
    assert RegisterFile.objects.count() == len(register.FILES)


def test_no_person_is_in_the_public_files() -> None:
    for path in register.FILES:
        names = path.read_text(encoding="utf-8").splitlines()[0].casefold().split(",")
        assert not [name for name in names if name.startswith("head") or "ofsted" in name or "telephone" in name]
