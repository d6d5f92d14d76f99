"""Guards of the follow-up: G12 (workshop in time), G13 (team invited), G14 (communication agreed), G16 (whole actions)."""

import datetime as dt
from collections.abc import Collection

from trigpoint.kernel.guards import Breach
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.programmes.language.speech import ngettext


def workshop_in_time(*, held_on: dt.date, visit_ends_on: dt.date, within_days: int) -> list[Breach]:
    """G12. Calendar days after the last day of the visit."""
    late = (held_on - visit_ends_on).days - within_days
    if late <= 0:
        return []
    message = ngettext(
        "The {workshop} is %(late)d day later than the %(within)d days after the visit that the model asks for.",
        "The {workshop} is %(late)d days later than the %(within)d days after the visit that the model asks for.",
        late,
    ) % {"late": late, "within": within_days}
    return [Breach(guard="G12", message=message, hard=False)]


def team_invited(
    *, team: Collection[str], invited: Collection[str], absent_without_reason: Collection[str]
) -> list[Breach]:
    """G13. Names of the team, of those invited, and of those absent with no reason given."""
    breaches = [
        Breach(
            guard="G13",
            message=_("%(name)s is on the {review_team} and has not been invited to the {workshop}.") % {"name": name},
            hard=False,
        )
        for name in team
        if name not in invited
    ]
    breaches += [
        Breach(
            guard="G13",
            message=_("%(name)s was not at the {workshop}: say why, since the whole team is asked to come.")
            % {"name": name},
            hard=False,
        )
        for name in absent_without_reason
    ]
    return breaches


def plan_can_be_agreed(*, actions: int, tellings: int) -> list[Breach]:
    """G14, and that there is anything to agree."""
    breaches = []
    if not actions:
        breaches.append(
            Breach(
                guard="G16", message=_("The plan has no action yet. Add at least one before it is agreed."), hard=True
            )
        )
    if not tellings:
        breaches.append(
            Breach(
                guard="G14",
                message=_(
                    "Say who will be told what before the plan is agreed: at least one line, such as staff or governors."
                ),
                hard=True,
            )
        )
    return breaches


def whole_action(*, owner: str, due_on: dt.date | None, measure: str) -> dict[str, list[str]]:
    """G16: what is missing, by field; empty when nothing is."""
    missing: dict[str, list[str]] = {}
    if not owner.strip():
        missing["owner"] = [str(_("Say who does it: a person's post is enough, such as Year 4 teachers."))]
    if due_on is None:
        missing["due_on"] = [str(_("Say by when it is done."))]
    if not measure.strip():
        missing["measure"] = [str(_("Say how you will know that it works."))]
    return missing
