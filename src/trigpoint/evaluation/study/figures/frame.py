"""What several pictures have in common: axes, keys, rows with an interval each."""

import dataclasses
from collections.abc import Sequence

from trigpoint.evaluation.study.figures.svg import (
    HAIRLINE,
    INK,
    MOSS,
    OCHRE,
    QUIET,
    WHITE,
    Drawing,
    Scale,
    room,
    ticks,
    width_of,
    wrapped,
)

WIDTH = 720.0
ROW = 28.0


def said(value: float, step: float) -> str:
    """A tick's value with as many decimals as its step needs."""
    decimals = next((d for d in range(5) if abs(round(step, d) - step) < 1e-9), 5)
    text = f"{value:.{decimals}f}"
    return text.replace("-", "−") if float(text) else text.lstrip("-")


def x_axis(to: Drawing, scale: Scale, y: float, label: str, *, top: float, whole: bool = False) -> None:
    """Ticks below, grid lines up to `top`, the label in the middle underneath."""
    marks = ticks(scale.low, scale.high, 8)
    if whole:
        marks = [mark for mark in marks if mark == int(mark)]
    step = marks[1] - marks[0] if len(marks) > 1 else 1.0
    for mark in marks:
        x = scale(mark)
        to.line(x, top, x, y, colour=HAIRLINE)
        to.text(x, y + 18, said(mark, step), anchor="middle", size=13, colour=QUIET)
    to.line(scale.start, y, scale.end, y, colour=QUIET)
    to.text((scale.start + scale.end) / 2, y + 40, label, anchor="middle", size=13, colour=QUIET)


def y_axis(to: Drawing, scale: Scale, x: float, *, right: float, zero: bool = True) -> None:
    """Ticks on the left, grid lines to `right`; `zero` False where another axis has it already."""
    marks = ticks(scale.low, scale.high, 7)
    step = marks[1] - marks[0] if len(marks) > 1 else 1.0
    for mark in marks if zero else [mark for mark in marks if mark]:
        y = scale(mark)
        to.line(x, y, right, y, colour=HAIRLINE)
        to.text(x - 8, y + 4.5, said(mark, step), anchor="end", size=13, colour=QUIET)


def zero_x(to: Drawing, scale: Scale, top: float, bottom: float) -> None:
    if scale.low < 0 < scale.high:
        to.line(scale(0), top, scale(0), bottom, colour=INK, width=1.5)


@dataclasses.dataclass(frozen=True, slots=True)
class Interval:
    """A row with a point and an interval. `mark`: "full" or "hollow", so that colour is not all that tells."""

    label: str
    estimate: float
    low: float
    high: float
    note: str = ""
    mark: str = "full"
    bold: bool = False


def intervals(name: str, rows: Sequence[Interval], label: str, *, key: Sequence[tuple[str, str]] = ()) -> Drawing:
    """A forest: one row for each, its words on the left, its figures on the right."""
    left = min(max(width_of(row.label) for row in rows) + 16, 300.0)
    right = max(width_of(row.note, 13) for row in rows) + 16 if any(row.note for row in rows) else 16.0
    lines = [wrapped(row.label, left - 12) for row in rows]
    heights = [max(ROW, 18.0 * len(one) + 10) for one in lines]
    top = 16.0 + (26.0 if key else 0.0)
    bottom = top + sum(heights)
    to = Drawing(name, WIDTH, bottom + 56)
    low, high = room([value for row in rows for value in (row.low, row.high)], zero=True)
    scale = Scale(low, high, left + 8, WIDTH - right - 8)
    x_axis(to, scale, bottom, label, top=top)
    zero_x(to, scale, top, bottom)
    legend(to, key, left + 8, 18)
    y = top
    for row, words, height in zip(rows, lines, heights, strict=True):
        middle = y + height / 2
        for number, line in enumerate(words):
            at = middle + 5 + (number - (len(words) - 1) / 2) * 17
            to.text(left - 6, at, line, anchor="end", bold=row.bold)
        colour = MOSS if row.mark == "full" else OCHRE
        to.line(scale(row.low), middle, scale(row.high), middle, colour=colour, width=2)
        for end in (row.low, row.high):
            to.line(scale(end), middle - 4, scale(end), middle + 4, colour=colour, width=2)
        mark(to, scale(row.estimate), middle, row.mark)
        if row.note:
            to.text(WIDTH - right + 4, middle + 5, row.note, size=13, colour=QUIET)
        y += height
    return to


def mark(to: Drawing, x: float, y: float, kind: str, r: float = 5) -> None:
    if kind == "full":
        to.disc(x, y, r=r, fill=MOSS, stroke=MOSS)
    else:
        to.diamond(x, y, r=r + 1, fill=WHITE, stroke=OCHRE)


def legend(to: Drawing, key: Sequence[tuple[str, str]], x: float, y: float) -> None:
    """What the marks mean, in one line: (kind of mark, words)."""
    for kind, words in key:
        if kind in {"full", "hollow"}:
            mark(to, x + 6, y - 4.5, kind)
        elif kind == "line":
            to.line(x, y - 4.5, x + 18, y - 4.5, colour=MOSS, width=2.5)
        elif kind == "ink":
            to.line(x, y - 4.5, x + 18, y - 4.5, colour=INK, width=2.5)
        elif kind == "dashes":
            to.line(x, y - 4.5, x + 18, y - 4.5, colour=OCHRE, width=2.5, dash="6 4")
        else:
            to.box(x, y - 11, 16, 12, fill=kind, stroke=QUIET)
        to.text(x + 24, y, words, size=13)
        x += 24 + width_of(words, 13) + 22
