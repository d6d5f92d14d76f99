"""What a country's worth of reviews looks like: everything invented, every person and school of it."""

import dataclasses
import datetime as dt
import hashlib
import itertools
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any

from trigpoint.access.roles import Place, Role
from trigpoint.frameworks import queries as frameworks
from trigpoint.home.management.copying import Copier, Row
from trigpoint.organisations import actions as organisations
from trigpoint.programmes import actions as programmes
from trigpoint.programmes.queries import agreements, review_models

NETWORK, PROGRAMME = "A whole country", "Reviews of a whole country"
SCHOOLS = 5
"""Schools in a partnership."""
YEAR = dt.timedelta(days=365)
ASPECTS = 4
"""Aspects in focus."""
POSTS = (
    (Role.HEAD, Role.LEAD_REVIEWER),
    (Role.SENIOR_LEADER, Role.REVIEWER),
    (Role.SENIOR_LEADER, Role.REVIEWER),
    (Role.CHAMPION, Role.FACILITATOR),
    (Role.CHAIR_OF_GOVERNORS, None),
    (Role.SAFEGUARDING_LEAD, None),
)
SEATS = ((1, 0, Role.LEAD_REVIEWER), (2, 1, Role.REVIEWER), (3, 2, Role.REVIEWER), (4, 3, Role.FACILITATOR))
"""The team: from how many schools further on, which of its posts, in which role."""

