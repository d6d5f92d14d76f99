"""Answers of queries in words, and as tables: a caption, a head, rows of cells, a note."""

import contextlib
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.evaluation import rules
from trigpoint.evaluation.enums import Dimension
from trigpoint.evaluation.queries import pseudonyms, surveys
from trigpoint.evaluation.queries.agreement import Kappa
from trigpoint.evaluation.queries.coding import Coded
from trigpoint.evaluation.queries.costs import YEARS, Cost, CostLine
from trigpoint.evaluation.queries.dimensions import Indicator
from trigpoint.evaluation.queries.fidelity import COMPONENTS, School
from trigpoint.evaluation.queries.flow import Stage
from trigpoint.evaluation.queries.scope import Study, View
from trigpoint.evaluation.queries.surveys import WaveResult

type Table = dict[str, Any]


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Any]], note: str = "", title: str = "") -> Table:
    return {"caption": caption, "title": title, "head": head, "rows": [list(row) for row in rows], "note": note}


def frame(view: View, page: str) -> dict[str, Any]:
    """What every page about a study needs."""
    study = view.the_study
    pages = (
        ("study", _("The study"), ()),
        ("plan", _("Plan"), ("plan_form", "plan_file", "departures")),
        ("schools", _("Schools"), ()),
        ("process", _("How it went"), ("fidelity", "training", "costs")),
        ("surveys", _("Surveys"), ("wave", "publish_instrument", "open_wave")),
        ("coding", _("Interviews"), ("add_code", "add_extract", "code_extract")),
        ("runs", _("Runs"), ("run",)),
        ("exports", _("Downloads"), ()),
    )
    tabs = [
        {"label": label, "href": reverse(f"evaluation:{name}", args=[study.pk]), "current": page in (name, *inside)}
        for name, label, inside in pages
    ]
    return {
        "view": view,
        "study": study,
        "tabs": tabs,
        "working": bool(rules.may_work(view)),
        "seen_by": seen_by(view),
        "trail": trail()
        + ([{"text": study.title, "href": reverse("evaluation:study", args=[study.pk])}] if page != "study" else []),
    }


def trail() -> list[dict[str, str]]:
    """Where every page of this context hangs."""
    return [{"text": _("Evaluation"), "href": reverse("evaluation:studies")}]


def seen_by(view: View) -> str:
    if view.grant is not None:
        return _("Schools are under pseudonyms. You see this until %(day)s, for: %(purpose)s") % {
            "day": f"{view.grant.ends_on:%-d %B %Y}",
            "purpose": view.grant.purpose,
        }
    return _("Seen by evaluators with access, and by the programme's staff. Schools are under pseudonyms here.")


def percent(share: float | None) -> str:
    return _("not known") if share is None else f"{100 * share:.0f}%"


def figure(one: Indicator) -> str:
    """A figure with what it is of."""
    if one.count is None or (one.of is None and not one.unit):
        return _("Nothing is known yet.")
    if one.of == 0:
        return _("There is nothing to count yet.")
    if one.of is not None:
        return _("%(count)s of %(of)s (%(share)s)") % {
            "count": f"{one.count:g}",
            "of": one.of,
            "share": percent(one.share),
        }
    number = f"{one.count:,.0f}" if float(one.count).is_integer() else f"{one.count:.2f}"
    return f"{number} {one.unit}"


MEANS = {
    Dimension.FIDELITY: lambda: _("Were reviews done as the model means them?"),
    Dimension.DOSAGE: lambda: _("How much did schools get?"),
    Dimension.QUALITY: lambda: _("How well was it done?"),
    Dimension.REACH: lambda: _("Whom did it reach?"),
    Dimension.RESPONSIVENESS: lambda: _("Did they take it up?"),
    Dimension.DIFFERENTIATION: lambda: _("What is different from what schools do anyway?"),
    Dimension.ADAPTATION: lambda: _("What was changed on the way?"),
    Dimension.COMPARISON: lambda: _("What did comparison schools do?"),
}


def dimension_tables(found: dict[Dimension, list[Indicator]]) -> list[Table]:
    return [
        table(
            str(dimension.label),
            [_("What"), _("Figure"), _("How it is counted")],
            [(one.words, figure(one), one.note) for one in indicators],
            title=f"{dimension.label}: {MEANS[dimension]()}",
            note="" if indicators else _("Nothing is known yet: it comes from a survey of comparison schools."),
        )
        for dimension, indicators in found.items()
    ]


