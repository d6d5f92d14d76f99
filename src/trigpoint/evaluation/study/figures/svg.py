"""Drawing: SVG with a title and a description, in the product's colours, that reads without colour as well."""

import dataclasses
import math
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

INK = "#1c2430"
MOSS = "#17594a"
OCHRE = "#b3600b"
QUIET = "#4b5563"
HAIRLINE = "#d8d2c4"
PALE = "#e4eeea"
SAND = "#f6ead9"
WHITE = "#ffffff"
FONT = "'Source Sans 3', 'Segoe UI', Helvetica, Arial, sans-serif"
SIZE = 14
WIDE = 0.55
"""The width of a letter, in its size: a little more than our typeface's mean, as others may stand in for it."""


def width_of(text: str, size: float = SIZE) -> float:
    return len(text) * size * WIDE


def number(value: float) -> str:
    """A coordinate: two decimals are finer than any screen, and the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def wrapped(text: str, width: float, size: float = SIZE) -> list[str]:
    """The text in lines that are no wider than this."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Places of labels near these, in the same order, at least `gap` apart."""
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    put = [places[i] for i in order]
    for _ in range(50):
        moved = False
        for i in range(len(put) - 1):
            short = gap - (put[i + 1] - put[i])
            if short > 1e-9:
                put[i] -= short / 2
                put[i + 1] += short / 2
                moved = True
        if not moved:
            break
    found = [0.0] * len(places)
    for i, place in zip(order, put, strict=True):
        found[i] = place
    return found


def ticks(low: float, high: float, about: int = 6) -> list[float]:
    """Round values between these."""
    if high <= low:
        high = low + 1
    raw = (high - low) / about
    power = 10 ** math.floor(math.log10(raw))
    step = next(power * k for k in (1, 2, 5, 10) if power * k >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(i * step, 12) for i in range(first, math.floor(high / step + 1e-9) + 1)]


@dataclasses.dataclass(frozen=True, slots=True)
class Scale:
    """From values to places."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.start + share * (self.end - self.start)


def room(values: Iterable[float], *, zero: bool = False, share: float = 0.06) -> tuple[float, float]:
    """The range of these values with a little room; around zero where asked."""
    given = [value for value in values if math.isfinite(value)] or [0.0]
    low, high = min(given), max(given)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    margin = (high - low or abs(high) or 1.0) * share
    return low - margin, high + margin


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """A text in a picture; `y` is its baseline."""

    x: float
    y: float
    said: str
    anchor: str
    size: float
    colour: str
    bold: bool


class Drawing:
    """One picture. Attributes only, no styles: a strict page may show it."""

    def __init__(self, name: str, width: float, height: float) -> None:
        self.name, self.width, self.height = name, width, height
        self.parts: list[str] = []
        self.texts: list[Text] = []

    def _add(self, tag: str, content: str | None = None, **given: object) -> None:
        said = "".join(
            f" {key.strip('_').replace('_', '-')}={quoteattr(number(v) if isinstance(v, float) else str(v))}"
            for key, v in given.items()
            if v is not None
        )
        self.parts.append(f"<{tag}{said}/>" if content is None else f"<{tag}{said}>{content}</{tag}>")

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, colour: str = HAIRLINE, width: float = 1, dash: str = ""
    ) -> None:
        self._add(
            "line",
            x1=float(x1),
            y1=float(y1),
            x2=float(x2),
            y2=float(y2),
            stroke=colour,
            stroke_width=float(width),
            stroke_dasharray=dash or None,
        )

    def path(self, points: Sequence[tuple[float, float]], *, colour: str, width: float = 2, dash: str = "") -> None:
        d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self._add(
            "path",
            d=d,
            fill="none",
            stroke=colour,
            stroke_width=float(width),
            stroke_linejoin="round",
            stroke_dasharray=dash or None,
        )

    def area(self, points: Sequence[tuple[float, float]], *, fill: str, stroke: str = "none", dash: str = "") -> None:
        d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"
        self._add("path", d=d, fill=fill, stroke=stroke, stroke_dasharray=dash or None)

    def box(
        self, x: float, y: float, w: float, h: float, *, fill: str, stroke: str = "none", r: float = 0, width: float = 1
    ) -> None:
        self._add(
            "rect",
            x=float(x),
            y=float(y),
            width=float(max(w, 0.0)),
            height=float(max(h, 0.0)),
            fill=fill,
            stroke=stroke,
            stroke_width=float(width),
            rx=float(r) if r else None,
        )

    def disc(self, x: float, y: float, *, r: float = 5, fill: str = MOSS, stroke: str = MOSS) -> None:
        self._add("circle", cx=float(x), cy=float(y), r=float(r), fill=fill, stroke=stroke, stroke_width=2.0)

    def diamond(self, x: float, y: float, *, r: float = 6, fill: str = WHITE, stroke: str = OCHRE) -> None:
        self._add(
            "path",
            d="M"
            + "L".join(f"{number(a)} {number(b)}" for a, b in ((x, y - r), (x + r, y), (x, y + r), (x - r, y)))
            + "Z",
            fill=fill,
            stroke=stroke,
            stroke_width=2.0,
        )

    def text(
        self,
        x: float,
        y: float,
        said: str,
        *,
        anchor: str = "start",
        size: float = SIZE,
        colour: str = INK,
        bold: bool = False,
    ) -> None:
        self.texts.append(Text(x, y, said, anchor, size, colour, bold))
        self._add(
            "text",
            escape(said),
            x=float(x),
            y=float(y),
            text_anchor=None if anchor == "start" else anchor,
            font_size=float(size),
            fill=colour,
            font_weight="600" if bold else None,
        )

    def art(self) -> str:
        """The picture without its texts, for a medium that sets them itself."""
        size = f"{number(self.width)} {number(self.height)}"
        parts = [part for part in self.parts if not part.startswith("<text")]
        return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">', *parts, "</svg>"]) + "\n"

    def svg(self, title: str, desc: str) -> str:
        """The file's text. `title` and `desc` are what somebody reads who doesn't see it."""
        size = f"{number(self.width)} {number(self.height)}"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{number(self.width)}" '
            f'height="{number(self.height)}" role="img" aria-labelledby="{self.name}-title {self.name}-desc" '
            f"font-family={quoteattr(FONT)}>"
        )
        said = f'<title id="{self.name}-title">{escape(title)}</title><desc id="{self.name}-desc">{escape(desc)}</desc>'
        ground = f'<rect width="{number(self.width)}" height="{number(self.height)}" fill="{WHITE}"/>'
        return "\n".join([head, said, ground, *self.parts, "</svg>"]) + "\n"
