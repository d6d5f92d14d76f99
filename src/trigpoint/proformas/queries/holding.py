"""What is written in forms, and nominated: told to whoever asks what a newer model would lose."""

from collections.abc import Iterator

from trigpoint.proformas.models import Accreditation, Answer, Publication
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.holding import ACCREDITATION, ASPECT, FORM, OUTPUT, Held
from trigpoint.reviews.queries.scene import Review

AREA = "area-"


def held(review: Review) -> Iterator[Held]:
    """Three queries. Says that something is written, never what or by whom."""
    answered = Answer.objects.filter(sheet__review=review).values_list("sheet__form", "sheet__place").distinct()
    for form, place in answered:
        yield Held(part=FORM, key=form, what=_("what is written in it"))
        if place.startswith(AREA):
            yield Held(part=ASPECT, key=place.removeprefix(AREA), what=_("a form that is filled in"))
    for kind in Accreditation.objects.filter(review=review).values_list("kind", flat=True):
        yield Held(part=ACCREDITATION, key=kind, what=_("what the {school} has put forward"))
    for output in Publication.objects.filter(review=review).values_list("output", flat=True):
        yield Held(part=OUTPUT, key=output, what=_("that it was made public"))
