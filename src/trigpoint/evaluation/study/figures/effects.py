"""Pictures of the effect and of what it rests on."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from trigpoint.evaluation.study.figures.figure import Figure, Results, cells
from trigpoint.evaluation.study.figures.frame import WIDTH, Interval, intervals, legend, mark, y_axis
from trigpoint.evaluation.study.figures.svg import (
    HAIRLINE,
    INK,
    MOSS,
    OCHRE,
    PALE,
    QUIET,
    SAND,
    Drawing,
    Scale,
    room,
    spread,
)
from trigpoint.evaluation.study.words import gettext as _
from trigpoint.evaluation.study.words import ngettext


def _signed(value: float, decimals: int = 3) -> str:
    return f"{value:.{decimals}f}".replace("-", "−")


def _range(row: Mapping[str, Any]) -> str:
    return _("%(estimate)s (%(low)s to %(high)s)") % {
        "estimate": _signed(row["estimate"]),
        "low": _signed(row["low"]),
        "high": _signed(row["high"]),
    }


def _years(to: Drawing, years: list[int], scale: Scale, y: float) -> None:
    every = 1 + len(years) // 16
    for year in years[::every]:
        to.text(scale(year), y + 18, str(year), anchor="middle", size=13, colour=QUIET)


def trends(results: Results) -> Figure | None:
    """Means of both groups, year by year; a break where there were no tests."""
    given = results.get("checks", {}).get("trend")
    if not given:
        return None
    years, pre = given["years"], results["plan"]["pre"]
    top, bottom, left, right = 20.0, 320.0, 70.0, WIDTH - 170
    to = Drawing("trends", WIDTH, bottom + 52)
    low, high = room([*given["treated"], *given["others"]], share=0.12)
    x, y = Scale(years[0], years[-1], left + 16, right - 16), Scale(low, high, bottom, top)
    start = (x(max(pre)) + x(min(results["plan"]["post"]))) / 2
    to.box(start, top, right - start, bottom - top, fill=PALE)
    y_axis(to, y, left, right=right)
    _years(to, years, x, bottom)
    to.text((left + right) / 2, bottom + 42, _("Year"), anchor="middle", size=13, colour=QUIET)
    to.text(start + 6, top + 16, _("after the start"), size=13, colour=QUIET)
    if any(later - one > 1 for one, later in pairwise(years)):
        to.text(left + 8, top + 16, _("dotted: years without results"), size=13, colour=QUIET)
    series = (("treated", _("programme"), MOSS, ""), ("others", _("comparison"), OCHRE, "7 4"))
    ends = spread([y(given[name][-1]) for name, *_rest in series], 20)
    for (name, words, colour, dash), end in zip(series, ends, strict=True):
        points = [(x(year), y(value)) for year, value in zip(years, given[name], strict=True)]
        _joined(to, years, points, colour=colour, dash=dash)
        for point in points:
            mark(to, *point, "full" if name == "treated" else "hollow", 4)
        to.text(right + 10, end + 5, words, bold=True, colour=colour if name == "treated" else "#8a4a08")
    change = given["gap_post"] - given["gap_pre"]
    desc = _(
        "Mean of the outcome in both groups by year. Before the start the programme's schools stand on average %(pre)s "
        "%(unit)s from their comparison schools, afterwards %(post)s: the change, %(change)s, is the estimate."
    ) % {
        "pre": _signed(given["gap_pre"]),
        "post": _signed(given["gap_post"]),
        "change": _signed(change),
        "unit": results["plan"]["unit"],
    }
    title = _("The outcome in both groups, year by year")
    data = tuple(zip(years, given["treated"], given["others"], strict=True))
    head = ("year", "treated", "comparison")
    return Figure(name="trends", title=title, desc=desc, drawing=to, head=head, rows=data)


def _joined(to: Drawing, years: list[int], points: list[tuple[float, float]], *, colour: str, dash: str) -> None:
    """A line from year to year; thin and dotted over years without results, of which nothing is known."""
    for i in range(1, len(points)):
        known = years[i] - years[i - 1] == 1
        to.path(points[i - 1 : i + 1], colour=colour, width=2.5 if known else 1.2, dash=dash if known else "1.5 5")


def event_study(results: Results) -> Figure | None:
    """The difference between the groups in each year, against the last year before, with both kinds of band."""
    given = results.get("checks", {}).get("event")
    if not given:
        return None
    rows = given["years"]
    top, bottom, left = 44.0, 330.0, 70.0
    to = Drawing("event-study", WIDTH, bottom + 52)
    low, high = room([row[name] for row in rows for name in ("band_low", "band_high")], zero=True)
    years = [row["year"] for row in rows]
    x, y = Scale(years[0], years[-1], left + 30, WIDTH - 48), Scale(low, high, bottom, top)
    y_axis(to, y, left, right=WIDTH - 18)
    to.line(left, y(0), WIDTH - 18, y(0), colour=INK, width=1.5)
    _years(to, years, x, bottom)
    to.text((left + WIDTH) / 2, bottom + 42, _("Year"), anchor="middle", size=13, colour=QUIET)
    key = ((SAND, _("all years at once")), ("line", _("each year by itself")), ("hollow", _("year compared with")))
    legend(to, key, left, 20)
    for row in rows:
        at = x(row["year"])
        if row["year"] == given["reference"]:
            mark(to, at, y(0), "hollow", 5)
            continue
        to.box(at - 9, y(row["band_high"]), 18, y(row["band_low"]) - y(row["band_high"]), fill=SAND, stroke=OCHRE)
        to.line(at, y(row["low"]), at, y(row["high"]), colour=MOSS, width=2.5)
        mark(to, at, y(row["estimate"]), "full")
    pre = given["pretrend"]
    said = [_("Difference between the groups in each year, compared with %(reference)s.") % given]
    if pre:
        said.append(
            _("Before the start the years together differ from no difference with F = %(F).2f, p = %(p).3f.") % pre
        )
    after = "; ".join(f"{row['year']}: {_range(row)}" for row in rows if row["year"] > given["reference"])
    said.append(_("After it: %(after)s.") % {"after": after})
    desc = " ".join(said)
    title = _("The difference between the groups in each year")
    names = ("year", "estimate", "se", "low", "high", "band_low", "band_high")
    return Figure(name="event-study", title=title, desc=desc, drawing=to, head=names, rows=cells(rows, *names))


def _forest(name: str, title: str, desc: str, rows: list[dict[str, Any]], label: str, **more: Any) -> Figure:
    shown = [
        Interval(
            row["label"],
            row["estimate"],
            row["low"],
            row["high"],
            _range(row),
            row.get("mark", "full"),
            row.get("bold", False),
        )
        for row in rows
    ]
    to = intervals(name, shown, label, **more)
    names = ("label", "estimate", "low", "high")
    return Figure(name=name, title=title, desc=desc, drawing=to, head=names, rows=cells(rows, *names))


def _with_interval(results: Results, check: str) -> list[dict[str, Any]]:
    """The rows of a check that can be drawn: an error that can't be known leaves an estimate without an interval."""
    return [row for row in results.get("checks", {}).get(check) or () if row["low"] is not None]


