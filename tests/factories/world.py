"""A network in mid-life, with an object of every kind that an address may name; and strangers from another network."""

import dataclasses
import datetime as dt
import uuid
from typing import Any

from django.apps import apps

from tests.factories import evaluation as evaluation_factory
from tests.factories import proformas as proformas_factory
from tests.factories.allocation import drafted
from tests.factories.organisations import SchoolFactory
from tests.factories.people import AccountFactory
from tests.factories.programmes import next_version
from tests.factories.reviews import Whole, whole
from trigpoint.evaluation import actions as evaluation
from trigpoint.evidence.actions import attachments
from trigpoint.home.demo.story import STEPS, Seats, Story
from trigpoint.people.actions import tokens
from trigpoint.people.models import Account
from trigpoint.proformas.actions import accreditations
from trigpoint.programmes.actions import drafts, programmes
from trigpoint.reviews import actions as reviews

NOW = dt.datetime(2027, 3, 3, 10, 0, tzinfo=dt.UTC)

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclasses.dataclass(frozen=True, kw_only=True)
class World:
    """`people` by what they are; `others` are the like in another network; `ids` by the kind of object."""

    whole: Whole
    people: dict[str, Account]
    others: dict[str, Account]
    ids: dict[str, Any]


def world() -> World:
    """One review that has been lived through up to its follow-up, by its people."""
    ours, theirs = whole(team=False, review_model=proformas_factory.everything()), whole()
    seats = Seats(
        host_head=ours.host_head,
        host_leader=ours.host_leader,
        champion=ours.host_champion,
        partnership_lead=ours.partnership_lead,
        lead=ours.lead,
        reviewers=[ours.reviewer, ours.second_reviewer],
        facilitator=ours.facilitator,
    )
    started = NOW - dt.timedelta(days=90)
    story = Story(ours.review, seats, now=NOW, started=started, number=0, thin=False)
    story.run(STEPS.index("focus"))
    reviews.timetable.set_not_observed(actor=ours.host_head, at=story.at(), review=ours.review, code="4B")
    for step in STEPS[STEPS.index("briefed") : STEPS.index("follow_up") + 1]:
        getattr(story, step)(last=False)
        if step == "visit":
            _attach(ours, story.last)
    return World(whole=ours, people=_people(ours), others=_people(theirs), ids=_ids(ours))


def _attach(ours: Whole, at: dt.datetime) -> None:
    note = apps.get_model("evidence.Note").objects.filter(review=ours.review, author=ours.lead).order_by("pk").first()
    attachments.attach(actor=ours.lead, at=at, note=note, name="observation.pdf", data=PDF)


def _people(whole: Whole) -> dict[str, Account]:
    names = (
        "host_head", "host_leader", "host_staff", "governor", "host_champion", "lead", "reviewer", "facilitator",
        "partnership_lead", "programme_staff", "associate", "evaluator",
    )  # fmt: skip
    return {name: getattr(whole, name) for name in names}


def _first(table: str, **where: Any) -> uuid.UUID:
    return apps.get_model(table).objects.filter(**where).order_by("pk").values_list("pk", flat=True).first()


def _declined(ours: Whole) -> uuid.UUID:
    rows = apps.get_model("allocation.Invitation").objects
    given = {"network": ours.network, "review": ours.review, "person": ours.reviewer, "role": "reviewer"}
    return rows.create(**given, answer="declined", asked_at=NOW).pk


