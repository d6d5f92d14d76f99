"""What each school of a programme did, part by part."""

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict

from trigpoint.evaluation.queries.columns import COMPONENTS
from trigpoint.evaluation.queries.records import Record, Records

__all__ = ["COMPONENTS", "School", "schools"]

TRAINING_SHARE = 0.75
"""A school has been trained when somebody of it was at this share of the sessions: three days of four."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """What one school did, component by component; None where nothing is known of it, or no review model asks for it."""

    school_id: uuid.UUID
    name: str
    urn: int | None
    pupils: int | None
    partnership_id: uuid.UUID
    joined_on: dt.date
    left_on: dt.date | None
    components: dict[str, bool | None]

    @property
    def dose(self) -> int:
        return sum(bool(done) for done in self.components.values())

    @property
    def complies(self) -> bool:
        """The least that counts: it was reviewed, and it reviewed others."""
        return bool(self.components["hosted"] and self.components["gave"])


def schools(r: Records) -> list[School]:
    """Each member school's fidelity, in the order of joining."""
    cycles: dict[uuid.UUID, set[int]] = defaultdict(set)
    hosted: dict[uuid.UUID, list[Record]] = defaultdict(list)
    gave: dict[uuid.UUID, set[tuple[uuid.UUID, int]]] = defaultdict(set)
    facilitated: set[uuid.UUID] = set()
    for one in r.visited:
        cycles[one.partnership_id].add(one.cycle)
        hosted[one.host_id].append(one)
        for seat in one.team:
            if seat.school_id is not None:
                gave[seat.school_id].add((one.partnership_id, one.cycle))
        held = r.follow_up[one.review_id].workshop_on is not None
        facilitated |= {
            seat.school_id for seat in one.seats if seat.role == "facilitator" and held and seat.school_id is not None
        }
    workshops, plans = (not r.visited or bool(r.with_stage(kind)) for kind in ("workshop", "plan"))
    sessions = {row.session for row in r.attendances}
    trained: dict[uuid.UUID, set[str]] = defaultdict(set)
    for row in r.attendances:
        if row.came:
            trained[row.school_id].add(row.session)
    found: dict[uuid.UUID, School] = {}
    for member in r.members:
        own = hosted[member.school_id]
        asked = cycles[member.partnership_id]
        found[member.school_id] = School(
            school_id=member.school_id,
            name=member.school.name,
            urn=member.school.urn,
            pupils=member.school.pupils,
            partnership_id=member.partnership_id,
            joined_on=member.joined_on,
            left_on=member.left_on,
            components={
                "training": len(trained[member.school_id]) >= TRAINING_SHARE * len(sessions) if sessions else None,
                "hosted": bool(asked) and asked <= {one.cycle for one in own},
                "gave": bool(asked) and len(gave[member.school_id]) >= len(asked),
                "workshop": bool(own) and all(r.within(one) for one in own) if workshops else None,
                "plan": bool(own) and all(r.follow_up[one.review_id].plan_agreed_on for one in own) if plans else None,
                "facilitated": member.school_id in facilitated if workshops else None,
            },
        )
    return list(found.values())
