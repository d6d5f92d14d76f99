"""The pages of a partnership: who may see what, and what its lead may do."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.organisations import SchoolFactory
from tests.factories.people import someone
from tests.factories.programmes import Group, partnership
from tests.sign_in import SignIn, signed_in

from trigpoint.messaging.models import Mail
from trigpoint.people.models import Account
from trigpoint.programmes.actions import agreements, members
from trigpoint.programmes.enums import AgreementKind
from trigpoint.programmes.models import Cycle, Membership, Pause, Signature
from trigpoint.programmes.queries import agreements as queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return partnership()


def url(group: Group, name: str = "partnership", **more: object) -> str:
    return reverse(f"programmes:{name}", kwargs={"partnership_id": group.partnership.pk, **more})


def page(person: Account, address: str) -> str:
    answer = signed_in(Client(), person).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_members_lead_and_staff_open_it_and_nobody_else(group: Group) -> None:
    other = partnership(name="Kestrel Partnership")
    for person in (group.heads[0], group.leaders[1], group.champions[2], group.lead, group.staff):
        assert signed_in(Client(), person).get(url(group)).status_code == 200
    stranger = someone("staff", group.schools[0], group.network)
    for person in (other.heads[0], other.lead, other.staff, stranger):
        assert signed_in(Client(), person).get(url(group)).status_code == 404


def test_only_the_lead_and_staff_are_offered_changes(group: Group) -> None:
    assert "Add a school" in page(group.lead, url(group))
    assert "Add a school" not in page(group.heads[0], url(group))
    names = ("rename_partnership", "add_member", "start_cycle", "pause_partnership", "resume_partnership")
    for name in names:
        assert signed_in(Client(), group.heads[0]).get(url(group, name)).status_code == 403
        assert signed_in(Client(), group.lead).get(url(group, name)).status_code == 200
    assert signed_in(Client(), group.lead).get(url(group, "close_partnership")).status_code == 403
    assert signed_in(Client(), group.staff).get(url(group, "close_partnership")).status_code == 200


def test_a_partnership_outside_three_to_seven_is_told_so(group: Group, at: dt.datetime) -> None:
    assert "work best" not in page(group.lead, url(group))
    Membership.objects.filter(partnership=group.partnership, school=group.schools[0]).update(
        left_on=dt.date(2026, 9, 2)
    )

    assert "This partnership has 2 schools. Partnerships of 3 to 7 work best" in page(group.lead, url(group))


def test_training_dates_are_for_the_lead_and_the_own_head(group: Group) -> None:
    assert page(group.lead, url(group)).count("trained until 31 August 2028") == 9
    assert page(group.heads[0], url(group)).count("trained until 31 August 2028") == 3
    assert page(group.leaders[0], url(group)).count("trained until 31 August 2028") == 1


def test_a_school_joins_on_a_day_and_leaves_on_one(group: Group) -> None:
    client, school = signed_in(Client(), group.lead), SchoolFactory(name="Fernhill High School")
    typed = {"school": school.pk, "joined_on": "2027-01-04"}
    found = client.get(url(group, "add_member") + f"?school={school.pk}").content.decode()
    assert "Fernhill High School joins" in found
    answer = client.post(url(group, "add_member"), typed)
    assert answer.status_code == 302, answer.content.decode()
    row = Membership.objects.get(school=school)
    assert row.joined_on == dt.date(2027, 1, 4)

    again = client.post(url(group, "add_member"), typed)
    assert again.status_code == 422
    assert "is a member on that day already" in again.content.decode()


def test_who_has_left_sees_only_what_is_their_own(group: Group, at: dt.datetime) -> None:
    gone = someone("head", SchoolFactory(name="Marlow Road School"), group.network, name="Helen Marsh")
    school = gone.appointments.get().school
    row = Membership.objects.create(partnership=group.partnership, school=school, joined_on=dt.date(2025, 9, 1))
    members.leave(actor=group.lead, at=at, membership=row, left_on=dt.date(2026, 7, 1))

    found = page(gone, url(group))

    assert "Your school has left this partnership" in found
    assert "Marlow Road School" in found
    assert group.schools[0].name not in found.replace("Marlow Road School", "")
    assert signed_in(Client(), gone).get(url(group, "agreements")).status_code == 403


def test_pause_and_go_on(group: Group) -> None:
    client = signed_in(Client(), group.lead)
    _post(client, url(group, "pause_partnership"), starts_on="2027-02-01")
    group.partnership.refresh_from_db()
    assert group.partnership.state == "paused"
    assert "paused from 1 February 2027" in client.get(url(group)).content.decode()

    _post(client, url(group, "resume_partnership"), resumes_on="2027-04-12")

    group.partnership.refresh_from_db()
    assert group.partnership.state == "active"
    assert Pause.objects.get().ends_on == dt.date(2027, 4, 11)


def test_the_next_cycle_is_proposed_and_crossing_days_are_refused(group: Group) -> None:
    client = signed_in(Client(), group.lead)
    answer = _post(
        client, url(group, "start_cycle"), status=422, name="Again", starts_on="2027-01-01", ends_on="2027-07-01"
    )
    assert "These days cross those of the cycle 2026/27." in answer

    _post(client, url(group, "start_cycle"), name="2027/28", starts_on="2027-09-01", ends_on="2028-08-31")

    assert Cycle.objects.get(name="2027/28").number == 2


def _post(client: Client, address: str, *, status: int = 302, **given: str) -> str:
    """Post a form with the hidden fields that its page holds."""
    found = client.get(address).content.decode()
    typed = dict(re.findall(r'name="(version|sha256)" value="([^"]*)"', found)) | given
    answer = client.post(address, typed)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def asked(client: Client, address: str) -> int:
    """How many queries a page makes once it is warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_lists_ask_the_same_of_the_database_whatever_their_length(sign_in: SignIn) -> None:
    group = partnership()
    client = sign_in(group.staff)
    addresses = [
        reverse("programmes:partnerships") + "?all",
        reverse("programmes:programme", args=[group.programme.pk]),
        reverse("programmes:programmes"),
    ]
    one = [asked(client, address) for address in addresses]
    for number in range(2):
        partnership(programme=group.programme, name=f"Partnership {number}")

    assert [asked(client, address) for address in addresses] == one
    assert max(one) <= 18


