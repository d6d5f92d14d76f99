"""What a run found, in sentences and tables: every figure with its interval, months never without theirs."""

import csv
import html
import io
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.evaluation.queries import folders
from trigpoint.evaluation.queries.scope import Run
from trigpoint.evaluation.web import presenters

type Results = Mapping[str, Any]

SHOWN = 60


def answer(results: Results) -> list[str]:
    """From the question to the answer; that there is none, where there is none."""
    plan = results["plan"]
    if plan["kind"] != "impact":
        return [_("This run estimates no impact.")]
    main = results["estimates"].get(plan["primary"], {}).get("effect")
    if not main or main["low"] is None:
        return [_("The effect could not be estimated with an interval: see the report.")]
    said = {
        "estimate": f"{abs(main['estimate']):.2f}",
        "signed": f"{main['estimate']:+.2f}",
        "unit": plan["unit"],
        "low": f"{main['low']:+.2f}",
        "high": f"{main['high']:+.2f}",
        "level": f"{100 * plan['level']:g}",
    }
    more = _("Schools of the programme gained %(estimate)s %(unit)s more than schools like them")
    less = _("Schools of the programme gained %(estimate)s %(unit)s less than schools like them")
    interval = _("(the difference with its %(level)s%% interval: %(signed)s, from %(low)s to %(high)s)")
    lines = [f"{(less if main['estimate'] < 0 else more) % said} {interval % said}."]
    if main["low"] <= 0 <= main["high"]:
        lines.append(_("The interval holds zero: a study like this can't tell the effect from none."))
    size = results["effects"].get(plan["primary"], {})
    if months := size.get("months"):
        lines.append(
            _(
                "As an effect size on pupils' standard deviation that is %(g).2f (%(low).2f to %(high).2f): %(months)d months "
                "of progress, the interval's ends being %(from)d and %(to)d."
            )
            % {
                "g": size["g"],
                "low": size["low"],
                "high": size["high"],
                "months": months["estimate"],
                "from": months["low"],
                "to": months["high"],
            }
        )
    return lines


def table(results: Results) -> presenters.Table | None:
    """Every specification. What people perceive has no place in it."""
    rows = []
    primary = results["plan"]["primary"]
    for name, one in sorted(results.get("estimates", {}).items(), key=lambda named: named[0] != primary):
        row = one["effect"]
        interval = "–" if row["low"] is None else f"{row['low']:+.3f} – {row['high']:+.3f}"
        p = "–" if row["p"] is None else "< 0.001" if row["p"] < 0.001 else f"{row['p']:.3f}"
        main = _("the primary one") if name == primary else ""
        rows.append((name, main, f"{row['estimate']:+.3f}", interval, p, row["n_treated"], row["n_control"]))
    if not rows:
        return None
    head = [_("Specification"), "", _("Effect"), _("Interval"), _("p"), _("Programme"), _("Comparison")]
    note = _("In %(unit)s. Errors allow for schools of one partnership being alike.") % {
        "unit": results["plan"]["unit"]
    }
    return presenters.table(_("The effect, by each way to find comparison schools"), head, rows, note=note)


def balance(results: Results) -> presenters.Table | None:
    """Whether the groups are alike, by each specification."""
    words = {
        "target": _("alike"),
        "adjust": _("nearly alike: adjusted estimates are beside it"),
        "fails": _("not alike: not to be relied on"),
        "none": _("not judged: the plan names no covariates"),
    }
    limits = results["plan"]["balance"]
    rows = [
        (
            name,
            one["n_treated"],
            one["n_control"],
            one["unmatched"],
            "–" if one["worst"] is None else f"{one['worst']:.2f}",
            words.get(one["verdict"], one["verdict"]),
        )
        for name, one in results.get("designs", {}).items()
    ]
    if not rows:
        return None
    head = [
        _("Specification"),
        _("Programme"),
        _("Comparison"),
        _("Not matched"),
        _("Largest difference"),
        _("The groups are"),
    ]
    note = _(
        "The largest difference of any covariate, in standard deviations of the programme's schools: up to %(target)g is "
        "good, above %(stop)g fails."
    ) % {"target": limits["target"], "stop": limits["stop"]}
    return presenters.table(_("Whether the groups are alike"), head, rows, note=note)


def figures(run: Run) -> list[dict[str, Any]]:
    """Each picture with its data as a table beside it."""
    made = []
    for name in folders.figures(run):
        rows = list(csv.reader(io.StringIO(folders.content(run, f"figures/{name}.csv").decode())))
        head, body = (rows[0], rows[1:]) if rows else ([], [])
        note = _("The first %(n)d rows; the file has all.") % {"n": SHOWN} if len(body) > SHOWN else ""
        title, said = _about(folders.content(run, f"figures/{name}.svg").decode())
        made.append(
            {
                "name": name,
                "title": title or name,
                "said": said,
                "table": presenters.table(title or name, head, body[:SHOWN], note=note),
            }
        )
    return made


def _about(svg: str) -> tuple[str, str]:
    """The picture's own title and description."""
    return _between(svg, "title"), _between(svg, "desc")


def _between(svg: str, tag: str) -> str:
    _before, opened, rest = svg.partition(f"<{tag}")
    text = rest.partition(">")[2].partition(f"</{tag}>")[0] if opened else ""
    return html.unescape(text)
