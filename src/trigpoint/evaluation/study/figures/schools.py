"""Pictures of who was compared with whom: the flow, the regions, balance, overlap."""

from typing import Any

from trigpoint.evaluation.study.figures.figure import Figure, Results, cells
from trigpoint.evaluation.study.figures.frame import WIDTH, legend, mark, x_axis, y_axis, zero_x
from trigpoint.evaluation.study.figures.svg import (
    HAIRLINE,
    INK,
    MOSS,
    OCHRE,
    PALE,
    QUIET,
    SAND,
    WHITE,
    Drawing,
    Scale,
    room,
    width_of,
    wrapped,
)
from trigpoint.evaluation.study.words import day, ngettext
from trigpoint.evaluation.study.words import gettext as _


def _primary(results: Results) -> dict[str, Any]:
    designs = results.get("designs", {})
    found: dict[str, Any] = designs.get(results["plan"]["primary"], {})
    return found


def flow(results: Results) -> Figure | None:
    """Boxes from recruitment to analysis, programme on the left and comparison on the right."""
    rows = results.get("flow", [])
    if not rows:
        return None
    half, gap, box_height = 330.0, 60.0, 62.0
    to = Drawing("flow", WIDTH, 34 + len(rows) * (box_height + 26) - 10)
    for x, words in ((0.0, _("Schools of the programme")), (half + gap, _("Comparison schools"))):
        to.text(x + half / 2, 18, words, anchor="middle", bold=True)
    for number, row in enumerate(rows):
        y = 32 + number * (box_height + 26)
        for x, count, clusters in (
            (0.0, row["treated"], row.get("clusters")),
            (half + gap, row["others"], None),
        ):
            if count is None:
                continue
            fill = PALE if x == 0 else SAND
            to.box(x + 0.5, y, half - 1, box_height, fill=fill, stroke=QUIET, r=6)
            lines = wrapped(row["stage"], half - 24, 14)[:2]
            to.text(x + 12, y + 21, lines[0], bold=True)
            if len(lines) > 1:
                to.text(x + 12, y + 38, lines[1], bold=True)
            to.text(x + 12, y + box_height - 12, _counted(count, clusters, row.get("date", "")), size=13)
            if number + 1 < len(rows) and rows[number + 1]["treated" if x == 0 else "others"] is not None:
                _arrow(to, x + half / 2, y + box_height, y + box_height + 26)
    desc = "; ".join(
        f"{row['stage']}: {_counted(row['treated'], row.get('clusters'), '')}"
        + (f", {_('comparison')} {row['others']:,}" if row["others"] is not None else "")
        for row in rows
    )
    return Figure(
        name="flow",
        title=_("Who was recruited, eligible, matched and analysed"),
        desc=desc,
        drawing=to,
        head=("stage", "date", "treated", "clusters", "comparison", "note"),
        rows=cells(rows, "stage", "date", "treated", "clusters", "others", "note"),
    )


def _counted(schools: int, clusters: int | None, date: str) -> str:
    words = ngettext("%(n)s school", "%(n)s schools", schools) % {"n": f"{schools:,}"}
    if clusters is not None:
        words += ngettext(" in %(n)s partnership", " in %(n)s partnerships", clusters) % {"n": f"{clusters:,}"}
    return f"{words} ({day(date)})" if date else words


def _arrow(to: Drawing, x: float, y1: float, y2: float) -> None:
    to.line(x, y1, x, y2 - 7, colour=QUIET, width=2)
    to.area([(x - 5, y2 - 8), (x + 5, y2 - 8), (x, y2 - 1)], fill=QUIET)


