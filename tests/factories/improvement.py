"""A workshop and a plan, ready to be worked on."""

import datetime as dt
from typing import Any

from tests.factories.reviews import Whole
from trigpoint.improvement import actions
from trigpoint.improvement.actions.workshop import AttendanceEntry
from trigpoint.improvement.models import Issue, Plan, PlannedAction, Workshop

WHOLE_ACTION: dict[str, Any] = {
    "issue": "Disadvantaged pupils in Year 4 read less widely",
    "aspect": "OI2",
    "cause": "Vocabulary is taught in some classes and left to chance in others",
    "text": "Pre-teach six words a week",
    "owner": "Year 4 teachers",
    "due_on": dt.date(2027, 3, 12),
    "measure": "At the expected level",
    "baseline": "62%",
    "target": "75%",
}


def workshop(whole: Whole, at: dt.datetime) -> Workshop:
    """A prepared workshop with one issue and its cause, everybody of the team there."""
    made = actions.workshop.prepare(actor=whole.facilitator, at=at, review=whole.review)
    found = issue(whole, at, made)
    actions.workshop.add_cause(actor=whole.facilitator, at=at, issue=found, text="Words are left to chance")
    entries = [AttendanceEntry(attendance_id=row.pk, came="came") for row in made.attendances.all()]
    actions.workshop.record_attendance(actor=whole.facilitator, at=at, workshop=made, entries=entries)
    return made


def issue(whole: Whole, at: dt.datetime, made: Workshop) -> Issue:
    return actions.workshop.add_issue(
        actor=whole.facilitator, at=at, workshop=made, text=WHOLE_ACTION["issue"], aspect="OI2"
    )


def plan(whole: Whole, at: dt.datetime) -> Plan:
    """A plan that is being written."""
    return actions.plan.open_plan(actor=whole.host_head, at=at, review=whole.review)


def planned(whole: Whole, at: dt.datetime, made: Plan, **over: Any) -> PlannedAction:
    return actions.plan.add_action(actor=whole.host_champion, at=at, plan=made, **{**WHOLE_ACTION, **over})


def agreed(whole: Whole, at: dt.datetime, **over: Any) -> Plan:
    """A plan with one action and a line of the communication agreement, agreed by the head."""
    made = plan(whole, at)
    planned(whole, at, made, **over)
    actions.plan.add_telling(actor=whole.host_head, at=at, plan=made, audience="Staff", what="the whole profile")
    actions.plan.agree(actor=whole.host_head, at=at, plan=made)
    return made
