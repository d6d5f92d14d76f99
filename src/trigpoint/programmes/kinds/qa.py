"""Quality check."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import HEAD, LEAD, OVERSEER, OVERSIGHT, Kind

KIND = Kind(
    key="qa",
    label=_("Quality check"),
    summary=_("The programme's staff read the output before it is released: is it clear, fair and backed by evidence?"),
    owners=OVERSIGHT,
    needs=("profile",),
    expect={
        HEAD: _("Nothing to do: the programme reads the text before it is released."),
        LEAD: _("The programme's staff read your text. You see what they ask for."),
        OVERSEER: _("Whoever checks the text reads it against its evidence, and passes it or says what is missing."),
    },
)
