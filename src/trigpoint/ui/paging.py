"""A long list, a page at a time."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trigpoint.ui import components

PER_PAGE = 50


def links(page: Page, given: QueryDict, parameter: str = "page") -> SafeString | str:
    """Links to the pages round this one, the first and the last; nothing for a list that fits on one."""
    if not page.has_other_pages():
        return ""

    def href(number: int) -> str:
        query = given.copy()
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    params: dict[str, Any] = {
        "items": [_item(n, page.number, href) for n in page.paginator.get_elided_page_range(page.number)]
    }
    if page.has_previous():
        params["previous"] = {"href": href(page.previous_page_number()), "text": _("Previous")}
    if page.has_next():
        params["next"] = {"href": href(page.next_page_number()), "text": _("Next")}
    return components.render("pagination", params)


def _item(number: Any, current: int, href: Any) -> Mapping[str, Any]:
    if not isinstance(number, int):
        return {"ellipsis": True}
    return {"number": number, "href": href(number), "current": number == current}