FIRST = "Amira Daniel Megan Sioned Tomos Grace Piotr Helen Yusuf Bronwen Leila Owen Priya Marcus Ffion Rosa".split()  # noqa: SIM905
LAST = [
    "Okafor",
    "Osei",
    "Hughes",
    "Ellis",
    "Prydderch",
    "Adeyemi",
    "Zieliński",
    "Marsh",
    "Rahman",
    "Tudor",
    "Haddad",
    "Price",
    "Nair",
    "Cole",
    "Bevan",
    "Diaz",
]
PLACES = [
    "Alderbrook",
    "Hawthorn",
    "Kestrel",
    "Lapwing",
    "Millrace",
    "Fernhill",
    "Oakmere",
    "Thornbury",
    "Saltmarsh",
    "Wren",
    "Larkfield",
    "Heron",
]
ENDS = "Vale Lane Hill Green Cross Bridge Park Mead Court Road".split()  # noqa: SIM905
PHASES = ("Primary", "Primary", "Primary", "Secondary", "Nursery")
WORDS = (
    "Pupils explained what they had learnt and used the words of the subject without being asked. "
    "In the second half the task asked little of those who had finished; books show the same over three weeks. "
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One review: its id, whose it is, its team's people, and where it stands."""

    id: uuid.UUID
    partnership_id: uuid.UUID
    cycle_id: uuid.UUID
    host_id: uuid.UUID
    staff: tuple[uuid.UUID, ...]
    team: tuple[uuid.UUID, ...]
    sent_by: tuple[uuid.UUID, ...]
    starts_on: dt.date
    state: str
    done: frozenset[str]


def build(*, at: dt.datetime, schools: int, reviews: int, notes: int) -> Counter[str]:
    """Write everything; returns how many rows went into which table."""
    network = organisations.networks.create(actor=None, at=at, hats=None, name=NETWORK)
    shipped = programmes.review_models.publish_shipped(at=at)
    model = next(each for each in shipped if each.key == "spp-benchmark")
    programme = programmes.programmes.create(actor=None, at=at, network=network, name=PROGRAMME, review_model=model)
    country = Country(programme, at=at)
    country.fill_register(schools, reviews // SCHOOLS * SCHOOLS)
    country.fill_partnerships()
    country.fill_people()
    country.fill_reviews()
    country.fill_evidence(notes)
    country.fill_findings()
    country.fill_plans()
    return country.copier.written


class Ground:
    """Schools, partnerships and people: what reviews stand on."""

    def __init__(self, programme: Any, *, at: dt.datetime) -> None:
        self.programme, self.at, self.today = programme, at, at.date()
        self.copier = Copier(at=at, seed=25_000)
        self.random = self.copier.random
        self.model = review_models.definition(programme.review_model_id)
        self.framework_id = programme.review_model.framework_id
        self.tree = frameworks.tree(self.framework_id)
        self.aspects = list(self.tree.aspects)
        self.texts = list(agreements.current_texts(programme.pk).values())
        self.of_network = {"network_id": programme.network_id}
        self.members: list[uuid.UUID] = []
        self.partnerships: list[tuple[uuid.UUID, uuid.UUID]] = []
        self.people: dict[uuid.UUID, tuple[uuid.UUID, ...]] = {}
        self.visits: list[Visit] = []
        self.notes: dict[uuid.UUID, list[uuid.UUID]] = {}

    def fill_register(self, count: int, members: int) -> None:
        ids = [self.copier.id() for _ in range(count)]
        self.members = ids[:members]
        self.copier.fill("organisations.School", (self._school(number, pk) for number, pk in enumerate(ids)))

    def _school(self, number: int, pk: uuid.UUID) -> Row:
        place, end = PLACES[number % 12], ENDS[number // 12 % 10]
        phase = PHASES[number % 5]
        return {
            "id": pk,
            "urn": 100_000 + number,
            "name": f"{place} {end} {phase} School {number // 120}",
            "la_name": f"County {number % 150}",
            "la_code": 800 + number % 150,
            "phase": phase,
            "type_name": "Community school",
            "town": f"{place} {end}",
            "postcode": f"ZZ{number % 99 + 1} {number % 9}AA",
            "pupils": 90 + number % 1300,
            "is_invented": True,
        }

    def fill_partnerships(self) -> None:
        pairs = range(len(self.members) // SCHOOLS)
        self.partnerships = [(self.copier.id(), self.copier.id()) for _ in pairs]
        of_programme = {**self.of_network, "programme_id": self.programme.pk}
        began = self.today - YEAR
        self.copier.fill(
            "programmes.Partnership",
            (
                {"id": pk, **of_programme, "name": f"Partnership {n}", "state": "active", "agreed_on": began}
                for n, (pk, _cycle) in enumerate(self.partnerships, start=1)
            ),
        )
        self.copier.fill(
            "programmes.Cycle",
            (
                {
                    "id": cycle,
                    **self.of_network,
                    "partnership_id": pk,
                    "number": 1,
                    "name": "First cycle",
                    "starts_on": self.today - dt.timedelta(days=220),
                    "ends_on": self.today + dt.timedelta(days=145),
                }
                for pk, cycle in self.partnerships
            ),
        )
        self.copier.fill(
            "programmes.Membership",
            (
                {"partnership_id": self._partnership(n)[0], "school_id": school, "joined_on": began}
                for n, school in enumerate(self.members)
            ),
        )
        standing = {"programme_id": self.programme.pk, "name": "Lead school", "starts_on": began}
        self.copier.fill("programmes.Standing", ({**standing, "school_id": school} for school in self.members[::2]))

    def _partnership(self, number: int) -> tuple[uuid.UUID, uuid.UUID]:
        return self.partnerships[number // SCHOOLS]

    def fill_people(self) -> None:
        self.people = {school: tuple(self.copier.id() for _ in POSTS) for school in self.members}
        numbers = itertools.count()
        everybody = (
            (next(numbers), pk, role.value)
            for people in self.people.values()
            for pk, (role, _trained) in zip(people, POSTS, strict=True)
        )
        self.copier.fill(
            "people.Account",
            (
                {"id": pk, "name": _name(n), "email": f"{role}.{n // len(POSTS)}.{n}@schools.example", "password": "!"}
                for n, pk, role in everybody
            ),
        )
        staff, operator = self.copier.id(), self.copier.id()
        self.copier.fill(
            "people.Account",
            (
                {"id": staff, "name": "Carys Lloyd", "email": "staff@bench.example", "password": "!"},
                {"id": operator, "name": "Ivo Brandt", "email": "operator@bench.example", "password": "!"},
            ),
        )
        self.copier.fill("people.Appointment", self._appointments(staff, operator))
        self.copier.fill("programmes.Signature", self._signatures())

    def _appointments(self, staff: uuid.UUID, operator: uuid.UUID) -> Iterator[Row]:
        since = {"starts_on": self.today - YEAR}
        in_network = {**since, **self.of_network}
        yield {**since, "person_id": operator, "role": Role.OPERATOR, "place": Place.INSTALLATION}
        of_programme = {"place": Place.PROGRAMME, "place_id": self.programme.pk}
        yield {**in_network, **of_programme, "person_id": staff, "role": Role.PROGRAMME_STAFF}
        for number, school in enumerate(self.members):
            partnership_id = self._partnership(number)[0]
            pool = {**in_network, "place": Place.PARTNERSHIP, "place_id": partnership_id, "school_id": school}
            for person, (role, trained) in zip(self.people[school], POSTS, strict=True):
                at_school = {"place": Place.SCHOOL, "place_id": school, "school_id": school}
                yield {**in_network, **at_school, "person_id": person, "role": role}
                if trained:
                    yield {**pool, "person_id": person, "role": trained, "trained_until": self.today + YEAR}
            if number % SCHOOLS == 0:
                yield {**pool, "person_id": self.people[school][0], "role": Role.PARTNERSHIP_LEAD, "school_id": None}

    def _signatures(self) -> Iterator[Row]:
        for text in self.texts:
            for number, school in enumerate(self.members):
                yield {
                    **self.of_network,
                    "partnership_id": self._partnership(number)[0],
                    "text_id": text.pk,
                    "school_id": school,
                    "signed_by_id": self.people[school][0],
                    "name": _name(number * len(POSTS)),
                    "role": "Headteacher",
                    "signed_at": self.at - YEAR,
                    "sha256": text.sha256,
                }


class Country(Ground):
    """The rows of all tables, each made from what came before: on the ground, its reviews and what came of them."""

    def fill_reviews(self) -> None:
        self.visits = [self._visit(number, school) for number, school in enumerate(self.members)]
        pins = {
            "programme_id": self.programme.pk,
            "review_model_id": self.programme.review_model_id,
            "framework_id": self.framework_id,
        }
        self.copier.fill(
            "reviews.Review",
            (
                {
                    "id": visit.id,
                    **self.of_network,
                    **pins,
                    "partnership_id": visit.partnership_id,
                    "cycle_id": visit.cycle_id,
                    "host_id": visit.host_id,
                    "state": visit.state,
                    "visit_starts_on": visit.starts_on,
                    "visit_ends_on": visit.starts_on + dt.timedelta(days=1),
                }
                for visit in self.visits
            ),
        )
        self.copier.fill("reviews.Stage", (row for visit in self.visits for row in self._stages(visit)))
        self.copier.fill("people.Appointment", (row for visit in self.visits for row in self._seats(visit)))
        self.copier.fill("reviews.Focus", (self._focus(visit) for visit in self.visits if "meeting_1" in visit.done))
        self.copier.fill("reviews.SelfAnswer", (row for visit in self.visits for row in self._answers(visit)))

    def _visit(self, number: int, school: uuid.UUID) -> Visit:
        starts_on = self.today + dt.timedelta(days=-200 + number * 97 % 330)
        ends = {stage.key: starts_on + dt.timedelta(days=stage.offset_days) for stage in self.model.stages}
        done = frozenset(key for key, day in ends.items() if day < self.today)
        partnership_id, cycle_id = self._partnership(number)
        first = number // SCHOOLS * SCHOOLS
        schools = [self.members[first + (number + step) % SCHOOLS] for step in range(SCHOOLS)]
        return Visit(
            id=self.copier.id(),
            partnership_id=partnership_id,
            cycle_id=cycle_id,
            host_id=school,
            staff=self.people[school],
            team=tuple(self.people[schools[step]][post] for step, post, _role in SEATS),
            sent_by=tuple(schools[step] for step, _post, _role in SEATS),
            starts_on=starts_on,
            state="closed" if len(done) == len(ends) else "under_way" if done else "planned",
            done=done,
        )

    def _stages(self, visit: Visit) -> Iterator[Row]:
        for order, stage in enumerate(self.model.stages):
            due_on = visit.starts_on + dt.timedelta(days=stage.offset_days)
            done_at = dt.datetime.combine(due_on, dt.time(15), tzinfo=dt.UTC) if stage.key in visit.done else None
            yield {
                "review_id": visit.id,
                "key": stage.key,
                "kind": stage.kind,
                "order": order,
                "due_on": due_on,
                "done_at": done_at,
                "done_by_id": visit.staff[0] if done_at else None,
            }

    def _seats(self, visit: Visit) -> Iterator[Row]:
        for person, school, (_step, _post, role) in zip(visit.team, visit.sent_by, SEATS, strict=True):
            yield {
                **self.of_network,
                "person_id": person,
                "role": role,
                "place": Place.REVIEW,
                "place_id": visit.id,
                "school_id": school,
                "starts_on": self.today - YEAR,
            }

    def _focus(self, visit: Visit) -> Row:
        return {
            "review_id": visit.id,
            "story": WORDS * 3,
            "aspects": self.aspects[:ASPECTS],
            "reasons": WORDS,
            "lead_agreed_at": self.at,
            "lead_agreed_by_id": visit.team[0],
            "head_agreed_at": self.at,
            "head_agreed_by_id": visit.staff[0],
        }

    def _answers(self, visit: Visit) -> Iterator[Row]:
        if "self_evaluation" not in visit.done:
            return
        for code in self.aspects:
            statements = [statement.key for statement in self.tree.aspects[code].statements[:3]]
            for field, value in (("statements", statements), ("evidence", WORDS), ("how_we_know", WORDS)):
                yield {
                    "review_id": visit.id,
                    "aspect": code,
                    "field": field,
                    "value": value,
                    "saved_at": self.at,
                    "saved_by_id": visit.staff[1],
                }

    def fill_evidence(self, count: int) -> None:
        """Notes of all visits that have been, the same number each, but the first has five times as many."""
        been = [visit for visit in self.visits if "visit" in visit.done]
        places = [been[0]] * 4 + been if been else []
        made: list[tuple[uuid.UUID, Visit, int]] = []
        for number in range(count if places else 0):
            visit = places[number % len(places)]
            made.append((self.copier.id(), visit, number))
            self.notes.setdefault(visit.id, []).append(made[-1][0])
        self.copier.fill(
            "evidence.Note",
            (
                {"id": pk, **self.of_network, "review_id": visit.id, "rev": 1, **self._seen(visit, n)}
                | {"author_id": visit.team[n // len(places) % 3]}
                for pk, visit, n in made
            ),
        )
        digest = hashlib.sha256(WORDS.encode()).hexdigest()
        self.copier.fill(
            "evidence.NoteRevision",
            (
                {"note_id": pk, "rev": 1, "sha256": digest, **self._seen(visit, n), "place": "Room 4"}
                | {"text": f"{WORDS}({n})", "framework_version": self.tree.version}
                | {"made_at": self.at, "received_at": self.at}
                for pk, visit, n in made
            ),
        )
        self.copier.fill(
            "audit.Entry",
            (
                {"at": self.at, "verb": "evidence.record_note", "actor_id": visit.team[0], **self.of_network}
                | {"subject_kind": "review", "subject_id": visit.id, "summary": {"note": str(pk), "rev": 1}}
                for pk, visit, n in made
            ),
        )

    def _seen(self, visit: Visit, number: int) -> Row:
        kinds = self.model.evidence_kinds
        return {
            "kind": kinds[number * 7 % len(kinds)].key,
            "aspects": [self.aspects[number % ASPECTS], self.aspects[(number + 1) % ASPECTS]],
            "seen_at": dt.datetime.combine(visit.starts_on, dt.time(9 + number % 6, number % 60), tzinfo=dt.UTC),
        }

    def fill_findings(self) -> None:
        met = [visit for visit in self.visits if "team_meeting" in visit.done and visit.id in self.notes]
        self.copier.fill("findings.Position", (row for visit in met for row in self._positions(visit)))
        self.copier.fill("findings.Profile", (self._profile(visit) for visit in met))

    def _positions(self, visit: Visit) -> Iterator[Row]:
        for code in self.aspects[:ASPECTS]:
            yield {
                **self.of_network,
                "review_id": visit.id,
                "aspect": code,
                "statements": [statement.key for statement in self.tree.aspects[code].statements[:3]],
                "commentary": WORDS * 4,
                "note_ids": self.notes[visit.id][:6],
                "agreed_at": self.at,
                "agreed_by_id": visit.team[0],
            }

    def _profile(self, visit: Visit) -> Row:
        row = {
            **self.of_network,
            "review_id": visit.id,
            "state": "drafting",
            "priority": "Explanations that pupils can use",
            "priority_aspect": self.aspects[0],
        }
        if "profile" not in visit.done:
            return row
        return row | {
            "state": "released",
            "sent_at": self.at,
            "answer_by": visit.starts_on + dt.timedelta(days=5),
            "released_at": self.at,
            "released_by_id": visit.team[0],
            "content": self._content(visit),
        }

    def _content(self, visit: Visit) -> Row:
        return {
            "school": "",
            "partnership": "",
            "cycle": "First cycle",
            "visit_starts_on": visit.starts_on.isoformat(),
            "visit_ends_on": (visit.starts_on + dt.timedelta(days=1)).isoformat(),
            "team": [],
            "framework": self.tree.title,
            "levels": list(self.tree.level_labels.values()),
            "aspects": [self._printed(code, visit) for code in self.aspects[:ASPECTS]],
            "priority": "Explanations that pupils can use",
            "priority_aspect": self.tree.aspects[self.aspects[0]].name,
        }

    def _printed(self, code: str, visit: Visit) -> Row:
        aspect = self.tree.aspects[code]
        labels = self.tree.level_labels
        said = [{"level": labels[s.level], "text": s.text} for s in aspect.statements[:3]]
        return {
            "code": code,
            "name": aspect.name,
            "theme": self.tree.theme(aspect.theme).name,
            "question": aspect.question,
            "statements": said,
            "level": "",
            "not_enough_evidence": False,
            "commentary": WORDS * 4,
            "reason": "",
            "citations": [{"kind": "Lesson seen", "count": 3, "day": visit.starts_on.isoformat()}],
            "school_level": "",
            "school_statements": said,
            "school_evidence": WORDS,
        }

    def fill_plans(self) -> None:
        planned = [(self.copier.id(), visit) for visit in self.visits if "workshop" in visit.done]
        self.copier.fill(
            "improvement.Workshop",
            (
                {**self.of_network, "review_id": visit.id, "state": "held", "held_on": visit.starts_on}
                for _pk, visit in planned
            ),
        )
        self.copier.fill(
            "improvement.Plan",
            (
                {"id": pk, **self.of_network, "review_id": visit.id}
                | ({"state": "agreed", "agreed_at": self.at, "agreed_by_id": visit.staff[0]} if _agreed(visit) else {})
                for pk, visit in planned
            ),
        )
        self.copier.fill(
            "improvement.PlannedAction",
            (
                {
                    "plan_id": pk,
                    "issue": "Explanations are not yet used by all",
                    "aspect": code,
                    "text": f"Plan questions together, week by week ({code})",
                    "owner": "A senior leader",
                    "owner_person_id": visit.staff[1],
                    "due_on": visit.starts_on + dt.timedelta(days=120),
                    "measure": "Pupils explain in their own words",
                }
                for pk, visit in planned
                for code in self.aspects[:ASPECTS]
            ),
        )


def _agreed(visit: Visit) -> bool:
    return "plan" in visit.done


def _name(number: int) -> str:
    return f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"
