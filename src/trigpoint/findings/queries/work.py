"""What people have to do about findings: propose, agree, tell, draft, check, settle, release."""

import datetime as dt
import uuid

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.access.hats import Hats
from trigpoint.findings.models import Correction, Position, Proposal
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.queries.profile import Standing
from trigpoint.kernel.work import Item
from trigpoint.reviews.queries import parts, stages
from trigpoint.reviews.queries.scene import Part, Review

__all__ = ["items"]

type Due = dict[str, stages.Step]
ACTING = {Part.LEAD, Part.REVIEWER, Part.HOST_HEAD}


def items(hats: Hats, *, on: dt.date, limit: int = 50) -> list[Item]:
    """At most six queries."""
    running = parts.visible_to(hats).filter(state="under_way", visit_starts_on__lte=on)
    played = {review: parts.parts(hats, review) for review in running.select_related("host")[:limit]}
    mine = [review for review, found in played.items() if found & ACTING]
    if not mine:
        return []
    ids = [review.pk for review in mine]
    due: dict[uuid.UUID, Due] = {pk: {s.kind: s for s in steps} for pk, steps in stages.of_reviews(mine).items()}
    standings = profiles.of_reviews(ids)
    proposed = _counted(Proposal.objects.filter(review__in=ids, author_id=hats.person_id, number=1))
    agreed = _counted(Position.objects.filter(review__in=ids))
    asked = _asked(ids)
    found: list[Item] = []
    for review in mine:
        steps, standing = due[review.pk], standings[review.pk]
        if Part.HOST_HEAD in played[review]:
            found += _head(review, standing)
        if Part.LEAD in played[review]:
            found += _lead(review, steps, standing, on=on, asked=asked.get(review.pk, 0))
        if played[review] & {Part.LEAD, Part.REVIEWER}:
            found += _team(review, steps, proposed.get(review.pk, 0), agreed.get(review.pk, 0))
    return found


def _counted(rows: object) -> dict[uuid.UUID, int]:
    return dict(rows.values_list("review_id").annotate(count=Count("pk")))  # type: ignore[attr-defined]


def _asked(ids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    rows = Correction.objects.filter(profile__review__in=ids, outcome="")
    return dict(rows.values_list("profile__review_id").annotate(count=Count("pk")))


def _done(steps: Due, kind: str) -> bool:
    return kind not in steps or steps[kind].is_done


def _team(review: Review, steps: Due, proposed: int, agreed: int) -> list[Item]:
    if not _done(steps, "visit") or _done(steps, "team_meeting"):
        return []
    if proposed == 0 and agreed == 0:
        text, detail = _("Propose what to say of %(school)s"), _("Unseen by the others until all have proposed.")
    else:
        text, detail = _("Agree with the team on %(school)s"), _("One position an aspect, with the notes it rests on.")
    return [_item(review, text, detail, _("Open"), "findings:board", steps["team_meeting"].due_on)]


def _lead(review: Review, steps: Due, standing: Standing, *, on: dt.date, asked: int) -> list[Item]:
    found = []
    if _done(steps, "team_meeting") and not _done(steps, "feedback"):
        found.append(
            _item(
                review,
                _("Tell the head of %(school)s in short what you saw"),
                _("Then record that you did, with three points at most."),
                _("Record it"),
                "findings:feedback",
                steps["feedback"].due_on,
            )
        )
    if not _done(steps, "team_meeting") or standing.is_released:
        return found
    due_on = steps["profile"].due_on if "profile" in steps else None
    if asked:
        words = ngettext("Answer %(count)d correction", "Answer %(count)d corrections", asked) % {"count": asked}
        text = words + " · %(school)s"
        return [*found, _item(review, text, _("Then release the profile."), _("Look"), "findings:profile", due_on)]
    if standing.state == "fact_check":
        over = standing.answered or (standing.answer_by is not None and on > standing.answer_by)
        if over:
            detail = _("The head has answered.") if standing.answered else _("No answer counts as agreed.")
            found.append(
                _item(review, _("Release the profile of %(school)s"), detail, _("Release"), "findings:release", due_on)
            )
        return found
    detail = _("Write the improvement priority, and send it to the head for a check of facts.")
    return [*found, _item(review, _("Draft the profile of %(school)s"), detail, _("Draft"), "findings:draft", due_on)]


def _head(review: Review, standing: Standing) -> list[Item]:
    if standing.state != "fact_check" or standing.answered:
        return []
    detail = _("No answer counts as agreed. You may also write a reply.")
    return [
        _item(
            review,
            _("Check the facts in the profile of %(school)s"),
            detail,
            _("Check"),
            "findings:check",
            standing.answer_by,
        )
    ]


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
