"""The schemas of models, frameworks and maps are there for anybody's editor."""

import json
from pathlib import Path

import pytest
from django.test import Client

from trigpoint.frameworks.queries import checks as frameworks
from trigpoint.frameworks.queries import map_checks
from trigpoint.programmes.queries import checks


@pytest.mark.parametrize("schema", [checks.SCHEMA, frameworks.SCHEMA, map_checks.SCHEMA], ids=lambda path: path.stem)
def test_a_schema_is_served_to_anybody(schema: Path) -> None:
    answer = Client().get(f"/schemas/{schema.name}")

    assert answer.status_code == 200
    assert answer["content-type"] == "application/schema+json"
    assert answer.json() == json.loads(schema.read_text(encoding="utf-8"))
