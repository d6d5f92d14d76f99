"""Beside the released profile: the areas of inspection that it touches, and the school's earlier reviews."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from trigpoint.findings import rules
from trigpoint.findings.queries import over_time as reviews
from trigpoint.findings.queries import printed, touches
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.queries.over_time import Thread
from trigpoint.findings.queries.printed import Printed
from trigpoint.findings.web.presenters import comparing as present
from trigpoint.kernel import clock
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.ui.web import show


@login_required
def inspection_areas(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Which areas of inspection the findings touch. Never where a school stands in any of them."""
    scene, said = released_to(request, review_id)
    found = touches.touched(scene, said)
    return show(request, "findings/inspection_areas.html", present.areas(scene, found, touches.later(scene)))


@login_required
def over_time(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Each aspect beside what earlier reviews said of it, as far as they are comparable."""
    scene, _said = released_to(request, review_id)
    return show(request, "findings/over_time.html", present.over_time(scene, threads_of(scene)))


def released_to(request: HttpRequest, review_id: uuid.UUID) -> tuple[Scene, Printed]:
    """The released profile, for the leaders of the school that it is about."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.visibility.may_compare(scene, profiles.standing(scene.review)).require()
    return scene, printed.printed(scene, profiles.profile(scene.review))


def threads_of(scene: Scene) -> list[Thread]:
    """Earlier reviews beside this one, as far as the person may read their profiles."""
    return reviews.threads(scene, may_read=rules.visibility.may_see_profile)
