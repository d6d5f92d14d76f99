"""Where the pages of this context are reached from."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.ui import navigation


def register() -> None:
    """Add the entry of the navigation. It looks at hats alone: no query."""
    navigation.register(_("Evaluation"), "evaluation:studies", order=65, shown=_evaluates)


def _evaluates(request: HttpRequest) -> bool:
    hats: Hats = request.hats  # type: ignore[attr-defined]
    return (
        hats.has(Role.EVALUATOR, place=Place.PROGRAMME)
        or hats.has(Role.PROGRAMME_STAFF, place=Place.PROGRAMME)
        or hats.has(Role.PROGRAMME_STAFF, place=Place.NETWORK)
    )
