"""
A simulated national programme: invented schools with invented results, and a study of it from question to answer.

Two cycles in 2022 to 2024 raise mathematics by 1.2 points (1.8 for disadvantaged pupils) on top of what would have been.
Schools that are poorer join more often, and those with a bad year a little, so that comparing them with everybody would mislead.
"""

import csv
import dataclasses
import datetime as dt
import io
import math
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import transaction

from trigpoint.access.roles import Place, Role
from trigpoint.evaluation import actions as evaluation
from trigpoint.evaluation.queries import plans
from trigpoint.home.demo.cast import CAST
from trigpoint.organisations import actions as organisations
from trigpoint.organisations.enums import Kind
from trigpoint.organisations.queries import schools as register
from trigpoint.people.actions import invitations
from trigpoint.people.queries.accounts import Account, by_email
from trigpoint.programmes import actions as programmes
from trigpoint.programmes.queries import records
from trigpoint.programmes.queries.scope import Programme

NAME = "Simulated national programme"
FIRST_URN = 900_000
YEARS = (2017, 2018, 2019, 2023, 2024)
AFTER = (2023, 2024)
EFFECT, EFFECT_DISADVANTAGED = 1.2, 1.8
BEGAN, ENDED = dt.date(2022, 9, 1), dt.date(2024, 8, 31)
REGIONS = ("North", "West", "Middle", "East", "South")
KS2 = ("TELIG", "PTFSM6CLA1A", "MAT_AVERAGE", "MAT_AVERAGE_FSM6CLA1A", "MAT_AVERAGE_NOTFSM6CLA1A")
CENSUS = ("NOR", "NUMFSM", "PNUMEAL", "PSENELK")
PURPOSE = "To show how a study is read; everything in it is simulated"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """An invented school. `poverty` is what its joining and its results both hang on."""

    urn: int
    region: int
    poverty: float
    roll: int
    eal: float
    sen: float
    base: float
    noise: tuple[float, ...]
    gaps: tuple[float, ...]
    partnership: int | None = None

    @property
    def disadvantaged(self) -> float:
        return round(100 / (1 + math.exp(1.1 - 0.8 * self.poverty)), 1)

    def scores(self, year: int) -> tuple[float, float, float]:
        """All, disadvantaged and other pupils' means."""
        at = YEARS.index(year)
        plain = self.base + 0.15 * at - 0.05 * at * self.poverty + self.noise[at]
        gain = (EFFECT, EFFECT_DISADVANTAGED) if self.partnership is not None and year in AFTER else (0.0, 0.0)
        low = plain - 2.6 + self.gaps[at] + gain[1]
        high = plain + 1.4 + gain[0]
        return round(plain + gain[0], 1), round(low, 1), round(high, 1)


def simulate(count: int, partnerships: int, size: int, *, seed: int = 2018) -> list[Simulated]:
    """Schools, of which partnerships of neighbours are chosen: the poorer, and those with a bad last year, first."""
    draw = random.Random(seed)  # noqa: S311 - a simulation that is the same each time
    made = [_school(FIRST_URN + number, number, draw) for number in range(count)]
    keen = sorted(made, key=lambda one: -(0.7 * one.poverty - 0.1 * one.noise[2] + draw.gauss(0, 1.2)))
    by_region: dict[int, list[Simulated]] = {}
    for one in keen:
        by_region.setdefault(one.region, []).append(one)
    chosen: dict[int, int] = {}
    for number in range(partnerships):
        group = by_region[number % len(REGIONS)]
        chosen |= {one.urn: number for one in group[:size]}
        del group[:size]
    return [dataclasses.replace(one, partnership=chosen.get(one.urn)) for one in made]


def _school(urn: int, number: int, draw: random.Random) -> Simulated:
    poverty = draw.gauss(0, 1)
    return Simulated(
        urn=urn,
        region=number % len(REGIONS),
        poverty=poverty,
        roll=round(math.exp(draw.gauss(5.5, 0.35))),
        eal=round(100 / (1 + math.exp(1.9 - 0.5 * poverty - draw.gauss(0, 0.6))), 1),
        sen=round(12 + 2 * poverty + draw.gauss(0, 2.5), 1),
        base=104 - 1.3 * poverty + draw.gauss(0, 1.6),
        noise=tuple(draw.gauss(0, 1.1) for _year in YEARS),
        gaps=tuple(draw.gauss(0, 0.9) for _year in YEARS),
    )


def figures(schools: Sequence[Simulated]) -> dict[Kind, tuple[Sequence[str], Iterator[Any]]]:
    """As the public tables would have them: few disadvantaged pupils are suppressed."""

    def results() -> Iterator[Any]:
        for one in schools:
            cohort = max(8, round(one.roll / 7))
            hidden = cohort * one.disadvantaged / 100 < 3
            for year in YEARS:
                whole, low, high = one.scores(year)
                yield one.urn, year, (cohort, one.disadvantaged, whole, *((None, None) if hidden else (low, high)))

    def census() -> Iterator[Any]:
        for one in schools:
            yield one.urn, 2019, (one.roll, round(one.roll * one.disadvantaged / 120), one.eal, max(0.0, one.sen))

    return {Kind.KS2: (KS2, results()), Kind.CENSUS: (CENSUS, census())}


