"""Accreditation."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import HEAD, LEAD, OVERSIGHT, TEAM, Kind

KIND = Kind(
    key="accreditation",
    label=_("Accreditation"),
    summary=_("Something that the school does well is tested, and accredited for a time."),
    owners=(*TEAM, *OVERSIGHT),
    needs=("visit",),
    once=False,
    page="proformas:accreditations",
    expect={
        HEAD: _("Hear whether what you put forward is accredited, and for how long."),
        LEAD: _("Say whether what the {school} put forward stands up to the evidence."),
    },
)
