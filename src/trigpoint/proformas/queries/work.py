"""What people have to do about forms, dates of publication, and what they took home."""

import datetime as dt
import uuid
from collections import defaultdict

from django.urls import reverse

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place
from trigpoint.kernel.work import Item
from trigpoint.proformas.enums import Per
from trigpoint.proformas.models import Sheet
from trigpoint.proformas.queries import clocks, take_aways
from trigpoint.programmes.language.pieces import FormDefinition
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.queries.review_models import Definition, definition
from trigpoint.reviews.queries import in_hand
from trigpoint.reviews.queries.in_hand import InHand
from trigpoint.reviews.queries.scene import Part, Review
from trigpoint.reviews.queries.stages import Step

__all__ = ["items"]

NEAR = dt.timedelta(weeks=4)


def items(hats: Hats, *, on: dt.date, limit: int = 50, held: InHand | None = None) -> list[Item]:
    """
    Forms that wait for the person, what their school is to publish, and what they meant to do at home.

    A form is on the list from four weeks before its stage is due. At most four queries, beside the two for what is in
    hand; none of them where no review in hand has a form or a clock.
    """
    held = held or in_hand.load(hats)
    found = [*_forms(hats, held, on), *_clocks(held, on), *_take_aways(hats, on)]
    return sorted(found, key=lambda item: (item.due_on or dt.date.max, item.text))[:limit]


def _forms(hats: Hats, held: InHand, on: dt.date) -> list[Item]:
    asked = [
        (review, step, form)
        for review in in_hand.in_words(held.reviews)
        for step in held.steps[review.pk]
        if not step.is_done and step.due_on <= on + NEAR
        for form in definition(review.review_model_id).forms_of(step.key)
        if form.required and _fills(definition(review.review_model_id), form, held.parts[review.pk])
    ]
    if not asked:
        return []
    sent: dict[uuid.UUID, set[tuple[str, str]]] = defaultdict(set)
    rows = Sheet.objects.filter(review__in={review.pk for review, _step, _form in asked}, state="sent", number=1)
    for review_id, form_key, place in rows.values_list("review_id", "form", "place"):
        sent[review_id].add((form_key, place))
    return [
        _form(review, step, form)
        for review, step, form in asked
        if not _is_sent(form, sent[review.pk], hats.person_id, _sites(hats, review, held.parts[review.pk]))
    ]


def _is_sent(
    form: FormDefinition, sent: set[tuple[str, str]], person_id: uuid.UUID | None, sites: list[uuid.UUID]
) -> bool:
    """Whether this person is done with it: for one of each area, the page says which are left."""
    match form.per:
        case Per.REVIEW:
            return (form.key, "review") in sent
        case Per.PERSON:
            return (form.key, f"person-{person_id}") in sent
        case Per.SITE:
            return all((form.key, f"site-{site_id}") in sent for site_id in sites)
        case _:
            return False


def _sites(hats: Hats, review: Review, played: frozenset[Part]) -> list[uuid.UUID]:
    """The sites that concern the person: their own, or all for those who look at all."""
    own = hats.places(Place.SCHOOL)
    return [site_id for site_id in review.site_ids if site_id in own or played - {Part.SITE_HEAD}]


def _fills(model: Definition, form: FormDefinition, played: frozenset[Part]) -> bool:
    return not model.parts_of(form.filled_by).isdisjoint(played)


def _form(review: Review, step: Step, form: FormDefinition) -> Item:
    return Item(
        due_on=step.ends_on,
        text=_("“%(form)s” for the review of %(school)s") % {"form": form.title, "school": review.called},
        detail=_("Belongs to “%(stage)s”. It is saved as you write, and read once you send it in.")
        % {"stage": step.title},
        action=_("Fill it in"),
        url=reverse("proformas:stage", args=[review.pk, step.key]),
        review_id=review.pk,
    )


def _clocks(held: InHand, on: dt.date) -> list[Item]:
    by_review = clocks.of_reviews(held.reviews)
    return [
        Item(
            due_on=clock.by,
            text=_("Publish “%(what)s” of the review of your {school}") % {"what": clock.title}
            if clock.output
            else _("Look at progress since the review of your {school}"),
            detail=_("The review's model asks for it by then; say where it can be read.")
            if clock.output
            else _("The review's model asks for it by then."),
            action=_("Say where") if clock.output else _("Open"),
            url=reverse("proformas:published", args=[review.pk, clock.output])
            if clock.output
            else reverse("reviews:review", args=[review.pk]),
            review_id=review.pk,
        )
        for review in held.played(Part.HOST_HEAD)
        for clock in by_review[review.pk]
        if clock.met_on is None and clock.by <= on + NEAR and _owns(review, clock.owner, held.parts[review.pk])
    ]


def _owns(review: Review, owner: str, played: frozenset[Part]) -> bool:
    return not definition(review.review_model_id).parts_of([owner]).isdisjoint(played)


def _take_aways(hats: Hats, on: dt.date) -> list[Item]:
    if not hats.worn:
        return []
    rows = take_aways.mine(hats).filter(done_on=None, due_on__lte=on + NEAR)[:20]
    return [
        Item(
            due_on=row.due_on,
            text=row.action or _("Something that you took home from a review"),
            detail=_("You took this home. Say what came of it."),
            action=_("Open"),
            url=reverse("proformas:change_take_away", args=[row.pk]),
        )
        for row in rows
    ]
