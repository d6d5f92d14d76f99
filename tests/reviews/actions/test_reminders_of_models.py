"""Whoever a model says moves a stage on is reminded: of the host, of a visited school, of the partnership."""

import datetime as dt

import pytest
from tests.factories.models import model
from tests.factories.organisations import SchoolFactory
from tests.factories.people import someone
from tests.factories.reviews import Whole, whole

from trigpoint.access.roles import Role
from trigpoint.reviews.actions.letters import owners
from trigpoint.reviews.queries.stages import stages

pytestmark = pytest.mark.django_db


def reminded(one: Whole, at: dt.datetime, key: str) -> set[str]:
    step = next(step for step in stages(one.review) if step.key == key)
    return {person.name for person in owners(one.review, step, on=at.date())}


def test_the_models_owners_are_found(at: dt.datetime) -> None:
    one = whole()
    site = SchoolFactory(name="Heron Bank")
    someone(Role.HEAD, site, one.network, name="Nerys Vaughan")
    one.review.review_model = model(
        roles=[
            {"key": "visited", "part": "site_head", "label": "Visited head", "side": "host"},
            {"key": "coordinator", "part": "partnership_lead", "label": "Coordinator", "side": "programme"},
        ],
        stages={"data_pack": {"owner": "visited"}, "meeting_1": {"owner": "coordinator"}},
    )
    one.review.site_ids = [site.pk]
    one.review.save()
    assert reminded(one, at, "data_pack") == {"Nerys Vaughan"}
    assert reminded(one, at, "meeting_1") == {"Piotr Zieliński"}
    assert reminded(one, at, "self_evaluation") == {"Tomos Prydderch"}
    assert reminded(one, at, "visit") == {"Amira Okafor"}
    assert reminded(one, at, "workshop") == {"Sioned Ellis"}
