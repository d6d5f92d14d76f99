"""A framework to read; maps to inspection frameworks, to read and to draw."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.frameworks import rules
from trigpoint.frameworks.actions import maps as actions
from trigpoint.frameworks.queries import maps as queries
from trigpoint.frameworks.queries import one, writing
from trigpoint.frameworks.web import forms, presenters
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.organisations.queries import networks
from trigpoint.organisations.queries.networks import Network
from trigpoint.ui.web import act, show


def framework(request: HttpRequest, framework_id: uuid.UUID) -> HttpResponse:
    """Themes, aspects and statements. Nothing in it is about anybody: whoever has a role may read it."""
    if not request.hats.worn:
        raise Missing
    found = one(framework_id)
    language = request.GET.get("language", request.LANGUAGE_CODE)
    mapped = networks.by_ids(request.hats.networks)
    return show(
        request, "frameworks/framework.html", {**presenters.framework(found, language=language), "networks": mapped}
    )


def framework_file(request: HttpRequest, framework_id: uuid.UUID) -> HttpResponse:
    """The framework as a file, to keep, to change or to give away."""
    if not request.hats.worn:
        raise Missing
    found = one(framework_id)
    answer = HttpResponse(writing.as_file(found.definition), content_type="application/yaml; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{found.key}-{found.version}.yaml"
    )
    return answer


def maps(request: HttpRequest, network_id: uuid.UUID) -> HttpResponse:
    """Every framework of reviews beside every inspection framework."""
    network = network_of(request, network_id)
    context = {"network": network, "groups": presenters.pairs(queries.pairs(network.pk))}
    return show(request, "frameworks/maps.html", context)


def area_map(
    request: HttpRequest, network_id: uuid.UUID, framework_id: uuid.UUID, inspection_id: uuid.UUID
) -> HttpResponse:
    """Which areas of inspection each aspect touches, as this network has it."""
    network = network_of(request, network_id)
    found = pair_of(network, framework_id, inspection_id)
    may_draw = rules.may_draw_maps(request.hats, network.pk)
    return show(request, "frameworks/map.html", presenters.linked(network, found) | {"may_draw": may_draw})


def draw(
    request: HttpRequest, network_id: uuid.UUID, framework_id: uuid.UUID, inspection_id: uuid.UUID
) -> HttpResponse:
    """Draw the network's own map."""
    network = network_of(request, network_id)
    found = pair_of(network, framework_id, inspection_id)
    rules.may_draw_maps(request.hats, network.pk).require()
    form = forms.MapForm(request.POST or None, found=found)
    if request.method == "POST":
        given = {"network": network, "framework": one(framework_id), "inspection": one(inspection_id)}
        if act(form, actions.draw, actor=request.user, at=clock.now(), **given):
            messages.success(request, _("Saved as your network's own map."))
            return redirect("frameworks:map", network_id, framework_id, inspection_id)
    return show(request, "frameworks/draw_map.html", presenters.linked(network, found) | {"form": form})


@require_POST
def drop(
    request: HttpRequest, network_id: uuid.UUID, framework_id: uuid.UUID, inspection_id: uuid.UUID
) -> HttpResponse:
    """Go back to the map that comes with the product."""
    network = network_of(request, network_id)
    pair_of(network, framework_id, inspection_id)
    rules.may_draw_maps(request.hats, network.pk).require()
    given = {"network": network, "framework": one(framework_id), "inspection": one(inspection_id)}
    actions.drop(actor=request.user, at=clock.now(), **given)  # type: ignore[arg-type]
    messages.success(request, _("Your network's own map is gone."))
    return redirect("frameworks:map", network_id, framework_id, inspection_id)


def network_of(request: HttpRequest, network_id: uuid.UUID) -> Network:
    """A network in which the person has a role. Raises Missing."""
    found = networks.by_id(network_id) if network_id in request.hats.networks else None
    if found is None:
        raise Missing
    return found


def pair_of(network: Network, framework_id: uuid.UUID, inspection_id: uuid.UUID) -> queries.Linked:
    """A map, drawn or still to be drawn. Raises Missing where it would not lead from reviews to an inspection framework."""
    if not one(framework_id).tree().is_for_reviews or one(inspection_id).tree().is_for_reviews:
        raise Missing
    return queries.linked(network.pk, framework_id, inspection_id)
