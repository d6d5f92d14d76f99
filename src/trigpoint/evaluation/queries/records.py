"""What was done in a study's days, read once: everything that the process evaluation counts."""

import dataclasses
import datetime as dt
import uuid
from functools import cached_property

from trigpoint.assurance.queries import records as feedback
from trigpoint.assurance.queries.records import Answered
from trigpoint.evaluation.models import Attendance, Exclusion, Study
from trigpoint.evidence.queries import records as evidence
from trigpoint.evidence.queries.records import Evidence
from trigpoint.improvement.queries import records as follow_up
from trigpoint.improvement.queries.records import FollowUp
from trigpoint.programmes.queries import records as programme_records
from trigpoint.programmes.queries.records import Membership
from trigpoint.programmes.queries.review_models import Definition, definition
from trigpoint.reviews.queries import records as reviews
from trigpoint.reviews.queries.records import Record

__all__ = ["Record", "Records", "read"]

NOT_HAPPENING = ("cancelled", "postponed")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Records:
    """All of it, as of one day."""

    study: Study
    on: dt.date
    members: list[Membership]
    reviews: list[Record]
    evidence: dict[uuid.UUID, Evidence]
    follow_up: dict[uuid.UUID, FollowUp]
    feedback: dict[uuid.UUID, Answered]
    attendances: list[Attendance]
    exclusions: list[Exclusion]

    @cached_property
    def visited(self) -> list[Record]:
        """Reviews whose visit is over: one that is cancelled or put off has none, whatever its dates."""
        return [one for one in self.reviews if one.state not in NOT_HAPPENING and one.visit_ends_on <= self.on]

    def with_stage(self, *kinds: str) -> list[Record]:
        """Those of the visited whose review model has a stage of one of these kinds."""
        return [one for one in self.visited if any(self.model(one).stage_of_kind(kind) for kind in kinds)]

    def model(self, one: Record) -> Definition:
        return definition(one.review_model_id)

    def within(self, one: Record) -> bool:
        """Whether its workshop was held in time."""
        held = self.follow_up[one.review_id].workshop_on
        limit = self.model(one).number("workshop.within_days")
        return held is not None and (held - one.visit_ends_on).days <= limit


def read(study: Study, *, on: dt.date) -> Records:
    """A fixed number of queries, however many schools."""
    days = {"starts_on": study.starts_on, "ends_on": study.ends_on}
    found = reviews.of_programme(study.programme_id, **days)
    ids = [one.review_id for one in found]
    return Records(
        study=study,
        on=on,
        members=list(programme_records.memberships(study.programme_id, **days)),
        reviews=found,
        evidence=evidence.of_reviews(ids),
        follow_up=follow_up.of_reviews(ids),
        feedback=feedback.of_reviews(ids),
        attendances=list(Attendance.objects.filter(study=study)),
        exclusions=list(Exclusion.objects.filter(study=study)),
    )
