"""What findings rest on: told to whoever asks what a newer model would lose."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from trigpoint.findings.models import Position, Proposal
from trigpoint.reviews.queries.holding import ASPECT, JUDGEMENT, Held
from trigpoint.reviews.queries.scene import Review


def held(review: Review) -> Iterator[Held]:
    """Two queries. Says that something is found, never what."""
    for table in (Proposal, Position):
        for aspect in table.objects.filter(review=review).values_list("aspect", flat=True).distinct():
            yield Held(part=JUDGEMENT, key="", what=_("what the team has said of it"))
            yield Held(part=ASPECT, key=aspect, what=_("what the team has said of it"))
