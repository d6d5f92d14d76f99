"""The public figures of a school: on its page, and through a call."""

import pytest
from django.test import Client
from tests.factories.people import head
from tests.organisations.register_files import CENSUS_2019, KS2_2017, KS2_2018, KS2_2019, header, take
from tests.organisations.web.test_api import bearer
from tests.sign_in import SignIn

from trigpoint.organisations.models import School

pytestmark = pytest.mark.django_db


@pytest.fixture
def pirbright() -> School:
    """An academy whose results stand under the URN that the school had before."""
    return School.objects.create(urn=146023, name="Pirbright Village Primary School", la_code=936)


def page_of(school: School, sign_in: SignIn) -> str:
    text = sign_in(head()).get(f"/schools/{school.pk}/").content.decode()
    return " ".join(text.replace("&#x27;", "'").split())


def test_results_by_year_with_words_for_what_is_no_number(sign_in: SignIn) -> None:
    school = School.objects.create(urn=138766, name="Wishmore Cross Academy", la_code=936)
    take(KS2_2018, KS2_2019)
    page = page_of(school, sign_in)
    assert "Key Stage 2 results" in page
    assert '<th scope="col" class="govuk-table__header govuk-table__header--numeric">2018/19</th>' in page
    assert "Average scaled score in mathematics" in page
    assert '<span class="govuk-hint">too few pupils</span>' in page
    assert "too few pupils: not published, because so few pupils could be recognised" in page
    assert "Compare school and college performance (Department for Education)" in page
    assert "School census" not in page


def test_years_published_under_an_older_urn_say_so(pirbright: School, sign_in: SignIn) -> None:
    take(KS2_2017, KS2_2018, KS2_2019, CENSUS_2019)
    page = page_of(pirbright, sign_in)
    assert "2017/18, 2018/19: published under URN 125040." in page
    assert "75%" in page


def test_years_without_tests_stand_between_those_that_have_them(
    pirbright: School, sign_in: SignIn, tmp_path: object
) -> None:
    path = tmp_path / "2022-2023_ks2.csv"  # type: ignore[operator]
    names = [name.strip() for name in header("ks2revised_2024-2025_from_meta") if not name.strip()[-1].isdigit()]
    row = {"RECTYPE": "1", "URN": "146023", "MAT_AVERAGE": "107", "TELIG": "30"}
    path.write_text(",".join(names) + "\n" + ",".join(row.get(name, "") for name in names) + "\n")
    take(KS2_2019, path)
    page = page_of(pirbright, sign_in)
    for year in ("2018/19", "2019/20", "2020/21", "2021/22", "2022/23"):
        assert f">{year}</th>" in page
    assert "Key Stage 2 tests were not taken in 2021, because of the pandemic." in page
    assert "no tests: no tests were taken" in page


def test_a_school_of_which_nothing_is_published_has_no_such_part(sign_in: SignIn) -> None:
    take(KS2_2019)
    school = School.objects.create(urn=990001, name="Alderbrook Primary School", la_code=936)
    assert "Key Stage 2 results" not in page_of(school, sign_in)


def test_the_page_asks_the_same_number_of_queries_whatever_is_held(
    pirbright: School, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    take(KS2_2017, KS2_2018, KS2_2019, CENSUS_2019)
    client = sign_in(head())
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        client.get(f"/schools/{pirbright.pk}/")


def test_the_same_through_a_call(pirbright: School, client: Client) -> None:
    take(KS2_2018, KS2_2019)
    found = client.get(f"/api/schools/{pirbright.pk}/figures", headers=bearer(head())).json()
    (maths,) = [one for one in found if one["measure"] == "MAT_AVERAGE" and one["year"] == 2019]
    assert maths == {
        "table": "ks2",
        "measure": "MAT_AVERAGE",
        "title": "Average scaled score in mathematics",
        "unit": "score",
        "year": 2019,
        "value": 106.0,
        "reason": None,
        "published_urn": 125040,
    }
    assert client.get(f"/api/schools/{pirbright.pk}/figures").status_code == 401
