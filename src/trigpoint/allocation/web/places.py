"""Where the pages of this context are reached from."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.allocation.queries import own_school
from trigpoint.allocation.queries.invitations import asked_on
from trigpoint.kernel import clock
from trigpoint.programmes.queries import cycles
from trigpoint.programmes.queries.scope import Part, Standpoint
from trigpoint.reviews.queries.scene import Scene
from trigpoint.ui import navigation
from trigpoint.ui.panels import Panel, register_panel

IN_POOL = (Role.LEAD_REVIEWER, Role.REVIEWER, Role.FACILITATOR)


def register() -> None:
    """The way from a partnership for those who plan it, from a review for who was asked, and one's own on the home page."""
    register_panel("partnership", Panel(order=20, template="allocation/partnership_panel.html", build=_of))
    register_panel("review", Panel(order=5, template="allocation/asked_panel.html", build=_asked))
    register_panel("home", Panel(order=30, template="allocation/own_panel.html", build=_own))
    navigation.register(_("Teams and dates"), "allocation:schedules", order=35, shown=_plans)  # type: ignore[arg-type]


def _plans(request: Any) -> bool:
    hats: Hats = request.hats
    return bool(
        hats.places(Place.PARTNERSHIP, Role.PARTNERSHIP_LEAD)
        or hats.places(Place.PROGRAMME, Role.PROGRAMME_STAFF)
        or hats.places(Place.NETWORK, Role.PROGRAMME_STAFF)
    )


def _of(standpoint: Standpoint) -> dict[str, Any] | None:
    if not standpoint.plays(Part.PARTNERSHIP_LEAD, Part.PROGRAMME_STAFF):
        return None
    found = list(cycles.of_partnerships([standpoint.partnership.pk]).filter(ends_on__gte=clock.today())[:2])
    links = [{"name": cycle.name, "href": reverse("allocation:cycle", args=[cycle.pk])} for cycle in found]
    return {"links": links} if links else None


def _asked(scene: Scene) -> dict[str, Any] | None:
    """For somebody who has been asked and has not said yes or no, while there is time."""
    row = asked_on(scene.review.pk, scene.hats.person_id, on=scene.on) if scene.hats.person_id else None
    return {"href": reverse("allocation:answer", args=[row.pk])} if row else None


def _own(hats: Hats) -> dict[str, Any] | None:
    """For the people of a pool, and for heads."""
    schools = [{"href": reverse("allocation:own_school", args=ids)} for ids in own_school.headed(hats)]
    in_pool = bool(hats.places(Place.PARTNERSHIP, *IN_POOL))
    return {"in_pool": in_pool, "schools": schools} if in_pool or schools else None
