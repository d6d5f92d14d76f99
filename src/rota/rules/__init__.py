"""The rules: every class in this folder's files that has a `key`, in the order of the files' names."""

import functools
import importlib
import inspect
import pkgutil

from rota.ground import Ground
from rota.problem import Setting
from rota.rules.base import AccountRule, DateRule, DayRule, Limit, PairRule, PriceRule, Rule, SeatRule, Tier

__all__ = [
    "AccountRule",
    "DateRule",
    "DayRule",
    "Limit",
    "PairRule",
    "PriceRule",
    "Rule",
    "SeatRule",
    "Tier",
    "catalogue",
    "rules",
]


@functools.cache
def catalogue() -> tuple[type[Rule], ...]:
    found: list[type[Rule]] = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda item: item.name):
        if module.name == "base":
            continue
        inside = vars(importlib.import_module(f"{__name__}.{module.name}")).values()
        here = [item for item in inside if inspect.isclass(item) and item.__module__.endswith(f".{module.name}")]
        found += [item for item in here if issubclass(item, Rule) and not inspect.isabstract(item)]
    return tuple(found)


def rules(ground: Ground) -> tuple[Rule, ...]:
    """The rules that are not off for this problem."""
    made = [kind(ground, number) for number, kind in enumerate(catalogue(), start=1)]
    return tuple(rule for rule in made if rule.setting is not Setting.OFF)
