"""Networks. `Network` and `School` are named here as types, for the contexts above; their tables stay private."""

import uuid
from collections.abc import Iterable

from trigpoint.organisations.models import Network, School

__all__ = ["Network", "School", "any_there", "by_id", "by_ids", "every"]


def by_id(network_id: uuid.UUID) -> Network | None:
    return Network.objects.filter(pk=network_id).first()


def by_ids(network_ids: Iterable[uuid.UUID]) -> list[Network]:
    """These networks, by name."""
    return list(Network.objects.filter(pk__in=list(network_ids)).order_by("name"))


def every() -> list[Network]:
    """Every network of the installation, by name: for its operators."""
    return list(Network.objects.order_by("name"))


def any_there() -> bool:
    """Whether anybody has founded a network yet."""
    return Network.objects.exists()
