"""
Matching and difference-in-differences, clustered where treatment is: pure, with no Django, files or plots.

One public function a step. Arrays go in, are checked and never written to; frozen results come out, their arrays
read-only. Rows are units in the order given, numbered from 0. What can't be used raises a `WrongInput`.
"""

from matchdid.arrays import check_units, strata
from matchdid.balance import Balance, Overlap, balance, overlap
from matchdid.bootstrap import WildBootstrap, rademacher, wild_bootstrap
from matchdid.cace import Cace, Dose, by_dose, cace
from matchdid.cluster import KINDS, Estimate, covariance, estimate
from matchdid.coarsened import coarsened_exact, exact_match
from matchdid.coordinates import coordinates
from matchdid.covariates import Covariates, covariates
from matchdid.did import TREAT, ancova, did, difference, g_computation, placebo, treatment_fit
from matchdid.effect import MONTHS, EffectSize, MonthsTable, hedges_g, mdes, months, planned_se, standardised
from matchdid.entropy import EntropyBalance, entropy_balance
from matchdid.errors import (
    CollinearCovariates,
    ConstantCovariate,
    ConstantOutcome,
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
from matchdid.events import EventStudy, PreTrend, event_study
from matchdid.full import full_match
from matchdid.linear import Fit, least_squares
from matchdid.matched import Pairs, Strata, inherited_clusters, pairs
from matchdid.nearest import caliper_width, common_support, nearest
from matchdid.optimal import optimal_pairs
from matchdid.panel import Panel, panel, period_mean
from matchdid.permutation import Permutation, permute_clusters
from matchdid.reml import RandomIntercept, random_intercept
from matchdid.robust import DoublyRobust, doubly_robust
from matchdid.score import Score, propensity_score
from matchdid.sensitivity import (
    HiddenTrend,
    LeaveOneOut,
    SpecificationCurve,
    hidden_trend,
    leave_one_out,
    specification_curve,
)
from matchdid.staggered import Aggregate, CohortEffects, aggregate_effects, cohort_effects
from matchdid.subclass import subclassify
from matchdid.subgroups import Moderation, by_group, gap_did
from matchdid.weights import effective_sample_size, pair_weights, strata_weights

__all__ = [
    "KINDS",
    "MONTHS",
    "TREAT",
    "Aggregate",
    "Balance",
    "Cace",
    "CohortEffects",
    "CollinearCovariates",
    "ConstantCovariate",
    "ConstantOutcome",
    "Covariates",
    "Dose",
    "DoublyRobust",
    "EffectSize",
    "EntropyBalance",
    "Estimate",
    "EventStudy",
    "Fit",
    "HiddenTrend",
    "LeaveOneOut",
    "MissingValues",
    "Moderation",
    "MonthsTable",
    "NoCommonSupport",
    "NoConvergence",
    "OneArm",
    "Overlap",
    "OwnControls",
    "Pairs",
    "Panel",
    "PerfectSeparation",
    "Permutation",
    "PreTrend",
    "RandomIntercept",
    "Score",
    "SpecificationCurve",
    "Strata",
    "TooFewClusters",
    "WildBootstrap",
    "WrongInput",
    "WrongShape",
    "YearWithoutTests",
    "aggregate_effects",
    "ancova",
    "balance",
    "by_dose",
    "by_group",
    "cace",
    "caliper_width",
    "check_units",
    "coarsened_exact",
    "cohort_effects",
    "common_support",
    "coordinates",
    "covariance",
    "covariates",
    "did",
    "difference",
    "doubly_robust",
    "effective_sample_size",
    "entropy_balance",
    "estimate",
    "event_study",
    "exact_match",
    "full_match",
    "g_computation",
    "gap_did",
    "hedges_g",
    "hidden_trend",
    "inherited_clusters",
    "least_squares",
    "leave_one_out",
    "mdes",
    "months",
    "nearest",
    "optimal_pairs",
    "overlap",
    "pair_weights",
    "pairs",
    "panel",
    "period_mean",
    "permute_clusters",
    "placebo",
    "planned_se",
    "propensity_score",
    "rademacher",
    "random_intercept",
    "specification_curve",
    "standardised",
    "strata",
    "strata_weights",
    "subclassify",
    "treatment_fit",
    "wild_bootstrap",
]
