"""What people have to do about findings: propose, agree, tell, draft, check, settle, release."""

import datetime as dt
import uuid
from collections import Counter

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.findings.models import Correction, HostAnswer, Position, Profile, Proposal
from trigpoint.findings.queries import outputs, window
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.queries.profile import Standing
from trigpoint.kernel.work import Item
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.queries import in_hand, stages
from trigpoint.reviews.queries.in_hand import InHand
from trigpoint.reviews.queries.scene import Part, Review

__all__ = ["items"]

type Due = dict[str, stages.Step]


def items(hats: Hats, *, on: dt.date, limit: int = 50, held: InHand | None = None) -> list[Item]:
    """
    At most three queries, beside the two for what is in hand; one more for programme staff, and one for a head whose
    school agrees positions with the team.
    """
    held = held or in_hand.load(hats)
    looked_through = _to_look_through(hats, on=on, limit=limit)
    seen = held.visited(Part.LEAD, Part.REVIEWER, Part.HOST_HEAD, on=on)
    mine = [review for review in seen if review.state == "under_way"][:limit]
    if not mine:
        return looked_through
    standings = profiles.of_reviews([review.pk for review in mine])
    meeting = [review.pk for review in mine if _meets(held.parts[review.pk], held.by_kind(review))]
    begun = _begun(meeting, hats.person_id)
    asked = _asked([review.pk for review in held.played(Part.LEAD) if review in mine])
    said = _said_by_schools([review for review in mine if Part.HOST_HEAD in held.parts[review.pk]])
    found = looked_through
    for review in in_hand.in_words(mine):
        played, steps, standing = held.parts[review.pk], held.by_kind(review), standings[review.pk]
        if Part.HOST_HEAD in played:
            found += _head(review, standing)
            if review.pk in said and _done(steps, "team_meeting") and standing.state in {"", "drafting"}:
                found += _agreement(review, said[review.pk], steps)
        if Part.LEAD in played and ("feedback" in steps or "profile" in steps):
            found += _lead(review, steps, standing, on=on, asked=asked.get(review.pk, 0))
        if review.pk in meeting:
            found.append(_team(review, steps, has_begun=review.pk in begun))
    return found


def _meets(played: frozenset[Part], steps: Due) -> bool:
    """Whether the person is of a team that now proposes and agrees."""
    if played.isdisjoint({Part.LEAD, Part.REVIEWER}):
        return False
    return _done(steps, "visit") and not _done(steps, "team_meeting")


def _begun(ids: list[uuid.UUID], person_id: uuid.UUID | None) -> set[uuid.UUID]:
    """The reviews for which the person has proposed something, or the team agreed something. One query."""
    if not ids:
        return set()
    own = Proposal.objects.filter(review__in=ids, author_id=person_id, number=1).values_list("review_id")
    return {pk for (pk,) in own.union(Position.objects.filter(review__in=ids).values_list("review_id"))}


