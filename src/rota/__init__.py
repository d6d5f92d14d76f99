"""
Teams and dates for peer reviews as an optimisation problem: pure, with no Django.

`read_problem` and `read_plan` take what `load` found in a file; `count_first` says by counting what can't work; `solve`
makes a plan, `check` says what it breaks and `price` what it costs, `repair` mends it, `explain` says why.
"""

from rota.counting import Gap, Remedy, count_first
from rota.explaining import Explanation, PinCost, Verdict, explain, pin_cost, verdicts
from rota.format import Fault, Unreadable, dump, faults, load, read_plan, read_problem, write_plan, write_problem
from rota.judging import Breach, Charge, Price, check, price
from rota.plan import Booking, Plan
from rota.problem import (
    Apart,
    Carried,
    Conflict,
    Extra,
    Forbidden,
    Pin,
    Place,
    Problem,
    Programme,
    Review,
    Reviewer,
    School,
    Seat,
    Setting,
    Span,
    Weights,
)
from rota.repairing import Away, Closed, Declined, Event, Pinned, Repair, Withdrawn, repair
from rota.rules import Tier, catalogue
from rota.solving import Aim, Impossible, Progress, Solution, solve
from rota.words import Words

__all__ = [
    "Aim",
    "Apart",
    "Away",
    "Booking",
    "Breach",
    "Carried",
    "Charge",
    "Closed",
    "Conflict",
    "Declined",
    "Event",
    "Explanation",
    "Extra",
    "Fault",
    "Forbidden",
    "Gap",
    "Impossible",
    "Pin",
    "PinCost",
    "Pinned",
    "Place",
    "Plan",
    "Price",
    "Problem",
    "Programme",
    "Progress",
    "Remedy",
    "Repair",
    "Review",
    "Reviewer",
    "School",
    "Seat",
    "Setting",
    "Solution",
    "Span",
    "Tier",
    "Unreadable",
    "Verdict",
    "Weights",
    "Withdrawn",
    "Words",
    "catalogue",
    "check",
    "count_first",
    "dump",
    "explain",
    "faults",
    "load",
    "pin_cost",
    "price",
    "read_plan",
    "read_problem",
    "repair",
    "solve",
    "verdicts",
    "write_plan",
    "write_problem",
]