def regions(results: Results) -> Figure | None:
    """For each region, the share of either group: pairs of bars."""
    rows = results.get("regions", [])
    if not rows:
        return None
    bar, top = 14.0, 40.0
    left = min(max(width_of(str(row["region"])) for row in rows) + 20, 260.0)
    height = len(rows) * 44.0
    to = Drawing("regions", WIDTH, top + height + 54)
    most = max(max(row["treated_share"], row["matched_share"], row["pool_share"]) for row in rows)
    scale = Scale(0, most * 1.05, left, WIDTH - 24)
    x_axis(to, Scale(0, most * 105, left, WIDTH - 24), top + height, _("Share of the group, in per cent"), top=top)
    key = ((MOSS, _("programme")), (WHITE, _("matched comparison")), ("dashes", _("all that could be compared")))
    legend(to, key, left, 20)
    for number, row in enumerate(rows):
        y = top + number * 44 + 6
        to.text(left - 10, y + bar + 6, str(row["region"]), anchor="end")
        to.box(left, y, scale(row["treated_share"]) - left, bar, fill=MOSS)
        to.box(left, y + bar + 2, scale(row["matched_share"]) - left, bar, fill=WHITE, stroke=OCHRE, width=1.5)
        x = scale(row["pool_share"])
        to.line(x, y - 3, x, y + 2 * bar + 5, colour=OCHRE, width=2.5, dash="6 4")
    widest = max(rows, key=lambda row: abs(row["treated_share"] - row["matched_share"]))
    gap = abs(widest["treated_share"] - widest["matched_share"]) * 100
    desc = _(
        "Bars by region: schools of the programme, their matched comparison schools, and all that could be compared. "
        "The widest difference between the two groups is %(gap).1f percentage points, in %(region)s."
    ) % {"gap": gap, "region": widest["region"]}
    title = _("Where the schools are")
    return Figure(
        name="regions",
        title=title,
        desc=desc,
        drawing=to,
        head=("region", "treated", "matched", "pool", "treated_share", "matched_share", "pool_share"),
        rows=cells(rows, "region", "treated", "matched", "pool", "treated_share", "matched_share", "pool_share"),
    )


def love(results: Results) -> Figure | None:
    """Standardised differences before and after matching, the furthest first."""
    given = _primary(results).get("balance", [])
    balance = [row for row in given if row["before"]["smd"] is not None and row["after"]["smd"] is not None]
    if not balance:
        return None
    rows = sorted(balance, key=lambda row: -abs(row["before"]["smd"]))
    target, stop = results["plan"]["balance"]["target"], results["plan"]["balance"]["stop"]
    left = min(max(width_of(row["label"]) for row in rows) + 18, 270.0)
    top, step = 44.0, 24.0
    bottom = top + step * len(rows)
    to = Drawing("love", WIDTH, bottom + 56)
    values = [row[when]["smd"] for row in rows for when in ("before", "after")]
    low, high = room([*values, -stop, stop])
    scale = Scale(low, high, left + 6, WIDTH - 18)
    to.box(scale(-target), top, scale(target) - scale(-target), bottom - top, fill=PALE)
    x_axis(to, scale, bottom, _("Difference in standard deviations: programme minus comparison"), top=top)
    for limit in (-stop, stop):
        to.line(scale(limit), top, scale(limit), bottom, colour=QUIET, dash="5 4", width=1.5)
    zero_x(to, scale, top, bottom)
    key = (("hollow", _("before matching")), ("full", _("after")), (PALE, _("within %(target)s") % {"target": target}))
    legend(to, key, left + 6, 20)
    for number, row in enumerate(rows):
        y = top + step * (number + 0.5)
        label = row["label"] if width_of(row["label"]) < left - 10 else row["label"][: int((left - 20) / 7.7)] + "…"
        to.text(left - 6, y + 5, label, anchor="end")
        before, after = scale(row["before"]["smd"]), scale(row["after"]["smd"])
        to.line(before, y, after, y, colour=HAIRLINE, width=2)
        mark(to, before, y, "hollow")
        mark(to, after, y, "full", 4.5)
    worst = max(rows, key=lambda row: abs(row["after"]["smd"]))
    desc = _(
        "For each of %(n)d covariates, how far the programme's schools and the others are apart before and after matching. "
        "Afterwards the furthest is %(name)s, at %(smd).2f standard deviations; the aim is %(target)s, and the dashed "
        "lines stand at %(stop)s, beyond which the match fails."
    ) % {"n": len(rows), "name": worst["label"], "smd": worst["after"]["smd"], "target": target, "stop": stop}
    title = _("How alike the two groups are, before and after matching")
    data = tuple((row["covariate"], row["before"]["smd"], row["after"]["smd"]) for row in rows)
    head = ("covariate", "smd_before", "smd_after")
    return Figure(name="love", title=title, desc=desc, drawing=to, head=head, rows=data)


