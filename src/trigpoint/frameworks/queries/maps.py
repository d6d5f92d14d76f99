"""Maps from aspects to areas of inspection: those published, and a network's own."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Mapping

from trigpoint.frameworks.models import AreaMap, Aspect, Framework, NetworkMap, Tree
from trigpoint.frameworks.queries import for_reviews, in_force, inspections, tree

__all__ = ["AreaMap", "Linked", "NetworkMap", "Pair", "linked", "of_day", "one", "own", "pairs", "published"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A map as it counts in one network: areas by aspect. `version` is that of the network's own copy, 0 without one."""

    framework: Tree
    inspection: Tree
    framework_id: uuid.UUID
    inspection_id: uuid.UUID
    title: str
    links: Mapping[str, tuple[str, ...]]
    is_own: bool
    version: int = 0

    @property
    def is_there(self) -> bool:
        """Whether anybody has drawn this map."""
        return self.is_own or bool(self.title)

    def touching(self, area: str) -> tuple[Aspect, ...]:
        """The aspects that touch an area, in the framework's order."""
        return tuple(aspect for code, aspect in self.framework.aspects.items() if area in self.links.get(code, ()))


def linked(network_id: uuid.UUID, framework_id: uuid.UUID, inspection_id: uuid.UUID) -> Linked:
    """The network's own copy where it has one, otherwise the version published last. Two queries."""
    framework, inspection = tree(framework_id), tree(inspection_id)
    mine = own(network_id, framework_id, inspection_id)
    shipped = published(framework_id, inspection_id)
    links = mine.links if mine else shipped.definition["links"] if shipped else {}
    return Linked(
        framework=framework,
        inspection=inspection,
        framework_id=framework_id,
        inspection_id=inspection_id,
        title=shipped.title if shipped else "",
        links=spread(links, framework),
        is_own=mine is not None,
        version=mine.version if mine else 0,
    )


def of_day(network_id: uuid.UUID, framework_id: uuid.UUID, *, nation: str, on: dt.date) -> list[Linked]:
    """A map to each inspection framework that counts in the nation on that day."""
    return [linked(network_id, framework_id, row.pk) for row in in_force(nation=nation, on=on)]


def spread(links: Mapping[str, list[str]], framework: Tree) -> dict[str, tuple[str, ...]]:
    """Areas by aspect: an aspect without a line of its own has its theme's."""
    return {code: tuple(links.get(code, links.get(aspect.theme, ()))) for code, aspect in framework.aspects.items()}


def own(network_id: uuid.UUID, framework_id: uuid.UUID, inspection_id: uuid.UUID) -> NetworkMap | None:
    rows = NetworkMap.objects.filter(network_id=network_id, framework_id=framework_id, inspection_id=inspection_id)
    return rows.first()


def published(framework_id: uuid.UUID, inspection_id: uuid.UUID) -> AreaMap | None:
    """The version published last."""
    rows = AreaMap.objects.filter(framework_id=framework_id, inspection_id=inspection_id)
    return rows.order_by("-published_at", "-version").first()


def one(key: str, version: str) -> AreaMap | None:
    return AreaMap.objects.filter(key=key, version=version).first()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A framework beside an inspection framework, and whether there is a map between them."""

    framework: Framework
    inspection: Framework
    is_published: bool
    is_own: bool


def pairs(network_id: uuid.UUID) -> list[Pair]:
    """Every framework that reviews are made with beside every inspection framework. Four queries."""
    there = set(AreaMap.objects.values_list("framework_id", "inspection_id"))
    mine = set(NetworkMap.objects.filter(network_id=network_id).values_list("framework_id", "inspection_id"))
    inspected = inspections()
    return [
        Pair(
            framework=framework,
            inspection=inspection,
            is_published=(framework.pk, inspection.pk) in there,
            is_own=(framework.pk, inspection.pk) in mine,
        )
        for framework in for_reviews()
        for inspection in inspected
    ]