def fidelity_table(study: Study, schools: Sequence[School]) -> Table:
    """Each school by its pseudonym, component by component."""
    heads = {
        "training": _("Trained"),
        "hosted": _("Hosted"),
        "gave": _("Gave reviewers"),
        "workshop": _("Workshop in time"),
        "plan": _("Plan agreed"),
        "facilitated": _("Facilitated"),
    }
    words = {True: _("yes"), False: _("no"), None: _("not known")}
    rows = [
        (
            pseudonyms.of(study.salt, "school", one.school_id),
            pseudonyms.of(study.salt, "partnership", one.partnership_id),
            *(words[one.components[name]] for name in COMPONENTS),
            one.dose,
        )
        for one in schools
    ]
    return table(
        _("What each school did"),
        [_("School"), _("Partnership"), *(heads[name] for name in COMPONENTS), _("Parts done")],
        sorted(rows),
        note=_("A school complies when it hosted a review and gave reviewers in every cycle of its partnership."),
    )


def flow_table(stages: Sequence[Stage]) -> Table:
    rows = [(one.words, one.arm, one.schools, one.clusters, f"{one.on:%-d %b %Y}", one.note) for one in stages]
    head = [_("Stage"), _("Arm"), _("Schools"), _("Partnerships"), _("As of"), _("Note")]
    return table(_("Recruited and eligible"), head, rows)


def run_flow_table(rows: Sequence[dict[str, Any]]) -> Table:
    head = [_("Stage"), _("Programme"), _("Partnerships"), _("Comparison"), _("As of"), _("Note")]
    cells = [
        (
            row["stage"],
            row["treated"],
            _dash(row["clusters"]),
            _dash(row["others"]),
            _day(row["date"]),
            row["note"],
        )
        for row in rows
    ]
    return table(_("Schools, from the file to the analysis"), head, cells)


def _day(date: str) -> str:
    """A date of the results file as in the other tables; the file may have none, or a year or month alone."""
    for pattern, shown in (("%Y-%m-%d", "%-d %b %Y"), ("%Y-%m", "%b %Y")):
        with contextlib.suppress(ValueError):
            return f"{dt.datetime.strptime(date, pattern):{shown}}"  # noqa: DTZ007 - a day has no time zone
    return date or "–"


def _dash(value: Any) -> Any:
    return "–" if value is None else value


def wave_tables(wave: WaveResult) -> list[Table]:
    """Response by role and partnership; scales; what people perceive, apart; answers."""
    rate_head = [_("Asked"), _("Answered"), _("Rate")]
    measured = [one for one in wave.scales if not one.perceived]
    perceived = [one for one in wave.scales if one.perceived]
    found = [
        table(
            _("Response by role"),
            [_("Role"), *rate_head],
            [(one.name, one.asked, one.answered, percent(one.share)) for one in wave.by_role],
        ),
        table(
            _("Response by partnership"),
            [_("Partnership"), *rate_head],
            [(one.name, one.asked, one.answered, percent(one.share)) for one in wave.by_partnership],
        ),
        table(_("Scales"), _SCALE_HEAD(), [_scale(one) for one in measured], note=_scale_note(wave)),
    ]
    if perceived:
        found.append(
            table(
                _("Perceived effect, not impact"),
                _SCALE_HEAD(),
                [_scale(one) for one in perceived],
                note=_(
                    "This is what people believe. It says nothing of what pupils learned, and is in no table of impact."
                ),
            )
        )
    if wave.items:
        steps = [str(step) for step in range(1, wave.points + 1)]
        rows = [
            (f"{one.text} ({_('perceived')})" if one.perceived else one.text, *(one.counts or ["–"] * wave.points))
            for one in wave.items
        ]
        found.append(table(_("How often each answer was given"), [_("Question"), *steps], rows))
    return found


def _SCALE_HEAD() -> list[str]:  # noqa: N802 - a constant in the reader's language
    return [_("Scale"), _("Mean"), _("95% interval"), _("People"), _("Clusters"), _("Alpha"), _("Omega")]


