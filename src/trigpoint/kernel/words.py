"""What people read: text, or text that is translated when it is shown."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Words = str | _StrPromise


def noop(text: str) -> str:
    """Marks a text for the translators; it is translated when it is shown."""
    return text


def gettext(text: str) -> str:
    """The text in the language of whoever reads it; as it is where Django does not run (a command on a file)."""
    conf = sys.modules.get("django.conf")
    if conf is None or not conf.settings.configured:
        return text
    from django.utils.translation import gettext as translated  # noqa: PLC0415 - only where Django runs already

    return str(translated(text))
