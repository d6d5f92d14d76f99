"""What people read: text, or text that is translated when it is shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Words = str | _StrPromise
