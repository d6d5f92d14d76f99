"""Who asks, and for which review: where every page about one begins."""

import uuid

from django.http import HttpRequest

from trigpoint.access.hats import Hats
from trigpoint.kernel import clock
from trigpoint.reviews.queries.scene import Scene, load


def hats(request: HttpRequest) -> Hats:
    """What the person may act as today."""
    worn: Hats = request.hats  # put there by the middleware
    return worn


def scene(request: HttpRequest, review_id: uuid.UUID) -> Scene:
    """The review as this person sees it today. Raises Missing when it is not theirs to know of."""
    return load(hats(request), review_id, on=clock.today())
