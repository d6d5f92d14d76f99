"""Calls for frameworks."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from trigpoint.frameworks.actions import publishing
from trigpoint.frameworks.queries import all_versions, one
from trigpoint.ui.api import expose

router = Router()


class FrameworkOut(Schema):
    id: uuid.UUID
    key: str
    version: str
    title: str
    sha256: str
    published_at: dt.datetime


class FrameworkWhole(FrameworkOut):
    definition: dict[str, Any]


@router.get("/frameworks", operation_id="frameworks.frameworks", response=list[FrameworkOut])
def frameworks(request: HttpRequest) -> Any:
    """Every published version of every framework."""
    return all_versions()


@router.get("/frameworks/{uuid:framework_id}", operation_id="frameworks.framework", response=FrameworkWhole)
def framework(request: HttpRequest, framework_id: uuid.UUID) -> Any:
    """A framework with its levels, themes, aspects and statements."""
    return one(framework_id)


expose(router, "POST", "/frameworks", publishing.publish)
