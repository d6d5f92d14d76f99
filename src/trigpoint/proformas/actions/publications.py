"""Say that something of a review was published, where the model asks for it by a date."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Missing, Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.proformas.models import Publication
from trigpoint.proformas.queries import clocks
from trigpoint.proformas.rules.publications import may_publish
from trigpoint.reviews.queries.scene import Review, acting


@action("proformas.record_publication")
def record(
    *, actor: Account, at: dt.datetime, review: Review, output: str, address: str, published_on: dt.date | None = None
) -> Publication:
    """
    Its owner says where everybody can read it, and since when (today, without a day). Said again: it is corrected.

    The product publishes nothing: it keeps that the owner has.
    """
    scene = acting(actor.pk, review, at=at)
    clock = next((each for each in clocks.of(scene) if each.output == output), None)
    if clock is None:
        raise Missing
    may_publish(scene, clock.owner).require()
    day = published_on or scene.on
    wrong: dict[str, list[str]] = {}
    if not review.visit_starts_on <= day <= scene.on:
        wrong["published_on"] = [_("Give a day between the visit and today.")]
    try:
        URLValidator(schemes=["https", "http"])(address.strip())
    except ValidationError:
        wrong["address"] = [_("Give the whole address of the page, such as https://www.example.org/report.")]
    if len(address.strip()) > 500:
        wrong["address"] = [_("Shorten this to 500 characters.")]
    if wrong:
        raise Unacceptable(wrong)
    made, _new = Publication.objects.update_or_create(
        review=review,
        output=output,
        defaults={
            "network_id": review.network_id,
            "published_on": day,
            "address": address.strip(),
            "recorded_at": at,
            "recorded_by": actor,
        },
    )
    return made