def _asked(ids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    if not ids:
        return {}
    rows = Correction.objects.filter(profile__review__in=ids, outcome="")
    return dict(rows.values_list("profile__review_id").annotate(count=Count("pk")))


def _done(steps: Due, kind: str) -> bool:
    return kind not in steps or steps[kind].is_done


def _team(review: Review, steps: Due, *, has_begun: bool) -> Item:
    if not has_begun:
        text, detail = _("Propose what to say of %(school)s"), _("Unseen by the others until all have proposed.")
    else:
        text, detail = (
            _("Agree with the team on %(school)s"),
            _("One {position} {an aspect}, with the notes it rests on."),
        )
    return _item(review, text, detail, _("Open"), "findings:board", steps["team_meeting"].due_on)


def _lead(review: Review, steps: Due, standing: Standing, *, on: dt.date, asked: int) -> list[Item]:
    found = []
    if _done(steps, "team_meeting") and not _done(steps, "feedback"):
        found.append(
            _item(
                review,
                _("Tell the {head} of %(school)s in short what you saw"),
                _("Then record that you did, with three points at most."),
                _("Record it"),
                "findings:feedback",
                steps["feedback"].due_on,
            )
        )
    if "profile" not in steps or not _done(steps, "team_meeting") or standing.is_released:
        return found
    name = definition(review.review_model_id).word("profile")
    due_on = steps["profile"].due_on
    if asked:
        words = ngettext("Answer %(count)d correction", "Answer %(count)d corrections", asked) % {"count": asked}
        text = words + " · %(school)s"
        detail = _("Then release the %(profile)s.") % {"profile": name}
        return [*found, _item(review, text, detail, _("Look"), "findings:profile", due_on)]
    if standing.state == "fact_check":
        over = standing.answered or (standing.answer_by is not None and on > standing.answer_by)
        if over:
            detail = _("The {head} has answered.") if standing.answered else _("No answer counts as agreed.")
            text = _named(_("Release the %(profile)s of %(school)s"), name)
            found.append(_item(review, text, detail, _("Release"), "findings:release", due_on))
        return found
    detail = _("Write the improvement {priority}, and send it to the {head} for a check of facts.")
    text = _named(_("Draft the %(profile)s of %(school)s"), name)
    return [*found, _item(review, text, detail, _("Draft"), "findings:draft", due_on)]


def _head(review: Review, standing: Standing) -> list[Item]:
    if standing.state != "fact_check" or standing.answered:
        return []
    detail = _("No answer counts as agreed. You may also write a reply.")
    return [
        _item(
            review,
            _named(
                _("Check the facts in the %(profile)s of %(school)s"),
                definition(review.review_model_id).word("profile"),
            ),
            detail,
            _("Check"),
            "findings:check",
            standing.answer_by,
        )
    ]


def _named(text: str, profile: str) -> str:
    """The text with the model's word for its output, the school still to come."""
    return text.replace("%(profile)s", profile.replace("%", "%%"))


def _said_by_schools(reviews: list[Review]) -> dict[uuid.UUID, int]:
    """On how many aspects each school has still to say something, where its model has positions agreed. Two queries."""
    ids = [review.pk for review in reviews if definition(review.review_model_id).judgement.agreed_with_host]
    if not ids:
        return {}
    versions = {
        (review, aspect): version
        for review, aspect, version in Position.objects.filter(review__in=ids).values_list(
            "review_id", "aspect", "version"
        )
    }
    answered = set(HostAnswer.objects.filter(review__in=ids).values_list("review_id", "aspect", "version"))
    left = Counter(
        review for (review, aspect), version in versions.items() if (review, aspect, version) not in answered
    )
    return {pk: left[pk] for pk in ids}


def _agreement(review: Review, left: int, steps: Due) -> list[Item]:
    if not left:
        return []
    words = ngettext(
        "Say whether your {school} sees %(count)d finding so too",
        "Say whether your {school} sees %(count)d findings so too",
        left,
    )
    return [
        _item(
            review,
            words % {"count": left} + " · %(school)s",
            _("What you see otherwise is printed beside it."),
            _("Look"),
            "findings:with_the_school",
            steps["profile"].due_on if "profile" in steps else None,
        )
    ]


def _to_look_through(hats: Hats, *, on: dt.date, limit: int) -> list[Item]:
    """What the programme looks through before its release. One query, for its staff alone."""
    places = hats.places(Place.PROGRAMME, Role.PROGRAMME_STAFF)
    networks = hats.places(Place.NETWORK, Role.PROGRAMME_STAFF)
    if not places and not networks:
        return []
    rows = Profile.objects.filter(state="fact_check", review__state="under_way")
    rows = rows.filter(Q(review__programme__in=places) | Q(review__network__in=networks)).defer("content")
    found = []
    for row in rows.select_related("review__host").order_by("answer_by")[:limit]:
        model = definition(row.review.review_model_id)
        output = outputs.of(model)
        if output is None or not output.checked or not outputs.is_sampled(row.review, model):
            continue
        if not profiles.of(row).is_checked_for_facts(on):
            continue
        text = _named(_("Look through the %(profile)s of %(school)s before it is released"), model.word("profile"))
        detail = _("Is it clear, fair, and backed by evidence?")
        days = model.quality.within_days if model.quality else 0
        asked_on = timezone.localdate(row.answered_at) if row.answered_at else row.answer_by or on
        due_on = window.last_day(row.review, sent_on=asked_on, days=days) if days else None
        found.append(_item(row.review, text, detail, _("Look"), "findings:quality", due_on))
    return found


def _item(  # noqa: PLR0917 - an item has these parts
    review: Review, text: str, detail: str, action: str, url_name: str, due_on: dt.date | None
) -> Item:
    return Item(
        due_on=due_on,
        text=text % {"school": review.host.name},
        detail=detail,
        action=action,
        url=reverse(url_name, args=[review.pk]),
        review_id=review.pk,
    )
