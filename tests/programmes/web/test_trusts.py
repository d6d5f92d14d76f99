"""A trust joins a partnership whose reviews look at trusts: its central office stands for it."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.factories.organisations import central_office, trust
from tests.factories.programmes import partnership
from tests.journeys.calling import Caller

from trigpoint.organisations.models import School
from trigpoint.programmes.queries.partnerships import member_schools

pytestmark = pytest.mark.django_db


def test_a_trust_joins_on_the_page_and_by_a_call(sign_in: Callable[..., Client]) -> None:
    offices = [central_office(trust(name)) for name in ("Heron Trust", "Plover Trust")]
    group = partnership(offices, model="cp-trust-peer-review", name="Pool of trusts")
    curlew, wren = trust("Curlew Learning Trust"), trust("Wren Trust")
    client, page = sign_in(group.lead), f"/partnerships/{group.partnership.pk}/members/new/"
    assert "Curlew Learning Trust" in client.get(page, {"q": "curlew"}).content.decode()
    assert "Curlew Learning Trust joins" in client.get(page, {"trust": curlew.uid}).content.decode()
    typed = {"trust_uid": str(curlew.uid), "joined_on": "2026-09-01"}
    assert client.post(page, {**typed, "trust_uid": "12"}).status_code == 422
    assert client.post(page, typed).status_code == 302
    call = Caller()
    given = {"partnership_id": group.partnership.pk, "joined_on": "2026-09-01"}
    call(group.lead, "programmes.add_trust", trust_uid=wren.uid, **given)
    call(group.lead, "programmes.add_trust", status=422, trust_uid=wren.uid, **given)
    call(group.heads[0], "programmes.add_trust", status=403, trust_uid=wren.uid, **given)
    assert School.objects.filter(is_central_office=True).count() == 4
    names = [name for _pk, name in member_schools(group.partnership.pk, on=group.cycle.starts_on)]
    assert names == ["Curlew Learning Trust", "Heron Trust", "Plover Trust", "Wren Trust"]
