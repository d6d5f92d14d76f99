"""What people take home from reviews."""

import uuid

from django.db.models import Q, QuerySet

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place
from trigpoint.kernel.errors import Missing
from trigpoint.proformas.models import TakeAway
from trigpoint.reviews.queries.scene import Review, Scene

__all__ = ["TakeAway", "mine", "of_review", "one", "own_school", "shared_with"]


def mine(hats: Hats) -> QuerySet[TakeAway]:
    """One's own, what is open first."""
    return (
        TakeAway.objects.filter(person_id=hats.person_id)
        .select_related("review__host", "school")
        .order_by("done_on", "due_on", "created_at")
    )


def of_review(scene: Scene) -> list[TakeAway]:
    """One's own from this review."""
    return list(mine(scene.hats).filter(review=scene.review))


def shared_with(hats: Hats, *roles: str) -> QuerySet[TakeAway]:
    """What others share with a school at which the person holds one of the roles."""
    scope = Q(pk__in=[])
    for hat in hats.worn:
        if hat.place == Place.SCHOOL and hat.role in roles:
            scope |= Q(school_id=hat.place_id, network_id=hat.network_id)
    rows = TakeAway.objects.filter(scope, is_shared=True).exclude(person_id=hats.person_id)
    return rows.select_related("person", "school", "review__host").order_by("done_on", "due_on", "created_at")


def one(hats: Hats, take_away_id: uuid.UUID) -> TakeAway:
    """One's own. Raises Missing."""
    found = mine(hats).filter(pk=take_away_id).first()
    if found is None:
        raise Missing
    return found


def own_school(scene: Scene) -> uuid.UUID | None:
    """The school that sends the person to this review, or else the one they belong to in its network."""
    return _sent_by(scene.hats, scene.review) or next(
        (
            hat.place_id
            for hat in scene.hats.worn
            if hat.place == Place.SCHOOL and hat.network_id == scene.review.network_id
        ),
        None,
    )


def _sent_by(hats: Hats, review: Review) -> uuid.UUID | None:
    return next(
        (
            hat.school_id
            for hat in hats.worn
            if hat.place == Place.REVIEW and hat.place_id == review.pk and hat.school_id
        ),
        None,
    )
