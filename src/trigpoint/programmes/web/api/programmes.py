"""Calls for programmes, partnerships, agreements and the school calendar."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.organisations.queries import by_id, networks
from trigpoint.programmes.actions import agreements as agreement_actions
from trigpoint.programmes.actions import cycles, members, partnerships, programmes, reminders, terms
from trigpoint.programmes.enums import AgreementKind
from trigpoint.programmes.queries import agreements, calendar, membership, overview, priorities, scope, standings
from trigpoint.programmes.queries import review_models as model_queries
from trigpoint.programmes.queries.scope import Standpoint
from trigpoint.programmes.rules import agreements as agreement_rules
from trigpoint.programmes.rules import partnerships as rules
from trigpoint.ui.api import Done, expose

router = Router()

PROGRAMME = "/programmes/{uuid:programme_id}"
PARTNERSHIP = "/partnerships/{uuid:partnership_id}"


class ProgrammeOut(Schema):
    id: uuid.UUID
    network_id: uuid.UUID
    name: str
    version: int
    review_model_id: uuid.UUID
    reviewers_keep_profile: bool
    lead_sees_profile: bool
    governors_see_profile: bool
    staff_plan_reviews: bool


class PriorityOut(Schema):
    id: uuid.UUID
    text: str


class StandingOut(Schema):
    id: uuid.UUID
    school_id: uuid.UUID
    name: str
    starts_on: dt.date
    ends_on: dt.date | None


class PartnershipOut(Schema):
    id: uuid.UUID
    network_id: uuid.UUID
    programme_id: uuid.UUID
    name: str
    state: str
    agreed_on: dt.date | None
    version: int


class MemberOut(Schema):
    id: uuid.UUID
    school_id: uuid.UUID
    school_name: str
    joined_on: dt.date
    left_on: dt.date | None


class CycleOut(Schema):
    id: uuid.UUID
    number: int
    name: str
    starts_on: dt.date
    ends_on: dt.date


class PersonOut(Schema):
    person_id: uuid.UUID
    name: str
    role: str
    school_id: uuid.UUID | None
    school_name: str


class PartnershipWhole(PartnershipOut):
    """`warnings`: what would make the partnership work better, such as its size."""

    parts: list[str]
    members: list[MemberOut]
    cycles: list[CycleOut]
    people: list[PersonOut]
    warnings: list[str]


class TextOut(Schema):
    id: uuid.UUID
    kind: str
    version: int
    title: str
    body: str
    sha256: str
    published_at: dt.datetime


class SignatureOut(Schema):
    id: uuid.UUID
    name: str
    role: str
    signed_at: dt.datetime
    sha256: str


class SchoolStatusOut(Schema):
    """Signatures under the texts that hold now, by kind of agreement; null: not signed."""

    school_id: uuid.UUID
    school_name: str
    complete: bool
    signatures: dict[str, SignatureOut | None]


class AgreementsOut(Schema):
    texts: list[TextOut]
    schools: list[SchoolStatusOut]


class SignedCopyOut(SignatureOut):
    school_id: uuid.UUID
    text: TextOut


class TermOut(Schema):
    name: str
    starts_on: dt.date
    ends_on: dt.date


class DayOff(Schema):
    date: dt.date
    name: str


class CalendarOut(Schema):
    """A school year. `is_usual`: nobody has set its terms, these are the dates that most schools keep."""

    year: int
    is_usual: bool
    terms: list[TermOut]
    bank_holidays: list[DayOff]


def _hats(request: HttpRequest) -> Any:
    return request.hats


def _network(request: HttpRequest, network_id: uuid.UUID) -> networks.Network:
    found = networks.by_id(network_id)
    if found is None or network_id not in _hats(request).networks:
        raise Missing
    return found


def _programme(request: HttpRequest, programme_id: uuid.UUID) -> scope.Programme:
    return scope.runs(_hats(request), programme_id)


def _view(request: HttpRequest, partnership_id: uuid.UUID) -> Standpoint:
    return scope.load(_hats(request), partnership_id, on=clock.today())


def _partnership(request: HttpRequest, partnership_id: uuid.UUID) -> scope.Partnership:
    return _view(request, partnership_id).partnership


def _led(request: HttpRequest, partnership_id: uuid.UUID) -> scope.Partnership:
    view = _view(request, partnership_id)
    rules.may_lead(view).require()
    return view.partnership


def _membership(request: HttpRequest, partnership_id: uuid.UUID, membership_id: uuid.UUID) -> scope.Membership:
    return membership.one(_led(request, partnership_id), membership_id)


def _cycle(request: HttpRequest, partnership_id: uuid.UUID, cycle_id: uuid.UUID) -> Any:
    found = next((c for c in overview.cycles(_led(request, partnership_id)) if c.pk == cycle_id), None)
    if found is None:
        raise Missing
    return found


def _model(request: HttpRequest, review_model_id: uuid.UUID) -> model_queries.ReviewModel:
    return model_queries.one(review_model_id)


def _school(request: HttpRequest, school_id: uuid.UUID) -> by_id.School:
    found = by_id.school(school_id)
    if found is None:
        raise Missing
    return found


def _standing_of(request: HttpRequest, programme_id: uuid.UUID, standing_id: uuid.UUID) -> standings.Standing:
    return standings.one(_programme(request, programme_id), standing_id)


def _priority_of(request: HttpRequest, programme_id: uuid.UUID, priority_id: uuid.UUID) -> priorities.Priority:
    return priorities.one(_programme(request, programme_id), priority_id)


@router.get("/programmes", operation_id="programmes.programmes", response=list[ProgrammeOut])
def list_programmes(request: HttpRequest) -> Any:
    """The programmes whose staff the person is."""
    return list(overview.programmes(_hats(request)))


@router.get(PROGRAMME, operation_id="programmes.programme", response=ProgrammeOut)
def one_programme(request: HttpRequest, programme_id: uuid.UUID) -> Any:
    """A programme, for its staff."""
    return _programme(request, programme_id)


@router.get(PROGRAMME + "/priorities", operation_id="programmes.priorities", response=list[PriorityOut])
def list_priorities(request: HttpRequest, programme_id: uuid.UUID) -> Any:
    """The priorities that all schools of the programme share, for its staff."""
    return list(priorities.active(_programme(request, programme_id).pk))


@router.get(PROGRAMME + "/standings", operation_id="programmes.standings", response=list[StandingOut])
def list_standings(request: HttpRequest, programme_id: uuid.UUID) -> Any:
    """Every standing that the programme has given, for its staff."""
    return standings.standings(_programme(request, programme_id))


@router.get("/partnerships", operation_id="programmes.partnerships", response=list[PartnershipOut])
def list_partnerships(request: HttpRequest, page: int = 1) -> Any:
    """The partnerships in which the person takes part, 100 to a page."""
    start = (max(page, 1) - 1) * 100
    return list(overview.partnerships_for(_hats(request))[start : start + 100])


@router.get(PARTNERSHIP, operation_id="programmes.partnership", response=PartnershipWhole)
def one_partnership(request: HttpRequest, partnership_id: uuid.UUID) -> Any:
    """A partnership with its schools, cycles and people; to a school that has left, only what is its own."""
    view = _view(request, partnership_id)
    found = view.partnership
    listed = membership.members(found, on=view.on)
    roles = ["partnership_lead", "associate", *membership.POOL]
    return {
        **{name: getattr(found, name) for name in PartnershipOut.model_fields},
        "parts": sorted(view.parts),
        "members": [
            {
                "id": row.membership.pk,
                "school_id": row.membership.school_id,
                "school_name": row.membership.school.name,
                "joined_on": row.membership.joined_on,
                "left_on": row.membership.left_on,
            }
            for row in listed
            if not view.only_own or row.membership.school_id in view.schools
        ],
        "cycles": [] if view.only_own else overview.cycles(found),
        "people": [] if view.only_own else membership.people(found, on=view.on, roles=roles),
        "warnings": []
        if view.only_own
        else [breach.message for breach in rules.size(view.model, sum(row.is_current for row in listed))],
    }


@router.get(PARTNERSHIP + "/agreements", operation_id="programmes.agreements", response=AgreementsOut)
def who_signed(request: HttpRequest, partnership_id: uuid.UUID) -> Any:
    """The texts that hold now, and which schools have signed them."""
    view = _view(request, partnership_id)
    rules.may_read(view).require()
    found = agreements.status(view.partnership, on=view.on)
    return {
        "texts": list(agreements.current_texts(view.partnership.programme_id).values()),
        "schools": found,
    }


@router.get(
    PARTNERSHIP + "/signatures/{uuid:signature_id}", operation_id="programmes.signed_copy", response=SignedCopyOut
)
def signed_copy(request: HttpRequest, partnership_id: uuid.UUID, signature_id: uuid.UUID) -> Any:
    """A signed copy, for the leaders of the school that signed, the partnership's lead and staff."""
    return agreements.signed_copy(_view(request, partnership_id), signature_id)


