from collections.abc import Iterable

from rota.ground import Ints
from rota.problem import Setting
from rota.rules.base import AccountRule, Draws, Limits, Tier
from rota.words import Words


class PhaseCover(AccountRule):
    key = "phase_cover"
    title = "Each team knows the host's phase"
    protects = "somebody on the team has taught such children"
    tier = Tier.SHORTFALL
    default = Setting.SOFT

    def usual(self) -> Setting:
        return Setting.SOFT if self.problem.programme.phase_cover else Setting.OFF

    def count(self) -> int:
        return len(self.problem.reviews)

    def seat(self, review: int, people: Ints, *, lead: bool) -> Iterable[Draws]:
        phase = self.problem.schools[self.ground.host[review]].phase
        yield 0 * people + self.first + review, self.ground.having("phases", phase)[people].astype(float)

    def standing(self) -> Iterable[int]:
        return range(self.first, self.first + len(self.problem.reviews))

    def bounds_of(self, accounts: Ints) -> Limits:
        return Limits(low=self.problem.programme.phase_cover, under=self.problem.weights.uncovered_phase, lump=True)

    def reason(self, account: int, level: float) -> Words:
        review = account - self.first
        phase = self.problem.schools[self.ground.host[review]].phase.replace("_", "-")
        return (
            Words("has nobody who knows {phase} schools", phase=phase)
            if level < 1
            else Words("has too few who know {phase} schools", phase=phase)
        )

    def about(self, account: int) -> dict[str, str]:
        return {"review": self.problem.reviews[account - self.first].id}
