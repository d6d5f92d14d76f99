"""
The design system's components, rendered by the macros of govuk-frontend-jinja.

Parameters are those of the design system's own documentation. What is given as HTML counts as HTML only when it was
made safe (by a template, `format_html` or `mark_safe`); a plain string is escaped, whoever passes it.
"""

import functools
from collections.abc import Mapping
from typing import Any

import jinja2
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from markupsafe import Markup


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}),
        autoescape=True,
        auto_reload=False,
    )


@functools.cache
def _macro(name: str) -> Any:
    template = _environment().get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    title = "".join(part.capitalize() for part in name.split("-"))
    return getattr(template.module, f"govuk{title}")


def render(name: str, params: Mapping[str, Any]) -> SafeString:
    """
    Render one component. `name` is the design system's ("date-input"), `params` its options.

    Raises jinja2.TemplateNotFound for a component that does not exist.
    """
    return mark_safe(str(_macro(name)(_prepared(params))).strip())


def nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Turn `label__text="…"` into `{"label": {"text": "…"}}`; dictionaries given whole are kept and added to."""
    result: dict[str, Any] = {}
    for path, value in flat.items():
        *parents, last = path.split("__")
        level = result
        for parent in parents:
            existing = level.get(parent)
            level[parent] = dict(existing) if isinstance(existing, Mapping) else {}
            level = level[parent]
        level[last] = value
    return result


def _prepared(value: Any, key: str = "") -> Any:
    """Copy the parameters for Jinja: HTML escaped unless made safe, lazy translations as text."""
    match value:
        case Mapping():
            return {k: _prepared(v, k) for k, v in value.items()}
        case SafeString():
            return Markup(value)  # noqa: S704 - made safe already
        case str() | Promise() if key.lower().endswith("html"):
            return Markup(conditional_escape(value))  # noqa: S704 - escaped here
        case Promise():
            return str(value)
        case list() | tuple():
            return [_prepared(v) for v in value]
        case _:
            return value
