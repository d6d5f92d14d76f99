"""Where a page hangs, and texts laid out."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from trigpoint.programmes.queries.review_models import Definition

register = template.Library()


@register.simple_tag
def partnership_trail(view: Any) -> list[dict[str, str]]:
    """Partnerships, then this one."""
    return [
        {"text": _("Partnerships"), "href": reverse("programmes:partnerships")},
        {
            "text": view.partnership.name,
            "href": reverse("programmes:partnership", args=[view.partnership.pk]),
        },
    ]


@register.simple_tag
def programme_trail(programme: Any) -> list[dict[str, str]]:
    """Programmes, then this one."""
    return [
        {"text": _("Programmes"), "href": reverse("programmes:programmes")},
        {"text": programme.name, "href": reverse("programmes:programme", args=[programme.pk])},
    ]


@register.simple_tag
def word(key: str, model: Definition) -> str:
    """What the model calls a thing, within a sentence: {% word "profile" scene.model as profile %}{{ profile|capfirst }}."""
    return model.word(key)


@register.simple_tag
def models_trail() -> list[dict[str, str]]:
    """Programmes, then their review models."""
    return [
        {"text": _("Programmes"), "href": reverse("programmes:programmes")},
        {"text": _("Review models"), "href": reverse("programmes:models")},
    ]
