"""The columns that the product can give a study: what each is called in its files, and what it is."""

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.words import Words

if TYPE_CHECKING:
    from trigpoint.evaluation.study.plan import Plan

COMPONENTS = ("training", "hosted", "gave", "workshop", "plan", "facilitated")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A measure of the public tables; `groups` of pupils are columns of their own."""

    measure: str
    label: Words
    unit: Words


_OF_ALL = {
    "maths": ("MAT_AVERAGE", _("Mathematics at age 11"), _("scaled-score points")),
    "reading": ("READ_AVERAGE", _("Reading at age 11"), _("scaled-score points")),
    "grammar": ("GPS_AVERAGE", _("Grammar, punctuation and spelling at age 11"), _("scaled-score points")),
    "expected": ("PTRWM_EXP", _("Pupils at the expected standard at age 11"), _("percentage points")),
}
_GROUPS = {"disadvantaged": "FSM6CLA1A", "other": "NOTFSM6CLA1A"}

MAIN: Mapping[str, Outcome] = {
    name: Outcome(measure=measure, label=label, unit=unit) for name, (measure, label, unit) in _OF_ALL.items()
}
OUTCOMES: Mapping[str, Outcome] = {
    **MAIN,
    **{
        f"{name}_{group}": Outcome(measure=f"{measure}_{suffix}", label=label, unit=unit)
        for name, (measure, label, unit) in _OF_ALL.items()
        for group, suffix in _GROUPS.items()
    },
}

NUMBERS: Mapping[str, Words] = {
    "roll": _("Pupils on roll"),
    "fsm": _("Eligible for free school meals (%)"),
    "fsm_ever": _("Eligible for free school meals in six years (%)"),
    "eal": _("English as an additional language (%)"),
    "sen_support": _("Special needs, supported in school (%)"),
    "ehcp": _("Special needs, with a plan (%)"),
    "cohort": _("Pupils who took the tests"),
    "disadvantaged": _("Disadvantaged pupils among them (%)"),
    "key_stage_1": _("Their average points at Key Stage 1"),
    "ofsted": _("Last full inspection by then (1 to 4)"),
}
FACTORS: Mapping[str, Words] = {
    "region": _("Region"),
    "type": _("Type of school"),
    "urban_rural": _("Urban or rural"),
    "la": _("Local authority"),
    "deprivation_fifth": _("Fifth of deprivation"),
    "religious_character": _("Religious character"),
}


def known(plan: "Plan") -> frozenset[str]:
    """Every column of the schools file that this plan's run would have."""
    lags = {f"{column}_{year}" for column in OUTCOMES for year in plan.outcome.pre}
    doing = {f"did_{name}" for name in COMPONENTS}
    return frozenset({"cluster", "excluded", "complies", "dose", *NUMBERS, *FACTORS, *lags, *doing})