@router.get("/networks/{uuid:network_id}/calendar/{int:year}", operation_id="programmes.calendar", response=CalendarOut)
def school_year(request: HttpRequest, network_id: uuid.UUID, year: int) -> Any:
    """The school year that begins in September of `year`: terms and bank holidays."""
    network = _network(request, network_id)
    if not 2000 <= year <= 2099:
        raise Missing
    found = calendar.calendar(network.pk)
    return {
        "year": year,
        "is_usual": not calendar.terms(network.pk, year=year),
        "terms": list(found.terms(year)),
        "bank_holidays": [{"date": day, "name": name} for day, name in found.bank_holidays(year)],
    }


def _signing_school(request: HttpRequest, partnership_id: uuid.UUID, school_id: uuid.UUID, kind: str) -> by_id.School:
    view = _view(request, partnership_id)
    if kind not in AgreementKind.values or school_id not in {
        row.school_id for row in agreements.status(view.partnership, on=view.on)
    }:
        raise Missing
    agreement_rules.may_sign(view, school_id).require()
    return _school(request, school_id)


OF_PROGRAMME = {"programme": _programme}
OF_PARTNERSHIP = {"partnership": _partnership}

expose(
    router,
    "POST",
    "/networks/{uuid:network_id}/programmes",
    programmes.create,
    resolve={"network": _network, "review_model": _model},
)
expose(router, "PUT", PROGRAMME, programmes.change, resolve=OF_PROGRAMME)
expose(router, "PUT", PROGRAMME + "/model", programmes.use_model, resolve={**OF_PROGRAMME, "review_model": _model})
expose(router, "POST", PROGRAMME + "/priorities", programmes.add_priority, resolve=OF_PROGRAMME)
expose(
    router,
    "DELETE",
    PROGRAMME + "/priorities/{uuid:priority_id}",
    programmes.retire_priority,
    resolve={"priority": _priority_of},
)
expose(router, "POST", PROGRAMME + "/standings", programmes.set_standing, resolve={**OF_PROGRAMME, "school": _school})
expose(
    router,
    "POST",
    PROGRAMME + "/standings/{uuid:standing_id}/end",
    programmes.end_standing,
    resolve={"standing": _standing_of},
)
expose(router, "POST", PROGRAMME + "/agreements", agreement_actions.publish_text, resolve=OF_PROGRAMME)
expose(
    router,
    "POST",
    PARTNERSHIP + "/agreements/reminders",
    reminders.remind,
    resolve=OF_PARTNERSHIP,
    response=list[str],
)
expose(router, "POST", PROGRAMME + "/partnerships", partnerships.create, resolve=OF_PROGRAMME)
expose(router, "PUT", PARTNERSHIP, partnerships.rename, resolve=OF_PARTNERSHIP)
expose(router, "POST", PARTNERSHIP + "/pause", partnerships.pause, resolve=OF_PARTNERSHIP)
expose(router, "POST", PARTNERSHIP + "/resume", partnerships.resume, resolve=OF_PARTNERSHIP)
expose(router, "POST", PARTNERSHIP + "/close", partnerships.close, resolve=OF_PARTNERSHIP)
expose(router, "POST", PARTNERSHIP + "/trusts", members.join_trust, resolve=OF_PARTNERSHIP)
expose(router, "POST", PARTNERSHIP + "/members", members.join, resolve={**OF_PARTNERSHIP, "school": _school})
expose(
    router,
    "POST",
    PARTNERSHIP + "/members/{uuid:membership_id}/leave",
    members.leave,
    resolve={"membership": _membership},
)
expose(router, "POST", PARTNERSHIP + "/cycles", cycles.start, resolve=OF_PARTNERSHIP)
expose(router, "PUT", PARTNERSHIP + "/cycles/{uuid:cycle_id}", cycles.change, resolve={"cycle": _cycle})
expose(
    router,
    "POST",
    PARTNERSHIP + "/schools/{uuid:school_id}/agreements/{kind}/signature",
    agreement_actions.sign,
    resolve={**OF_PARTNERSHIP, "school": _signing_school},
)
expose(
    router,
    "POST",
    PARTNERSHIP + "/agreements/{kind}/own-signature",
    agreement_actions.sign_for_oneself,
    resolve=OF_PARTNERSHIP,
)
expose(
    router,
    "PUT",
    "/networks/{uuid:network_id}/calendar/{int:year}/terms",
    terms.set_terms,
    resolve={"network": _network},
    response=Done,
    answer=lambda _made: Done(),
)
