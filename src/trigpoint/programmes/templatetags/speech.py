"""
Sentences of templates in the words of the model that is spoken of: `{% load i18n speech %}`, then "The {profile} is final."

It stands in for Django's two tags of the same names, so that the sentences are found and translated as all others.
"""

from collections.abc import Callable
from typing import Any

from django import template
from django.templatetags import i18n
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from trigpoint.programmes.language import speech

register = template.Library()


class Said(template.Node):
    """What Django's tag says, filled in with words: escaped, since a programme owner has written them."""

    def __init__(self, translated: Any) -> None:
        self.translated = translated

    def render(self, context: template.Context) -> SafeString:
        escape = conditional_escape if context.autoescape else str
        said = self.translated.render(context)
        if self.translated.asvar:
            context[self.translated.asvar] = _filled(context[self.translated.asvar], escape)
        return _filled(said, escape)


def _filled(text: str, escape: Callable[[str], str]) -> SafeString:
    """Django's tag has escaped the text already; a word comes from a programme owner."""
    return mark_safe(speech.filled(text, escape))


@register.tag
def translate(parser: Any, token: Any) -> template.Node:
    """As Django's, with words between braces."""
    return Said(i18n.do_translate(parser, token))


@register.tag
def blocktranslate(parser: Any, token: Any) -> template.Node:
    """As Django's, with words between braces."""
    node = i18n.do_block_translate(parser, token)
    own = "".join(str(part.contents) for part in (*node.singular, *node.plural))
    return Said(node) if speech.PLACE.search(own) else node