def test_a_partnership_asks_the_same_of_the_database_whatever_its_size(sign_in: SignIn) -> None:
    small, large = partnership(1), partnership(3)
    counts = [
        [asked(sign_in(group.lead, Client()), url(group, name)) for name in ("partnership", "agreements")]
        for group in (small, large)
    ]

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 16


def test_a_head_reads_ticks_and_signs(at: dt.datetime) -> None:
    group = partnership(signed=False)
    agreements.publish_defaults(actor=None, at=at, programme=group.programme)
    client, school = signed_in(Client(), group.heads[0]), group.schools[0]
    address = url(group, "sign", school_id=school.pk, kind="memorandum")
    assert "Nobody reviews the school that employs them" in client.get(address).content.decode()

    refused = _post(client, address, status=422, name="Amira Okafor", role="Headteacher")
    assert "Tick this to go on" in refused
    assert "Amira Okafor" in refused

    _post(client, address, name="Amira Okafor", role="Headteacher", agreed="on")
    again = client.post(address, {"name": "A", "role": "B", "agreed": "on", "sha256": "0" * 64}, follow=True)
    assert "Your school has signed this already." in again.content.decode()
    signature = Signature.objects.get()
    copy = page(group.heads[0], url(group, "signed_copy", signature_id=signature.pk))
    assert signature.sha256 in copy
    assert "Amira Okafor" in copy
    reader = signed_in(Client(), group.heads[1])
    assert reader.get(address).status_code == 200
    assert reader.post(address, {"name": "x"}).status_code == 403


def test_a_text_changed_meanwhile_is_shown_and_signed_anew(at: dt.datetime) -> None:
    group = partnership(signed=False)
    agreements.publish_defaults(actor=None, at=at, programme=group.programme)
    client = signed_in(Client(), group.heads[0])
    address = url(group, "sign", school_id=group.schools[0].pk, kind="memorandum")
    answer = client.post(address, {"name": "Amira", "role": "Head", "agreed": "on", "sha256": "0" * 64})

    found = answer.content.decode()
    assert answer.status_code == 409
    assert "A newer version of this agreement holds" in found
    assert 'value="Amira"' in found
    assert "checked" not in found
    sha256 = queries.text(group.programme.pk, AgreementKind.MEMORANDUM).sha256
    assert f'value="{sha256}"' in found


def test_a_school_is_found_as_its_name_is_typed(group: Group) -> None:
    school = SchoolFactory(name="Fernhill High School", town="Ludlow")
    client = signed_in(Client(), group.lead)

    found = client.get(url(group, "add_member") + "?q=fernhil").content.decode()
    part = client.get(url(group, "add_member") + "?q=fernhil", headers={"HX-Request": "true"}).content.decode()

    assert f"?school={school.pk}" in found
    assert f"?school={school.pk}" in part
    assert "<html" not in part
    assert "No open school was found" in client.get(url(group, "add_member") + "?q=zzzzqq").content.decode()


def test_staff_add_a_school_by_hand(group: Group) -> None:
    assert signed_in(Client(), group.lead).get(url(group, "add_school")).status_code == 403
    client = signed_in(Client(), group.staff)
    answer = client.post(url(group, "add_school"), {"name": "Marlow Road School", "nation": "wales"}, follow=True)

    assert "Marlow Road School joins" in answer.content.decode()


def test_the_lead_reminds_those_who_have_still_to_sign_once_a_day(at: dt.datetime) -> None:
    group = partnership(signed=False)
    agreements.publish_defaults(actor=None, at=at, programme=group.programme)
    client = signed_in(Client(), group.lead)
    assert "Remind those who have still to sign" in client.get(url(group, "agreements")).content.decode()

    for _click in range(2):
        said = client.post(url(group, "remind_to_sign"), follow=True).content.decode()
        assert all(head.name in said for head in group.heads)
    mails = Mail.objects.filter(to__in=[head.email for head in group.heads])

    assert mails.count() == 3
    assert url(group, "agreements") in mails[0].text
    assert signed_in(Client(), group.heads[0]).post(url(group, "remind_to_sign")).status_code == 403


def test_a_year_far_off_is_asked_about(group: Group) -> None:
    client = signed_in(Client(), group.lead)
    said = _post(
        client, url(group, "start_cycle"), status=422, name="Far", starts_on="9998-09-01", ends_on="9999-08-31"
    )

    assert "Check the years" in said
