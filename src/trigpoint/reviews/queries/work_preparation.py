"""What a person has to do before a visit: read from the stages that are open, in a fixed number of queries."""

import datetime as dt
import uuid
from collections.abc import Callable

from django.urls import reverse

from trigpoint.access.hats import Hats
from trigpoint.kernel.work import Item
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.enums import Part
from trigpoint.reviews.models import Activity, Focus, PackLook, PackRelease, Review
from trigpoint.reviews.queries import in_hand, sheet
from trigpoint.reviews.queries.in_hand import InHand


def items(hats: Hats, *, on: dt.date, limit: int = 50, held: InHand | None = None) -> list[Item]:
    """
    The person's own tasks of self-evaluation, data pack, focus, briefing and timetable, by date.

    A stage is on the list from four weeks before it is due. At most four queries, beside the two for what is in hand.
    """
    held = held or in_hand.load(hats)
    found = [*_stages(held, on=on, limit=limit), *_packs(hats, held, on=on), *_to_move(held)]
    found += _briefings(hats, held, on=on)
    return sorted(found, key=lambda item: (item.due_on or dt.date.max, item.text))[:limit]


def _stages(held: InHand, *, on: dt.date, limit: int) -> list[Item]:
    near = on + dt.timedelta(weeks=4)
    rows = [
        (step, review, Part.LEAD in held.parts[review.pk])
        for review in in_hand.in_words(held.played(Part.HOST_HEAD, Part.LEAD))
        for step in held.steps[review.pk]
        if not step.is_done and step.due_on <= near and step.kind in _asked(held.parts[review.pk])
    ]
    rows = sorted(rows, key=lambda row: row[0].due_on)[:limit]
    agreed = _agreed([review.pk for step, review, _leads in rows if step.kind == StageKind.MEETING_1])
    found = []
    for step, review, leads in rows:
        if step.kind == StageKind.DATA_PACK and not _evaluated(held, review):
            continue
        if step.kind == StageKind.MEETING_1 and agreed.get(review.pk, (False, False))[0 if leads else 1]:
            continue
        found.append(_WORDS[step.kind](review, step.due_on, leads))
    return found


def _asked(played: frozenset[Part]) -> set[str]:
    """The kinds of stages that somebody with these parts does."""
    kinds: set[str] = set()
    if Part.HOST_HEAD in played:
        kinds |= {StageKind.SELF_EVALUATION, StageKind.DATA_PACK, StageKind.MEETING_1}
    if Part.LEAD in played:
        kinds |= {StageKind.MEETING_1, StageKind.MEETING_2}
    return kinds


def _agreed(review_ids: list[uuid.UUID]) -> dict[uuid.UUID, tuple[bool, bool]]:
    """Whether the lead and whether the head has agreed the focus, by review."""
    if not review_ids:
        return {}
    rows = Focus.objects.filter(review_id__in=review_ids).values_list("review_id", "lead_agreed_at", "head_agreed_at")
    return {review_id: (lead is not None, head is not None) for review_id, lead, head in rows}


def _evaluated(held: InHand, review: Review) -> bool:
    """Whether the self-evaluation is complete, where there is one: before that there is nothing to release."""
    return all(step.is_done for step in held.steps[review.pk] if step.kind == StageKind.SELF_EVALUATION)


def _packs(hats: Hats, held: InHand, *, on: dt.date) -> list[Item]:
    team = {review.pk: review for review in held.played(Part.LEAD, Part.REVIEWER)}
    if not team:
        return []
    seen = PackLook.objects.filter(person_id=hats.person_id).values("release_id")
    rows = PackRelease.objects.filter(review_id__in=team, withdrawn_at__isnull=True, expires_on__gte=on)
    ends = dict(rows.exclude(pk__in=seen).values_list("review_id", "expires_on"))
    return [
        Item(
            due_on=ends[review.pk],
            text=_("Read the data pack of %(school)s") % {"school": review.host.name},
            detail=_("The {school} has opened it to your team until then."),
            action=_("Read"),
            url=reverse("reviews:pack", args=[review.pk]),
            review_id=review.pk,
        )
        for review in in_hand.in_words(team[pk] for pk in ends)
    ]


def _briefings(hats: Hats, held: InHand, *, on: dt.date) -> list[Item]:
    """Briefings for visits ahead that were sent, and not yet read."""
    ahead = {review.pk: review for review in held.reviews if review.visit_ends_on >= on}
    if not ahead or hats.person_id is None:
        return []
    return [
        Item(
            due_on=review.visit_starts_on,
            text=_("Read your briefing for the review of %(review)s") % {"review": review.called},
            detail=_("When you are asked for, where, and what about."),
            action=_("Read"),
            url=reverse("reviews:sheet", args=[review.pk, hats.person_id]),
            review_id=review.pk,
        )
        for review in (ahead[pk] for pk in sheet.unread(hats.person_id, ahead))
    ]


def _to_move(held: InHand) -> list[Item]:
    led = {review.pk: review for review in held.played(Part.LEAD)}
    if not led:
        return []
    rows = Activity.objects.filter(review_id__in=led, to_move=True).values_list("pk", "review_id", "what")
    return [
        Item(
            due_on=led[review_id].visit_starts_on,
            text=_("Find another class or time for “%(what)s”") % {"what": what},
            detail=_("What it had is not available for observation then."),
            action=_("Change"),
            url=reverse("reviews:change_activity", args=[review_id, pk]),
            review_id=review_id,
        )
        for pk, review_id, what in rows
    ]


def _self_evaluation(review: Review, due_on: dt.date, leads: bool) -> Item:  # noqa: FBT001 - one shape for all words
    return Item(
        due_on=due_on,
        text=_("Say how your {school} sees itself"),
        detail=_("{Position}, evidence and how you know, {aspect} by {aspect}. Your leaders can write with you."),
        action=_("Write"),
        url=reverse("reviews:self_evaluation", args=[review.pk]),
        review_id=review.pk,
    )


def _data_pack(review: Review, due_on: dt.date, leads: bool) -> Item:  # noqa: FBT001 - one shape for all words
    return Item(
        due_on=due_on,
        text=_("Release the data pack to your {review_team}"),
        detail=_("They read it before the first meeting; you see who has looked."),
        action=_("Release"),
        url=reverse("reviews:pack", args=[review.pk]),
        review_id=review.pk,
    )


def _meeting_1(review: Review, due_on: dt.date, leads: bool) -> Item:  # noqa: FBT001 - one shape for all words
    text = (
        _("Agree the focus with the {head} of %(school)s")
        if leads
        else _("Agree the focus of your review with its lead")
    )
    return Item(
        due_on=due_on,
        text=text % {"school": review.host.name} if leads else text,
        detail=_("Story, {themes} and {aspects}, lines of enquiry, how the visit runs."),
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
