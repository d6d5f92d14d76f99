"""The pages of a study: who sees what, and what each keeps."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.factories import evaluation
from tests.factories.people import AccountFactory, appoint
from tests.factories.reviews import Whole, whole
from tests.sign_in import signed_in

from trigpoint.evaluation import actions
from trigpoint.evaluation.enums import Arm
from trigpoint.evaluation.models import Attendance, Export, Grant, PlanVersion, Response, Study
from trigpoint.evaluation.queries import plans, pseudonyms, surveys
from trigpoint.evaluation.web import found, presenters
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Unacceptable

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(time_machine, at: dt.datetime) -> Whole:
    time_machine.move_to(at, tick=False)
    made = whole(state="under_way")
    evaluation.granted(made, at)
    for number, school in enumerate(made.group.schools):
        school.urn = 100_001 + number
        school.save()
    return made


@pytest.fixture
def study(people: Whole, at: dt.datetime) -> Study:
    return evaluation.study(people, at)


@pytest.fixture
def client(people: Whole) -> Client:
    return signed_in(Client(), people.evaluator)


def url(name: str, study: Study, *more: object) -> str:
    return reverse(f"evaluation:{name}", args=[study.pk, *more])


def upload(text: str) -> dict[str, object]:
    return {"file": SimpleUploadedFile("file.csv", text.encode(), "text/csv")}


def test_staff_give_access_for_a_purpose_until_a_date(people: Whole) -> None:
    page = reverse("evaluation:access", args=[people.programme.pk])
    staff = signed_in(Client(), people.programme_staff)
    typed = {
        "person": str(people.evaluator.pk),
        "purpose": "To read how it went",
        "ends_on-day": "1",
        "ends_on-month": "6",
    }
    assert staff.post(page, {**typed, "ends_on-year": "2020"}).status_code == 422
    assert staff.post(page, {**typed, "ends_on-year": "2027"}).status_code == 302
    assert Grant.objects.filter(purpose="To read how it went", ends_on=dt.date(2027, 6, 1)).exists()
    assert signed_in(Client(), people.evaluator).get(page).status_code == 403


def test_without_access_of_today_nothing_opens(people: Whole, study: Study, client: Client, time_machine) -> None:
    assert client.get(url("study", study)).status_code == 200
    actions.access.end(
        actor=people.programme_staff, at=dt.datetime.now(dt.UTC), grant=Grant.objects.get(person=people.evaluator)
    )
    answer = client.get(url("study", study))
    assert answer.status_code == 403
    assert "Ask the programme" in answer.content.decode()
    assert client.post(url("download_plan", study)).status_code == 403
    assert Export.objects.count() == 0


def test_staff_read_and_do_not_build(people: Whole, study: Study) -> None:
    staff = signed_in(Client(), people.programme_staff)
    for name in ("study", "plan", "schools", "process", "fidelity", "surveys", "coding", "runs", "exports"):
        assert staff.get(url(name, study)).status_code == 200, name
    for name in ("plan_form", "training", "costs", "add_code"):
        assert staff.get(url(name, study)).status_code == 403, name
    assert signed_in(Client(), people.partnership_lead).get(url("study", study)).status_code == 404
    appoint(people.programme_staff, "evaluator", "programme", people.programme, people.network)
    assert staff.get(url("study", study)).status_code == 200
    assert staff.get(url("plan_form", study)).status_code == 403, "an evaluator too, and without access"
    assert staff.post(url("download_plan", study)).status_code == 403


def test_no_page_names_a_school(people: Whole, study: Study, client: Client) -> None:
    for name in ("study", "process", "fidelity", "surveys", "coding", "plan", "runs"):
        text = client.get(url(name, study)).content.decode()
        assert not [school.name for school in people.group.schools if school.name in text], name
    text = client.get(url("fidelity", study)).content.decode()
    assert pseudonyms.of(study.salt, "school", people.host.pk) in text


def test_pseudonyms_are_of_one_study(people: Whole, study: Study, at: dt.datetime) -> None:
    other = evaluation.study(people, at, title="Another question")
    first = pseudonyms.of(study.salt, "school", people.host.pk)
    assert first == pseudonyms.of(study.salt, "school", people.host.pk)
    assert first != pseudonyms.of(other.salt, "school", people.host.pk)


def test_attendance_is_looked_at_before_it_is_kept(people: Whole, study: Study, client: Client) -> None:
    head = "session,date,school,role,person,hours,attended\n"
    wrong = f"{head}Day 1,2026-10-01,100001,head,H1,6,yes\nDay 1,soon,100001,head,H2,6,yes\nDay 1,2026-10-01,9,head,H3,6,no\n"
    text = client.post(url("training", study), upload(wrong)).content.decode()
    assert "Row 3" in text
    assert "Row 4" in text
    assert client.post(url("training", study), {"keep": "1"}).status_code == 404
    assert client.post(url("training", study), {}).context["form"].errors, "no file was brought"
    unclosed = f'{head}"Day 1,{"2026-10-01," * 20_000}\n'
    assert "quotation mark that is not closed" in client.post(url("training", study), upload(unclosed)).content.decode()
    right = f"{head}Day 1,01/10/2026,100001,head,H1,6,yes\nDay 1,01/10/2026,100002,deputy,H2,6,no\n"
    assert "2 rows of 1 sessions" in client.post(url("training", study), upload(right)).content.decode()
    assert Attendance.objects.count() == 0
    assert client.post(url("training", study), {"keep": "1"}).status_code == 302
    assert Attendance.objects.count() == 2
    assert not Attendance.objects.filter(person__contains="H1").exists()


def test_a_survey_from_questions_to_scales(people: Whole, study: Study, client: Client) -> None:
    typed = {
        "name": "Leaders",
        "arm": "programme",
        "points": "5",
        "items": "t1; trust; Open?\nt2; trust; Safe?\nt3; trust; Closed?; reversed\np1; perceived; Did pupils gain?",
    }
    assert client.post(url("publish_instrument", study), {**typed, "items": "T1 trust"}).status_code == 422
    assert client.post(url("publish_instrument", study), typed).status_code == 302
    instrument = study.instruments.get()
    dates = {
        "opens_on-day": "1",
        "opens_on-month": "10",
        "opens_on-year": "2026",
        "closes_on-day": "1",
        "closes_on-month": "11",
    }
    answer = client.post(url("open_wave", study, instrument.pk), {"name": "Before", **dates, "closes_on-year": "2026"})
    wave = study.waves.get()
    assert answer["Location"] == url("wave", study, wave.pk)
    rows = [f"R{n},{100_001 + n % 4},head,{1 + n % 5},{1 + n % 4},{5 - n % 5},{'' if n > 3 else 5}" for n in range(12)]
    rows += [f"R{n},100002,head,,,," for n in (20, 21, 22, 23)]
    wide = upload(f"respondent,school,role,t1,t2,t3,p1\nR1,100001,head,{'9' * 5000},1,1,1")
    assert "is no answer to t1" in client.post(url("wave", study, wave.pk), wide).content.decode()
    data = upload("respondent,school,role,t1,t2,t3,p1\n" + "\n".join(rows))
    assert "16 people asked, 12 answered" in client.post(url("wave", study, wave.pk), data).content.decode()
    assert client.post(url("wave", study, wave.pk), {"keep": "1"}).status_code == 302
    assert Response.objects.filter(partnership_id=people.partnership.pk).count() == 16
    text = client.get(url("wave", study, wave.pk)).content.decode()
    assert "12 of 16 answered (75%)" in text
    assert "Perceived effect, not impact" in text
    result = surveys.results(study)[0]
    assert [sum(item.counts) for item in result.items] == [12, 12, 12, 0], "of four who answered nothing is shown"
    trust = result.scales[0]
    assert surveys.interval_words(trust, Arm.PROGRAMME).split("; ")[0] == "12 people in 1 partnership"
    assert surveys.interval_words(trust, Arm.COMPARISON).split("; ")[0] == "12 people in 1 school"
    assert "Alpha" in text


def test_coders_do_not_see_each_other_first(people: Whole, study: Study, client: Client, at: dt.datetime) -> None:
    code = {"key": "trust", "label": "Trust", "definition": "Speaks of trust between schools, not of liking."}
    assert client.post(url("add_code", study), code).status_code == 302
    date = {"taken_on-day": "1", "taken_on-month": "12", "taken_on-year": "2026"}
    passage = {"source": "interview", "reference": "I1", "text": "We say what does not go well.", **date}
    assert client.post(url("add_extract", study), passage).status_code == 302
    extract = study.extracts.get()
    client.post(url("code_extract", study, extract.pk), {"codes": ["trust"]})
    second = AccountFactory(name="Owen Parry")
    appoint(second, "evaluator", "programme", people.programme, people.network)
    evaluation.granted(people, at, person=second)
    other = signed_in(Client(), second)
    assert "checked" not in other.get(url("code_extract", study, extract.pk)).content.decode()
    other.post(url("code_extract", study, extract.pk), {"codes": ["trust"]})
    assert "1 of them by two people" in client.get(url("coding", study)).content.decode()


def test_a_cost_is_said_for_a_pupil_and_year(people: Whole, study: Study, client: Client) -> None:
    """The worked example: 260 pupils, 3,244 pounds once, 3,379 pounds a year: 17.16 for each pupil and year."""
    Study.objects.filter(pk=study.pk).update(pupils=260)
    once = {"label": "Fee and training", "kind": "start_up", "amount": "3244", "source": "Invoice and rates"}
    yearly = {
        "label": "Cover",
        "kind": "yearly",
        "amount": "3379",
        "role": "cover",
        "hours": "93",
        "source": "DfE 2023",
    }
    for typed in (once, yearly):
        assert client.post(url("costs", study), typed).status_code == 302
    text = client.get(url("costs", study)).content.decode()
    assert "£17.16 for each pupil and year" in text
    assert client.post(url("costs", study), {**once, "amount": ""}).status_code == 422
    with pytest.raises(Unacceptable):
        actions.process.add_cost(
            actor=people.evaluator, at=clock.now(), study=study, **{**once, "amount": Decimal("0.001")}
        )


def test_a_plan_is_chosen_saved_and_locked_by_its_hash(people: Whole, study: Study, client: Client) -> None:
    more = '[[event]]\ndate = "2018-05"\nwhat = "First training"\n[report]\nauthors = ["Imogen Shaw"]\n'
    text = PlanVersion.objects.get().text.replace("[balance]", "[balance]\ntarget = 0.05") + more
    assert client.post(url("plan_file", study), {"number": "1", "text": text}).status_code == 302
    page = client.get(url("plan_form", study))
    assert page.status_code == 200
    typed = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    typed |= {"reason_outcome": "The tests that all schools take", "ratio": "2"}
    answer = client.post(url("plan_form", study), typed)
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else ""
    latest = PlanVersion.objects.first()
    assert latest is not None
    assert latest.number == 3
    assert "ratio = 2" in latest.text
    assert all(kept in latest.text for kept in ("target = 0.05", "First training", "Imogen Shaw"))
    assert "# The tests that all schools take" in latest.text
    assert client.post(url("plan_form", study), typed).status_code == 409
    assert client.post(url("lock_plan", study), {"sha256": "0" * 64}).status_code == 422
    assert client.post(url("lock_plan", study), {"sha256": latest.sha256}).status_code == 302
    study.refresh_from_db()
    assert (study.state, study.sha256) == ("locked", latest.sha256)
    assert client.get(url("plan_form", study)).status_code == 403
    days = {
        "starts_on-day": "1",
        "starts_on-month": "9",
        "starts_on-year": "2026",
        "ends_on-day": "31",
        "ends_on-month": "8",
    }
    about = {"version": str(study.version), "title": "A better title", **days}
    assert client.post(url("change_study", study), {**about, "ends_on-year": "2028"}).status_code == 422
    assert client.post(url("change_study", study), {**about, "ends_on-year": "2027"}).status_code == 302


def test_a_mistake_in_the_file_has_its_line(study: Study, client: Client) -> None:
    typed = {"number": "1", "text": '[question]\ntitle = "x"\ncolour = "red"\n[outcome]\ncolumn = "maths"\n'}
    answer = client.post(url("plan_file", study), typed)
    assert answer.status_code == 422
    assert "Line 3" in answer.content.decode()
    unknown_column = PlanVersion.objects.get().text.replace("[data]", '[data]\njoined = "begun"')
    assert plans.problems(plans.parsed(unknown_column)) == ["The product has no column begun."]
    unknown = client.post(url("schools", study), {"urn": str(10**12), "kind": "special", "note": ""})
    assert "No school of the register has this URN" in unknown.content.decode()


def test_dates_of_a_plan_may_be_months_or_years() -> None:
    row = {"stage": "Signed", "treated": 40, "clusters": 10, "others": None, "note": ""}
    dates = ("2018-05-21", "2018-05", "2018", "2018-99", "")
    shown = presenters.run_flow_table([{**row, "date": date} for date in dates])["rows"]
    assert [cells[4] for cells in shown] == ["21 May 2018", "May 2018", "2018", "2018-99", "–"]


def test_a_loss_is_said_as_one() -> None:
    results = {
        "plan": {"kind": "impact", "primary": "pairs", "unit": "points", "level": 0.95},
        "estimates": {"pairs": {"effect": {"estimate": -0.5, "low": -1.2, "high": 0.2}}},
        "effects": {},
    }
    assert found.answer(results)[0] == (
        "Schools of the programme gained 0.50 points less than schools like them (the difference with its 95% interval: "
        "-0.50, from -1.20 to +0.20)."
    )


def test_each_download_is_logged_with_its_purpose(study: Study, client: Client) -> None:
    answer = client.post(url("download_plan", study))
    assert answer["Content-Disposition"] == 'attachment; filename="plan.toml"'
    export = Export.objects.get()
    assert (export.what, export.size, export.purpose) == ("plan.toml", len(answer.content), evaluation.PURPOSE)
    assert "plan.toml" in client.get(url("exports", study)).content.decode()


def test_a_list_asks_the_same_number_of_questions(
    people: Whole, study: Study, client: Client, at: dt.datetime, django_assert_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(reverse("evaluation:studies"))
    for number in (2, 3):
        evaluation.study(people, at, title=f"Question {number}")
    with django_assert_num_queries(len(one)):
        client.get(reverse("evaluation:studies"))
