"""What came back of each survey wave: response rates by role and partnership, scales, items."""

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.evaluation.enums import Arm
from trigpoint.evaluation.models import Instrument, Response, Study, Wave
from trigpoint.evaluation.queries import pseudonyms
from trigpoint.kernel.errors import Missing

if TYPE_CHECKING:
    from trigpoint.evaluation.queries.scales import Mean

__all__ = ["Instrument", "Wave", "WaveResult", "instrument", "instruments", "results", "wave", "waves"]

SMALLEST = 5
"""Of fewer who answered, no figure of theirs is shown."""

PERCEIVED = "perceived"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Who was asked and who answered, of one role or partnership."""

    name: str
    asked: int
    answered: int

    @property
    def share(self) -> float | None:
        return self.answered / self.asked if self.asked else None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A scale in a wave. `perceived` ones are what people believe the effect to be: never an impact."""

    key: str
    perceived: bool
    items: int
    mean: "Mean | None"
    alpha: float | None
    omega: float | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """One question: how often each answer was given, from the first step to the last; none where few answered it."""

    key: str
    text: str
    perceived: bool
    counts: tuple[int, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WaveResult:
    """Everything that a page or a table says of a wave."""

    wave_id: uuid.UUID
    name: str
    instrument: str
    version: int
    arm: str
    points: int
    opens_on: dt.date
    asked: int
    answered: int
    schools_asked: int
    schools_answered: int
    by_role: tuple[Rate, ...]
    by_partnership: tuple[Rate, ...]
    scales: tuple[Scale, ...]
    items: tuple[ItemResult, ...]

    @property
    def share(self) -> float | None:
        return self.answered / self.asked if self.asked else None


def instruments(study: Study) -> list[Instrument]:
    return list(Instrument.objects.filter(study=study))


def instrument(study: Study, instrument_id: uuid.UUID) -> Instrument:
    found = Instrument.objects.filter(study=study, pk=instrument_id).first()
    if found is None:
        raise Missing
    return found


def waves(study: Study) -> list[Wave]:
    return list(Wave.objects.filter(study=study).select_related("instrument"))


def wave(study: Study, wave_id: uuid.UUID) -> Wave:
    found = Wave.objects.filter(study=study, pk=wave_id).select_related("instrument", "study").first()
    if found is None:
        raise Missing
    return found


def results(study: Study, only: uuid.UUID | None = None) -> list[WaveResult]:
    """Every wave of the study, or one. Two queries."""
    found = [one for one in waves(study) if only in (None, one.pk)]
    rows: dict[uuid.UUID, list[Response]] = defaultdict(list)
    for row in Response.objects.filter(wave__in=found).order_by("respondent"):
        rows[row.wave_id].append(row)
    return [_result(study, one, rows[one.pk]) for one in found]


def _result(study: Study, wave: Wave, rows: list[Response]) -> WaveResult:
    answered = [row for row in rows if row.answers]
    asked = wave.instrument
    return WaveResult(
        wave_id=wave.pk,
        name=wave.name,
        instrument=asked.name,
        version=asked.number,
        arm=asked.arm,
        points=asked.points,
        opens_on=wave.opens_on,
        asked=len(rows),
        answered=len(answered),
        schools_asked=len({row.school_id for row in rows}),
        schools_answered=len({row.school_id for row in answered}),
        by_role=_rates((row.role, bool(row.answers)) for row in rows),
        by_partnership=_rates((_cluster(study, row), bool(row.answers)) for row in rows),
        scales=tuple(_scales(study, asked, answered)),
        items=tuple(_items(asked, answered)) if len(answered) >= SMALLEST else (),
    )


def _cluster(study: Study, row: Response) -> str:
    """The partnership's pseudonym; a comparison school is its own cluster."""
    if row.partnership_id:
        return pseudonyms.of(study.salt, "partnership", row.partnership_id)
    return pseudonyms.of(study.salt, "school", row.school_id)


def _rates(pairs: Iterable[tuple[str, bool]]) -> tuple[Rate, ...]:
    asked: dict[str, list[bool]] = defaultdict(list)
    for name, came in pairs:
        asked[name].append(came)
    return tuple(Rate(name=name, asked=len(came), answered=sum(came)) for name, came in sorted(asked.items()))


def value(item: dict[str, Any], points: int, row: Response) -> float | None:
    """An answer on the scale's direction: reversed items turned round."""
    given = row.answers.get(item["key"])
    if given is None:
        return None
    return float(points + 1 - given if item.get("reversed") else given)


def _scales(study: Study, asked: Instrument, rows: list[Response]) -> Iterable[Scale]:
    import numpy as np  # noqa: PLC0415 - only here

    from trigpoint.evaluation.queries import scales  # noqa: PLC0415 - the same

    keys = dict.fromkeys(item["scale"] for item in asked.items if item["scale"])
    for key in keys:
        items = [item for item in asked.items if item["scale"] == key]
        table = [[value(item, asked.points, row) for item in items] for row in rows]
        scored = [
            (row, found) for row, cells in zip(rows, table, strict=True) if (found := scales.score(cells)) is not None
        ]
        enough = len(scored) >= SMALLEST
        grid = np.array([[np.nan if cell is None else cell for cell in cells] for cells in table], dtype=np.float64)
        yield Scale(
            key=key,
            perceived=key.startswith(PERCEIVED),
            items=len(items),
            mean=_mean(study, scored) if enough else None,
            alpha=scales.alpha(grid) if enough else None,
            omega=scales.omega(grid) if enough else None,
        )


def _mean(study: Study, scored: list[tuple[Response, float]]) -> "Mean | None":
    from trigpoint.evaluation.queries import scales  # noqa: PLC0415 - it loads numpy

    return scales.mean([found for _row, found in scored], [_cluster(study, row) for row, _found in scored])


def _items(asked: Instrument, rows: list[Response]) -> Iterable[ItemResult]:
    for item in asked.items:
        given = [row.answers[item["key"]] for row in rows if item["key"] in row.answers]
        enough = len(given) >= SMALLEST
        counts = tuple(given.count(step) for step in range(1, asked.points + 1)) if enough else ()
        perceived = item["scale"].startswith(PERCEIVED)
        yield ItemResult(key=item["key"], text=item["text"], perceived=perceived, counts=counts)


def interval_words(scale: Scale, arm: Arm) -> str:
    """An interval and how well the items hang together, in words."""
    if scale.mean is None:
        return _("Fewer than %(n)d answered: no figure is shown.") % {"n": SMALLEST}
    said = []
    if scale.mean.low is not None and scale.mean.high is not None:
        said.append(_("95%% interval %(low).2f to %(high).2f") % {"low": scale.mean.low, "high": scale.mean.high})
    if arm == Arm.COMPARISON:  # each school stands for itself
        where = ngettext("%(n)d people in %(of)d school", "%(n)d people in %(of)d schools", scale.mean.clusters)
    else:
        where = ngettext(
            "%(n)d people in %(of)d partnership", "%(n)d people in %(of)d partnerships", scale.mean.clusters
        )
    said.append(where % {"n": scale.mean.n, "of": scale.mean.clusters})
    if scale.alpha is not None:
        said.append(_("alpha %(alpha).2f") % {"alpha": scale.alpha})
    if scale.omega is not None:
        said.append(_("omega %(omega).2f") % {"omega": scale.omega})
    return "; ".join(said)
