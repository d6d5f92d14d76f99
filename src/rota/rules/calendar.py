from rota.ground import Bools, Slot, Slots
from rota.problem import Span
from rota.rules.base import DateRule, Tier
from rota.words import Words


class Calendar(DateRule):
    key = "calendar"
    code = "H1"
    title = "A visit lies in the host's term, outside what it has blocked, inside its window"
    protects = "a school is seen on ordinary days"
    fixed = True
    tier = Tier.SHORTFALL

    def hits(self, review: int, slots: Slots) -> Bools:
        wanted = self.problem.reviews[review]
        first, last = self.ground.reach(Span(wanted.earliest, wanted.latest))
        inside = (slots.days[:, 0] >= first) & (slots.days[:, -1] < last)
        barred: Bools = ~(self.ground.open[self.ground.host[review]][slots.duty].all(axis=1) & inside)
        return barred

    def reason(self, review: int, slot: Slot) -> Words:
        host = self.problem.schools[self.ground.host[review]]
        wanted = self.problem.reviews[review]
        for day in (self.ground.days[n] for n in slot.duty):
            if not any(span.holds(day) for span in self.problem.term_patterns[host.pattern]):
                return Words("the host has no school on {day}", day=day)
            if any(span.holds(day) for span in host.blocked):
                return Words("the host has blocked {day}", day=day)
        return Words("it is outside {first} to {last}", first=wanted.earliest, last=wanted.latest)
