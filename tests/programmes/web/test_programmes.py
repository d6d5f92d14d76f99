"""The pages of a programme, its texts and its school year."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.organisations import NetworkFactory, SchoolFactory
from tests.factories.people import appoint, operator, someone
from tests.factories.programmes import Group, partnership, review_model
from tests.sign_in import signed_in

from trigpoint.frameworks.actions import publishing
from trigpoint.programmes.models import AgreementText, Membership, Priority, Programme, Standing, Term
from trigpoint.programmes.queries import review_models

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return partnership()


@pytest.fixture
def staff(group: Group) -> Client:
    return signed_in(Client(), group.staff)


def url(group: Group, name: str, *more: object) -> str:
    return reverse(f"programmes:{name}", args=[group.programme.pk, *more])


NAMES = ("programme", "settings", "use_model", "priorities", "standings", "texts", "create_partnership")


def test_only_its_own_staff_open_a_programme(group: Group, staff: Client) -> None:
    other = partnership(name="Elsewhere")
    for name in NAMES:
        assert staff.get(url(group, name)).status_code == 200
        for person in (other.staff, group.lead, group.heads[0]):
            assert signed_in(Client(), person).get(url(group, name)).status_code == 404


def test_staff_of_the_network_set_a_programme_up() -> None:
    network = NetworkFactory()
    client = signed_in(Client(), someone("programme_staff", network))
    address = reverse("programmes:create_programme", args=[network.pk])
    answer = client.post(address, {"name": "Peer review", "review_model": str(review_model().pk)})

    made = Programme.objects.get(network=network)
    assert answer.headers["Location"] == reverse("programmes:programme", args=[made.pk])
    assert made.agreement_texts.count() == 2
    assert signed_in(Client(), operator()).get(reverse("programmes:programmes")).status_code == 404


def test_a_switch_that_somebody_else_set_is_shown_not_overwritten(group: Group, staff: Client) -> None:
    first = staff.post(url(group, "settings"), {"name": "A", "version": "1", "lead_sees_profile": "on"})
    second = staff.post(url(group, "settings"), {"name": "B", "version": "1"})

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Somebody else changed this programme" in second.content.decode()
    group.programme.refresh_from_db()
    assert (group.programme.name, group.programme.lead_sees_profile) == ("A", True)


def test_a_model_that_names_who_reads_is_believed(group: Group, staff: Client) -> None:
    programme = group.programme
    programme.review_model = review_models.published_as("cp-quality-assurance", "1")
    programme.save()
    said = "“Report of the review” is read by: Headteacher, Hub manager. Nobody else"
    page = reverse("programmes:partnership", args=[group.partnership.pk])
    for text in (staff.get(url(group, "settings")).content.decode(), staff.get(page).content.decode()):
        assert said in text
        assert "Reviewers read the profile" not in text
    assert 'type="checkbox" name="lead_sees_profile"' not in staff.get(url(group, "settings")).content.decode()


def test_priorities_come_and_go(group: Group, staff: Client) -> None:
    staff.post(url(group, "priorities"), {"text": "Close the gap in English"})
    priority = Priority.objects.get()
    assert "Close the gap in English" in staff.get(url(group, "priorities")).content.decode()

    staff.post(url(group, "retire_priority", priority.pk))

    assert "Close the gap in English" not in staff.get(url(group, "programme")).content.decode()
    assert staff.get(url(group, "retire_priority", priority.pk)).status_code == 405


def test_a_standing_is_set_from_a_day(group: Group, staff: Client) -> None:
    found = staff.get(url(group, "standings")).content.decode()
    assert "it is no inspection grade" in found
    chosen = staff.get(url(group, "standings"), {"school": str(group.schools[0].pk)}).content.decode()
    assert f"Set the standing of {group.schools[0].name}" in chosen
    answer = staff.post(
        url(group, "standings"), {"school": group.schools[0].pk, "name": "Lead school", "starts_on": "2026-09-01"}
    )

    assert answer.status_code == 302, answer.content.decode()
    assert Standing.objects.get().name == "Lead school"
    assert "since 1 September 2026" in staff.get(url(group, "standings")).content.decode()


def test_a_school_of_the_programme_is_found_for_its_standing(group: Group, staff: Client) -> None:
    for name in ("Ysgol Llŷn", "Kestrel Lane School"):
        school = SchoolFactory(name=name, town="Pwllheli")
        Membership.objects.create(partnership=group.partnership, school=school, joined_on="2026-01-01")
    stranger = SchoolFactory(name="Kestrel Lane Academy")
    address = url(group, "standings")

    def found(asked: str, **headers: str) -> str:
        return staff.get(address, {"q": asked}, headers=headers).content.decode()

    assert "Kestrel Lane School</a>" in found("lane kes")
    assert "Kestrel Lane Academy" not in found("kestrel")
    assert "Kestrel Lane School</a>" in found("kestral")
    assert "Ysgol Llŷn</a>" in found("ysgol llyn")
    assert "No open school was found" in found("nowhere")
    fragment = found("pwllheli", **{"HX-Request": "true"})
    assert fragment.count("?school=") == 2
    assert "<html" not in fragment
    assert "Which school?" in staff.get(address, {"school": str(stranger.pk)}).content.decode()
    assert "Which school?" in staff.get(address, {"school": "x"}).content.decode()


@pytest.mark.parametrize("school", ["", "x", "4c0a1f6e-2b0b-4b66-9a53-0f3d1c5a7e55"])
def test_a_standing_is_of_a_school_of_the_programme(group: Group, staff: Client, school: str) -> None:
    typed = {"school": school, "name": "Lead school", "starts_on": "2026-09-01"}
    answer = staff.post(url(group, "standings"), typed)

    assert answer.status_code == 422
    assert "Find one of the programme" in answer.content.decode()
    assert "Lead school" in answer.content.decode()
    assert not Standing.objects.exists()


def test_standings_ask_the_same_of_the_database_whatever_their_number(group: Group, staff: Client) -> None:
    def asked(wanted: int) -> int:
        for school in group.schools[Standing.objects.count() : wanted]:
            Standing.objects.create(programme=group.programme, school=school, name="Lead", starts_on="2026-09-01")
        with CaptureQueriesContext(connection) as found:
            assert staff.get(url(group, "standings")).content.count(b"End it") == wanted
        return len(found)

    staff.get(url(group, "standings"))
    assert asked(1) == asked(3) <= 6


def test_a_new_version_of_a_text_is_published_and_asked_for(group: Group, staff: Client) -> None:
    address = url(group, "publish_text", "memorandum")
    assert "We share what we must" in staff.get(address).content.decode()
    staff.post(address, {"title": "Our memorandum", "body": "## New\n\n<b>words</b>"})

    assert AgreementText.objects.get(version=2).title == "Our memorandum"
    read = signed_in(Client(), group.heads[0]).get(
        reverse("programmes:sign", args=[group.partnership.pk, group.schools[0].pk, "memorandum"])
    )
    assert "&lt;b&gt;words&lt;/b&gt;" in read.content.decode()
    assert "Sign for" in read.content.decode()
    too_long = staff.post(address, {"title": "T", "body": "x" * 70_000})
    assert too_long.status_code == 422
    assert staff.get(url(group, "publish_text", "nonsense")).status_code == 404


def test_a_wrong_file_is_shown_again_with_its_mistakes(group: Group, staff: Client) -> None:
    text = (publishing.SHIPPED / "four-themes-1.yaml").read_text(encoding="utf-8").replace("code: LI2", "code: LI1")
    answer = staff.post(reverse("programmes:publish"), {"text": text})

    assert answer.status_code == 422
    assert "The code “LI1” is used twice." in answer.content.decode()
    assert "code: LI3" in answer.content.decode()
    assert signed_in(Client(), group.lead).get(reverse("programmes:publish")).status_code == 403


def test_whoever_has_a_role_reads_model_and_framework(group: Group) -> None:
    model = group.programme.review_model
    addresses = [
        reverse("programmes:review_model", args=[model.pk]),
        reverse("frameworks:framework", args=[model.framework_id]),
    ]
    found = [signed_in(Client(), group.heads[0]).get(address).content.decode() for address in addresses]

    assert "Always: Our Impact; and at least 1 other." in found[0]
    assert "There is no overall grade" in found[0]
    assert "Gaps are tracked; actions are in place; some are narrowing" in found[1]


def test_the_school_year_is_read_by_all_and_set_by_staff(group: Group, staff: Client) -> None:
    address = reverse("programmes:calendar", args=[group.network.pk, 2026])
    found = signed_in(Client(), group.champions[0]).get(address).content.decode()
    assert "These are the dates that most schools keep" in found
    assert "Good Friday" in found
    assert signed_in(Client(), partnership(name="Elsewhere").lead).get(address).status_code == 404
    terms = reverse("programmes:terms", args=[group.network.pk, 2026])
    assert signed_in(Client(), group.lead).get(terms).status_code == 403

    page = staff.get(terms)
    formset = page.context["formset"]
    typed = {f"terms-{name}": formset.management_form[name].value() for name in formset.management_form.fields}
    for form in formset.initial_forms:
        typed[f"{form.prefix}-name"] = form.initial["name"]
        for field in ("starts_on", "ends_on"):
            typed[f"{form.prefix}-{field}"] = form.initial[field].isoformat()
    answer = staff.post(terms, typed)

    assert answer.status_code == 302, answer.content.decode()
    assert Term.objects.filter(network=group.network).count() == 6
    assert "As your programme has set them." in staff.get(address).content.decode()

    crossed = {**typed, "terms-0-ends_on": "2026-12-01"}
    again = staff.post(terms, crossed)
    assert again.status_code == 422
    assert "begins before Autumn term, first half has ended" in again.content.decode()


def test_a_pdf_of_the_signed_copy(group: Group) -> None:
    signature = group.partnership.signatures.filter(school=group.schools[0])[0]
    address = reverse("programmes:signed_copy", args=[group.partnership.pk, signature.pk])
    answer = signed_in(Client(), group.heads[0]).get(address + "?as=pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert signed_in(Client(), group.heads[1]).get(address).status_code == 404
    appoint(group.staff, "programme_staff", "network", group.network)
