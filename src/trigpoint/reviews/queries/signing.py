"""Guard G1's facts: which schools of a review have signed both agreements of their partnership."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable

from trigpoint.kernel.guards import Breach
from trigpoint.programmes.queries import agreements
from trigpoint.programmes.rules.agreements import breaches as unsigned
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.team import Member


@dataclasses.dataclass(slots=True, kw_only=True)
class Sender:
    """A school that sends somebody to the team; one without an id stands for a person whose school nobody has named."""

    pk: uuid.UUID
    name: str


def senders(members: Iterable[Member]) -> list[Sender]:
    """The schools of these members of the team, each once."""
    found = {
        member.school_id or member.person_id: member.school_name or member.name for member in members if member.reviews
    }
    return [Sender(pk=pk, name=name) for pk, name in found.items()]


def signed(
    review: Review, school_ids: Iterable[uuid.UUID], *, on: dt.date, alone: Iterable[uuid.UUID] = ()
) -> set[uuid.UUID]:
    """Those of the schools, and of the people whom no school sends (`alone`), that have signed both agreements."""
    schools = agreements.signed_both(review.partnership, school_ids, on=on)
    return schools | agreements.signed_themselves(review.partnership, alone)


def has_signed(scene: Scene) -> bool:
    """Whether every school that sends the person to this review has signed both agreements; they, where none does."""
    schools = {hat.school_id for hat in scene.hats.worn if hat.place_id == scene.review.pk}
    named = {school for school in schools if school is not None}
    alone = {scene.hats.person_id} if len(named) < len(schools) and scene.hats.person_id else set()
    return named | alone <= signed(scene.review, named, on=scene.on, alone=alone)


def breaches(scene: Scene, named: Iterable[Member]) -> list[Breach]:
    """G1: the host and every school that sends somebody have signed both agreements before anything is shared."""
    return missing(scene.review, named, on=scene.on)


def missing(review: Review, named: Iterable[Member], *, on: dt.date) -> list[Breach]:
    """G1 of a review: schools that have still to sign, and people whom no school sends who have."""
    members = list(named)
    alone = {member.person_id for member in members if member.reviews and member.school_id is None}
    schools = senders(members)
    wanted = [review.host_id, *(school.pk for school in schools if school.pk not in alone)]
    return unsigned(host=review.host, reviewer_schools=schools, signed=signed(review, wanted, on=on, alone=alone))
