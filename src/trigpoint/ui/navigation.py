"""What stands at the top of every page: where one can go, and who one is here. Filled by the contexts themselves."""

import dataclasses
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """
    One entry of the navigation: shown to those for whom `shown` says yes, marked where the page's namespace is its own.

    `order` sorts (My work 10, Reviews 20, Partnership 30, Improvement 40, Practice 50; operators from 80).
    """

    label: str
    url_name: str
    order: int
    shown: Callable[[HttpRequest], bool]
    also: frozenset[str] = frozenset()
    """Other namespaces whose pages belong under this entry."""

    def is_current(self, request: HttpRequest) -> bool:
        match = request.resolver_match
        namespace = self.url_name.rpartition(":")[0]
        return match is not None and (match.namespace == namespace or match.namespace in self.also)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """
    Who is signed in, and as what: two short lines at the right of the header.

    `href` leads to the person's own page, `sign_out_href` takes the POST that signs out.
    """

    name: str
    part: str = ""
    href: str = ""
    sign_out_href: str = ""


_items: dict[str, Item] = {}
_footer: dict[str, str] = {}
_identify: list[Callable[[HttpRequest], Identity | None]] = []


def signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


def register(
    label: str,
    url_name: str,
    *,
    order: int,
    shown: Callable[[HttpRequest], bool] = signed_in,
    also: tuple[str, ...] = (),
) -> None:
    """Add an entry, from an app's `ready()`. The same address registered again replaces the first."""
    _items[url_name] = Item(label=label, url_name=url_name, order=order, shown=shown, also=frozenset(also))


def register_footer(label: str, url_name: str) -> None:
    """Add a link to the foot of every page that a person sees who is signed in."""
    _footer[url_name] = label


def footer(request: HttpRequest) -> list[dict[str, str]]:
    """The links at the foot of this person's pages."""
    return [{"text": label, "href": reverse(name)} for name, label in _footer.items()] if signed_in(request) else []


def identify_by(function: Callable[[HttpRequest], Identity | None]) -> None:
    """Say how to name the person of a request; the last one registered that answers is taken."""
    _identify.insert(0, function)


def items(request: HttpRequest) -> list[dict[str, Any]]:
    """The entries for this person, as the service navigation's component takes them; none before one has signed in."""
    if not signed_in(request):
        return []
    entries = sorted(_items.values(), key=lambda item: item.order)
    return [
        {"text": item.label, "href": reverse(item.url_name), "active": item.is_current(request)}
        for item in entries
        if item.shown(request)
    ]


def identity(request: HttpRequest) -> Identity | None:
    for function in _identify:
        found = function(request)
        if found is not None:
            return found
    if signed_in(request):
        user = request.user
        return Identity(name=getattr(user, "name", "") or user.get_username())
    return None
