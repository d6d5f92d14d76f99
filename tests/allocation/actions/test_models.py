"""Each review model that ships can be planned, and what is proposed is published with no guard broken."""

import datetime as dt
from collections.abc import Callable

import pytest
from tests.factories import allocation as made
from tests.factories.organisations import SchoolFactory, central_office, trust
from tests.factories.programmes import Group, partnership

from trigpoint.access.roles import Place, Role
from trigpoint.allocation.actions import publishing
from trigpoint.people.models import Appointment
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.models import Override, Review
from trigpoint.reviews.queries.team import of_reviews
from trigpoint.reviews.rules.team import lacks

pytestmark = pytest.mark.django_db


def _cluster(key: str) -> Callable[[], Group]:
    return lambda: made.placed(5, model=key)


def _hub() -> Group:
    """Schools of two phases and several trusts, and leads of no school."""
    group = made.placed(6, model="cp-quality-assurance")
    group.cycle.ends_on = dt.date(2027, 7, 20)  # visits of three days: a term is so tight that it is long looked at
    group.cycle.save()
    for school, name in zip(group.schools[3:], ("Fernhill High", "Marlow Road", "Ysgol Bryn Eithin"), strict=True):
        school.name, school.phase = name, "Secondary"
        school.trust = trust(f"{name} Trust")
        school.save()
    for _n in range(3):
        made.pooled(group, None, "", Role.LEAD_REVIEWER)
    return group


def _trusts(key: str, *, school_of_each: int) -> Callable[[], Group]:
    """Four trusts whose offices are the members; the people work at the trusts' schools."""

    def build() -> Group:
        trusts = [trust(name) for name in ("Heron", "Kestrel", "Lapwing", "Plover")]
        group = partnership([central_office(one) for one in trusts], model=key, number=2)
        Appointment.objects.filter(place=Place.PARTNERSHIP, role__in=("reviewer", "lead_reviewer")).delete()
        group.cycle.partnership.programme = group.programme
        for n, one in enumerate(trusts):
            phases = ("Primary", "Secondary", "Primary")
            schools = [
                SchoolFactory(name=f"{one.name} {phase}", phase=phase, trust=one, la_name=f"Area {n}")
                for phase in phases[:school_of_each]
            ]
            made.pooled(group, schools[0], Role.HEAD, Role.LEAD_REVIEWER)
            for school in (schools * 4)[:4]:
                made.pooled(group, school, Role.SENIOR_LEADER, Role.REVIEWER)
        return group

    return build


def _pair() -> Group:
    """Two schools over two years; nobody is trained for it."""
    group = made.placed(2, model="soto-fellowship", number=1)
    Appointment.objects.filter(place=Place.PARTNERSHIP, role__in=("reviewer", "lead_reviewer")).delete()
    group.cycle.ends_on = dt.date(2029, 7, 20)
    group.cycle.save()
    return group


MODELS: dict[str, tuple[Callable[[], Group], int, dict[str, object]]] = {
    "spp-benchmark": (_cluster("spp-benchmark"), 3, {}),
    "spp-enquiry": (_cluster("spp-enquiry"), 3, {}),
    "cp-quality-assurance": (_hub, 3, {}),
    "cp-trust-peer-review": (_trusts("cp-trust-peer-review", school_of_each=3), 3, {}),
    "lga-style-challenge": (_trusts("lga-style-challenge", school_of_each=1), 4, {}),
    "middle-leader-review": (made.rotation, 3, {"subject": "History"}),
    "soto-fellowship": (_pair, 1, {}),
}


@pytest.mark.parametrize("key", MODELS)
def test_what_is_proposed_by_a_model_is_published_with_no_guard_broken(key: str, at: dt.datetime) -> None:
    make, size, asked = MODELS[key]
    group = make()
    schedule = made.proposed(group, at, **asked)
    publishing.publish(actor=group.lead, at=at, schedule=schedule, version=schedule.version)  # gives no reason
    reviews = list(Review.objects.filter(cycle=group.cycle))
    seats = of_reviews([review.pk for review in reviews], on=at.date())
    model = definition(group.programme.review_model_id)
    assert len(reviews) == len(group.schools)
    assert [lacks(seats[review.pk], model) for review in reviews] == [()] * len(reviews)
    assert {sum(seat.reviews for seat in seats[review.pk]) for review in reviews} == {size}
    assert not Override.objects.exists()
    assert {len(review.site_ids) > 0 for review in reviews} == {model.subject.has_sites}
    assert {review.subject_name for review in reviews} == {asked.get("subject", "")}
