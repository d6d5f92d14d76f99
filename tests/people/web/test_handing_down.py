"""Authority handed down on the pages, from the first operator to a reviewer: with real programmes and partnerships."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.factories.organisations import SchoolFactory
from tests.factories.people import AccountFactory, hats, operator
from tests.factories.reviews import whole
from tests.people.web.test_sign_in import ask, last_code
from tests.sign_in import signed_in

from trigpoint.access.roles import Place, Role
from trigpoint.kernel import clock
from trigpoint.people.models import Account

pytestmark = pytest.mark.django_db


def invite(by: Account, page: str, **typed: Any) -> Account:
    """Invite on the page, as `by`; the invited person then signs in with the code that is mailed to them."""
    email = f"{typed['role']}@newcomers.example"
    sent = signed_in(Client(), by).post(f"{page}invite/", {"email": email, "name": "New Comer", **typed})
    assert sent.status_code == 302, re.findall(r"error-message.*?</p>", sent.content.decode(), re.DOTALL)
    client = Client()
    client.post(ask(client, email), {"code": last_code()})
    assert "_auth_user_id" in client.session
    return Account.objects.get(email=email)


def test_from_the_operator_to_a_reviewer() -> None:
    made = whole()
    on = clock.today()
    partnership, network = made.partnership, made.network
    staff = invite(operator(), f"/people/networks/{network.pk}/", role="programme_staff")
    lead = invite(staff, f"/people/partnerships/{partnership.pk}/", role="partnership_lead")
    until = {"trained_until-day": "31", "trained_until-month": "8", "trained_until-year": str(on.year + 2)}
    reviewer = invite(lead, f"/people/partnerships/{partnership.pk}/", role="reviewer", **until)
    seat = reviewer.appointments.get()
    assert (seat.place_id, str(seat.trained_until)) == (partnership.pk, f"{on.year + 2}-08-31")
    head = invite(lead, f"/people/networks/{network.pk}/schools/{made.host.pk}/", role="head")
    champion = invite(head, f"/people/networks/{network.pk}/schools/{made.host.pk}/", role="champion")
    assert hats(champion, on=on).has(Role.CHAMPION, place=Place.SCHOOL, place_id=made.host.pk)
    evaluator = invite(staff, f"/people/programmes/{made.programme.pk}/", role="evaluator")
    assert hats(evaluator, on=on).needs_second_factor


def test_a_partnerships_lead_has_no_say_in_a_school_outside_it() -> None:
    made = whole()
    client = signed_in(Client(), made.partnership_lead)
    elsewhere = f"/people/networks/{made.network.pk}/schools/{SchoolFactory().pk}/"
    assert client.get(elsewhere).status_code == 404
    assert client.post(f"{elsewhere}invite/", {"role": "head"}).status_code == 404


def test_a_person_wears_several_hats_at_once() -> None:
    made = whole()
    worn = hats(made.lead, on=made.review.visit_starts_on)
    assert {hat.role for hat in worn.worn} >= {Role.HEAD, Role.LEAD_REVIEWER}
    client = signed_in(Client(), AccountFactory())
    assert client.get(f"/people/partnerships/{made.partnership.pk}/").status_code == 404
