"""Links to the other pages of a long list."""

from django.core.paginator import Paginator
from django.http import QueryDict

from trigpoint.ui import paging


def test_a_list_on_one_page_has_no_links() -> None:
    assert paging.links(Paginator(range(10), 50).page(1), QueryDict()) == ""


def test_links_keep_the_filters() -> None:
    html = paging.links(Paginator(range(150), 50).page(2), QueryDict("q=vale&page=2"))
    for target in ("?q=vale&amp;page=1", "?q=vale&amp;page=3"):
        assert f'href="{target}"' in html
    assert 'aria-current="page"' in html
