"""What every page is given."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from trigpoint.ui import navigation


def frame(request: HttpRequest) -> dict[str, Any]:
    """The header's contents, asked for only when a page shows them."""
    return {
        "navigation": SimpleLazyObject(lambda: navigation.items(request)),
        "footer": SimpleLazyObject(lambda: navigation.footer(request)),
        "identity": SimpleLazyObject(lambda: navigation.identity(request)),
    }
