"""What a focus must hold (G2, G3), and who writes and agrees it."""

from collections.abc import Iterable

from trigpoint.access.decision import Decision, no, only_if
from trigpoint.frameworks.queries import Theme, Tree
from trigpoint.kernel.guards import Breach
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules.preparation import may_change
from trigpoint.reviews.rules.visibility import Access, Item, may

ITEM = Item.FOCUS


def may_read(scene: Scene) -> Decision:
    return may(scene.parts, Access.READ, ITEM)


def may_read_themes(scene: Scene) -> Decision:
    return may(scene.parts, Access.READ, Item.FOCUS_THEMES)


def may_write(scene: Scene, *, is_agreed: bool) -> Decision:
    allowed = may_change(scene, ITEM)
    if allowed and is_agreed:
        return no(_("The focus is agreed. Open it again first: then both of you agree once more."))
    return allowed


def may_agree(scene: Scene, *, is_agreed: bool) -> Decision:
    allowed = may_change(scene, ITEM)
    if not allowed or not scene.plays(Part.LEAD, Part.HOST_HEAD):
        return no(_("The focus is agreed between the {lead} and the {headteacher} of the {school}."))
    return only_if(not is_agreed, _("The focus is agreed already."))


def may_reopen(scene: Scene, *, is_agreed: bool, visit_is_over: bool) -> Decision:
    allowed = may_change(scene, ITEM)
    if not allowed:
        return allowed
    if visit_is_over:
        return no(_("The visit is over: what it looked at can no longer change."))
    return only_if(is_agreed, _("The focus is open already."))


def breaches(model: Definition, framework: Tree, themes: Iterable[Theme], codes: Iterable[str]) -> list[Breach]:
    """
    G2: the themes that every review looks at are in. G3: so are enough of the others.

    `themes` are those that apply to the school: what it can't choose is not asked of it.
    """
    there = {theme.code for theme in themes}
    chosen = {framework.aspects[code].theme for code in codes}
    mandatory = [str(code) for code in model.number("focus.mandatory") if code in there]
    wanted = min(int(model.number("focus.others_min")), len(there - set(mandatory)))
    names = ", ".join(framework.theme(code).name for code in mandatory)
    found = [
        Breach(
            guard="G2",
            message=_("Choose at least one {aspect} of %(theme)s: every review looks at it.")
            % {"theme": framework.theme(code).name},
            hard=True,
        )
        for code in mandatory
        if code not in chosen
    ]
    others = len(chosen - set(mandatory))
    if others < wanted:
        message = ngettext(
            "Choose at least one more {theme}: a review looks at %(mandatory)s and %(wanted)s other.",
            "Choose at least %(missing)s more {themes}: a review looks at %(mandatory)s and %(wanted)s others.",
            wanted,
        )
        if not mandatory:
            message = ngettext("Choose at least %(wanted)s {theme}.", "Choose at least %(wanted)s {themes}.", wanted)
        facts = {"mandatory": names, "missing": wanted - others, "wanted": _("one") if wanted == 1 else wanted}
        found.append(Breach(guard="G3", message=message % facts, hard=True))
    return found


def may_see_not_observed(scene: Scene) -> Decision:
    """Codes and windows: the headteacher, senior leaders and the lead."""
    return may(scene.parts, Access.READ, Item.NOT_OBSERVED)


def may_know_of_not_observed(scene: Scene) -> Decision:
    """Only that there are some: the whole team."""
    return may(scene.parts, Access.READ, Item.NOT_OBSERVED_FLAG)


def may_set_not_observed(scene: Scene) -> Decision:
    """Only the headteacher says who is not available for observation."""
    allowed = may_change(scene, Item.NOT_OBSERVED)
    if not allowed and may_see_not_observed(scene):
        return no(_("Only the {headteacher} says who is not available for observation."))
    return allowed
