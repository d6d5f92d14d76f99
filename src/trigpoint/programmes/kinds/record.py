"""Record."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import ANYBODY, HEAD, LEAD, LEADER, REVIEWER, Kind

KIND = Kind(
    key="record",
    label=_("Record"),
    summary=_(
        "Has nothing but its forms: it is done when those that are required are sent in, or when its owner says so."
    ),
    owners=ANYBODY,
    once=False,
    page="proformas:forms",
    expect={
        HEAD: _("If a form of this stage is yours, fill it in. You see who reads it."),
        LEADER: _("If a form of this stage is yours, fill it in."),
        LEAD: _("If a form of this stage is yours, fill it in. You see who reads it."),
        REVIEWER: _("If a form of this stage is yours, fill it in."),
    },
)
