"""
Matching and difference-in-differences, clustered where treatment is: pure, with no Django, files or plots.

One public function a step. Arrays go in, are checked and never written to; frozen results come out, their arrays
read-only. Rows are units in the order given, numbered from 0. What can't be used raises a `WrongInput`.
"""

from matchdid.arrays import check_units, strata
from matchdid.balance import Balance, Overlap, balance, overlap
from matchdid.cluster import Estimate, estimate
from matchdid.covariates import Covariates, covariates
from matchdid.did import ancova, did, difference, g_computation, placebo
from matchdid.errors import (
    CollinearCovariates,
    ConstantCovariate,
    MissingValues,
    NoCommonSupport,
    NoConvergence,
    OneArm,
    OwnControls,
    PerfectSeparation,
    TooFewClusters,
    WrongInput,
    WrongShape,
    YearWithoutTests,
)
from matchdid.linear import Fit, least_squares
from matchdid.matched import Pairs, Strata, inherited_clusters, pairs
from matchdid.nearest import caliper_width, nearest
from matchdid.panel import Panel, panel, period_mean
from matchdid.score import Score, propensity_score
from matchdid.weights import effective_sample_size, pair_weights, strata_weights

__all__ = [
    "Balance",
    "CollinearCovariates",
    "ConstantCovariate",
    "Covariates",
    "Estimate",
    "Fit",
    "MissingValues",
    "NoCommonSupport",
    "NoConvergence",
    "OneArm",
    "Overlap",
    "OwnControls",
    "Pairs",
    "Panel",
    "PerfectSeparation",
    "Score",
    "Strata",
    "TooFewClusters",
    "WrongInput",
    "WrongShape",
    "YearWithoutTests",
    "ancova",
    "balance",
    "caliper_width",
    "check_units",
    "covariates",
    "did",
    "difference",
    "effective_sample_size",
    "estimate",
    "g_computation",
    "inherited_clusters",
    "least_squares",
    "nearest",
    "overlap",
    "pair_weights",
    "pairs",
    "panel",
    "period_mean",
    "placebo",
    "propensity_score",
    "strata",
    "strata_weights",
]
