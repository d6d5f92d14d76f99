"""Where the pages of this context are reached from."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.programmes.queries import scope
from trigpoint.ui import navigation


def register() -> None:
    """Add the entries of the navigation. They look at hats alone: no query."""
    navigation.register(
        _("Partnership"),
        "programmes:partnerships",
        order=30,
        shown=lambda request: _in_a_partnership(_hats(request)),
    )


def _hats(request: HttpRequest) -> Hats:
    return request.hats


def _in_a_partnership(hats: Hats) -> bool:
    tables: dict[str, dict[str, object]] = {
        Place.SCHOOL: {**scope.AT_SCHOOL},
        Place.PARTNERSHIP: {**scope.IN_PARTNERSHIP},
        Place.PROGRAMME: {**scope.IN_PROGRAMME},
        Place.NETWORK: {Role.PROGRAMME_STAFF: True},
    }
    return any(hat.role in tables.get(hat.place, {}) for hat in hats.worn)
