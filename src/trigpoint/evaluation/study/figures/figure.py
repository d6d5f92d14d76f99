"""What a picture is, and which there are."""

import csv
import dataclasses
import io
from collections.abc import Mapping, Sequence
from typing import Any

from trigpoint.evaluation.study.figures.svg import Drawing

type Results = Mapping[str, Any]
type Cell = str | float | int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """
    name: of its files, `<name>.svg` and `<name>.csv`. title: what it shows, as a heading. desc: what one sees in it, for
    somebody who doesn't. head, rows: its data, as they stand in the results.
    """

    name: str
    title: str
    desc: str
    drawing: Drawing
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def svg(self) -> str:
        return self.drawing.svg(self.title, self.desc)

    def csv(self) -> str:
        into = io.StringIO()
        writer = csv.writer(into, lineterminator="\n")
        writer.writerow(self.head)
        writer.writerows(["" if cell is None else cell for cell in row] for row in self.rows)
        return into.getvalue()


def all_of(results: Results) -> list[Figure]:
    """Every picture that these results have the numbers for, in the report's order."""
    from trigpoint.evaluation.study.figures import effects, schools  # noqa: PLC0415 - they make figures

    makers = (
        schools.flow,
        schools.regions,
        schools.love,
        schools.quantiles,
        schools.overlap,
        effects.trends,
        effects.event_study,
        effects.placebo,
        effects.subgroups,
        effects.curve,
        effects.leave_one_out,
        effects.dose,
    )
    return [made for make in makers if (made := make(results)) is not None]


def cells(rows: Sequence[Mapping[str, Any]], *names: str) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(row.get(name) for name in names) for row in rows)
