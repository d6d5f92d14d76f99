"""The API and its description, made without making the same thing hundreds of times over."""

import functools
from typing import Any

import pydantic
from ninja import NinjaAPI, Schema
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation


class Api(NinjaAPI):
    """Describes itself once a process: the description follows from the code alone."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._described: dict[str, OpenAPISchema] = {}

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        if prefix not in self._described:
            self._described[prefix] = _Description(self, prefix)
        return self._described[prefix]


class _Description(OpenAPISchema):
    """Looks at each answer once, in whichever calls it is given."""

    def __init__(self, api: NinjaAPI, path_prefix: str) -> None:
        self._seen: dict[tuple[Any, ...], tuple[dict[str, Any], bool]] = {}
        super().__init__(api, path_prefix)

    def _create_schema_from_model(self, model: Any, *args: Any, **options: Any) -> tuple[dict[str, Any], bool]:
        key = (model, args, *sorted(options.items()))
        if key not in self._seen:
            self._seen[key] = super()._create_schema_from_model(model, *args, **options)
        return self._seen[key]


@functools.cache
def _answer(kind: Any) -> type[Schema]:
    return pydantic.create_model("NinjaResponseSchema", __base__=Schema, response=(kind, ...))


def share_answers() -> None:
    """
    Have calls that answer the same share its model.

    Each call may answer with a problem under seven statuses: thousands of models, and seconds of every start, otherwise.
    """

    def model(operation: Operation, kind: Any) -> type[Schema] | None:
        return None if kind is None else _answer(kind)

    Operation._create_response_model = model  # type: ignore[method-assign] # noqa: SLF001
