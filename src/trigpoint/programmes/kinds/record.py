"""Record."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import ANYBODY, Kind

KIND = Kind(
    key="record",
    label=_("Record"),
    summary=_(
        "Has nothing but its forms: it is done when those that are required are sent in, or when its owner says so."
    ),
    owners=ANYBODY,
    once=False,
    page="proformas:forms",
)
