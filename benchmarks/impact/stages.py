"""
One whole analysis in one process, timed by stage: run by `benchmarks.impact`, which reads the line of JSON it prints.

    python -m benchmarks.impact.stages FILE.npz main|mahalanobis|optimal|...
"""

import json
import resource
import sys
import time
from collections.abc import Callable

import numpy as np

import matchdid as md
from benchmarks.impact.schools import FACTORS, NUMERIC

DRAWS = 999


class Watch:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time[T](self, stage: str, work: Callable[[], T]) -> T:
        start = time.perf_counter()
        done = work()
        self.seconds[stage] = self.seconds.get(stage, 0) + time.perf_counter() - start
        return done


def whole(data: dict[str, np.ndarray], watch: Watch) -> None:
    """From covariates to the bootstrap: what the targets are about."""
    treat, given = data["treat"], watch.time("covariates", lambda: _covariates(data))
    score = watch.time("score", lambda: md.propensity_score(treat, given.model, given.model_names))
    exact = watch.time("match", lambda: md.strata(data["region"], data["stype"]))
    match = watch.time("match", lambda: md.nearest(treat, score.linear, caliper=0.2, exact=exact))
    clusters = watch.time("effect", lambda: md.inherited_clusters(treat, data["cluster"], match))
    watch.time("balance", lambda: md.balance(treat, given.values, names=given.names))
    watch.time("balance", lambda: md.balance(treat, given.values, names=given.names, match=match))
    change = data["y_post"] - data["y_pre"]
    effect = {"clusters": clusters, "weights": match.weights}
    watch.time("effect", lambda: md.did(treat, data["y_pre"], data["y_post"], **effect))
    fit = watch.time("bootstrap", lambda: md.treatment_fit(treat == 1, change, weights=match.weights))
    count = len(np.unique(clusters[match.weights > 0]))
    signs = watch.time("bootstrap", lambda: md.rademacher(count, DRAWS, 1))
    watch.time("bootstrap", lambda: md.wild_bootstrap(fit, "treat", clusters=clusters, signs=signs))


def other(data: dict[str, np.ndarray], watch: Watch, what: str) -> None:
    """One other way to match, or to do without."""
    treat, given = data["treat"], _covariates(data)
    distance = (
        None if what in {"mahalanobis", "optimal-mahalanobis"} else md.propensity_score(treat, given.model).linear
    )
    clusters = md.inherited_clusters(treat, data["cluster"])
    ways: dict[str, Callable[[], object]] = {
        "nearest": lambda: md.nearest(treat, distance),
        "mahalanobis": lambda: md.nearest(treat, coordinates=md.coordinates(treat, given.model)),
        "optimal": lambda: md.optimal_pairs(treat, distance),
        "optimal-mahalanobis": lambda: md.optimal_pairs(treat, coordinates=md.coordinates(treat, given.model)),
        "full": lambda: md.full_match(treat, distance),
        "subclass": lambda: md.subclassify(treat, distance, number=6),
        "entropy": lambda: md.entropy_balance(treat, given.model, given.model_names),
        "robust": lambda: md.doubly_robust(treat, data["y_pre"], data["y_post"], given.model, clusters=clusters),
    }
    watch.time(what, ways[what])


def _covariates(data: dict[str, np.ndarray]) -> md.Covariates:
    return md.covariates({name: data[name] for name in NUMERIC}, {name: data[name] for name in FACTORS})


def main(file: str, what: str) -> None:
    wanted = (*NUMERIC, *FACTORS, "treat", "cluster", "y_pre", "y_post")
    with np.load(file) as stored:
        data = {name: stored[name] for name in wanted}
    before = _megabytes()
    watch = Watch()
    if what == "main":
        whole(data, watch)
    else:
        other(data, watch, what)
    print(json.dumps({"seconds": watch.seconds, "peak": _megabytes(), "before": before}))


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
