"""How public figures of a school are shown by year."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from trigpoint.organisations.queries.performance import reading
from trigpoint.organisations.queries.performance.school import SchoolTable


def tables(given: Iterable[SchoolTable]) -> list[dict[str, Any]]:
    """Each table with its years as headings, a row a measure, and what the words in it mean."""
    return [
        {
            "title": table.table.title,
            "years": [reading.school_year(year) for year in table.years],
            "rows": [
                {
                    "title": row[0].measure.title,
                    "cells": [
                        {"text": reading.value(f.measure.unit, f.value, f.reason), "quiet": f.value is None}
                        for f in row
                    ],
                }
                for row in table.rows
            ],
            "words": _words(table),
            "elsewhere": _elsewhere(table),
            "publisher": table.table.publisher,
        }
        for table in given
    ]


def _words(table: SchoolTable) -> list[str]:
    """What each word that stands in the table means, once."""
    reasons = dict.fromkeys(figure.reason for figure in table.figures if figure.reason)
    lines = []
    for reason in reasons:
        short = str(reading.SHORT[reason])
        if short != str(reason.label):
            lines.append(_("%(short)s: %(meaning)s") % {"short": short, "meaning": reason.label})
    said = {**table.table.no_tests, **table.table.not_published}
    return [*sorted(lines), *(said[year] for year in table.years if year in said)]


def _elsewhere(table: SchoolTable) -> list[str]:
    """Which years were published under another URN of the same school."""
    years: dict[int, list[int]] = {}
    for figure in table.figures:
        urn = figure.published_urn
        if urn and urn != table.urn and figure.year not in years.setdefault(urn, []):
            years[urn].append(figure.year)
    words = _("%(years)s: published under URN %(urn)s.")
    return [
        words % {"urn": urn, "years": ", ".join(map(reading.school_year, sorted(of_urn)))}
        for urn, of_urn in sorted(years.items(), key=lambda pair: min(pair[1]))
    ]
