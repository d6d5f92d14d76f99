"""
Few reviews, to the optimum: the relaxed model says which columns can't be in a better plan than one that is known.

A column whose reduced cost is more than the known plan is above the relaxed optimum can be left out with no loss. So a small
model gives a good plan, the good plan makes the full model small, and that one proves what is best.
"""

import dataclasses
import math
import time
from collections.abc import Mapping, Sequence

import numpy as np

from rota.accounts import Tally
from rota.case import Case
from rota.engine.model import Answer, Free, Limits, Model
from rota.engine.state import Placed
from rota.ground import Bools, Ints

FEW = (12, 45)  # slots of each review that are tried before all of them are
NEAR = 0.005  # gap at which the best of the first few is good enough: it only makes the full model smaller
LARGE = 15_000  # columns of all slots below which the first few are enough to begin with


def exact(
    case: Case,
    reviews: Sequence[int],
    rest: Tally,
    known: Mapping[int, Placed],
    *,
    seconds: float = math.inf,
    nodes: int | None = None,
    seed: int = 0,
) -> Answer | None:
    """
    The best plan for these reviews while all others stay; `optimal` in the answer says that nothing is better.

    Its objective and its bound leave out what these reviews can't change, so only their difference means something.
    """
    until = time.monotonic() + seconds
    people = {v: np.arange(len(case.choice(v).people)) for v in reviews}
    model = Model(case, [Free(v, case.dates(v).ids, people[v]) for v in reviews], rest)
    start = dict(known)
    most = max((len(case.dates(v).ids) for v in reviews), default=0)
    for few in (few for few in FEW[: 1 + (model.count > LARGE)] if few < most):
        near = Model(case, [Free(v, _near(case, v, start, few), people[v]) for v in reviews], rest)
        limits = Limits(gap=NEAR, seconds=(until - time.monotonic()) / 3, nodes=nodes, light=True)
        answer = near.solve(limits, start=start, seed=seed)
        if answer is not None:
            start = answer.placed
    lowest, reduced = model.relax()
    highest = float(model.cost @ model.values(start))
    keep = reduced <= highest - lowest + 1e-6
    keep[model.first_slack :] = True
    limits = Limits(seconds=until - time.monotonic(), nodes=nodes, light=True)
    answer = model.solve(limits, start=start, keep=keep | _nowhere(model), seed=seed)
    if answer is None or answer.objective > highest - 1e-6:
        proven = answer is not None and answer.optimal
        return Answer(start, highest, highest if proven else lowest, proven)
    return dataclasses.replace(answer, bound=answer.objective if answer.optimal else max(lowest, answer.bound))


def _near(case: Case, review: int, known: Mapping[int, Placed], few: int) -> Ints:
    """The dates that its host likes best, and the one it has."""
    ids = case.dates(review).ids
    kept = ids[:few]
    if review in known and known[review].slot not in kept:
        kept = np.append(kept, known[review].slot)
    return kept


def _nowhere(model: Model) -> Bools:
    """The columns of reviews without a date: always there, so that every model has a plan."""
    found = np.zeros(model.count, bool)
    for _, first, slots in model.slots:
        found[first + len(slots)] = True
    return found
