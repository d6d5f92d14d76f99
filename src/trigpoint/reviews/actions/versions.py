"""Let a review go over to a newer version of its model: nothing else ever changes the version it was planned with."""

import datetime as dt
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.kernel.guards import enforce
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.queries.calendar import calendar
from trigpoint.programmes.queries.review_models import ReviewModel
from trigpoint.reviews.actions import letters, overrides
from trigpoint.reviews.events import DatesMoved, VersionMoved
from trigpoint.reviews.models import Review, Stage
from trigpoint.reviews.queries import dates as dates_of
from trigpoint.reviews.queries import versions
from trigpoint.reviews.queries.scene import acting
from trigpoint.reviews.rules import planning as rules


@action("reviews.move_version", subject="review")
def move(
    *,
    actor: Account | None,
    at: dt.datetime,
    review: Review,
    review_model: ReviewModel,
    version: int | None = None,
    reason: str = "",
) -> Review:
    """
    Go by a newer version of the same model from now on. `version` is the review's that was read.

    What is done stays done, and a day that was chosen stays; open stages that the newer version lacks go, new ones
    come, and days that only followed from the old version follow from the new. Raises Unacceptable, saying all of it,
    where something that is done or written would be lost; NeedsReason where a day is no school day.
    """
    if actor is not None:
        rules.may_change(acting(actor.pk, review, at=at)).require()
    review = Review.objects.select_for_update(of=("self",)).select_related("review_model", "host").get(pk=review.pk)
    if review_model.pk not in {newer.pk for newer in versions.newer(review)}:
        raise Unacceptable({"review_model": [_("Choose a newer version of this review's own model.")]})
    why_not = calendar(review.network_id).why_not
    way = versions.moving(review, review_model, why_not=why_not)
    if way.lost:
        raise Unacceptable({"review_model": list(way.lost)})
    wrong = rules.order_mistakes(way.dates, way.model)
    if wrong:
        raise Unacceptable({"review_model": [said for found in wrong.values() for said in found]})
    now = dates_of.of(review)
    newly = [
        breach
        for breach in rules.warnings(way.dates, way.model, why_not)
        if breach not in rules.warnings(now, review.review_model.parsed(), why_not)
    ]
    if actor is not None:
        passed = enforce(newly, reason=reason)
        overrides.record(actor=actor, at=at, review=review, breaches=passed, reason=reason)
    before = review.review_model_id
    _write(review, way, version)
    told: dict[str, Any] = {"at": at, "actor_id": actor.pk if actor else None, "review_id": review.pk}
    publish(VersionMoved(**told, before=before, after=review_model.pk))
    if any(stage.is_moved or stage.is_new or stage.goes for stage in way.stages):
        letters.moved(review, on=timezone.localdate(at))
        publish(DatesMoved(**told))
    return review


def _write(review: Review, way: versions.Moving, version: int | None) -> None:
    row = Review.objects.filter(pk=review.pk)
    if version is not None:
        row = row.filter(version=version)
    changed = row.update(review_model=way.to, framework=way.framework_id, version=F("version") + 1)
    if not changed:
        current = Review.objects.values_list("version", flat=True).get(pk=review.pk)
        raise Stale(
            _("This review was changed while you looked at it. See what would change now."),
            current={"version": current},
        )
    review.refresh_from_db()
    known = {stage.key: stage for stage in review.stages.all()}
    for key in (change.key for change in way.stages if change.goes):
        known.pop(key).delete()
    for order, stage in enumerate(way.model.stages):
        if stage.key not in way.dates.due:
            continue
        row_of = known.get(stage.key) or Stage(review=review, key=stage.key)
        row_of.kind, row_of.order, row_of.due_on = stage.kind, order, way.dates.due[stage.key]
        row_of.save()