def _effect_label(results: Results) -> str:
    return _("Effect, in %(unit)s") % {"unit": results["plan"]["unit"]}


def placebo(results: Results) -> Figure | None:
    """The same analysis of years in which there was nothing to find, for every specification."""
    rows = _with_interval(results, "placebo")
    if not rows:
        return None
    away = [row for row in rows if row["low"] > 0 or row["high"] < 0]
    desc = _(
        "Estimates of an effect between years before the programme began, where there can be none, for %(n)d "
        "specifications. The interval of %(away)d leaves out zero."
    ) % {"n": len(rows), "away": len(away)}
    title = _("What the method finds where there is nothing to find")
    shown = [{**row, "mark": "hollow" if row in away else "full"} for row in rows]
    key = (("full", _("zero is inside")), ("hollow", _("zero is outside")))
    return _forest("placebo", title, desc, shown, _effect_label(results), key=key)


def subgroups(results: Results) -> Figure | None:
    rows = _with_interval(results, "subgroups")
    if len(rows) < 2:
        return None
    said = "; ".join(f"{row['label']}: {_range(row)}" for row in rows)
    desc = _("Effects for all pupils, for each group, and on the gap: %(said)s.") % {"said": said}
    title = _("The effect for groups of pupils")
    shown = [
        {**row, "mark": "hollow" if row.get("gap") else "full", "bold": number == 0} for number, row in enumerate(rows)
    ]
    key = (("full", _("effect")), ("hollow", _("effect on the gap")))
    return _forest("subgroups", title, desc, shown, _effect_label(results), key=key)


