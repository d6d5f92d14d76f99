"""What is mailed about seats: who is no longer asked, and who can't come. Never a reason."""

import datetime as dt

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from trigpoint.access.roles import Place, Role
from trigpoint.messaging.actions import send
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.appointments import at_place
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.queries.parts import ON_REVIEW, called
from trigpoint.reviews.queries.scene import Review


def released(review: Review, person: Account) -> None:
    """Somebody learns that they are not needed after all. They can't open the review any more, so there is no link."""
    with translation.override(person.language):
        text = render_to_string("allocation/letters/released.txt", {"person": person, "review": review})
        send.queue(to=person.email, subject=_("A date in your partnership"), text=text)


def declined(review: Review, person: Account, role: str, *, on: dt.date) -> None:
    """The partnership's lead learns that somebody can't come, and where to find who else could."""
    for row in at_place(Place.PARTNERSHIP, [review.partnership_id], on=on, roles=[Role.PARTNERSHIP_LEAD]):
        with translation.override(row.person.language):
            page = settings.PUBLIC_URL + reverse("allocation:gaps", args=[review.cycle_id])
            text = render_to_string(
                "allocation/letters/declined.txt",
                {
                    "person": row.person,
                    "who": person,
                    "review": review,
                    "page": page,
                    "role": called(ON_REVIEW[Role(role)], definition(review.review_model_id)),
                },
            )
            send.queue(to=row.person.email, subject=_("A seat to fill"), text=text)