def _of_evaluation(ours: Whole) -> dict[str, Any]:
    """A study that the evaluator has access to, with one of each thing in it."""
    by = {"actor": ours.evaluator, "at": NOW}
    grant = evaluation_factory.granted(ours, NOW)
    study = evaluation_factory.study(ours, NOW)
    instrument = evaluation.surveys.publish(
        **by, study=study, name="Leaders", arm="programme", items="a1; trust; Open?"
    )
    days = {"opens_on": NOW.date(), "closes_on": NOW.date()}
    wave = evaluation.surveys.open_wave(**by, study=study, instrument=instrument, name="Before", **days)
    passage = {"source": "interview", "reference": "I1", "taken_on": NOW.date(), "text": "We said what we saw."}
    cost = {"label": "Fee", "kind": "start_up", "source": "Invoice", "amount": 1500}
    return {
        "study": study.pk,
        "grant": grant.pk,
        "exclusion": evaluation.studies.exclude(
            **by, study=study, urn=SchoolFactory(urn=199_001).urn, kind="special"
        ).pk,
        "instrument": instrument.pk,
        "wave": wave.pk,
        "extract": evaluation.coding.add_extract(**by, study=study, **passage).pk,
        "cost_line": evaluation.process.add_cost(**by, study=study, **cost).pk,
        "run": evaluation.runs.ask(**by, study=study, kind="check").pk,
        "run_kind": "check",
    }


def _of_forms(ours: Whole) -> dict[str, Any]:
    """One form that was sent in, one thing put forward."""
    proformas_factory.sent_story(ours, NOW)
    nominated = accreditations.nominate(
        actor=ours.host_head, at=NOW, review=ours.review, kind="area_of_excellence", what="Reading for pleasure"
    )
    return {
        "form": "story",
        "place": "review",
        "number": 1,
        "stage": "story",
        "accreditation": nominated.pk,
        "accreditation_kind": "area_of_excellence",
        "output": "report",
        "point": "none",
        "take_away": uuid.uuid4(),
    }


def _ids(ours: Whole) -> dict[str, Any]:
    review, programme, partnership = ours.review, ours.programme, ours.partnership
    made = tokens.make(actor=ours.host_head, at=NOW, name="own", days=5)
    guest = AccountFactory()
    standing = programmes.set_standing(
        actor=ours.programme_staff, at=NOW, programme=programme, school=ours.host, name="Leading", starts_on=NOW.date()
    )
    priority = programmes.add_priority(actor=ours.programme_staff, at=NOW, programme=programme, text="Attendance")
    return {
        **_of_evaluation(ours),
        **_of_forms(ours),
        "review": review.pk,
        "partnership": partnership.pk,
        "programme": programme.pk,
        "network": ours.network.pk,
        "school": ours.host.pk,
        "cycle": ours.cycle.pk,
        "aspect": "OI2",
        "year": 2026,
        "agreement_kind": "memorandum",
        "kind": "note",
        "note": _first("evidence.Note", review=review, author=ours.lead),
        "attachment": _first("evidence.Attachment"),
        "issue": _first("improvement.Issue", workshop__review=review),
        "option": _first("improvement.Option", issue__workshop__review=review),
        "action": _first("improvement.PlannedAction", plan__review=review, owner_person=None),
        "telling": _first("improvement.Telling", plan__review=review),
        "person": ours.reviewer.pk,
        "pack_item": _first("reviews.PackItem", review=review, kind="note"),
        "line": _first("reviews.Line", review=review),
        "activity": _first("reviews.Activity", review=review),
        "slot": _first("reviews.Slot"),
        "appointment": _first("people.Appointment", person=ours.host_staff),
        "token": made.id,
        "review_model": review.review_model_id,
        "framework": review.framework_id,
        "draft": drafts.copy(
            actor=ours.programme_staff, at=NOW, network=ours.network, review_model=review.review_model
        ).pk,
        "draft_place": "stages/4",
        "newer_model": next_version(review.review_model).pk,
        "suggestion": reviews.suggestions.suggest(
            actor=ours.lead, at=NOW, review=review, kind="stage", about="visit", text="Two days are too short."
        ).pk,
        "inspection": _first("frameworks.Framework", key="ofsted"),
        "priority": priority.pk,
        "standing": standing.pk,
        "membership": _first("programmes.Membership", partnership=partnership, school=ours.host),
        "signature": _first("programmes.Signature", partnership=partnership, school=ours.host),
        "set_aside": uuid.uuid4(),
        "correction": uuid.uuid4(),
        "passkey": 1,
        "schedule": drafted(ours.group, NOW).pk,
        "declined": _declined(ours),
        "invitation": uuid.uuid4(),
        "sheet": "people",
        "own_sheet": "days",
        "secret": "x",
        "guest": guest.pk,
    }