def curve(results: Results) -> Figure | None:
    """Every estimate from the smallest to the largest; those whose balance fails are hollow."""
    rows = results.get("checks", {}).get("curve")
    if not rows:
        return None
    least, most = rows[0], rows[-1]
    above = sum(row["low"] > 0 for row in rows)
    desc = _(
        "%(n)d ways to estimate the effect, from the smallest (%(least)s: %(low)s) to the largest (%(most)s: %(high)s). "
        "In %(above)d of them the whole interval is above zero."
    ) % {
        "n": len(rows),
        "least": least["label"],
        "low": _signed(least["estimate"]),
        "most": most["label"],
        "high": _signed(most["estimate"]),
        "above": above,
    }
    title = _("How much depends on how it is done")
    shown = [{**row, "mark": "full" if row["balanced"] else "hollow", "bold": row["primary"]} for row in rows]
    key = (("full", _("balance holds")), ("hollow", _("balance fails: don't rely on it")))
    return _forest("specifications", title, desc, shown, _effect_label(results), key=key)


def leave_one_out(results: Results) -> Figure | None:
    """The estimate without each partnership, as a row of thin intervals."""
    rows = results.get("checks", {}).get("leave_one_out")
    if not rows:
        return None
    ordered = sorted(rows, key=lambda row: row["estimate"])
    whole = results["specifications"][results["plan"]["primary"]]["estimate"]
    top, bottom, left = 30.0, 290.0, 70.0
    to = Drawing("leave-one-out", WIDTH, bottom + 40)
    low, high = room(
        [row[name] for row in ordered for name in ("low", "high", "estimate") if row[name] is not None], zero=True
    )
    x, y = Scale(-1, len(ordered), left, WIDTH - 18), Scale(low, high, bottom, top)
    y_axis(to, y, left, right=WIDTH - 18)
    to.line(left, y(0), WIDTH - 18, y(0), colour=INK, width=1.5)
    to.line(left, y(whole), WIDTH - 18, y(whole), colour=OCHRE, width=2, dash="7 4")
    for number, row in enumerate(ordered):
        if row["low"] is not None:
            to.line(x(number), y(row["low"]), x(number), y(row["high"]), colour=HAIRLINE, width=3)
    for number, row in enumerate(ordered):
        to.disc(x(number), y(row["estimate"]), r=2.6, fill=MOSS, stroke=MOSS)
    words = _("with all partnerships: %(estimate)s") % {"estimate": _signed(whole)}
    to.text(WIDTH - 18, 18, words, anchor="end", size=13, colour="#8a4a08", bold=True)
    to.text(left, 18, _effect_label(results), size=13, colour=QUIET)
    label = _("One dot for each partnership that is left out, from the smallest estimate to the largest")
    to.text((left + WIDTH) / 2, bottom + 26, label, anchor="middle", size=13, colour=QUIET)
    desc = _(
        "The estimate when one of the %(n)d partnerships is left out at a time: from %(low)s (without %(least)s) to "
        "%(high)s (without %(most)s); with all, %(whole)s."
    ) % {
        "n": len(ordered),
        "low": _signed(ordered[0]["estimate"]),
        "least": ordered[0]["cluster"],
        "high": _signed(ordered[-1]["estimate"]),
        "most": ordered[-1]["cluster"],
        "whole": _signed(whole),
    }
    title = _("Whether one partnership makes the result")
    names = ("cluster", "estimate", "low", "high")
    data = cells(ordered, *names)
    return Figure(name="leave-one-out", title=title, desc=desc, drawing=to, head=names, rows=data)


def dose(results: Results) -> Figure | None:
    """The estimate for schools that did so much, with how many they are."""
    rows = _with_interval(results, "dose")
    if not rows:
        return None
    shown = [{**row, "label": _doses(row)} for row in rows]
    said = "; ".join(f"{row['label']}: {_range(row)}" for row in shown)
    desc = _(
        "The change of the programme's schools against their comparison schools, by how much they did: %(said)s. Schools "
        "chose how much they did, so this is not the effect of doing more."
    ) % {"said": said}
    return _forest("dose", _("How much schools did, and their change"), desc, shown, _effect_label(results))


def _doses(row: Mapping[str, Any]) -> str:
    """A group of schools by how much they did: doses are whole numbers, and `below` is the first of the next group."""
    first, last, schools = row["dose"], row["below"] - 1, row["schools"]
    dose = f"{first:g}" if last <= first else _("%(first)g to %(last)g") % {"first": first, "last": last}
    words = ngettext("dose %(dose)s (%(n)d school)", "dose %(dose)s (%(n)d schools)", schools)
    return words % {"dose": dose, "n": schools}


__all__ = ["curve", "dose", "event_study", "leave_one_out", "placebo", "subgroups", "trends"]
