"""Positions and profiles, made by the actions that everybody uses; reviews focus on three aspects unless told otherwise."""

import datetime as dt
from typing import Any

from tests.factories.evidence import note
from tests.factories.reviews import Whole
from trigpoint.findings.actions import meeting, positions, profile, proposals, school
from trigpoint.findings.models import Position, Profile, Proposal
from trigpoint.frameworks.queries import tree

SAID = "Gaps narrowed in four of six year groups; leaders can say which of their actions did it."


def statements(w: Whole, aspect: str, *levels: str) -> list[str]:
    """Keys of the aspect's statements at these levels, by default the first two of the framework."""
    found = tree(w.review.framework_id)
    wanted = levels or tuple(level.key for level in found.levels[1:3])
    return [s.key for s in found.aspects[aspect].statements if s.level in wanted]


def evidence(w: Whole, aspect: str, *, at: dt.datetime) -> list[Any]:
    """Two notes of two kinds by two people."""
    first = note(w.review, w.reviewer, aspect, at=at, kind="OBS")
    second = note(w.review, w.second_reviewer, aspect, at=at, kind="DPUPIL", text="Pupils name what helped them.")
    return [first.pk, second.pk]


def proposal(w: Whole, author: Any, aspect: str = "OI2", *, at: dt.datetime, **fields: Any) -> Proposal:
    return proposals.propose(
        actor=author,
        at=at,
        review=w.review,
        **{"aspect": aspect, "statements": statements(w, aspect), "commentary": SAID, **fields},
    )


def position(w: Whole, aspect: str = "OI2", *, at: dt.datetime, **fields: Any) -> Position:
    """An agreed position on two notes of two kinds by two people."""
    notes = fields.pop("note_ids", None)
    return positions.agree(
        actor=fields.pop("actor", w.lead),
        at=at,
        review=w.review,
        **{
            "aspect": aspect,
            "statements": statements(w, aspect),
            "version": 0,
            "commentary": SAID,
            "note_ids": evidence(w, aspect, at=at) if notes is None else notes,
            **fields,
        },
    )


def agreed(w: Whole, aspects: list[str], *, at: dt.datetime) -> None:
    """Every aspect has a position, the last one "not enough evidence"; the meeting is closed."""
    for aspect in aspects[:-1]:
        position(w, aspect, at=at)
    position(w, aspects[-1], at=at, statements=[], note_ids=[], not_enough_evidence=True, commentary="")
    meeting.close(actor=w.lead, at=at, review=w.review)


def drafted(w: Whole, aspects: list[str], *, at: dt.datetime) -> Profile:
    agreed(w, aspects, at=at)
    return profile.draft(actor=w.lead, at=at, review=w.review, priority="Explain fractions in words first", version=0)


def sent(w: Whole, aspects: list[str], *, at: dt.datetime) -> Profile:
    drafted(w, aspects, at=at)
    return profile.send_for_factual_check(actor=w.lead, at=at, review=w.review)


def released(w: Whole, aspects: list[str], *, at: dt.datetime) -> Profile:
    """Agreed by the head without corrections, and released."""
    sent(w, aspects, at=at)
    school.answer_factual_check(actor=w.host_head, at=at, review=w.review, agrees=True)
    return profile.release(actor=w.lead, at=at, review=w.review)
