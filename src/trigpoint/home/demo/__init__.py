"""The demonstration: invented schools, people and reviews, with dates that move with today; and a little real register."""

import dataclasses
import datetime as dt
from collections.abc import Callable

from trigpoint.home.demo import beside, codes, national, register, scenery
from trigpoint.home.demo.cast import CAST

__all__ = ["Person", "Welcome", "current_codes", "load", "people"]

current_codes = codes.current


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody to sign in as. `part` says in a few words who that is."""

    email: str
    name: str
    part: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """What `make demo` tells whoever started it. ADDRESS in a hint is replaced by where it is served."""

    people: list[Person]
    to_try: list[str]


def load(*, at: dt.datetime, say: Callable[[str], None]) -> Welcome:
    """
    Load the demonstration unless it is there; quick when it is. `say` takes a few words before each slow step.

    Raises Refused when the database holds anything else: a demonstration shows everybody's sign-in codes.
    """
    scenery.build(at=at, say=say)
    beside.load(at=at, say=say)
    register.take_in(at=at)
    national.load(at=at, say=say)
    return Welcome(
        people=people(),
        to_try=[
            "Amira's list at ADDRESS/ : she is head of one school under review and leads the review of another, now.",
            "Write an evidence note as Megan on a phone, then look at where the evidence is thin.",
            "The cycle on one page, as Piotr, who leads the Lapwing Partnership.",
            "Dates and teams for a whole year in a few seconds, as Rowena, who leads the Marlbeck Partnership.",
            "Codes that would be mailed, and the second factor of staff: ADDRESS/demo/mail/",
            "The register, its search and its import page, as Oskar; the API at ADDRESS/api/docs",
            "Did it work? A simulated study from question to answer, as Imogen, at ADDRESS/evaluation/",
            *beside.TO_TRY,
            "What is public of a real school, year by year: find Meadhurst at ADDRESS/schools/",
        ],
    )


def people() -> list[Person]:
    """Whom to sign in as first."""
    met = [*CAST.introduced(), *beside.INTRODUCED]
    return [Person(email=email, name=name, part=part) for email, name, part in met]
