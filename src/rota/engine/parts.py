"""How a problem comes apart: into groups that share nobody, into halves for two workers, into blocks for a bound."""

from collections.abc import Sequence

import numpy as np

from rota.case import Case
from rota.engine.search import Part
from rota.engine.state import State
from rota.ground import Ints


def groups(case: Case) -> list[list[int]]:
    """Reviews that compete for no person and no school's days with those of another group."""
    ground = case.ground
    parent = list(range(len(ground.problem.schools) + len(ground.people)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def place(person: int) -> int:
        home = int(ground.home[person])
        return home if home >= 0 else len(ground.problem.schools) + person

    for review, host in enumerate(ground.host.tolist()):
        for person in case.choice(review).people.tolist():
            parent[root(place(person))] = root(host)
    found: dict[int, list[int]] = {}
    for review, host in enumerate(ground.host.tolist()):
        found.setdefault(root(host), []).append(review)
    return sorted(found.values(), key=len, reverse=True)


def split(case: Case, state: State, count: int, angle: float, turn: int) -> list[Part]:
    """
    `count` strips of the map. A worker may change the reviews of its strip whose people all live there.

    Schools, and so their people's accounts, belong to one strip each; the room left in a week goes to one of them in turn.
    """
    ground = case.ground
    across = ground.school_place @ np.array([np.sin(angle), 0.6 * np.cos(angle)])
    edges = np.quantile(across[ground.host], np.linspace(0, 1, count + 1)[1:-1])
    strip_of_school = np.searchsorted(edges, across)
    people = ground.person_place @ np.array([np.sin(angle), 0.6 * np.cos(angle)])
    strip_of_person = np.searchsorted(edges, people)
    strip_of_review = strip_of_school[ground.host]
    clean = np.ones(len(ground.host), bool)
    for review, where in state.placed.items():
        clean[review] = all(strip_of_person[person] == strip_of_review[review] for person in where.team)
    weeks = np.arange(len(ground.mondays))
    return [
        Part(
            np.flatnonzero(clean & (strip_of_review == number)),
            strip_of_person == number,
            (weeks + turn) % count == number if _capped(case) else None,
        )
        for number in range(count)
    ]


def _capped(case: Case) -> bool:
    return any(rule.key == "weekly_cap" for rule in case.rules)


def blocks(case: Case, size: int) -> list[tuple[Ints, Ints]]:
    """Neighbouring reviews, about `size` of them; each block with those around it, which its people could go to as well."""
    places = case.ground.school_place[case.ground.host]
    cores = _cut(np.arange(len(places)), places, size)
    found = []
    for core in cores:
        middle = places[core].mean(axis=0)
        distance = np.hypot(places[:, 0] - middle[0], 0.6 * (places[:, 1] - middle[1]))
        distance[core] = -1
        found.append((core, np.argsort(distance, kind="stable")[: int(1.4 * len(core))]))
    return found


def _cut(reviews: Ints, places: "np.ndarray[tuple[int, int], np.dtype[np.float64]]", size: int) -> Sequence[Ints]:
    if len(reviews) <= size:
        return [reviews]
    here = places[reviews]
    axis = int(np.ptp(here[:, 1]) * 0.6 > np.ptp(here[:, 0]))
    order = reviews[np.argsort(here[:, axis], kind="stable")]
    middle = len(order) // 2
    return [*_cut(order[:middle], places, size), *_cut(order[middle:], places, size)]
