"""
Places on a page that higher contexts fill.

A page below does not know who stands above it; it names a slot, and each context registers what it has to say there
(in its `AppConfig.ready`). `build` gets the page's subject and returns the template's context, or None to say nothing.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.text import capfirst


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    order: int
    template: str
    build: Callable[[Any], Any]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """
    A link among the pages about one thing. `shown` decides for this subject and person.

    `word`: the product's word that the label is, where what the page is about may call it otherwise.
    """

    order: int
    label: str
    url_name: str
    shown: Callable[[Any], bool]
    word: str = ""

    def called(self, words: Mapping[str, str]) -> str:
        """The label in the words of what the page is about."""
        own = words.get(self.word)
        return str(capfirst(own)) if own else str(self.label)


_panels: dict[str, list[Panel]] = defaultdict(list)
_tabs: dict[str, list[Tab]] = defaultdict(list)


def register_panel(slot: str, panel: Panel) -> None:
    """Add a panel to a slot such as `review`."""
    _panels[slot].append(panel)
    _panels[slot].sort(key=lambda known: known.order)


def register_tab(slot: str, tab: Tab) -> None:
    """Add a tab to a slot such as `review`."""
    _tabs[slot].append(tab)
    _tabs[slot].sort(key=lambda known: known.order)


def panels(slot: str, subject: Any) -> list[tuple[str, Any]]:
    """Template and context of each panel that has something to say about the subject."""
    built = ((panel.template, panel.build(subject)) for panel in _panels[slot])
    return [(template, context) for template, context in built if context is not None]


def tabs(slot: str, subject: Any) -> list[Tab]:
    """The tabs that this person is shown for the subject."""
    return [tab for tab in _tabs[slot] if tab.shown(subject)]
