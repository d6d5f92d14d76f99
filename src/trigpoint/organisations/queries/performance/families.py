"""Which URNs are one school: through conversions and amalgamations, as the register links them."""

import dataclasses
from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Q

from trigpoint.organisations.enums import Status
from trigpoint.organisations.models import Link, School, SchoolFigures


@dataclasses.dataclass(frozen=True, slots=True)
class Families:
    """
    For a URN those that it came from (`before`), and those that it became (`after`).

    Tables of results name academies that are only planned: a URN is one that a school became when the register has it as
    more than proposed, or when figures stand under it.
    """

    before: Mapping[int, frozenset[int]]
    after: Mapping[int, frozenset[int]]

    def today(self, urn: int) -> int:
        """
        The URN that this school has become, through any number of changes.

        A school that was split into several has become none of them: it ends where it was split.
        """
        seen = {urn}
        while len(ahead := self.after.get(urn, frozenset())) == 1:
            (urn,) = ahead
            if urn in seen:
                return min(seen)
            seen.add(urn)
        return urn

    def lineage(self, urn: int) -> list[list[int]]:
        """This URN, then those that it came from, then those that these came from. What was split off is left out."""
        levels, seen, edge = [[urn]], {urn}, [urn]
        while edge:
            edge = sorted(
                {
                    past
                    for one in edge
                    for past in self.before.get(one, ())
                    if past not in seen and len(self.after.get(past, ())) <= 1
                }
            )
            seen.update(edge)
            if edge:
                levels.append(edge)
        return levels

    def has(self, urn: int) -> bool:
        return urn in self.before or urn in self.after


def families() -> Families:
    """All of the register's links from one school to the one after it. At most three queries."""
    return _families(_pairs(_SUCCESSION))


def around(urn: int) -> Families:
    """Only what is linked to one school, over any number of links. A query for each step, and two."""
    pairs: set[tuple[int, int]] = set()
    reached: set[int] = set()
    edge = {urn}
    while edge:
        pairs |= _pairs(_SUCCESSION & (Q(urn__in=edge) | Q(link_urn__in=edge)))
        reached |= edge
        edge = {end for pair in pairs for end in pair} - reached
    return _families(pairs)


_SUCCESSION = Q(type__startswith="Predecessor") | Q(type__startswith="Successor")


def _pairs(which: Q) -> set[tuple[int, int]]:
    """The URN before, and the URN after."""
    return {
        (link_urn, urn) if kind.startswith("Predecessor") else (urn, link_urn)
        for urn, link_urn, kind in Link.objects.filter(which).values_list("urn", "link_urn", "type")
        if urn != link_urn
    }


def _families(pairs: set[tuple[int, int]]) -> Families:
    before: dict[int, set[int]] = defaultdict(set)
    after: dict[int, set[int]] = defaultdict(set)
    there = _there({future for _past, future in pairs})
    for past, future in pairs:
        before[future].add(past)
    edge = there
    while edge:  # what became a school that is there was one too
        edge = {past for future in edge for past in before.get(future, ())} - there
        there |= edge
    for past, future in pairs:
        if future in there:
            after[past].add(future)
    return Families(
        before={urn: frozenset(those) for urn, those in before.items()},
        after={urn: frozenset(those) for urn, those in after.items()},
    )


def _there(urns: set[int]) -> set[int]:
    """Those of these that are or were schools."""
    if not urns:
        return set()
    schools = School.objects.filter(urn__in=urns).exclude(status=Status.PROPOSED)
    held = set(schools.values_list("urn", flat=True))
    left = urns - held
    if left:
        held |= set(SchoolFigures.objects.filter(urn__in=left).values_list("urn", flat=True).distinct())
    return {urn for urn in held if urn is not None}
