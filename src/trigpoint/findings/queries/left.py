"""What a released review left to work on: what the next one begins with."""

from trigpoint.findings.models import Profile
from trigpoint.findings.queries.printed import Printed
from trigpoint.proformas.queries.look_back import Point
from trigpoint.reviews.queries.scene import Review


def points(review: Review) -> list[Point]:
    """
    The points of the model's last list, as the released output prints them; without lists, its priority. One query.

    Keys are their places in what was released, which stays as it is.
    """
    content = Profile.objects.filter(review=review, state="released").values_list("content", flat=True).first()
    if not content:  # not released, or deleted since
        return []
    said = Printed.of(content)
    found = [
        Point(key=f"{aspect.code}-{number}", area=aspect.name, text=point.text)
        for aspect in said.aspects
        if aspect.lists
        for number, point in enumerate(aspect.lists[-1].points, start=1)
    ]
    if not found and said.priority:
        found = [Point(key="priority", area=said.priority_aspect, text=said.priority)]
    return found
