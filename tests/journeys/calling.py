"""Calling the API as people do from other systems: by operation, with a personal token."""

import datetime as dt
import json
import uuid
from typing import Any

from django.test import Client

from trigpoint.kernel import clock
from trigpoint.people.actions import tokens
from trigpoint.people.models import Account


class Caller:
    """`caller(person, "reviews.plan", cycle_id=…, host_id=…)`: path, method and body follow from the published description."""

    def __init__(self) -> None:
        self.client = Client()
        self.tokens: dict[uuid.UUID, str] = {}
        described = self.client.get("/api/openapi.json").json()
        self.operations = {
            operation["operationId"]: (method, path)
            for path, methods in described["paths"].items()
            for method, operation in methods.items()
        }
        self.called: list[str] = []

    def __call__(self, person: Account, operation: str, *, status: int = 200, **values: Any) -> Any:
        """Call, and return the answer's JSON. Fails unless the status is the one expected."""
        method, path = self.operations[operation]
        self.called.append(operation)
        for name in list(values):
            if f"{{{name}}}" in path:
                path = path.replace(f"{{{name}}}", str(values.pop(name)))
        response = self.client.generic(
            method.upper(),
            path,
            json.dumps(values, default=_plain) if values or method != "get" else "",
            content_type="application/json",
            headers={"Authorization": f"Bearer {self._token(person)}"},
        )
        assert response.status_code == status, f"{operation}: {response.status_code} {response.content.decode()[:600]}"
        return response.json() if response.content else None

    def _token(self, person: Account) -> str:
        if person.pk not in self.tokens:
            made = tokens.make(
                actor=person, at=clock.now(), name="journey", days=365, may_write=True, second_factor=True
            )
            self.tokens[person.pk] = made.text
        return self.tokens[person.pk]


def _plain(value: Any) -> str:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return str(value)