def _scale_note(wave: WaveResult) -> str:
    return _(
        "Means are on steps 1 to %(points)d, reversed questions turned round; a person counts who answered three of five "
        "questions. Intervals allow for people of one partnership being alike. Of fewer than %(n)d people nothing is shown."
    ) % {"points": wave.points, "n": surveys.SMALLEST}


def _scale(one: surveys.Scale) -> list[Any]:
    if one.mean is None:
        return [one.key, _("too few"), "–", "–", "–", "–", "–"]
    interval = "–" if one.mean.low is None else f"{one.mean.low:.2f} – {one.mean.high:.2f}"
    return [
        one.key,
        f"{one.mean.value:.2f}",
        interval,
        one.mean.n,
        one.mean.clusters,
        "–" if one.alpha is None else f"{one.alpha:.2f}",
        "–" if one.omega is None else f"{one.omega:.2f}",
    ]


def coding_table(found: Coded) -> Table:
    rows = [(one.code.key, one.code.label, one.passages, *_kappa(one.kappa)) for one in found.codes]
    if found.codes:
        rows.append((_("All codes together"), "", "", *_kappa(found.together)))
    head = [_("Code"), _("Label"), _("Passages"), _("Compared"), _("Agree"), _("Kappa"), _("95% interval")]
    note = _(
        "Kappa is agreement beyond chance, over passages that two people have read: 1 is perfect, 0 is no better than chance."
    )
    return table(_("Whether coders agree"), head, rows, note=note)


def _kappa(one: Kappa | None) -> tuple[Any, Any, str, str]:
    if one is None:
        return 0, "–", "–", "–"
    value = "–" if one.value is None else f"{one.value:.2f}"
    interval = "–" if one.interval is None else f"{one.interval[0]:.2f} – {one.interval[1]:.2f}"
    return one.n, f"{100 * one.observed:.0f}%", value, interval


def cost_words(cost: Cost) -> str:
    """What it costs, in a sentence that says what it is of."""
    if cost.per_pupil is None or not cost.total:
        return _("Nothing can be said of the cost yet.")
    return _(
        "£%(each)s for each pupil and year: £%(total)s a school over three years, %(pupils)d pupils. In the words of the "
        "toolkit's table: %(band)s."
    ) % {"each": f"{cost.per_pupil:,.2f}", "total": f"{cost.total:,.0f}", "pupils": cost.pupils or 0, "band": cost.band}


def cost_rows(lines: Sequence[CostLine]) -> list[dict[str, Any]]:
    return [
        {
            "row": line,
            "how_often": line.get_kind_display(),
            "amount": f"£{line.amount:,.2f}" if line.amount else "–",
            "hours": f"{float(line.hours):g} ({line.role})" if line.hours else "–",
        }
        for line in lines
    ]


def hours_table(cost: Cost) -> Table:
    rows = [(role, f"{float(hours):g}", f"{float(hours) / YEARS:g}") for role, hours in cost.hours]
    return table(_("Time by role"), [_("Role"), _("Hours in three years"), _("Hours a year")], rows)


def training_facts(facts: dict[str, int]) -> str:
    return _("%(rows)d rows of %(sessions)d sessions and %(schools)d schools; %(came)d were there.") % facts


def response_facts(facts: dict[str, int]) -> str:
    return (
        _(
            "%(rows)d people asked, %(answered)d answered; %(schools)d schools, %(of_programme)d of them of the programme."
        )
        % facts
    )


def kept(rows: int) -> str:
    return ngettext("Kept %(n)d row.", "Kept %(n)d rows.", rows) % {"n": rows}


def scatter(points: Sequence[tuple[str, int, float]]) -> dict[str, Any] | None:
    """Where each school stands: parts done across, change upwards. Coordinates for a picture of 640 by 320."""
    if len(points) < 2:
        return None
    low, high = min(change for *_rest, change in points), max(change for *_rest, change in points)
    span = (high - low) or 1.0
    most = len(COMPONENTS)

    def y(change: float) -> float:
        return round(280 - 250 * (change - low) / span, 1)

    dots = [{"x": round(50 + 560 * dose / most, 1), "y": y(change)} for _school, dose, change in points]
    return {
        "dots": dots,
        "ticks": [{"x": round(50 + 560 * n / most, 1), "label": n} for n in range(most + 1)],
        "zero": y(0.0) if low <= 0 <= high else None,
        "low": f"{low:+.1f}",
        "high": f"{high:+.1f}",
        "n": len(points),
    }
