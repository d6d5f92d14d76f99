"""How figures are read out: with their unit, and in a few words where there is no number."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from trigpoint.organisations.enums import Reason

SHORT: dict[Reason, str | Promise] = {
    Reason.SUPPRESSED: gettext_lazy("too few pupils"),
    Reason.NOT_APPLICABLE: gettext_lazy("does not apply"),
    Reason.NO_ENTRIES: gettext_lazy("no entries"),
    Reason.NOT_PUBLISHED: gettext_lazy("not published"),
    Reason.NEW: gettext_lazy("new school"),
    Reason.LOW_COVERAGE: gettext_lazy("too few counted"),
    Reason.SMALL: gettext_lazy("under 0.5%"),
    Reason.REDACTED: gettext_lazy("redacted"),
    Reason.NOT_AVAILABLE: gettext_lazy("not available"),
    Reason.NOT_SUPPLIED: gettext_lazy("not supplied"),
    Reason.NOT_JUDGED: gettext_lazy("not judged"),
    Reason.BLANK: gettext_lazy("left empty"),
    Reason.ROW_ENDS: gettext_lazy("nothing published"),
    Reason.IN_WORDS: gettext_lazy("in words"),
    Reason.NOT_UNDERSTOOD: gettext_lazy("unclear"),
    Reason.NO_COLUMN: gettext_lazy("not in the table"),
    Reason.NO_TESTS: gettext_lazy("no tests"),
    Reason.NOT_HELD: gettext_lazy("not held"),
    Reason.SEVERAL: gettext_lazy("several schools"),
}
"""A word or two for a table; the reason's own label says it in full."""


def value(unit: str, number: float | None, reason: Reason | str | None) -> str:
    """A number with its unit, or why there is none."""
    if number is None:
        return str(SHORT[Reason(reason) if reason else Reason.NOT_HELD])
    if unit == "percent":
        return f"{number:g}%"
    if unit == "progress":
        return f"{number:+g}".replace("-", "−")
    return f"{number:,.0f}" if number.is_integer() else f"{number:g}"


def school_year(year: int) -> str:
    """2019 as 2018/19."""
    return f"{year - 1}/{year % 100:02}"
