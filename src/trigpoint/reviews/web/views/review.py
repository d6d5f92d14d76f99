"""A review: how far it is, what is next, what its contexts have to say; and the list of a person's reviews."""

import uuid

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from trigpoint.kernel import clock
from trigpoint.reviews.queries import mine, subject
from trigpoint.reviews.queries.scene import Review
from trigpoint.reviews.queries.stages import stages
from trigpoint.reviews.queries.team import members
from trigpoint.reviews.rules import planning as rules
from trigpoint.reviews.rules import subject as subject_rules
from trigpoint.reviews.rules.suggestions import may_suggest
from trigpoint.reviews.web import asking
from trigpoint.reviews.web.presenters import expect as expecting
from trigpoint.reviews.web.presenters import reviews as listed
from trigpoint.reviews.web.presenters import track
from trigpoint.ui import panels
from trigpoint.ui.paging import PER_PAGE
from trigpoint.ui.web import show


@login_required
def reviews(request: HttpRequest) -> HttpResponse:
    """The reviews that the person takes part in or looks after."""
    on = clock.today()
    page: Page[Review] = Paginator(mine.visible(asking.hats(request)), PER_PAGE).get_page(request.GET.get("page"))
    return show(request, "reviews/reviews.html", {"page": page, **listed.entries(page, asking.hats(request), on=on)})


@login_required
def review(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The overview: the track, what is next for whom reads it, and the panels that higher contexts fill."""
    scene = asking.scene(request, review_id)
    steps, seats = stages(scene.review), members(scene.review, on=scene.on)
    looked = panels.tabs("review.looked", scene)
    return show(
        request,
        "reviews/review.html",
        {
            "scene": scene,
            "tracks": track.tracks(scene, steps),
            "under": track.under_the_name(scene, seats, subject.sites(scene.review)),
            "next": expecting.next_for(scene, steps),
            "seen_by": track.seen_by(scene),
            "looked_href": reverse(looked[0].url_name, args=[review_id]) if looked else "",
            "panels": [
                render_to_string(template, {**context, "scene": scene}, request)
                for template, context in panels.panels("review", scene)
            ],
            "state": listed.state(scene.review),
            "state_reason": scene.review.state_reason if rules.may_read_why(scene) else "",
            "may_change": rules.may_change(scene),
            "may_shape": subject_rules.may_shape(scene),
            "may_close": rules.may_close(scene),
            "may_resume": rules.may_move(scene, "resume"),
        },
    )


@login_required
def expect(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """What the person can expect at each stage."""
    scene = asking.scene(request, review_id)
    return show(
        request,
        "reviews/expect.html",
        {
            "scene": scene,
            "stages": expecting.stages(scene, stages(scene.review)),
            "seen_by": track.seen_by(scene),
            "may_suggest": may_suggest(scene),
        },
    )
