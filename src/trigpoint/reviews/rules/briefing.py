"""Who says who looks at what, and what is still open when the team is briefed."""

from collections.abc import Iterable

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.frameworks.queries import Aspect
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.queries.briefing import Task
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules.preparation import may_change
from trigpoint.reviews.rules.visibility import Access, Item, may


def may_read(scene: Scene) -> Decision:
    return may(scene.parts, Access.READ, Item.BRIEFING)


def may_allocate(scene: Scene) -> Decision:
    allowed = may_change(scene, Item.BRIEFING)
    if not allowed and may_read(scene):
        return no(_("Only the {lead} says who looks at what."))
    return allowed


def may_hold(scene: Scene, *, is_held: bool, focus_is_agreed: bool) -> Decision:
    allowed = may_allocate(scene)
    if not allowed:
        return allowed
    if not focus_is_agreed:
        return no(_("Agree the focus with the {headteacher} first: the briefing shares it out."))
    return only_if(not is_held, _("The team has been briefed already."))


def uncovered(aspects: Iterable[Aspect], tasks: Iterable[Task]) -> list[Aspect]:
    """Aspects in focus that nobody looks at yet."""
    covered = {code for task in tasks for code in task.aspects}
    return [aspect for aspect in aspects if aspect.code not in covered]
