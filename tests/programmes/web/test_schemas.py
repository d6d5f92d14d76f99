"""The schema of review models is there for anybody's editor."""

import json

from django.test import Client

from trigpoint.programmes.queries.checks import SCHEMA


def test_the_schema_is_served_to_anybody() -> None:
    answer = Client().get("/schemas/trigpoint-review-model-1.json")

    assert answer.status_code == 200
    assert answer["content-type"] == "application/schema+json"
    assert answer.json() == json.loads(SCHEMA.read_text(encoding="utf-8"))
