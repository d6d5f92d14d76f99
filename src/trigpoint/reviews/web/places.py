"""Where the pages of this context are reached from."""

from collections.abc import Callable
from typing import Any

from trigpoint.access.hats import Hats
from trigpoint.kernel import clock
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.programmes.queries import cycles
from trigpoint.programmes.queries.scope import Standpoint
from trigpoint.reviews.queries.part import Standing, standing
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules import cycle as cycle_rules
from trigpoint.reviews.rules.keeping import may_decide
from trigpoint.reviews.rules.pack import may_see_looks
from trigpoint.reviews.rules.sheet import may_read_scope
from trigpoint.reviews.rules.visibility import Access, Item, When, may
from trigpoint.ui import navigation
from trigpoint.ui.panels import Panel, Tab, register_panel, register_tab

EVER = When(released=True, shared=True)


def _reads(item: Item, kind: str) -> Callable[[Scene], bool]:
    """Whether the model has such a stage, and the person may ever read it: the page says when it is not open yet."""
    return lambda scene: scene.model.stage_of_kind(kind) is not None and bool(may(scene.parts, Access.READ, item, EVER))


def _has_scope(scene: Scene) -> bool:
    """Where there is more to it than a whole school and a team; the page of the timetable leads to it always."""
    return (scene.model.subject.kind != "school" or bool(scene.model.hours)) and bool(may_read_scope(scene))


def _anybody(scene: Scene) -> bool:
    """Dates and names are for everybody who plays a part."""
    return bool(may(scene.parts, Access.READ, Item.SCHEDULE))


def _holds(scene: Scene) -> bool:
    return bool(may_decide(scene))


def _sees_looks(scene: Scene) -> bool:
    return bool(may_see_looks(scene))


def _dates_of(standpoint: Standpoint) -> dict[str, Any] | None:
    """The way from a partnership to the dates of its cycles."""
    found = list(cycles.of_partnerships([standpoint.partnership.pk])[:3])
    return {"cycles": found} if found and cycle_rules.may_see(standpoint) else None


def register() -> None:
    """Add the entry of every page's navigation, and the tabs of a review for its dates and what comes before its visit."""
    navigation.register(
        _("Reviews"), "reviews:reviews", order=20, also=("evidence", "findings", "improvement", "assurance")
    )
    register_panel("home", Panel(order=10, template="reviews/part_panel.html", build=_part))
    register_panel("partnership", Panel(order=10, template="reviews/partnership_dates.html", build=_dates_of))
    for order, label, url_name in (
        (0, _("Overview"), "reviews:review"),
        (5, _("Team"), "reviews:team"),
        (95, _("What to expect"), "reviews:expect"),
    ):
        register_tab("review", Tab(order=order, label=label, url_name=url_name, shown=_anybody))
    kept = Tab(order=42, label=_("Kept until"), url_name="reviews:kept", shown=_holds)
    register_tab("review", kept)
    register_tab("review", Tab(order=19, label=_("Scope"), url_name="reviews:scope", shown=_has_scope))
    looked = Tab(order=10, label=_("Who has looked"), url_name="reviews:pack_looks", shown=_sees_looks)
    register_tab("review.looked", looked)
    register_tab(
        "review",
        Tab(
            order=10,
            label=_("{Self_evaluation}"),
            url_name="reviews:self_evaluation",
            shown=_reads(Item.SELF_EVALUATION, StageKind.SELF_EVALUATION),
            word="self_evaluation",
        ),
    )
    for order, label, url_name, item, kind in (
        (12, _("Data pack"), "reviews:pack", Item.DATA_PACK, StageKind.DATA_PACK),
        (14, _("Focus"), "reviews:focus", Item.FOCUS_THEMES, StageKind.MEETING_1),
        (16, _("Briefing"), "reviews:briefing", Item.BRIEFING, StageKind.MEETING_2),
        (18, _("Timetable"), "reviews:timetable", Item.TIMETABLE, StageKind.VISIT),
    ):
        register_tab("review", Tab(order=order, label=label, url_name=url_name, shown=_reads(item, kind)))


def _part(hats: Hats) -> Standing | None:
    return standing(hats, on=clock.today())
