"""Inviting, changing and ending."""

import datetime as dt

import pytest
from tests.factories.organisations import NetworkFactory, SchoolFactory
from tests.factories.people import AccountFactory, appoint, hats, head, operator, someone

from trigpoint.access.roles import Place, Role
from trigpoint.audit.models import Entry
from trigpoint.kernel.errors import Missing, Refused, Unacceptable
from trigpoint.messaging.models import Mail
from trigpoint.people import actions
from trigpoint.people.models import Account, Appointment

pytestmark = pytest.mark.django_db


def test_a_head_invites_a_teacher_who_then_has_an_account_a_role_and_a_mail(at: dt.datetime) -> None:
    school, network = SchoolFactory(name="Alderbrook Primary School"), NetworkFactory()
    invited = actions.invitations.invite(
        actor=head(school, network, name="Helen Marsh"),
        at=at,
        email=" Megan.Hughes@Alderbrook.example ",
        name="Megan  Hughes",
        role=Role.STAFF,
        place=Place.SCHOOL,
        place_id=school.pk,
        network_id=network.pk,
    )
    person = Account.objects.get(email="megan.hughes@alderbrook.example")
    assert (person.name, invited.person_id, invited.school_id) == ("Megan Hughes", person.pk, school.pk)
    assert hats(person, on=at.date()).has(Role.STAFF, place=Place.SCHOOL, place_id=school.pk)
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == (person.email, "You are invited to Trigpoint")
    assert "Helen Marsh invites you" in mail.text
    assert "Member of staff, Alderbrook Primary School" in mail.text
    assert Entry.objects.filter(verb="people.invite", subject_id=invited.pk).count() == 1


def test_whoever_has_an_account_gets_one_role_more_and_keeps_the_name(at: dt.datetime) -> None:
    school, network = SchoolFactory(), NetworkFactory()
    known = head(SchoolFactory(), network, name="Daniel Osei")
    actions.invitations.invite(
        actor=head(school, network),
        at=at,
        email=known.email.upper(),
        name="D. Osei",
        role=Role.GOVERNOR,
        place=Place.SCHOOL,
        place_id=school.pk,
        network_id=network.pk,
    )
    known.refresh_from_db()
    assert known.name == "Daniel Osei"
    assert {hat.role for hat in hats(known).worn} == {Role.HEAD, Role.GOVERNOR}


def invite_staff(at: dt.datetime, **more: object) -> Appointment:
    school, network = SchoolFactory(), NetworkFactory()
    given = {
        "actor": head(school, network),
        "email": "newcomer@alderbrook.example",
        "name": "Megan Hughes",
        "role": Role.STAFF,
        "place": Place.SCHOOL,
        "place_id": school.pk,
        "network_id": network.pk,
    }
    return actions.invitations.invite(at=at, **{**given, **more})  # type: ignore[arg-type]


def test_the_same_role_twice_is_said_to_be_held_already(at: dt.datetime) -> None:
    first = invite_staff(at)
    with pytest.raises(Unacceptable) as refusal:
        invite_staff(at, actor=head(first.school, first.network), place_id=first.place_id, network_id=first.network_id)
    assert "has this role already" in refusal.value.errors["email"][0]
    assert Mail.objects.count() == 1


def test_a_closed_account_is_not_opened_by_an_invitation(at: dt.datetime) -> None:
    AccountFactory(email="newcomer@alderbrook.example", is_active=False)
    with pytest.raises(Unacceptable) as refusal:
        invite_staff(at)
    assert "closed" in refusal.value.errors["email"][0]


@pytest.mark.parametrize(
    "field, typed", [("email", "megan"), ("email", ""), ("name", "  "), ("name", "x" * 121), ("role", "chieftain")]
)
def test_what_cannot_be_is_said_on_its_field(at: dt.datetime, field: str, typed: str) -> None:
    with pytest.raises(Unacceptable) as refusal:
        invite_staff(at, **{field: typed})
    assert list(refusal.value.errors) == [field]
    assert not Account.objects.filter(email__startswith="newcomer").exists()


