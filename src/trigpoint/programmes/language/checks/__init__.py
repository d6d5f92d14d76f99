"""
Every mistake of a model file: its line, the reason, and what would mend it.

The schema says what shape each part has; a check here says what a part means, and runs when the parts that it reads have
the right shape. A check is a function from a Sheet to mistakes; the table says what it reads.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from trigpoint.kernel.sources import Mistake, Source, departures, first
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language.checks import (
    around,
    conditions,
    forms,
    grades,
    identity,
    judgement,
    languages,
    outputs,
    roles,
    stages,
    taken,
)
from trigpoint.programmes.language.checks.base import FindFramework, Sheet

SCHEMA = Path(__file__).parents[2] / "schemas" / "trigpoint-review-model-1.json"

ROLES, STAGES, FORMS = {"roles"}, {"stages", "strands", "groups"}, {"forms"}
FRAMEWORKS = {"framework", "frameworks", "rules"}

CHECKS: tuple[tuple[Callable[[Sheet], Iterator[Mistake]], set[str]], ...] = (
    (identity.dates, {"effective"}),
    (identity.evidence, {"evidence_kinds"}),
    (identity.ranges, {"rules", "evidence_kinds"}),
    (identity.subject, {"subject"}),
    (identity.group, {"group", "rules"}),
    (judgement.frameworks, FRAMEWORKS),
    (judgement.composition, {"judgement"}),
    (judgement.ladders, FRAMEWORKS | {"judgement"}),
    (roles.roles, ROLES),
    (roles.team, ROLES | {"rules"}),
    (stages.names, STAGES | ROLES),
    (stages.kinds, STAGES),
    (stages.order, STAGES),
    (stages.times, STAGES | {"rules"}),
    (conditions.conditions, STAGES | FORMS | {"outputs"}),
    (forms.forms, FORMS | STAGES | ROLES | {"subject"}),
    (forms.records, FORMS | STAGES),
    (outputs.outputs, {"outputs", "judgement", "accreditations"} | STAGES | ROLES | FORMS),
    (outputs.accreditations, {"accreditations"} | STAGES | FORMS),
    (around.allocation, {"allocation", "group"}),
    (around.quality, {"qa"} | STAGES | ROLES),
    (around.escalation, {"escalation"} | ROLES),
    (around.hours, {"hours"} | ROLES | STAGES),
    (grades.fields, FORMS | FRAMEWORKS),
    (grades.strength, {"judgement"}),
    (taken.stages, {"stages"}),
    (taken.fields, FORMS),
)
WHOLE: tuple[Callable[[Sheet], Iterator[Mistake]], ...] = (languages.languages, grades.words)
"""Checks that read everything: when the whole shape is right."""


def mistakes(source: Source, find_framework: FindFramework) -> list[Mistake]:
    """All that stands between the file and its publication, in the order of its lines."""
    if str(source.data.get("schema", "")).startswith("trigpoint-framework"):
        reason = _("This is a framework, not a review model.")
        return [source.mistake(reason, "schema", suggestion=_("Check it with `trigpoint frameworks check`."))]
    return sorted(first(_all(source, find_framework)), key=lambda mistake: mistake.line)


def _all(source: Source, find_framework: FindFramework) -> Iterator[Mistake]:
    odd: set[str] = set()
    for part, mistake in departures(source, SCHEMA):
        odd.add(part)
        yield mistake
    sheet = Sheet(source=source, find_framework=find_framework)
    if "" not in odd:
        for check, reads in CHECKS:
            if not reads & odd:
                yield from check(sheet)
    if not odd:
        for check in WHOLE:
            yield from check(sheet)


__all__ = ["CHECKS", "SCHEMA", "FindFramework", "Sheet", "mistakes"]
