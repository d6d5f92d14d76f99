"""Staggered adoption against what R's `did` 2.5.1 finds on its own example (analytical errors)."""

import gzip

import numpy as np
import pytest

import matchdid as md
from tests.matchdid import stored

CELLS = [(cohort, year) for cohort in (2004, 2006, 2007) for year in (2004, 2005, 2006, 2007)]
NEVER = [
    (-0.0105032462209624, 0.0232510363681664),
    (-0.0704231581031467, 0.0309847667572767),
    (-0.137258738889403, 0.0364356642876865),
    (-0.100811363085404, 0.0343592258346732),
    (0.00652011242423301, 0.0233268051418047),
    (-0.00275081875051882, 0.0195585610358817),
    (-0.00459460695286304, 0.0177551966592763),
    (-0.0412244715462175, 0.0202291807041068),
    (0.0305066555832928, 0.01503356028013),
    (-0.00272589288611625, 0.0163958328955344),
    (-0.0310871193896889, 0.0178775113133435),
    (-0.0260544107191966, 0.0166554353492522),
]
NOT_YET = [
    (-0.0193723636759221, 0.0223101128836806),
    (-0.0783190990620607, 0.0303902285433973),
    (-0.136274346328678, 0.03540338496891),
    (-0.100811363085404, 0.0343592258346732),
    (-0.00256255094261098, 0.0225302351453388),
    (-0.00193924609578875, 0.019042158605819),
    (0.00466087631997615, 0.0163355842468236),
    (-0.0412244715462175, 0.0202291807041068),
    (0.0297593647610311, 0.0145335416386514),
    (-0.0024106128000969, 0.0160312963755178),
    (-0.0310871193896889, 0.0178775113133435),
    (-0.0260544107191966, 0.0166554353492522),
]
AGGREGATES = {
    ("simple", False): (-0.0399512751551763, 0.0120340127701854),
    ("event", False): (-0.0772398214573151, 0.0199649890618494),
    ("cohort", False): (-0.0310182822287484, 0.0124460593209979),
    ("year", False): (-0.0417004321312822, 0.01597185188456),
    ("simple", True): (-0.0397636256230437, 0.0120524247873419),
    ("event", True): (-0.0773993139705847, 0.0195601769463944),
    ("cohort", True): (-0.030462228112565, 0.0125751201316818),
    ("year", True): (-0.0442670834758837, 0.0155709044211449),
}
EVENTS = {
    -3: (0.0305066555832928, 0.01503356028013),
    -2: (-0.000563084626385429, 0.01329164473655),
    -1: (-0.0244587449711696, 0.0142364022105193),
    0: (-0.0199318167892593, 0.0118263640580582),
    1: (-0.0509573670651939, 0.016893476268678),
    2: (-0.137258738889403, 0.0364356642876865),
    3: (-0.100811363085404, 0.0343592258346733),
}
near = pytest.approx


def counties() -> tuple[md.Panel, np.ndarray, np.ndarray]:
    with gzip.open(stored.DATA / "mpdta.csv.gz", "rt") as file:
        table = np.genfromtxt(file, delimiter=",", names=True)
    ids, first_row = np.unique(table["county"], return_index=True)
    panel = md.panel(ids, table["county"], table["year"], table["log_employment"])
    return panel, table["first"][first_row].astype(int), table["log_population"][first_row]


@pytest.mark.parametrize("not_yet, expected", [(False, NEVER), (True, NOT_YET)], ids=["never", "not yet"])
def test_effects_by_cohort_and_year(not_yet: bool, expected: list[tuple[float, float]]) -> None:
    panel, first, _ = counties()
    found = md.cohort_effects(panel, first, not_yet=not_yet)
    assert list(zip(found.cohort, found.year, strict=True)) == CELLS
    assert found.effect == near([one for one, _ in expected], abs=1e-12)
    assert found.se == near([one for _, one in expected], rel=1e-10)


@pytest.mark.parametrize("kind, not_yet", AGGREGATES)
def test_aggregates(kind: str, not_yet: bool) -> None:
    panel, first, _ = counties()
    found = md.aggregate_effects(md.cohort_effects(panel, first, not_yet=not_yet), kind)
    assert (found.overall, found.overall_se) == near(AGGREGATES[kind, not_yet], rel=1e-10)
    if kind == "event" and not not_yet:
        assert found.at.tolist() == list(EVENTS)
        assert np.column_stack((found.effect, found.se)) == near(np.array(list(EVENTS.values())), rel=1e-9)


def test_doubly_robust_with_a_covariate() -> None:
    """Against csdid 0.4.3, whose score is fitted to a tolerance of its own."""
    panel, first, population = counties()
    found = md.cohort_effects(panel, first, covariates=population)
    expected = [-0.014529668304898, -0.076421881734786, -0.140448336810122, -0.106903898111459]
    assert found.effect[:4] == near(expected, abs=1e-9)
    whole = md.aggregate_effects(found)
    assert (whole.overall, whole.overall_se) == near((-0.041751772058616, 0.011502838151545), abs=1e-9)


def test_one_cohort_is_the_plain_difference() -> None:
    """By hand: with one cohort and two years, the two-by-two difference and its error (n, not n - 1)."""
    before, after = np.array([1.0, 2, 3, 4, 5, 6]), np.array([4.0, 4, 6, 5, 5, 8])
    panel = md.Panel(np.column_stack((before, after)), (2018, 2019), frozenset())
    found = md.cohort_effects(panel, [2019, 2019, 2019, 0, 0, 0])
    assert found.effect.tolist() == near([8 / 3 - 1])
    assert found.se[0] == near(np.sqrt((2 / 9) / 3 + (2 / 3) / 3))


def test_clusters_and_years_without_tests() -> None:
    panel, first, _ = counties()
    plain = md.cohort_effects(panel, first)
    pairs = md.cohort_effects(panel, first, clusters=np.arange(len(first)) // 2)
    assert pairs.effect == near(plain.effect)
    assert not np.allclose(pairs.se, plain.se)
    cancelled = md.Panel(panel.outcomes, panel.years, frozenset({2005}))
    assert 2005 not in md.cohort_effects(cancelled, first).year
