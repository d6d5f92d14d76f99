"""Tags for pages about one review: `{% load review %}`."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse

from trigpoint.programmes.kinds import KINDS
from trigpoint.reviews.queries.parts import called
from trigpoint.reviews.queries.scene import Part, Scene
from trigpoint.ui import panels

register = template.Library()

PAGES = {kind.page: kind.key for kind in KINDS.values() if kind.page and kind.once}
"""Pages on which a kind of stage is done: a review has them where its model has such a stage."""


@register.simple_tag(takes_context=True)
def review_tabs(context: Context, scene: Scene) -> list[dict[str, Any]]:
    """The pages about this review that the person may open, as the component `tabs` takes them."""
    request = context.get("request")
    here = request.path if request else ""
    links = [
        (tab, reverse(tab.url_name, kwargs={"review_id": scene.review.pk}))
        for tab in panels.tabs("review", scene)
        if tab.url_name not in PAGES or scene.model.stage_of_kind(PAGES[tab.url_name])
    ]
    current = max((href for _tab, href in links if here.startswith(href)), key=len, default="")
    return [{"label": tab.called(scene.model.words), "href": href, "current": href == current} for tab, href in links]


@register.simple_tag
def review_part(scene: Scene) -> str:
    """What the person is to this review, for the header; nothing for somebody who only may know of it."""
    return next((called(part, scene.model) for part in Part if part in scene.parts), "")


@register.simple_tag
def review_trail(*parts: str) -> list[dict[str, str]]:
    """Texts and addresses in turn, as the component `breadcrumbs` takes them."""
    return [{"text": text, "href": href} for text, href in zip(parts[::2], parts[1::2], strict=True)]
