"""Files in `peer-review-schedule/1`: read and refused here, written here."""

from rota.format.contradictions import faults
from rota.format.faults import Fault, Unreadable
from rota.format.files import dump, load
from rota.format.reading import read_plan, read_problem
from rota.format.writing import write_plan, write_problem

__all__ = [
    "Fault",
    "Unreadable",
    "dump",
    "faults",
    "load",
    "read_plan",
    "read_problem",
    "write_plan",
    "write_problem",
]
