"""What has been planned: for each review its start, its workshop, its lead and its members."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """One review's part of a plan. `lead` is None, or `members` too short, where nobody was found."""

    review: str
    start: date
    lead: str | None = None
    members: tuple[str, ...] = ()
    workshop: date | None = None

    @property
    def team(self) -> tuple[str, ...]:
        return ((self.lead,) if self.lead else ()) + self.members


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`bookings` in the order of the reviews; a review for which no day was found is missing."""

    instance: str
    bookings: tuple[Booking, ...] = ()

    def by_review(self) -> Mapping[str, Booking]:
        return MappingProxyType({booking.review: booking for booking in self.bookings})

    def of(self, review: str) -> Booking | None:
        return next((booking for booking in self.bookings if booking.review == review), None)

    def replacing(self, changed: Iterable[Booking]) -> "Plan":
        """This plan with these reviews as given; new ones come last."""
        new = {booking.review: booking for booking in changed}
        kept = [new.pop(booking.review, booking) for booking in self.bookings]
        return Plan(instance=self.instance, bookings=(*kept, *new.values()))
