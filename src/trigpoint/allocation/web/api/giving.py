"""Calls about what people and schools can give: said by them, or by who plans for them; one by one or as rows of a file."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router

from trigpoint.allocation.actions import availability, files
from trigpoint.allocation.web.api import scopes
from trigpoint.allocation.web.api.scopes import CYCLE, IN_CYCLE, PROBLEMS
from trigpoint.allocation.web.api.shapes import CountOut, WindowOut
from trigpoint.programmes.actions import school_days
from trigpoint.ui.api import expose

router = Router()

OWN_SCHOOL = "/networks/{uuid:network_id}/schools/{uuid:school_id}"


@router.get(
    OWN_SCHOOL + "/days",
    operation_id="allocation.own_school_days",
    response={200: list[WindowOut], **PROBLEMS},
)
def own_days(request: HttpRequest, network_id: uuid.UUID, school_id: uuid.UUID) -> Any:
    """The days of a school on which it is unlike the network's calendar, for those who keep them."""
    return scopes.own(request, network_id, school_id).windows.get(school_id, [])


PEOPLE = CYCLE + "/people/{uuid:person_id}"
OF_PERSON = {**IN_CYCLE, "network": scopes.network, "person": scopes.somebody}
expose(router, "PUT", PEOPLE + "/readiness", availability.say_readiness, resolve=OF_PERSON)
expose(router, "POST", PEOPLE + "/absences", availability.say_absence, resolve=OF_PERSON)
expose(
    router, "POST", PEOPLE + "/conflicts", availability.note_conflict, resolve={**OF_PERSON, "school": scopes.school}
)
expose(
    router,
    "DELETE",
    "/absences/{uuid:absence_id}",
    availability.take_back_absence,
    resolve={"absence": scopes.absence},
)
OF_SCHOOL = {**IN_CYCLE, "network": scopes.network, "school": scopes.school}
expose(router, "POST", CYCLE + "/schools/{uuid:school_id}/days", school_days.add_window, resolve=OF_SCHOOL)
expose(router, "PUT", CYCLE + "/schools/{uuid:school_id}/capacity", school_days.set_capacity, resolve=OF_SCHOOL)
OWN = {"network": scopes.own_network, "school": scopes.own_school}
expose(
    router,
    "POST",
    OWN_SCHOOL + "/days",
    school_days.add_window,
    resolve=OWN,
    operation_id="allocation.add_own_school_days",
)
expose(
    router,
    "DELETE",
    OWN_SCHOOL + "/days/{uuid:window_id}",
    school_days.remove_window,
    resolve={"window": scopes.window},
)
expose(
    router,
    "PUT",
    OWN_SCHOOL + "/capacity",
    school_days.set_capacity,
    resolve=OWN,
    operation_id="allocation.set_own_school_capacity",
)
expose(
    router,
    "POST",
    OWN_SCHOOL + "/files",
    files.take_in_own,
    resolve=OWN,
    response=CountOut,
    answer=lambda changed: {"changed": changed},
)
expose(
    router,
    "POST",
    CYCLE + "/files",
    files.take_in,
    resolve=IN_CYCLE,
    response=CountOut,
    answer=lambda changed: {"changed": changed},
)