def take_in(schools: Sequence[Simulated], *, at: dt.datetime) -> None:
    """Put them into the register, marked as invented."""
    rows = [
        {
            "urn": one.urn,
            "name": f"Simulated School {one.urn - FIRST_URN + 1}",
            "phase": "Primary",
            "region": f"Simulated {REGIONS[one.region]}",
            "type_name": "Community school",
            "urban_rural": "Urban" if one.poverty > -0.3 else "Rural",
            "pupils": one.roll,
        }
        for one in schools
    ]
    organisations.invented.add(actor=None, at=at, hats=None, schools=rows, figures=figures(schools))


def enlist(programme: Programme, schools: Sequence[Simulated], *, at: dt.datetime) -> None:
    """The programme's partnerships and their members."""
    known = register.by_urns([one.urn for one in schools if one.partnership is not None])
    for number in sorted({one.partnership for one in schools if one.partnership is not None}):
        partnership = programmes.partnerships.create(
            actor=None, at=at, programme=programme, name=f"Simulated partnership {number + 1}"
        )
        for one in schools:
            if one.partnership == number:
                programmes.members.join(
                    actor=None, at=at, partnership=partnership, school=known[one.urn], joined_on=BEGAN
                )


def choices(title: str) -> dict[str, Any]:
    """What the evaluator chose, before any later outcome was read."""
    return {
        "title": title,
        "kind": "impact",
        "programme": "the simulated programme",
        "pupils": "pupils at the end of Key Stage 2 (simulated)",
        "outcome": "maths",
        "pre": [2017, 2018, 2019],
        "post": [2023, 2024],
        "subgroup": True,
        "covariates": ["disadvantaged", "eal", "sen_support", "roll"],
        "lags": True,
        "factors": ["urban_rural"],
        "method": "nearest",
        "ratio": 1,
        "caliper": 0.2,
        "exact": ["region"],
        "alternatives": ["three-to-one", "mahalanobis", "entropy"],
        "on_fail": "report",
        "inference": "CR2",
        "draws": 499,
        "seed": 20180521,
        "missing": "indicator",
        "months": "toolkit",
        "sd": 7.5,
        "sd_source": "Simulated: the spread of pupils that the simulation was made with",
        "compliance": False,
        "date": ENDED.isoformat(),
    }


REASONS = {
    "question": "The programme's schools asked whether two cycles had helped pupils.",
    "outcome": "All schools take these tests; there were none in 2020 and 2021, and 2022 was not published.",
    "score": "Poorer schools join more often. Results before are in it; the report also shows the estimates without them.",
    "match": "Neighbours in the same region face the same year. Other ways are reported beside it.",
    "effect": "Divided by the spread of pupils, not of schools' means, which would make it look larger.",
}


def study(programme: Programme, *, staff: Account, evaluator: Account, at: dt.datetime, lock: bool = True) -> Any:
    """Access, and a study with its plan, locked unless told otherwise."""
    evaluation.access.give(
        actor=staff,
        at=at,
        programme=programme,
        person=evaluator,
        purpose=PURPOSE,
        ends_on=at.date() + dt.timedelta(days=365),
    )
    title = "Simulated: two cycles of peer review and mathematics at age 11"
    by = {"actor": evaluator, "at": at}
    made = evaluation.studies.open_study(
        **by, programme=programme, title=title, starts_on=BEGAN, ends_on=ENDED, pupils=None
    )
    text = plans.from_choices(choices(title), REASONS)
    version = evaluation.plans.save(**by, study=made, text=text, number=1, reasons=REASONS)
    return evaluation.plans.lock(**by, study=made, sha256=version.sha256) if lock else made


def heard(made: Any, schools: Sequence[Simulated], *, evaluator: Account, at: dt.datetime) -> None:
    """Training, a survey of leaders, and costs: as an evaluator would bring them."""
    draw = random.Random(7)  # noqa: S311 - a simulation
    ours = [one for one in schools if one.partnership is not None]
    by = {"actor": evaluator, "at": at}
    sessions = [("Day 1", "2022-10-05"), ("Day 2", "2022-11-16"), ("Day 3", "2023-01-25"), ("Day 4", "2023-03-08")]
    attended = [
        (session, day, one.urn, "head", f"H{one.urn}", 6, "yes" if draw.random() < 0.86 else "no")
        for session, day in sessions
        for one in ours
    ]
    head = ("session", "date", "school", "role", "person", "hours", "attended")
    evaluation.process.take_training(**by, study=made, data=_csv(head, attended))
    instrument = evaluation.surveys.publish(**by, study=made, name="Leaders", arm="programme", items=QUESTIONS)
    wave = evaluation.surveys.open_wave(
        **by,
        study=made,
        instrument=instrument,
        name="Leaders, at the end",
        opens_on=dt.date(2024, 6, 3),
        closes_on=dt.date(2024, 7, 12),
    )
    keys = [item["key"] for item in instrument.items]
    answers = [_answers(one, role, len(keys), draw) for one in ours for role in ("head", "champion")]
    evaluation.surveys.take(**by, wave=wave, data=_csv(("respondent", "school", "role", *keys), answers))
    for given in COSTS:
        evaluation.process.add_cost(**by, study=made, **given)


