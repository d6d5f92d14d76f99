"""Where the pages of this context are reached from."""

from django.utils.translation import gettext_lazy as _

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place
from trigpoint.proformas.queries import take_aways as taken
from trigpoint.proformas.rules import accreditations, look_back, sent, take_aways
from trigpoint.proformas.rules.visibility import may_know
from trigpoint.proformas.web.presenters import follow_up
from trigpoint.proformas.web.presenters import sheets as presenters
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules import conditions
from trigpoint.ui.panels import Panel, Tab, register_panel, register_tab


def register() -> None:
    """Add the tabs and panels of a review, and how a model's condition on a form is checked."""
    for order, label, url_name, shown in (
        (19, _("Forms"), "proformas:forms", _has_forms),
        (20, _("Looking back"), "proformas:look_back", lambda scene: bool(look_back.may_read(scene))),
        (58, _("Accreditation"), "proformas:accreditations", _accredits),
        (92, _("What I take home"), "proformas:take_aways", lambda scene: bool(take_aways.may_take_away(scene))),
    ):
        register_tab("review", Tab(order=order, label=label, url_name=url_name, shown=shown))  # type: ignore[arg-type]
    register_panel("review", Panel(order=10, template="proformas/panel.html", build=presenters.panel))
    register_panel("review", Panel(order=40, template="proformas/clock_panel.html", build=follow_up.clock_panel))
    register_panel("home", Panel(order=30, template="proformas/home_panel.html", build=_home))
    conditions.register("form", sent.form_sent)


def _has_forms(scene: Scene) -> bool:
    return any(may_know(scene.model, form, scene.parts) for form in scene.model.forms)


def _accredits(scene: Scene) -> bool:
    return bool(scene.model.accreditations) and bool(accreditations.may_read(scene))


def _home(hats: Hats) -> dict[str, int] | None:
    """Take-aways that are still open, for whom has some."""
    if not hats.places(Place.SCHOOL) and not hats.places(Place.REVIEW):
        return None
    count = taken.mine(hats).filter(done_on=None).count()
    return {"count": count} if count else None
