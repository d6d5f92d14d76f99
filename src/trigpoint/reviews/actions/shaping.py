"""Say which schools a planned review visits, and which of the model's optional stages it has."""

import datetime as dt
import uuid

from django.db.models import F

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.organisations.queries import by_id
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.queries.calendar import calendar
from trigpoint.reviews.actions.locks import one_at_a_time
from trigpoint.reviews.models import Activity, Review, Stage
from trigpoint.reviews.queries import dates, subject
from trigpoint.reviews.queries.scene import Scene, acting, unasked
from trigpoint.reviews.rules import planning
from trigpoint.reviews.rules import subject as rules


@action("reviews.shape", subject="review")
def shape(
    *,
    actor: Account | None,
    at: dt.datetime,
    review: Review,
    sites: list[uuid.UUID] | None = None,
    without: list[str] | None = None,
    subject_leader_id: uuid.UUID | None = None,
    version: int | None = None,
) -> Review:
    """
    The sites of a review, the optional stages that it goes `without`, and who leads its subject, from now on; what is not
    given stays.

    `version` is the review's that was read: without it, the last to write wins.
    Raises Unacceptable for a site that the timetable goes to, a stage that is done, and what the model does not allow;
    Stale when somebody else changed the review meanwhile.
    """
    scene = unasked(review, at=at) if actor is None else acting(actor.pk, review, at=at)
    if actor is not None:
        rules.may_shape(scene).require()
    one_at_a_time(review)
    review.refresh_from_db(fields=["site_ids", "version"])
    if version is not None and version != review.version:
        held = set(review.stages.values_list("key", flat=True))
        raise Stale(
            _("This review was changed while you looked at it. Nothing is lost: see both, then save again."),
            current={
                "sites": list(review.site_ids),
                "with_stages": [stage.key for stage in scene.model.stages if stage.optional and stage.key in held],
                "version": review.version,
            },
        )
    if sites is not None:
        _choose_sites(scene, list(dict.fromkeys(sites)))
    if without is not None:
        _choose_stages(scene, set(without))
    if subject_leader_id is not None:
        _choose_leader(scene, subject_leader_id)
    Review.objects.filter(pk=review.pk).update(version=F("version") + 1)
    review.refresh_from_db(fields=["site_ids", "version", "subject_leader"])
    return review


def _choose_sites(scene: Scene, sites: list[uuid.UUID]) -> None:
    review = scene.review
    possible = subject.possible_sites(scene.model, review.host, review.partnership_id, on=scene.on)
    allowed = {
        *subject.ids(possible),
        *review.site_ids,
    }  # a school that has left the trust since stays if it was chosen
    if said := rules.sites_mistake(scene.model, sites, allowed):
        raise Unacceptable({"sites": [said]})
    gone = set(review.site_ids) - set(sites)
    kept = Activity.objects.filter(review=review, site_id__in=gone).values_list("site_id", flat=True)
    if names := [school.name for school in by_id.schools(set(filter(None, kept)))]:
        words = _("The timetable goes to %(schools)s. Change it there first.")
        raise Unacceptable({"sites": [words % {"schools": ", ".join(names)}]})
    Review.objects.filter(pk=review.pk).update(site_ids=sites)


def _choose_leader(scene: Scene, leader_id: uuid.UUID) -> None:
    review = scene.review
    if not review.subject_name:
        raise Unacceptable(
            {"subject_leader_id": [_("This review model looks at the whole school, not at one subject.")]}
        )
    if leader_id not in dict(subject.leaders(review.host_id, network_id=review.network_id, on=scene.on)):
        raise Unacceptable({"subject_leader_id": [_("Choose somebody of the {school} that is reviewed.")]})
    Review.objects.filter(pk=review.pk).update(subject_leader_id=leader_id)


def _choose_stages(scene: Scene, without: set[str]) -> None:
    review, model = scene.review, scene.model
    if said := rules.without_mistake(model, without):
        raise Unacceptable({"without": [said]})
    held = {stage.key: stage for stage in review.stages.all()}
    leaving = [stage for key, stage in held.items() if key in without]
    if done := [model.stage_by_key[stage.key].title for stage in leaving if stage.done_at is not None]:
        raise Unacceptable({"without": [_("%(stages)s is done, so it stays.") % {"stages": ", ".join(done)}]})
    now = dates.of(review)
    wanted = dates.proposed(
        model,
        visit_starts_on=now.visit_starts_on,
        visit_days=now.visit_days,
        why_not=calendar(review.network_id).why_not,
        given={key: day for key, day in now.due.items() if key not in without},
        without=without,
    )
    if wrong := planning.order_mistakes(wanted, model):
        raise Unacceptable({"without": [message for found in wrong.values() for message in found]})
    Stage.objects.filter(pk__in=[stage.pk for stage in leaving]).delete()
    Stage.objects.bulk_create(
        Stage(review=review, key=stage.key, kind=stage.kind, order=order, due_on=wanted.due[stage.key])
        for order, stage in enumerate(model.stages)
        if stage.key in wanted.due and stage.key not in held
    )
