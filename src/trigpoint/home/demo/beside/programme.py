"""A small programme of the demonstration: its model, its schools and people, and the clock that its acts go by."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from trigpoint.access.roles import Place, Role
from trigpoint.evidence import actions as evidence
from trigpoint.home.demo.cast import CAST, Part, slug
from trigpoint.home.demo.scenery import BEGAN, invite
from trigpoint.organisations import actions as organisations
from trigpoint.organisations.queries.networks import School, by_id
from trigpoint.people.queries.accounts import Account, by_email
from trigpoint.people.queries.hats import hats_of
from trigpoint.proformas.actions import sheets
from trigpoint.programmes import actions as programmes
from trigpoint.programmes.enums import AgreementKind
from trigpoint.programmes.queries import agreements, overview, review_models
from trigpoint.programmes.queries.calendar import calendar
from trigpoint.programmes.queries.cycles import Cycle
from trigpoint.reviews.queries.reviews import Review


def _staff() -> Account:
    staff = by_email(CAST.staff.email)
    if staff is None:
        raise LookupError("the first programme of the demonstration is not there")
    return staff


def held(*, on: dt.date) -> set[str]:
    """The names of the demonstration's programmes that are there."""
    return {programme.name for programme in overview.programmes(hats_of(_staff().pk, on=on))}


class Beside:
    """
    What every one of them needs. Acts happen in order: `on` moves the clock to a day, `now` is a minute after the last.

    Nothing happens later than the moment at which the demonstration is loaded.
    """

    model: ClassVar[str]
    title: ClassVar[str]
    partnership_name: ClassVar[str]
    introduced: ClassVar[tuple[tuple[str, str, str], ...]]
    """Address, name and part of those to sign in as first."""
    to_try: ClassVar[str]
    safeguarding: ClassVar[tuple[str, ...]]
    """Whom to tell of a worry about a child, school by school in the order in which they join."""

    def __init__(self, *, at: dt.datetime) -> None:
        self.at, self.last = at, at - BEGAN
        self.to_tell = iter(self.safeguarding)
        self.staff = _staff()
        network = by_id(next(iter(hats_of(self.staff.pk, on=at.date()).networks)))
        model = review_models.published_as(self.model, "1")
        if network is None or model is None:
            raise LookupError("the first programme of the demonstration is not there, or a model that is shipped")
        self.network, self.days = network, calendar(network.pk)
        self.programme = programmes.programmes.create(
            actor=None, at=self.now(), network=network, name=self.title, review_model=model
        )
        invite(
            self.last, CAST.staff, role=Role.PROGRAMME_STAFF, place=Place.PROGRAMME, place_id=self.programme.pk,
            network_id=self.network.pk,
        )  # fmt: skip
        self.partnership = programmes.partnerships.create(
            actor=None, at=self.now(), programme=self.programme, name=self.partnership_name
        )

    def build(self) -> None:
        raise NotImplementedError

    # ------------------------------------------------------------------ the clock

    def now(self) -> dt.datetime:
        self.last = min(self.last + dt.timedelta(minutes=1), self.at - dt.timedelta(minutes=1))
        return self.last

    def on(self, day: dt.date, hour: int = 10, minute: int = 0) -> dt.datetime:
        wanted = dt.datetime.combine(day, dt.time(hour, minute), self.at.tzinfo)
        self.last = min(max(wanted, self.last + dt.timedelta(minutes=1)), self.at - dt.timedelta(minutes=30))
        return self.last

    def three_days(self, upto: dt.date) -> dt.date:
        """The first of three school days in a row, the last of them on or before a day."""
        first = upto - dt.timedelta(days=2)
        while not all(self.days.is_school_day(first + dt.timedelta(days=n)) for n in range(3)):
            first -= dt.timedelta(days=1)
        return first

    # ------------------------------------------------------------------ schools and people

    def school(self, name: str, town: str, pupils: int, trust_uid: int | None = None) -> School:
        place = len(name) * 700
        return organisations.schools.add_school(
            actor=None, at=self.now(), hats=None, name=name, town=town, phase="Primary", pupils=pupils,
            easting=330_000 + place, northing=480_000 + place, trust_uid=trust_uid, is_invented=True,
        )  # fmt: skip

    def joins(self, school: School) -> None:
        programmes.members.join(
            actor=None, at=self.now(), partnership=self.partnership, school=school, joined_on=self.last.date()
        )
        self.person(next(self.to_tell), Role.SAFEGUARDING_LEAD, school)

    def person(self, name: str, role: str, school: School) -> Account:
        """Somebody who works at the school."""
        return self._invited(name, slug(school.name), role=role, place=Place.SCHOOL, place_id=school.pk)

    def of_partnership(self, person: Account | str, role: str, school: School | None = None) -> Account:
        """In the partnership's pool, or its lead. Somebody new, by name, comes from no school."""
        trained = {} if role == Role.PARTNERSHIP_LEAD else {"trained_until": self.at.date() + dt.timedelta(days=300)}
        name, email = (person, "") if isinstance(person, str) else (person.name, person.email)
        return self._invited(
            name, "independent", email=email, role=role, place=Place.PARTNERSHIP, place_id=self.partnership.pk,
            school_id=school.pk if school else None, **trained,
        )  # fmt: skip

    def _invited(self, name: str, where: str, *, email: str = "", **given: Any) -> Account:
        address = email or f"{slug(name).replace('-', '.')}@{where}.example"
        return invite(self.now(), Part(name=name, email=address), network_id=self.network.pk, **given)

    def signs(self, head: Account, school: School) -> None:
        for kind, text in agreements.current_texts(self.programme.pk).items():
            programmes.agreements.sign(
                actor=head, at=self.now(), partnership=self.partnership, school=school, kind=kind, name=head.name,
                role="Headteacher", agreed=True, sha256=text.sha256,
            )  # fmt: skip

    def signs_alone(self, person: Account) -> None:
        for kind, text in agreements.current_texts(self.programme.pk).items():
            programmes.agreements.sign_for_oneself(
                actor=person, at=self.now(), partnership=self.partnership, kind=AgreementKind(kind), name=person.name,
                agreed=True, sha256=text.sha256,
            )  # fmt: skip

    def cycle(self, name: str, starts_on: dt.date, ends_on: dt.date) -> Cycle:
        return programmes.cycles.start(
            actor=None, at=self.now(), partnership=self.partnership, name=name, starts_on=starts_on, ends_on=ends_on
        )

    # ------------------------------------------------------------------ forms

    def fills(
        self, review: Review, person: Account, form: str, place: str = "review", *, number: int = 1,
        whose: str | None = None, **answers: Any,
    ) -> None:  # fmt: skip
        """Write a form and send it in; `whose` are the words of those for whom an adult answers."""
        where: dict[str, Any] = {"review": review, "form": form, "place": place, "number": number}
        sheets.save(actor=person, at=self.now(), **where, answers=answers, voices=whose)
        sheets.send(actor=person, at=self.now(), **where, answers_for=whose is not None, no_names=whose is not None)

    def saw(self, review: Review, person: Account, aspect: str, seen: tuple[str, str, str]) -> uuid.UUID:
        """An evidence note: kind, place and text, made where it was seen."""
        kind, place, text = seen
        at, made = self.now(), uuid.uuid4()
        evidence.notes.record(
            actor=person, at=at, review=review, id=made, kind=kind, aspects=[aspect], text=text, place=place, seen_at=at,
            strength="some", no_names=True,
        )  # fmt: skip
        return made
