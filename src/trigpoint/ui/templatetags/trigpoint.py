"""The tags of our templates: `{% load trigpoint %}`."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from trigpoint.ui import components, dates, paging, rendering

register = template.Library()


@register.simple_tag
def component(component_name: str, given: Mapping[str, Any] | None = None, **options: Any) -> SafeString:
    """
    Render a component of the design system: `{% component "button" text="Save" href=… %}`.

    Options nest with two underscores (`label__text`); a dictionary from a presenter may stand before them.
    """
    return components.render(component_name, components.nested({**(given or {}), **options}))


@register.simple_block_tag
def componentblock(
    content: str, component_name: str, given: Mapping[str, Any] | None = None, **options: Any
) -> SafeString:
    """Render a component round what stands between the tags: `{% componentblock "details" summaryText=… %}`."""
    return components.render(component_name, components.nested({**(given or {}), **options, "html": content}))


@register.simple_tag
def form_field(field: BoundField) -> SafeString:
    """Render one field with its label, hint and errors."""
    return rendering.field(field)


@register.simple_tag(takes_context=True)
def error_summary(context: Context) -> SafeString | str:
    """List what is to be put right in the forms of this page, each linked to its field."""
    return rendering.error_summary(rendering.forms_in(context.flatten()))


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """Say "Error: " before the page's title when a form of it has something to be put right."""
    return rendering.error_prefix(rendering.forms_in(context.flatten()))


@register.simple_block_tag(takes_context=True)
def card(context: Context, content: str, **options: Any) -> SafeString:
    """Put a card round what stands between the tags; options as components/card.html says."""
    return render_to_string("ui/components/card.html", {**options, "content": content})


@register.simple_tag(takes_context=True)
def pages(context: Context, page: Page) -> SafeString | str:
    """Link to the other pages of a long list; the rest of the address (filters) is kept."""
    return paging.links(page, context["request"].GET)


register.filter("short_date", dates.short)
register.filter("long_date", dates.long)
