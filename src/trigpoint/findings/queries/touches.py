"""
Where what a review found touches the areas of an inspection framework.

Area to area, and nothing else: of an aspect only its name and question are taken, never where a school stands in it.
"""

import dataclasses
from collections.abc import Iterable

from trigpoint.findings.queries.printed import Printed
from trigpoint.frameworks.queries import Aspect, Tree, in_force, map_checks, maps, tree
from trigpoint.frameworks.queries.maps import Linked
from trigpoint.organisations.queries.features import features
from trigpoint.reviews.queries.scene import Scene

__all__ = ["Area", "Touched", "later", "touched"]

OF_SCHOOLS = ("school", "subject")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An area of inspection, and the aspects of the review that touch it."""

    area: Aspect
    aspects: tuple[Aspect, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One inspection framework: its areas, those that do not apply to the school, and those not for peers to look at."""

    linked: Linked
    areas: tuple[Area, ...]
    left_out: tuple[Aspect, ...]
    apart: tuple[Aspect, ...]
    touching_none: tuple[Aspect, ...]

    @property
    def inspection(self) -> Tree:
        return self.linked.inspection


def touched(scene: Scene, said: Printed) -> list[Touched]:
    """
    Each inspection framework that counted in the school's nation on the first day of the visit.

    They look at schools: a review of a trust or a partnership touches none of them.
    """
    if scene.model.subject.kind not in OF_SCHOOLS:
        return []
    review = scene.review
    found = maps.of_day(review.network_id, review.framework_id, nation=review.host.nation, on=review.visit_starts_on)
    codes = {aspect.code for aspect in said.aspects}
    has = features(review.host)
    return [_touched(linked, codes, has) for linked in found]


def later(scene: Scene) -> list[Tree]:
    """The versions that count today and did not on the first day of the visit."""
    review = scene.review
    then = {row.pk for row in in_force(nation=review.host.nation, on=review.visit_starts_on)}
    return [tree(row.pk) for row in in_force(nation=review.host.nation, on=scene.on) if row.pk not in then]


def _touched(linked: Linked, codes: Iterable[str], has: frozenset[str]) -> Touched:
    areas = list(linked.inspection.aspects.values())
    open_ones = [area for area in areas if map_checks.may_be_touched(area)]
    seen = [aspect for code, aspect in linked.framework.aspects.items() if code in set(codes)]
    applying = [area for area in open_ones if area.applies(has)]
    return Touched(
        linked=linked,
        areas=tuple(
            Area(area=area, aspects=tuple(aspect for aspect in seen if area.code in linked.links[aspect.code]))
            for area in applying
        ),
        left_out=tuple(area for area in open_ones if not area.applies(has)),
        apart=tuple(area for area in areas if not map_checks.may_be_touched(area)),
        touching_none=tuple(
            aspect for aspect in seen if not {area.code for area in applying} & set(linked.links[aspect.code])
        ),
    )