def test_a_role_that_is_not_held_in_a_school_is_refused(at: dt.datetime) -> None:
    with pytest.raises(Unacceptable):
        invite_staff(at, role=Role.OPERATOR)


def test_a_head_invites_nobody_to_another_school_or_the_same_school_in_another_network(at: dt.datetime) -> None:
    with pytest.raises(Refused):
        invite_staff(at, place_id=SchoolFactory().pk)
    with pytest.raises(Refused):
        invite_staff(at, network_id=NetworkFactory().pk)


def test_a_school_that_is_not_there_is_missing(at: dt.datetime) -> None:
    with pytest.raises(Missing):
        invite_staff(at, place_id=NetworkFactory().pk)


def test_a_former_head_invites_nobody(at: dt.datetime) -> None:
    school, network = SchoolFactory(), NetworkFactory()
    former = someone(Role.HEAD, school, network, ends_on=at.date() - dt.timedelta(days=1))
    with pytest.raises(Refused):
        invite_staff(at, actor=former, place_id=school.pk, network_id=network.pk)


def test_an_operator_invites_staff_of_a_network_and_no_head(at: dt.datetime) -> None:
    network, school = NetworkFactory(), SchoolFactory()
    ask = {"actor": operator(), "at": at, "email": "x@y.example", "name": "Grace Adeyemi"}
    made = actions.invitations.invite(**ask, role=Role.PROGRAMME_STAFF, place=Place.NETWORK, place_id=network.pk)  # type: ignore[arg-type]
    assert made.network_id == network.pk
    with pytest.raises(Refused):
        actions.invitations.invite(
            **ask,  # type: ignore[arg-type]
            role=Role.HEAD,
            place=Place.SCHOOL,
            place_id=school.pk,
            network_id=network.pk,
        )


def test_ended_is_ended_at_once(at: dt.datetime) -> None:
    school, network = SchoolFactory(), NetworkFactory()
    teacher = someone(Role.STAFF, school, network)
    actions.invitations.end_role(actor=head(school, network), at=at, appointment=teacher.appointments.get())
    assert hats(teacher, on=at.date()).worn == ()
    assert teacher.appointments.get().ends_on == at.date() - dt.timedelta(days=1)


def test_a_role_that_began_today_leaves_no_trace_when_ended(at: dt.datetime) -> None:
    made = invite_staff(at)
    actions.invitations.end_role(actor=head(made.school, made.network), at=at, appointment=made)
    assert made.person.appointments.count() == 0


def test_nobody_ends_a_role_that_they_may_not_give(at: dt.datetime) -> None:
    school, network = SchoolFactory(), NetworkFactory()
    chief = head(school, network)
    deputy = someone(Role.SENIOR_LEADER, school, network)
    with pytest.raises(Refused):
        actions.invitations.end_role(actor=deputy, at=at, appointment=chief.appointments.get())


def test_the_last_operator_stays(at: dt.datetime) -> None:
    only = operator()
    with pytest.raises(Refused):
        actions.invitations.end_role(actor=only, at=at, appointment=only.appointments.get())
    operator()
    actions.invitations.end_role(actor=only, at=at, appointment=only.appointments.get())


def test_training_is_kept_for_those_who_review_and_sent_by_their_school(at: dt.datetime) -> None:
    network, school = NetworkFactory(), SchoolFactory()
    teacher = someone(Role.STAFF, school, network)
    seat = appoint(teacher, Role.REVIEWER, Place.NETWORK, network)
    assert seat.trained_until is None
    made = invite_staff(at, trained_until=at.date())
    assert made.trained_until is None


def test_the_dates_of_a_role_are_changed(at: dt.datetime) -> None:
    made = invite_staff(at)
    chief = head(made.school, made.network)
    last = at.date() + dt.timedelta(days=100)
    actions.invitations.change_role(actor=chief, at=at, appointment=made, ends_on=last)
    made.refresh_from_db()
    assert made.ends_on == last
    with pytest.raises(Unacceptable):
        actions.invitations.change_role(actor=chief, at=at, appointment=made, ends_on=dt.date(2020, 1, 1))
