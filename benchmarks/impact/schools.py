"""
Invented primary schools of a country, and a programme that some clusters of them join; for benchmarks and tests.

Six years, four before and two after; outcomes in SDs of pupils. True effect on the treated 0.10, on disadvantaged
pupils 0.15, in both years after. Clusters sit within local authorities and pick schools that are poorer and had a bad
last year, so that comparisons without matching are wrong. The same seed gives the same schools wherever NumPy is.
"""

import numpy as np

SEED = 20180521
SCHOOLS, CLUSTERS, TREATED, AUTHORITIES = 16_000, 89, 422, 150
NUMERIC = (
    *("fsm", "eal", "sen", "size", "absence", "ptr", "ks1", "idaci"),
    *("att1", "att2", "att3", "urban", "ofsted"),
)
FACTORS = ("region", "stype")


def invent(scale: int = 1, seed: int = SEED) -> dict[str, np.ndarray]:
    """Columns of `scale` times 16,000 schools; `y` and `y_fsm` hold a column for each of the six years."""
    rng = np.random.Generator(np.random.PCG64(seed + scale - 1))
    n, authorities = SCHOOLS * scale, AUTHORITIES * scale
    la = rng.integers(0, authorities, n)
    region = (la % 9).astype(np.int64)
    la_effect = rng.normal(0, 0.12, authorities)
    poor = rng.normal(0, 1, n) + 2.0 * la_effect[la]
    made = _described(rng, poor, region)
    stype = rng.choice(3, n, p=[0.55, 0.28, 0.17])
    own = la_effect[la] - 0.22 * poor + 0.10 * (made["ks1"] - 16) + rng.normal(0, 0.28, n)
    common = np.array([0, 0.02, 0.05, 0.06, 0.03, 0.07])
    drift = np.array([0, 0.005, 0.010, 0.015, 0.020, 0.025])
    la_year = rng.normal(0, 0.05, (authorities, 6))
    noise = rng.normal(0, 0.18, (n, 6))
    noise_fsm = rng.normal(0, 0.30, (n, 6))
    plain = own[:, None] + common + drift * poor[:, None] + la_year[la] + noise
    plain_fsm = plain - 0.28 + noise_fsm
    wish = (
        *(0.45 * poor, 0.35 * (stype == 1), 0.30 * made["urban"]),
        *(-(0.55 * (plain[:, 3] - own) / 0.18 * 0.35), 0.25 * (made["ofsted"] >= 3)),
    )
    treat, cluster = _recruited(rng, la, sum(wish), scale)
    post = (np.arange(1, 7) >= 5).astype(float)
    shock = rng.normal(0, 0.04, (CLUSTERS * scale, 6))
    shared = np.where((cluster >= 0)[:, None], shock[np.clip(cluster, 0, None)], 0.0)
    y = (plain + shared + 0.10 * treat[:, None] * post).round(6)
    y_fsm = (plain_fsm + shared + 0.15 * treat[:, None] * post).round(6)
    digits = {"idaci": 6, "size": 0, "ofsted": 0, "urban": 0}
    return {
        "school_id": np.arange(1, n + 1),
        "treat": treat,
        "cluster": np.where(cluster >= 0, cluster + 1, 0),
        "region": region,
        "stype": stype,
        **{name: column.round(digits.get(name, 4)) for name, column in made.items()},
        **{f"att{k}": (plain[:, k] + shared[:, k]).round(6) for k in (1, 2, 3)},
        "y": y,
        "y_fsm": y_fsm,
        "y_pre": y[:, :4].mean(1).round(8),
        "y_post": y[:, 4:].mean(1).round(8),
        "yf_pre": y_fsm[:, :4].mean(1).round(8),
        "yf_post": y_fsm[:, 4:].mean(1).round(8),
    }


def _described(rng: np.random.Generator, poor: np.ndarray, region: np.ndarray) -> dict[str, np.ndarray]:
    """What is known of schools; `poor` is what lies behind much of it."""
    n = len(poor)

    def share(logit: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-logit))

    made = {"fsm": 100 * share(-1.35 + 0.75 * poor + rng.normal(0, 0.25, n))}
    made["eal"] = 100 * share(-1.9 + 0.45 * poor + 0.5 * (region == 0) + rng.normal(0, 0.8, n))
    made["sen"] = 100 * share(-1.85 + 0.20 * poor + rng.normal(0, 0.3, n))
    made["size"] = np.exp(rng.normal(5.45, 0.45, n)).round()
    made["absence"] = 4.2 + 0.35 * poor + rng.normal(0, 0.6, n)
    made["ptr"] = 20.5 + 0.4 * np.log(made["size"] / 240) + rng.normal(0, 2, n)
    made["ks1"] = 16.0 - 0.45 * poor + rng.normal(0, 0.9, n)
    made["ofsted"] = np.clip(np.round(2.0 + 0.25 * poor + rng.normal(0, 0.6, n)), 1, 4)
    made["urban"] = (rng.random(n) < share(0.8 + 0.5 * poor)).astype(np.int64)
    made["idaci"] = share(-1.6 + 0.7 * poor + rng.normal(0, 0.35, n))
    made["mobility"] = np.exp(rng.normal(1.9, 0.4, n) + 0.1 * poor)
    return made


def _recruited(rng: np.random.Generator, la: np.ndarray, wish: np.ndarray, scale: int) -> tuple[np.ndarray, np.ndarray]:
    """Who is treated, and in which cluster (-1 for none): each cluster draws schools of one authority by their wish."""
    n, clusters, treated, authorities = len(la), CLUSTERS * scale, TREATED * scale, AUTHORITIES * scale
    sizes = np.full(clusters, treated // clusters)
    sizes[: treated - sizes.sum()] += 1
    order = np.argsort(la, kind="stable")
    start = np.searchsorted(la[order], np.arange(authorities + 1))
    treat, cluster = np.zeros(n, np.int64), np.full(n, -1, np.int64)
    seats = rng.permutation(np.resize(rng.permutation(authorities), clusters))
    luck = rng.gumbel(size=n)
    for number in range(clusters):
        there = order[start[seats[number]] : start[seats[number] + 1]]
        there = there[treat[there] == 0]
        picked = there[np.argsort(-(1.6 * wish[there] + luck[there]), kind="stable")[: sizes[number]]]
        treat[picked], cluster[picked] = 1, number
    return treat, cluster
