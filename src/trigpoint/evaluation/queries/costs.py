"""What taking part costs a school, and for each pupil and year."""

import dataclasses
import uuid
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from trigpoint.evaluation.enums import CostKind
from trigpoint.evaluation.models import CostLine, Study
from trigpoint.kernel.errors import Missing

__all__ = ["Cost", "CostLine", "cost", "line", "lines", "of_lines"]

YEARS = 3
BANDS = ((80, _("very low")), (200, _("low")), (720, _("moderate")), (1200, _("high")))
"""Pounds for a pupil and year below which a cost is called so; above all, very high. The EEF toolkit's bands of 2023."""


class Line(Protocol):
    kind: str
    amount: Decimal
    role: str
    hours: Decimal


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Over three years; `per_pupil` is a year's. Hours by role, of three years; `band` is what others call such a cost."""

    start_up: Decimal
    yearly: Decimal
    total: Decimal
    pupils: int | None
    per_pupil: Decimal | None
    band: str
    hours: tuple[tuple[str, Decimal], ...]


def lines(study: Study) -> list[CostLine]:
    return list(CostLine.objects.filter(study=study))


def line(study: Study, line_id: uuid.UUID) -> CostLine:
    found = CostLine.objects.filter(study=study, pk=line_id).first()
    if found is None:
        raise Missing
    return found


def cost(study: Study, pupils: int | None) -> Cost:
    return of_lines(lines(study), study.pupils or pupils)


def of_lines(lines: Iterable[Line], pupils: int | None) -> Cost:
    """(start-up + three years of the yearly) / 3 / pupils."""
    sums = {CostKind.START_UP: Decimal(0), CostKind.YEARLY: Decimal(0)}
    hours: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[CostKind(line.kind)] += line.amount
        if line.hours:
            hours[line.role] += line.hours * (YEARS if line.kind == CostKind.YEARLY else 1)
    total = sums[CostKind.START_UP] + YEARS * sums[CostKind.YEARLY]
    each = total / YEARS / pupils if pupils else None
    return Cost(
        start_up=sums[CostKind.START_UP],
        yearly=sums[CostKind.YEARLY],
        total=total,
        pupils=pupils,
        per_pupil=each,
        band=_band(each) if each is not None and total else "",
        hours=tuple(sorted(hours.items())),
    )


def _band(each: Decimal) -> str:
    return str(next((name for limit, name in BANDS if each < limit), _("very high")))
