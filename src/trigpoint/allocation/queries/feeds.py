"""What a person's own calendar holds: visits and workshops on which they have a seat, and those of the school they lead."""

import datetime as dt
import hashlib
import uuid
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from trigpoint.allocation.models import Feed
from trigpoint.kernel.errors import Missing
from trigpoint.messaging.calendars import Dated
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.enums import StageKind
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries.parts import parts, visible_to
from trigpoint.reviews.queries.stages import of_reviews

__all__ = ["Feed", "dated", "digest", "known"]

OWN = {Part.LEAD, Part.REVIEWER, Part.FACILITATOR, Part.HOST_HEAD}
SINCE = dt.timedelta(days=60)
SHOWN = (StageKind.MEETING_1, StageKind.MEETING_2, StageKind.WORKSHOP)


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def known(person_id: uuid.UUID) -> Feed | None:
    return Feed.objects.filter(person_id=person_id).first()


def dated(secret: str, *, on: dt.date) -> list[Dated]:
    """Raises Missing for an address that nobody has, or whose person may not sign in any more. Titles say only where."""
    feed = Feed.objects.select_related("person").filter(digest=digest(secret), person__is_active=True).first()
    if feed is None:
        raise Missing
    hats = hats_of(feed.person_id, on=on)
    mine = [
        review
        for review in visible_to(hats).filter(visit_ends_on__gte=on - SINCE).select_related("host")
        if OWN & parts(hats, review)
    ]
    steps = of_reviews(mine)
    found: list[Dated] = []
    with translation.override(feed.person.language):
        for review in mine:
            page = settings.PUBLIC_URL + reverse("reviews:review", args=[review.pk])
            off = review.state in ("cancelled", "postponed")
            given: dict[str, Any] = {
                "place": review.host.name,
                "url": page,
                "revision": review.version,
                "cancelled": off,
            }
            title = _("Visit: %(host)s") % {"host": review.host.name}
            found.append(
                Dated(
                    uid=f"{review.pk}@trigpoint",
                    title=title,
                    starts=review.visit_starts_on,
                    ends=review.visit_ends_on,
                    **given,
                )
            )
            for step in steps[review.pk]:
                if step.kind in SHOWN and step.planned:
                    name = f"{step.title}: {review.host.name}"
                    uid = f"{review.pk}-{step.key}@trigpoint"
                    found.append(Dated(uid=uid, title=name, starts=step.due_on, ends=step.ends_on, **given))
    return found
