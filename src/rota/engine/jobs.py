"""What workers are asked to do, each with its own desk."""

import time
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from rota.accounts import Drawn
from rota.case import Case
from rota.engine.afresh import Afresh
from rota.engine.bound import Generation, Worth, relaxed_bound
from rota.engine.crew import Desk
from rota.engine.exact import exact
from rota.engine.greedy import hardest_first, place
from rota.engine.model import Answer
from rota.engine.parts import blocks
from rota.engine.search import Part, everything
from rota.engine.state import Handed, Placed
from rota.ground import Ints

BLOCK = 300  # reviews in one linear programme
ONE = 1000  # up to so many are one
Told = tuple[Any, Any]  # worths that can be sent: accounts by their rules' numbers, and what each is worth
NO_WORTHS: Told = (np.zeros(0, np.int64), np.zeros(0))


def improve(desk: Desk, part: Part, seconds: float, warm: float = 0.0) -> tuple[dict[int, Placed], int]:
    """Search for a while; what has changed, and after how many neighbourhoods."""
    until = time.monotonic() + seconds
    search, changed, before = desk.search, {}, desk.search.rounds
    search.look_around(part.reviews)
    while (left := until - time.monotonic()) > 0.05:
        changed.update(search.step(part, seconds=left, counted=False, warm=warm))
    return changed, search.rounds - before


def count(desk: Desk, rounds: int) -> dict[int, Placed]:
    """Search so many neighbourhoods, whatever the time."""
    part, changed = everything(desk.case), {}
    desk.search.weigh(part.reviews)
    for _ in range(rounds):
        changed.update(desk.search.step(part, seconds=0, counted=True))
    return changed


def first_plans(desk: Desk, part: Part, parts: int) -> Handed:
    """A first plan of one of `parts` of the map, with the people who live there and a share of each week's room."""
    others = _others_share(desk.case, parts)
    desk.state.tally.post(others)
    for review in hardest_first(desk.case, part.reviews.tolist()):
        place(desk.state, review, people=part.people)
        desk.case.forget(review)
    desk.state.tally.post(others, -1)
    return desk.state.handed(part.reviews.tolist())


def _others_share(case: Case, parts: int) -> Drawn:
    """What the other parts may draw on the accounts that belong to no place on the map."""
    accounts, levels = [np.zeros(0, np.int64)], [np.zeros(0)]
    for kind, rule in case.by_number.items():
        if rule.everywhere:
            raw = rule.first + np.arange(rule.count() or 0)
            high = np.broadcast_to(rule.limits(raw).high, len(raw))
            accounts.append(case.book.of_rule(kind, raw))
            levels.append(np.where(np.isfinite(high), high - np.floor(high / parts), 0.0))
    return Drawn(np.concatenate(accounts), np.concatenate(levels).astype(np.float32))


def solve_group(  # noqa: PLR0917 - sent to a worker in this order
    desk: Desk, reviews: Sequence[int], seconds: float, seed: int, nodes: int | None, attempt: int
) -> Answer | None:
    """One group of reviews to its optimum."""
    state = desk.state
    known = {review: where for review in reviews if (where := state.lift(review)) is not None}
    answer = exact(desk.case, reviews, state.tally, known, seconds=seconds, nodes=nodes, seed=seed + attempt)
    for review, where in (answer.placed if answer else known).items():
        state.put(review, where)
    return answer


class Found(NamedTuple):
    """What worths have shown: themselves, the bound that follows, and a plan made by them; `more`: asking again may help."""

    told: Told
    bound: float | None
    plan: dict[int, Placed]
    more: bool


def worths(desk: Desk, seconds: float) -> Found:
    """What drawing on each account is worth; no bound where only some candidates are looked at."""
    case, until = desk.case, time.monotonic() + seconds
    every = range(len(case.problem.reviews))
    worth, more = Worth(case), False
    if len(every) <= ONE:
        desk.generation = Generation(case, every)
        worth = desk.generation.run(lambda: time.monotonic() > until)
        more = not desk.generation.done
    else:
        seen = np.zeros(0)
        for core, around in blocks(case, BLOCK):
            if time.monotonic() > until:
                break
            seen = _merge(worth, Generation(case, around.tolist()), core, seen, until)
    bound = None if case.breadth else relaxed_bound(case, worth, every)  # a bound over some people alone would be none
    desk.search.learn(worth)
    plan = Afresh(case, worth).plan(np.arange(len(every))).placed
    return Found(told(worth), bound, plan, more)


def better_bound(desk: Desk, seconds: float) -> Found:
    """Go on with the programme: the worths hardly change any more, the bound does."""
    until = time.monotonic() + seconds
    if desk.generation is None:  # a worker that died in between knows nothing of it
        return Found(NO_WORTHS, None, {}, more=False)
    worth = desk.generation.run(lambda: time.monotonic() > until)
    bound = relaxed_bound(desk.case, worth, range(len(desk.case.problem.reviews)))
    desk.search.learn(worth)
    desk.generation = None
    return Found(told(worth), bound, {}, more=False)


def _merge(
    worth: Worth, generation: Generation, core: Ints, seen: "np.ndarray[Any, Any]", until: float
) -> "np.ndarray[Any, Any]":
    """Take a block's worths for the accounts on which more of its own columns draw than of any block before."""
    found = generation.run(lambda: time.monotonic() > until, rounds=2)
    size = len(worth.case.book.low)
    seen = np.concatenate([seen, np.zeros(size - len(seen))])
    own = np.isin(generation.review_of, core)
    weight = np.zeros(size)
    weight[generation.accounts] = np.diff(generation.by_row[:, np.flatnonzero(own)].indptr)
    more = weight > seen
    worth.fit()[more] = found.fit()[more]
    most: np.ndarray[Any, Any] = np.maximum(seen, weight)
    return most


def told(worth: Worth) -> Told:
    used = np.flatnonzero(worth.fit())
    return worth.case.book.raw[used], worth.worth[used]
