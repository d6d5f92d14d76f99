"""
What has been written in a review that rests on a part of its model: told by whoever keeps it.

A higher context registers what it holds (in its `AppConfig.ready`), so that going over to another version can be
refused where something would be lost.
"""

import dataclasses
from collections.abc import Callable, Iterable

from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.enums import SelfField
from trigpoint.reviews.models import Allocation, Focus, Line, Review, SelfAnswer

ASPECT, KIND, FORM, JUDGEMENT = "aspect", "evidence_kind", "form", "judgement"
OUTPUT, ACCREDITATION = "output", "accreditation"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Something written. `part` and `key` name what of the model it rests on; `what` says what it is, in words."""

    part: str
    key: str
    what: str


type Teller = Callable[[Review], Iterable[Held]]

_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Have a context asked for what it holds."""
    if teller not in _tellers:
        _tellers.append(teller)


def held(review: Review) -> tuple[Held, ...]:
    """All that has been written in a review, by whoever keeps it."""
    return (*_own(review), *(one for teller in _tellers for one in teller(review)))


def _own(review: Review) -> Iterable[Held]:
    answers = SelfAnswer.objects.filter(review=review).values_list("aspect", "field").distinct()
    for aspect, field in answers:
        if field == SelfField.LEVEL:
            yield Held(part=JUDGEMENT, key="levels", what=_("where the {school} places itself"))
        yield Held(part=ASPECT, key=aspect, what=_("the {self_evaluation}"))
    focus = Focus.objects.filter(review=review).first()
    for aspect in focus.aspects if focus else ():
        yield Held(part=ASPECT, key=aspect, what=_("the focus"))
    for line in Line.objects.filter(review=review):
        for aspect in line.aspects:
            yield Held(part=ASPECT, key=aspect, what=_("a line of enquiry"))
    for aspect in Allocation.objects.filter(review=review).exclude(aspect="").values_list("aspect", flat=True):
        yield Held(part=ASPECT, key=aspect, what=_("who looks at what"))
