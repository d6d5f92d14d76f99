"""What a person has to do, over every context, by date."""

import datetime as dt

from trigpoint.access.hats import Hats
from trigpoint.allocation.queries import work as allocation
from trigpoint.assurance.queries import work as assurance
from trigpoint.evidence.queries import work as evidence
from trigpoint.findings.queries import work as findings
from trigpoint.improvement.queries import work as improvement
from trigpoint.kernel.work import Item
from trigpoint.people.queries import work as people
from trigpoint.proformas.queries import work as proformas
from trigpoint.programmes.queries import work as programmes
from trigpoint.reviews.queries import in_hand
from trigpoint.reviews.queries import work as reviews

ABOUT_REVIEWS = (reviews, evidence, proformas, findings, improvement)
OTHERS = (people, programmes, allocation, assurance)


def items(hats: Hats, *, on: dt.date) -> list[Item]:
    """Everything that waits for the person, the earliest first, what has no date last. A fixed number of queries."""
    held = in_hand.load(hats)
    found = [item for context in ABOUT_REVIEWS for item in context.items(hats, on=on, held=held)]
    found += [item for context in OTHERS for item in context.items(hats, on=on)]
    return sorted(found, key=lambda item: (item.due_on is None, item.due_on or on, item.text))
