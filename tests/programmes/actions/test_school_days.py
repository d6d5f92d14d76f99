"""A school's own days, and what it can spare."""

import datetime as dt
from typing import Any

import pytest
from tests.factories.programmes import Group, partnership

from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.programmes.actions import school_days as actions
from trigpoint.programmes.queries import school_days as queries

pytestmark = pytest.mark.django_db
DAY = dt.date(2027, 2, 1)


@pytest.fixture
def group() -> Group:
    return partnership(3)


def _add(group: Group, at: dt.datetime, actor: Any, **more: Any) -> Any:
    given = {"kind": "inset", "starts_on": DAY, "ends_on": DAY, **more}
    return actions.add_window(actor=actor, at=at, network=group.network, school=group.schools[0], **given)


def test_head_lead_and_staff_keep_them(group: Group, at: dt.datetime) -> None:
    for actor in (group.heads[0], group.lead, group.staff):
        _add(group, at, actor, note="Training")
    (row,) = queries.windows([group.schools[0].pk], network_id=group.network.pk)[group.schools[0].pk]
    assert row.note == "Training"
    actions.remove_window(actor=group.lead, at=at, window=row)
    assert queries.windows([group.schools[0].pk], network_id=group.network.pk) == {}


def test_nobody_else_does(group: Group, at: dt.datetime) -> None:
    for actor in (group.heads[1], group.leaders[0], partnership(3, name="Another").lead):
        with pytest.raises(Refused):
            _add(group, at, actor)


def test_days_in_the_wrong_order_are_refused(group: Group, at: dt.datetime) -> None:
    with pytest.raises(Unacceptable):
        _add(group, at, group.lead, ends_on=DAY - dt.timedelta(days=1))


def test_what_a_school_can_spare_is_compared_and_set(group: Group, at: dt.datetime) -> None:
    given = {"actor": group.lead, "at": at, "network": group.network, "school": group.schools[0]}
    made = actions.set_capacity(**given, most_away=2, cost_cap=800, needs=["SEND", "SEND"], version=0)
    assert (made.most_away, made.cost_cap, made.needs, made.version) == (2, 800, ["SEND"], 1)
    with pytest.raises(Stale):
        actions.set_capacity(**given, most_away=1, cost_cap=None, needs=[], version=0)
    with pytest.raises(Unacceptable):
        actions.set_capacity(**given, most_away=50, cost_cap=None, needs=[])