def quantiles(results: Results) -> Figure | None:
    """For each covariate, the comparison groups' quantiles against the programme's: on the line they are alike."""
    rows = results.get("quantiles", [])
    if not rows:
        return None
    across, cell, gap, top = 4, 150.0, 27.0, 40.0
    down = -(-len(rows) // across)
    to = Drawing("quantiles", WIDTH, top + down * (cell + 44) - 10)
    key = (("hollow", _("all others")), ("full", _("matched")))
    legend(to, key, 6, 20)
    for number, row in enumerate(rows):
        x0, y0 = 2 + (number % across) * (cell + gap), top + (number // across) * (cell + 44) + 22
        values = [*row["treated"], *row["pool"], *row["matched"]]
        low, high = room(values)
        x, y = Scale(low, high, x0, x0 + cell), Scale(low, high, y0 + cell, y0)
        to.box(x0, y0, cell, cell, fill=WHITE, stroke=HAIRLINE)
        to.line(x0, y0 + cell, x0 + cell, y0, colour=QUIET)
        for arm, kind, size in (("pool", "hollow", 2.5), ("matched", "full", 2.5)):
            for one, other in zip(row["treated"], row[arm], strict=True):
                mark(to, x(one), y(other), kind, size)
        to.text(x0, y0 - 7, row["covariate"][:20], size=13, bold=True)
    desc = _(
        "One panel for each of %(n)d covariates: from left to right the programme's schools, upwards the others, at every "
        "twentieth of each group. Points on the line mean that the groups are alike; the matched ones lie nearer to it."
    ) % {"n": len(rows)}
    title = _("Whether whole distributions are alike, not means alone")
    data = tuple(
        (row["covariate"], (i + 1) / 20, row["treated"][i], row["pool"][i], row["matched"][i])
        for row in rows
        for i in range(len(row["treated"]))
    )
    head = ("covariate", "share", "treated", "others", "matched")
    return Figure(name="quantiles", title=title, desc=desc, drawing=to, head=head, rows=data)


def overlap(results: Results) -> Figure | None:
    """Histograms of the score, mirrored: the programme above, comparison below with the matched ones filled."""
    given = results.get("score", {}).get("overlap")
    if not given:
        return None
    edges, treated, others, matched = (given[name] for name in ("edges", "treated", "others", "matched"))
    top, middle, bottom = 34.0, 184.0, 334.0
    to = Drawing("overlap", WIDTH, bottom + 56)
    scale = Scale(edges[0], edges[-1], 64, WIDTH - 18)
    most = max(*_shares(treated), *_shares(others), *_shares(matched)) or 1.0
    up, down = Scale(0, most * 1.05, middle, top), Scale(0, most * 1.05, middle, bottom)
    y_axis(to, Scale(0, most * 105, middle, top), 64, right=WIDTH - 18)
    y_axis(to, Scale(0, most * 105, middle, bottom), 64, right=WIDTH - 18, zero=False)
    x_axis(
        to,
        scale,
        bottom,
        _("Propensity score (logit): more to the right, more like a school of the programme"),
        top=bottom,
    )
    for i, (a, b, c) in enumerate(zip(_shares(treated), _shares(others), _shares(matched), strict=True)):
        x, w = scale(edges[i]), scale(edges[i + 1]) - scale(edges[i])
        to.box(x, up(a), w - 1, middle - up(a), fill=MOSS)
        to.box(x, middle, w - 1, down(b) - middle, fill=SAND, stroke=OCHRE)
        to.line(x, down(c), x + w - 1, down(c), colour=INK, width=2.5)
    to.line(64, middle, WIDTH - 18, middle, colour=INK, width=1.5)
    key = ((MOSS, _("programme")), (SAND, _("all others")), ("ink", _("those matched")))
    legend(to, key, 64, 16)
    words = _("per cent of each group")
    to.text(WIDTH - 18, 16, words, anchor="end", size=13, colour=QUIET)
    outside = ngettext(
        "%(n)d school of the programme lies outside the range of the others.",
        "%(n)d schools of the programme lie outside the range of the others.",
        given["treated_outside"],
    ) % {"n": given["treated_outside"]}
    desc = _(
        "Above, how the propensity scores of the programme's schools are spread; below, those of all others, with the "
        "matched ones as black lines. %(outside)s"
    ) % {"outside": outside}
    title = _("Whether there are schools like those of the programme")
    data = tuple(zip(edges[:-1], edges[1:], treated, others, matched, strict=True))
    head = ("from", "to", "treated", "others", "matched")
    return Figure(name="overlap", title=title, desc=desc, drawing=to, head=head, rows=data)


def _shares(counts: list[float]) -> list[float]:
    total = sum(counts) or 1.0
    return [count / total for count in counts]
