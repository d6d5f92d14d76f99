"""What notes rest on: their aspects and kinds of evidence, told to whoever asks what a newer model would lose."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from trigpoint.evidence.models import Note
from trigpoint.reviews.queries.holding import ASPECT, KIND, Held
from trigpoint.reviews.queries.scene import Review


def held(review: Review) -> Iterator[Held]:
    """One query. Says that there are notes, never how many or whose."""
    for kind, aspects in Note.objects.filter(review=review).values_list("kind", "aspects").distinct():
        yield Held(part=KIND, key=kind, what=_("the team's notes"))
        for aspect in aspects:
            yield Held(part=ASPECT, key=aspect, what=_("the team's notes"))
