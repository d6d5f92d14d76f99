"""Calls for frameworks."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from trigpoint.frameworks.actions import maps as map_actions
from trigpoint.frameworks.actions import publishing
from trigpoint.frameworks.queries import Framework, all_versions, inspections, maps, one
from trigpoint.frameworks.web.views import network_of, pair_of
from trigpoint.organisations.queries.networks import Network
from trigpoint.ui.api import expose

router = Router()

MAP = "/networks/{uuid:network_id}/maps/{uuid:framework_id}/{uuid:inspection_id}"


class FrameworkOut(Schema):
    id: uuid.UUID
    key: str
    version: str
    title: str
    sha256: str
    published_at: dt.datetime


class FrameworkWhole(FrameworkOut):
    definition: dict[str, Any]


class MapOut(Schema):
    """Areas by aspect; `version` is that of the network's own map, 0 while the published one counts."""

    framework_id: uuid.UUID
    inspection_id: uuid.UUID
    title: str
    is_own: bool
    version: int
    links: dict[str, list[str]]


class PairOut(Schema):
    framework_id: uuid.UUID
    inspection_id: uuid.UUID
    is_published: bool
    is_own: bool


@router.get("/frameworks", operation_id="frameworks.frameworks", response=list[FrameworkOut])
def frameworks(request: HttpRequest) -> Any:
    """Every published version of every framework."""
    return all_versions()


@router.get("/frameworks/{uuid:framework_id}", operation_id="frameworks.framework", response=FrameworkWhole)
def framework(request: HttpRequest, framework_id: uuid.UUID) -> Any:
    """A framework with its levels, themes, aspects and statements."""
    return one(framework_id)


expose(router, "POST", "/frameworks", publishing.publish)


@router.get("/inspection-frameworks", operation_id="frameworks.inspections", response=list[FrameworkOut])
def inspection_frameworks(request: HttpRequest, nation: str = "") -> Any:
    """Every version of every inspection framework, oldest first; of one nation where it is named."""
    return inspections(nation=nation)


@router.get("/networks/{uuid:network_id}/maps", operation_id="frameworks.maps", response=list[PairOut])
def all_maps(request: HttpRequest, network_id: uuid.UUID) -> Any:
    """Every framework of reviews beside every inspection framework, and whether there is a map between them."""
    found = maps.pairs(network_of(request, network_id).pk)
    return [
        {
            "framework_id": pair.framework.pk,
            "inspection_id": pair.inspection.pk,
            "is_published": pair.is_published,
            "is_own": pair.is_own,
        }
        for pair in found
    ]


@router.get(MAP, operation_id="frameworks.map", response=MapOut)
def area_map(request: HttpRequest, network_id: uuid.UUID, framework_id: uuid.UUID, inspection_id: uuid.UUID) -> Any:
    """The areas of inspection that each aspect touches, as the network has it."""
    return pair_of(network_of(request, network_id), framework_id, inspection_id)


def _network(request: HttpRequest, network_id: uuid.UUID) -> Network:
    return network_of(request, network_id)


def _framework(request: HttpRequest, framework_id: uuid.UUID) -> Framework:
    return one(framework_id)


def _inspection(request: HttpRequest, inspection_id: uuid.UUID) -> Framework:
    return one(inspection_id)


IN_MAP = {"network": _network, "framework": _framework, "inspection": _inspection}

expose(router, "POST", "/maps", map_actions.publish)
expose(router, "PUT", MAP, map_actions.draw, resolve=IN_MAP)
expose(router, "DELETE", MAP, map_actions.drop, resolve=IN_MAP)
