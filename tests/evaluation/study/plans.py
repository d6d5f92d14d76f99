"""Plans for tests: that of the issue, and variations of it."""

from trigpoint.evaluation.study import plan as plans
from trigpoint.evaluation.study.plan import Plan

SMALLEST = """\
[question]
title = "Two cycles of peer review and mathematics at age 11"
[data]
id = "school_id"
treat = "treat"
cluster = "cluster"
[outcome]
column = "y"          # in the panel; pre = [] and a column of the schools file mean a cross-section
pre = [1, 2, 3, 4]
post = [5, 6]
subgroups = { disadvantaged = "y_fsm" }
[score]
covariates = ["fsm", "eal", "att3"]
factors = ["region", "stype"]
[[match]]
name = "nn1-exact-caliper"
method = "nearest"    # nearest, mahalanobis, optimal, subclass, full, cem, exact, entropy
ratio = 1
replace = false
caliper = 0.2         # in SD of the distance over all units
scale = "score"       # or "linear"
exact = ["region"]
"""


def read(text: str = SMALLEST) -> Plan:
    return plans.read(text)


def but(old: str, new: str, text: str = SMALLEST) -> str:
    """The plan with one thing changed; fails where the old one isn't there."""
    assert old in text, old
    return text.replace(old, new)