QUESTIONS = """trust1; trust; I can be open here about what does not go well
trust2; trust; Partner schools keep what they hear to themselves
trust3; trust; Partner schools know what they are talking about
challenge1; challenge; We were challenged in a way that helped
challenge2; challenge; We hold back what we really think; reversed
challenge3; challenge; I am comfortable when others question our work
perceived1; perceived; Pupils here have gained from peer review"""

COSTS: tuple[dict[str, Any], ...] = (
    {"label": "Programme's fee", "kind": "start_up", "amount": 1500, "source": "Simulated"},
    {"label": "Cover for training, 8 days", "kind": "start_up", "amount": 1744, "role": "cover", "hours": 48,
     "source": "218 pounds a day: DfE survey of 2023"},
    {"label": "Cover for reviews, 15.5 days", "kind": "yearly", "amount": 3379, "role": "cover", "hours": 93,
     "source": "218 pounds a day: DfE survey of 2023"},
)  # fmt: skip


def _answers(one: Simulated, role: str, items: int, draw: random.Random) -> list[Any]:
    """Three of four answer; people of one partnership are alike, and so are one person's answers."""
    place = [f"{role[0].upper()}{one.urn}", one.urn, role]
    if draw.random() > 0.74:
        return [*place, *[""] * items]
    mood = 3.7 + 0.35 * math.sin(7 * (one.partnership or 0)) + draw.gauss(0, 0.5)
    steps = [min(5, max(1, round(mood + draw.gauss(0, 0.6)))) for _item in range(items)]
    steps[4] = 6 - steps[4]
    return [*place, *steps]


def _csv(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    into = io.StringIO()
    writer = csv.writer(into)
    writer.writerow(head)
    writer.writerows(rows)
    return into.getvalue().encode()


def watch(programme: Programme, *, staff: Account, evaluator: Account, at: dt.datetime) -> None:
    """A study of how a programme goes that is under way: what the product counts by itself."""
    evaluation.access.give(
        actor=staff,
        at=at,
        programme=programme,
        person=evaluator,
        purpose="To tell the network how its reviews go",
        ends_on=at.date() + dt.timedelta(days=365),
    )
    by = {"actor": evaluator, "at": at}
    today = at.date()
    made = evaluation.studies.open_study(
        **by,
        programme=programme,
        title="How our reviews go",
        starts_on=today - dt.timedelta(days=620),
        ends_on=today + dt.timedelta(days=165),
    )
    for given in COSTS:
        evaluation.process.add_cost(**by, study=made, **given)


def build(programme: Programme, *, staff: Account, evaluator: Account, at: dt.datetime) -> None:
    """1,500 schools, of which 100 in 20 partnerships; the study is locked, and runs as soon as there is a worker."""
    schools = simulate(1500, 20, 5)
    take_in(schools, at=at)
    enlist(programme, schools, at=at)
    for person, role in ((staff, Role.PROGRAMME_STAFF), (evaluator, Role.EVALUATOR)):
        invitations.invite(
            actor=None,
            at=at,
            email=person.email,
            name=person.name,
            role=role,
            place=Place.PROGRAMME,
            place_id=programme.pk,
            network_id=programme.network_id,
        )
    made = study(programme, staff=staff, evaluator=evaluator, at=at)
    heard(made, schools, evaluator=evaluator, at=at)
    evaluation.runs.ask(actor=evaluator, at=at, study=made, kind="full")


def load(*, at: dt.datetime, say: Callable[[str], None]) -> None:
    """Once: the simulated programme beside the demonstration's own, and a study of each."""
    ours, staff, evaluator = records.named(CAST.programme), by_email(CAST.staff.email), by_email(CAST.evaluator.email)
    if ours is None or staff is None or evaluator is None or records.named(NAME):
        return
    say("a simulated national programme")
    with transaction.atomic():
        simulated = programmes.programmes.create(
            actor=None, at=at, network=ours.network, name=NAME, review_model=ours.review_model
        )
        build(simulated, staff=staff, evaluator=evaluator, at=at)
        watch(ours, staff=staff, evaluator=evaluator, at=at)
