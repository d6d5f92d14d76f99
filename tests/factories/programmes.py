"""
Programmes and partnerships with their people, in one line each.

`partnership()` makes a network, its programme, a partnership with members, heads, lead, a pool of trained people, the
cycle of 2026/27 and (unless `signed=False`) both agreements signed for every school.
"""

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from tests.factories import organisations
from tests.factories.organisations import NetworkFactory
from tests.factories.people import accounts, appointment
from trigpoint.access.roles import Place, Role
from trigpoint.frameworks.models import Framework
from trigpoint.organisations.models import Network, School
from trigpoint.people.models import Account, Appointment
from trigpoint.programmes.actions import review_models
from trigpoint.programmes.enums import AgreementKind
from trigpoint.programmes.models import (
    AgreementText,
    Cycle,
    Membership,
    Partnership,
    Programme,
    ReviewModel,
    Signature,
)

JOINED_ON = dt.date(2026, 9, 1)
TRAINED_UNTIL = dt.date(2028, 8, 31)
SIGNED_AT = dt.datetime(2026, 9, 10, 16, 0, tzinfo=ZoneInfo("Europe/London"))

_numbers = itertools.count(1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A partnership and everybody in it. `heads`, `champions` and `leaders` are in the order of `schools`."""

    network: Network
    programme: Programme
    partnership: Partnership
    cycle: Cycle
    schools: tuple[School, ...]
    heads: tuple[Account, ...]
    leaders: tuple[Account, ...]
    champions: tuple[Account, ...]
    lead: Account
    staff: Account


def review_model(key: str = "spp-benchmark", /, **rules: Any) -> ReviewModel:
    """A shipped review model, the first unless told otherwise; `rules` replace some of its numbers: `team={"max": 3}`."""
    known = ReviewModel.objects.filter(key=key, version="1").first()
    shipped = known or next(made for made in review_models.publish_shipped(at=SIGNED_AT) if made.key == key)
    if not rules:
        return shipped
    version = f"1.{next(_numbers)}"
    numbers = {**shipped.definition["rules"]}
    for part, changed in rules.items():
        numbers[part] = {**numbers.get(part, {}), **changed}
    return ReviewModel.objects.create(
        key=shipped.key,
        version=version,
        title=shipped.title,
        definition={**shipped.definition, "version": version, "rules": numbers},
        sha256="0" * 64,
        framework=shipped.framework,
        published_at=SIGNED_AT,
    )


def next_version(
    model: ReviewModel, *, version: str = "2", days: int = 1, framework: Framework | None = None, **parts: Any
) -> ReviewModel:
    """A version of the same model that was published `days` later; `parts` replace parts of its file."""
    if framework is not None:
        parts["framework"] = {"key": framework.key, "version": framework.version}
    return ReviewModel.objects.create(
        key=model.key,
        version=version,
        title=parts.get("title", model.title),
        definition={**model.definition, **parts, "version": version},
        sha256=f"{next(_numbers):064d}",
        framework=framework or model.framework,
        published_at=model.published_at + dt.timedelta(days=days),
    )


def stages_but(model: ReviewModel, *gone: str, **changed: Any) -> list[dict[str, Any]]:
    """The model's stages without some, and with others changed by their keys: `plan={"offset_days": 20}`."""
    return [
        {**stage, **changed.get(stage["key"], {})} for stage in model.definition["stages"] if stage["key"] not in gone
    ]


def programme(
    *, network: Network | None = None, name: str = "", rules: Any = None, model: str = "spp-benchmark", **fields: Any
) -> Programme:
    """A programme that uses a shipped review model."""
    return Programme.objects.create(
        network=network or NetworkFactory(),
        name=name or f"Programme {next(_numbers)}",
        review_model=review_model(model, **(rules or {})),
        **fields,
    )


def partnership(
    schools: int | Iterable[School] = 3,
    *,
    signed: bool = True,
    network: Network | None = None,
    programme: Programme | None = None,
    name: str = "Lapwing Partnership",
    number: int = 1,
    state: str = "",
    rules: Any = None,
    model: str = "spp-benchmark",
) -> Group:
    """A partnership as above; `schools` is how many to invent, or the schools themselves; `number` is the cycle's."""
    network = network or (programme.network if programme else NetworkFactory())
    programme = programme or globals()["programme"](network=network, rules=rules, model=model)
    group = Partnership.objects.create(
        network=network,
        programme=programme,
        name=name,
        state=state or ("active" if signed else "forming"),
        agreed_on=SIGNED_AT.date() if signed else None,
    )
    members = organisations.schools(*[""] * schools) if isinstance(schools, int) else list(schools)
    Membership.objects.bulk_create(
        [Membership(partnership=group, school=school, joined_on=JOINED_ON) for school in members]
    )
    pool = {
        trained_as: _in_the_pool(group, members, role, trained_as)
        for role, trained_as in (
            (Role.HEAD, Role.LEAD_REVIEWER),
            (Role.SENIOR_LEADER, Role.REVIEWER),
            (Role.CHAMPION, Role.FACILITATOR),
        )
    }
    lead, staff = accounts("", "")
    made = Group(
        network=network,
        programme=programme,
        partnership=group,
        cycle=Cycle.objects.create(
            network=network,
            partnership=group,
            number=number,
            name="2026/27",
            starts_on=dt.date(2026, 9, 1),
            ends_on=dt.date(2027, 8, 31),
        ),
        schools=tuple(members),
        heads=pool[Role.LEAD_REVIEWER],
        leaders=pool[Role.REVIEWER],
        champions=pool[Role.FACILITATOR],
        lead=lead,
        staff=staff,
    )
    Appointment.objects.bulk_create(
        [
            appointment(lead, Role.PARTNERSHIP_LEAD, Place.PARTNERSHIP, group),
            appointment(staff, Role.PROGRAMME_STAFF, Place.PROGRAMME, programme),
        ]
    )
    if signed:
        sign(group, *zip(made.schools, made.heads, strict=True))
    return made


def agreement_text(programme: Programme, kind: str, *, version: int = 1, body: str = "") -> AgreementText:
    """A published text of the programme, made when it isn't there."""
    text, _created = AgreementText.objects.get_or_create(
        programme=programme,
        kind=kind,
        version=version,
        defaults={
            "network": programme.network,
            "title": str(AgreementKind(kind).label),
            "body": body or "We share what we must, and no more.",
            "sha256": f"{version:064d}",
            "published_at": SIGNED_AT,
        },
    )
    return text


def sign(group: Partnership, *by: tuple[School, Account]) -> None:
    """Both agreements, signed for each school by each person, without asking any rule."""
    texts = [agreement_text(group.programme, kind) for kind in AgreementKind.values]
    Signature.objects.bulk_create(
        Signature(
            network=group.network,
            partnership=group,
            text=text,
            school=school,
            signed_by=person,
            name=person.name,
            role="Headteacher",
            signed_at=SIGNED_AT,
            sha256=text.sha256,
        )
        for text in texts
        for school, person in by
    )


def _in_the_pool(group: Partnership, schools: Iterable[School], role: str, trained_as: str) -> tuple[Account, ...]:
    """Somebody of each school, also in the partnership's pool of trained people."""
    schools = list(schools)
    people = accounts(*[""] * len(schools))
    made = []
    for school, person in zip(schools, people, strict=True):
        made += [
            appointment(person, role, Place.SCHOOL, school, group.network),
            appointment(person, trained_as, Place.PARTNERSHIP, group, school=school, trained_until=TRAINED_UNTIL),
        ]
    Appointment.objects.bulk_create(made)
    return tuple(people)
