"""The register's own pages: what it holds, and taking files in."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.organisations import SchoolFactory
from tests.factories.people import head, operator
from tests.organisations.register_files import CENSUS_2019, DATA, KS2_2019, LAYOUT_2023, LAYOUT_2024, LINKS, take
from tests.sign_in import SignIn

from trigpoint.organisations.models import Link, RegisterFile, School

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_here(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def upload(*paths: Path) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]


def test_the_register_shows_its_counts_and_whose_data_it_is(sign_in: SignIn) -> None:
    take(LAYOUT_2024)
    page = sign_in(head()).get("/register/").content.decode()
    assert "8 schools, as the public registers know them." in page
    assert "Open Government Licence v3.0" in page
    assert "Take files in" not in page


def test_an_empty_register_says_what_to_do(sign_in: SignIn) -> None:
    page = sign_in(operator()).get("/register/").content.decode()
    assert "The register is empty." in page
    assert "Take files in" in page


def test_only_operators_take_files_in(sign_in: SignIn) -> None:
    client = sign_in(head())
    assert client.get("/register/import/").status_code == 403
    answer = client.post("/register/import/", {"chosen": upload(LAYOUT_2024), "do": "import"})
    assert answer.status_code == 403
    assert "Only an operator takes files into the register." in answer.content.decode()
    assert not School.objects.filter(urn__isnull=False)


def test_a_trial_first_and_then_the_same_files_without_choosing_again(sign_in: SignIn) -> None:
    client = sign_in(operator())
    page = client.post("/register/import/", {"chosen": upload(LAYOUT_2023, LINKS), "do": "try"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "there is no name for 100000" in text
    assert "This was a trial: nothing was changed." in text
    assert School.objects.count() == 0
    done = client.post("/register/import/", {"do": "import"}, follow=True)
    assert "2 files taken in: 118 rows new, 0 changed." in done.content.decode()
    assert (School.objects.count(), Link.objects.count()) == (6, 112)
    assert not list((DATA.parent / "nothing").glob("*"))


def test_tables_of_figures_go_in_by_the_same_page_and_are_listed(sign_in: SignIn) -> None:
    client = sign_in(operator())
    page = client.post("/register/import/", {"chosen": upload(KS2_2019, CENSUS_2019), "do": "try"}).content.decode()
    assert "Key Stage 2 results of schools, 31 August 2019." in page
    assert "School census, 17 January 2019." in page
    done = client.post("/register/import/", {"do": "import"}, follow=True).content.decode()
    assert "2 files taken in: 102 rows new, 0 changed." in done
    assert "Key Stage 2 results of schools, 2018/19" in done


def test_a_table_of_no_known_year_says_what_to_do(sign_in: SignIn) -> None:
    file = SimpleUploadedFile("results.csv", b"RECTYPE,LEA,URN,TELIG,PTRWM_EXP\n1,936,990001,30,65%\n")
    page = sign_in(operator()).post("/register/import/", {"chosen": [file], "do": "try"})
    assert page.status_code == 422
    assert "nothing says which school year it is of: put it in the file’s name" in page.content.decode()


def test_nothing_is_left_behind_after_the_import(sign_in: SignIn, tmp_path: Path) -> None:
    client = sign_in(operator())
    client.post("/register/import/", {"chosen": upload(LAYOUT_2024), "do": "try"})
    assert len(list((tmp_path / "register").iterdir())) == 1
    client.post("/register/import/", {"do": "import"})
    assert list((tmp_path / "register").iterdir()) == []


def test_a_file_that_is_none_of_ours_says_why(sign_in: SignIn) -> None:
    client = sign_in(operator())
    file = SimpleUploadedFile("accounts.csv", b"Date,Amount\n1,2\n")
    page = client.post("/register/import/", {"chosen": [file], "do": "import"})
    assert page.status_code == 422
    assert "Nothing was changed, because its header is none that we know" in page.content.decode()


def test_without_a_file_the_page_asks_for_one(sign_in: SignIn) -> None:
    page = sign_in(operator()).post("/register/import/", {"do": "try"})
    assert page.status_code == 422


def test_a_day_that_is_none_is_asked_for_again(sign_in: SignIn) -> None:
    answers = {"chosen": upload(LAYOUT_2024), "as_of-day": "31", "as_of-month": "2", "as_of-year": "2024", "do": "try"}
    page = sign_in(operator()).post("/register/import/", answers)
    assert page.status_code == 422
    assert "There is no such date." in page.content.decode()


def test_what_became_of_a_file_can_be_read_again(sign_in: SignIn) -> None:
    take(LAYOUT_2023)
    file = RegisterFile.objects.get()
    client = sign_in(operator())
    page = client.get(f"/register/files/{file.pk}/").content.decode()
    assert "there is no name for 100000" in page
    assert "7 rows: 6 new" in page
    assert sign_in(head(), Client()).get(f"/register/files/{file.pk}/").status_code == 403


@pytest.mark.parametrize("schools", [1, 3])
def test_the_register_asks_the_same_number_of_queries(
    schools: int, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    for n in range(schools):
        SchoolFactory(urn=990000 + n, phase=f"Phase {n}")
    client = sign_in(operator())
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get("/register/")
