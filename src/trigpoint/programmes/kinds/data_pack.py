"""Data pack."""

from trigpoint.kernel.words import noop as _
from trigpoint.programmes.kinds.base import HEAD, HOST, LEAD, OVERSEER, REVIEWER, Kind

KIND = Kind(
    key="data_pack",
    label=_("Data pack"),
    summary=_("The school shares what the team needs to read before it comes, and withdraws it again."),
    owners=HOST,
    page="reviews:pack",
    expect={
        HEAD: _(
            "Release the pack to the named team: recent data, {self_evaluation}, improvement plan. You see who looks."
        ),
        LEAD: _("Read the pack, and note what you would like to ask."),
        REVIEWER: _("Read the pack once the {school} releases it. It closes some time after the visit."),
        OVERSEER: _("The pack can be released once every school of the team has signed both agreements."),
    },
)
