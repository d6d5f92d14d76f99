"""
Roles of a model, and the parts of the product that they are.

A model names its roles as it likes (`hub_manager`); each *is* a part that the product knows (`partnership_lead`), so that
one rule decides for page, API, export and mail. A part that the model gives no role keeps the product's own.
"""

import dataclasses
from collections.abc import Iterable

from trigpoint.kernel.words import noop as _

HOST, TEAM, PROGRAMME, STAKEHOLDER, CHILD = ("host", "team", "programme", "stakeholder", "child")
VOICES = frozenset({STAKEHOLDER, CHILD})
"""Sides of people who have no account: what they say is entered by an adult who answers for it."""

PRODUCT_ROLE: dict[str, str] = {
    "host_head": "head",
    "host_leader": "senior_leader",
    "host_staff": "staff",
    "host_governor": "governor",
    "host_champion": "champion",
    "site_head": "head",
    "lead": "lead_reviewer",
    "reviewer": "reviewer",
    "facilitator": "facilitator",
    "partnership_lead": "partnership_lead",
    "programme_staff": "programme_staff",
    "associate": "associate",
    "evaluator": "evaluator",
}
"""Each part that a role may be, and the product's role that holds it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RoleDefinition:
    """
    What a model calls somebody, and which part of the product that is.

    `part` is empty for voices (side `child` or `stakeholder`), who have no account. `eligible` are the product's roles of
    which the person needs one at a school (empty: any). `independent`: may come without a school of their own.
    `training` is `required`, `advised` or `none`. `is_own`: the file names it; otherwise it is the product's.
    """

    key: str
    part: str
    label: str
    side: str
    min: int = 0
    max: int | None = None
    independent: bool = False
    training: str = "none"
    eligible: tuple[str, ...] = ()
    is_own: bool = True

    @property
    def product_role(self) -> str:
        return PRODUCT_ROLE.get(self.part, "")

    @property
    def is_voice(self) -> bool:
        return not self.part


def _usual(key: str, part: str, label: str, side: str) -> RoleDefinition:
    return RoleDefinition(key=key, part=part, label=label, side=side, is_own=False)


USUAL: tuple[RoleDefinition, ...] = (
    _usual("head", "host_head", _("Headteacher"), HOST),
    _usual("senior_leader", "host_leader", _("Senior leader"), HOST),
    _usual("staff", "host_staff", _("Member of staff"), HOST),
    _usual("safeguarding_lead", "host_staff", _("Designated safeguarding lead"), HOST),
    _usual("deputy_safeguarding_lead", "host_staff", _("Deputy safeguarding lead"), HOST),
    _usual("governor", "host_governor", _("Governor"), HOST),
    _usual("chair_of_governors", "host_governor", _("Chair of governors"), HOST),
    _usual("champion", "host_champion", _("Improvement Champion"), HOST),
    _usual("site_head", "site_head", _("Leader of a school that is visited"), HOST),
    _usual("lead_reviewer", "lead", _("Lead reviewer"), TEAM),
    _usual("reviewer", "reviewer", _("Reviewer"), TEAM),
    _usual("facilitator", "facilitator", _("Workshop facilitator"), TEAM),
    _usual("partnership_lead", "partnership_lead", _("Partnership lead"), PROGRAMME),
    _usual("programme_staff", "programme_staff", _("Programme staff"), PROGRAMME),
    _usual("associate", "associate", _("Associate"), PROGRAMME),
    _usual("evaluator", "evaluator", _("Evaluator"), PROGRAMME),
)
"""The roles of a model that names none."""


def complete(own: Iterable[RoleDefinition]) -> tuple[RoleDefinition, ...]:
    """The model's own roles, and the product's for the parts that none of them is."""
    given = tuple(own)
    parts, keys = {role.part for role in given}, {role.key for role in given}
    return given + tuple(role for role in USUAL if role.part not in parts and role.key not in keys)
