"""The API describes itself, with nothing from elsewhere."""

import json
import re

from django.test import Client


def test_the_description_is_openapi_3_1() -> None:
    page = Client().get("/api/openapi.json")
    assert page.status_code == 200
    assert json.loads(page.content)["openapi"].startswith("3.1")


def test_the_browsable_pages_take_nothing_from_elsewhere() -> None:
    page = Client().get("/api/docs")
    html = page.content.decode()
    assert page.status_code == 200
    assert not re.search(r"(src|href)=\"https?:", html)
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*(\ssrc=|application/json))", html)
