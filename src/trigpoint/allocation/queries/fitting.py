"""What a review model leaves to choose when dates and teams are asked for: how long a visit, how many on a team."""

import dataclasses

from trigpoint.access.roles import Role
from trigpoint.allocation.queries.options import Options
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.rules.sending import own_role

USUAL_DAYS, USUAL_SIZE = 2, 3
LONGEST = 5  # days: beyond this a visit is no visit


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From the least to the most, and what is chosen unless somebody says otherwise."""

    least: int
    most: int
    usual: int

    def holds(self, number: int) -> bool:
        return self.least <= number <= self.most

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose."""
        return self.least < self.most


def visit_days(model: Definition) -> Range:
    least = model.number("visit.min_days")
    most = max(least, min(model.number("visit.max_days"), LONGEST))
    return Range(least=least, most=most, usual=min(max(USUAL_DAYS, least), most))


def team_size(model: Definition) -> Range:
    """The lead among them: by the model's numbers for the team, and by those of its reviewers' role."""
    own = own_role(model, Role.REVIEWER)
    least, most = model.number("team.min"), model.number("team.max")
    if own is not None:
        least = max(least, 1 + own.min)
        most = min(most, 1 + own.max) if own.max is not None else most
    return Range(least=least, most=max(least, most), usual=min(max(USUAL_SIZE, least), max(least, most)))


def fitted(options: Options, model: Definition) -> Options:
    """The same, with what nobody chose as the model usually has it."""
    size = options.team_size or team_size(model).usual
    whole_team = model.grouping.reciprocity == "rotation"  # A sends its people to B, all of them on the same day
    return dataclasses.replace(
        options,
        visit_days=options.visit_days or visit_days(model).usual,
        team_size=size,
        most_away=max(options.most_away, size) if whole_team else options.most_away,
    )
