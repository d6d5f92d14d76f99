"""What a person has to do before a visit: read from the stages that are open, in a fixed number of queries."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.kernel.work import Item
from trigpoint.programmes.enums import StageKind
from trigpoint.reviews.models import Activity, Focus, PackLook, PackRelease, Review, Stage

OPEN = ("planned", "under_way")


def items(hats: Hats, *, on: dt.date, limit: int = 50) -> list[Item]:
    """
    The person's own tasks of self-evaluation, data pack, focus, briefing and timetable, by date. At most five queries.

    A stage is on the list from four weeks before it is due.
    """
    hosting = {hat.place_id for hat in hats.worn if hat.place == Place.SCHOOL and hat.role == Role.HEAD}
    leading = hats.places(Place.REVIEW, Role.LEAD_REVIEWER)
    team = hats.places(Place.REVIEW, Role.LEAD_REVIEWER, Role.REVIEWER)
    if not (hosting or team):
        return []
    found = [
        *_stages(hats, hosting, leading, on=on, limit=limit),
        *_packs(hats, team, on=on),
        *_to_move(leading),
    ]
    return sorted(found, key=lambda item: (item.due_on or dt.date.max, item.text))[:limit]


def _stages(
    hats: Hats, hosting: Iterable[uuid.UUID | None], leading: Iterable[uuid.UUID], *, on: dt.date, limit: int
) -> list[Item]:
    hosts = Q()
    for hat in hats.worn:
        if hat.place == Place.SCHOOL and hat.role == Role.HEAD:
            hosts |= Q(review__host_id=hat.place_id, review__network_id=hat.network_id)
    mine = (hosts & Q(kind__in=(StageKind.SELF_EVALUATION, StageKind.DATA_PACK, StageKind.MEETING_1))) if hosts else Q()
    scope = Q(review_id__in=list(leading), kind__in=(StageKind.MEETING_1, StageKind.MEETING_2))
    rows = list(
        Stage.objects.filter(mine | scope if hosts else scope)
        .filter(done_at__isnull=True, review__state__in=OPEN, due_on__lte=on + dt.timedelta(weeks=4))
        .select_related("review", "review__host")
        .order_by("due_on")[:limit]
    )
    agreed = {
        focus.review_id: (focus.lead_agreed_at is not None, focus.head_agreed_at is not None)
        for focus in Focus.objects.filter(
            review_id__in=[row.review_id for row in rows if row.kind == StageKind.MEETING_1]
        )
    }
    evaluated = _done([row.review_id for row in rows if row.kind == StageKind.DATA_PACK])
    found = []
    for row in rows:
        leads = row.review_id in leading
        if row.kind == StageKind.DATA_PACK and row.review_id not in evaluated:
            continue
        if row.kind == StageKind.MEETING_1 and agreed.get(row.review_id, (False, False))[0 if leads else 1]:
            continue
        found.append(_WORDS[row.kind](row.review, row.due_on, leads))
    return found


def _done(review_ids: list[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the reviews whose self-evaluation is complete: before that there is nothing to release."""
    if not review_ids:
        return set()
    rows = Stage.objects.filter(review_id__in=review_ids, kind=StageKind.SELF_EVALUATION, done_at__isnull=False)
    return set(rows.values_list("review_id", flat=True))


def _packs(hats: Hats, team: Iterable[uuid.UUID], *, on: dt.date) -> list[Item]:
    seen = PackLook.objects.filter(person_id=hats.person_id).values("release_id")
    rows = (
        PackRelease.objects.filter(
            review_id__in=list(team), withdrawn_at__isnull=True, expires_on__gte=on, review__state__in=OPEN
        )
        .exclude(pk__in=seen)
        .select_related("review", "review__host")
    )
    return [
        Item(
            due_on=row.expires_on,
            text=_("Read the data pack of %(school)s") % {"school": row.review.host.name},
            detail=_("The school has opened it to your team until then."),
            action=_("Read"),
            url=reverse("reviews:pack", args=[row.review_id]),
            review_id=row.review_id,
        )
        for row in rows
    ]


def _to_move(leading: Iterable[uuid.UUID]) -> list[Item]:
    rows = Activity.objects.filter(review_id__in=list(leading), to_move=True, review__state__in=OPEN)
    return [
        Item(
            due_on=row.review.visit_starts_on,
            text=_("Find another class or time for “%(what)s”") % {"what": row.what},
            detail=_("What it had is not available for observation then."),
            action=_("Change"),
            url=reverse("reviews:change_activity", args=[row.review_id, row.pk]),
            review_id=row.review_id,
        )
        for row in rows.select_related("review")
    ]


def _self_evaluation(review: Review, due_on: dt.date, leads: bool) -> Item:  # noqa: FBT001 - one shape for all words
    return Item(
        due_on=due_on,
        text=_("Say how your school sees itself"),
        detail=_("Position, evidence and how you know, aspect by aspect. Your leaders can write with you."),
        action=_("Write"),
        url=reverse("reviews:self_evaluation", args=[review.pk]),
        review_id=review.pk,
    )


def _data_pack(review: Review, due_on: dt.date, leads: bool) -> Item:  # noqa: FBT001 - one shape for all words
    return Item(
        due_on=due_on,
        text=_("Release the data pack to your review team"),
        detail=_("They read it before the first meeting; you see who has looked."),
        action=_("Release"),
        url=reverse("reviews:pack", args=[review.pk]),
        review_id=review.pk,
    )


def _meeting_1(review: Review, due_on: dt.date, leads: bool) -> Item:  # noqa: FBT001 - one shape for all words
    text = (
        _("Agree the focus with the head of %(school)s") if leads else _("Agree the focus of your review with its lead")
    )
    return Item(
        due_on=due_on,
        text=text % {"school": review.host.name} if leads else text,
        detail=_("Story, themes and aspects, lines of enquiry, how the visit runs."),
        action=_("Prepare"),
        url=reverse("reviews:focus", args=[review.pk]),
        review_id=review.pk,
    )


def _meeting_2(review: Review, due_on: dt.date, leads: bool) -> Item:  # noqa: FBT001 - one shape for all words
    return Item(
        due_on=due_on,
        text=_("Brief your team for %(school)s") % {"school": review.host.name},
        detail=_("Who looks at what, and the timetable of the visit."),
        action=_("Brief"),
        url=reverse("reviews:briefing", args=[review.pk]),
        review_id=review.pk,
    )


_WORDS: dict[str, Callable[[Review, dt.date, bool], Item]] = {
    StageKind.SELF_EVALUATION: _self_evaluation,
    StageKind.DATA_PACK: _data_pack,
    StageKind.MEETING_1: _meeting_1,
    StageKind.MEETING_2: _meeting_2,
}
