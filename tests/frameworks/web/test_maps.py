"""Maps on the page and through the API: read by everybody in the network, drawn by its programme staff."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.frameworks import PUBLISHED_AT, framework
from tests.factories.programmes import Group, partnership
from tests.people.web.test_tokens import bearer
from tests.sign_in import signed_in

from trigpoint.frameworks.actions import maps, publishing
from trigpoint.frameworks.models import Framework, NetworkMap
from trigpoint.frameworks.queries import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return partnership(3)


@pytest.fixture
def ids(group: Group) -> dict[str, Any]:
    publishing.publish_shipped(at=PUBLISHED_AT)
    ofsted = Framework.objects.get(key="ofsted", version="2026-09")
    return {"network_id": group.network.pk, "framework_id": framework().pk, "inspection_id": ofsted.pk}


def said(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_a_head_reads_the_maps_and_may_not_draw_them(group: Group, ids: dict[str, Any]) -> None:
    client = signed_in(Client(), group.heads[0])

    every = said(client.get(reverse("frameworks:maps", args=[group.network.pk])))
    assert "From 1 September 2026 · as it comes with the product" in every
    assert "From 10 November 2025 to 31 August 2026" in every
    assert "Four themes, version 1 Estyn" in every
    page = said(client.get(reverse("frameworks:map", kwargs=ids)))
    assert "Closing gaps Achievement" not in page  # in the inspection framework's order
    assert "Closing gaps Inclusion Achievement" in page
    assert "Not for peers to look at: Safeguarding." in page
    assert "Draw it your way" not in page
    assert client.get(reverse("frameworks:draw_map", kwargs=ids)).status_code == 403


def test_staff_draw_a_map_and_go_back(group: Group, ids: dict[str, Any]) -> None:
    client = signed_in(Client(), group.staff)
    form = client.get(reverse("frameworks:draw_map", kwargs=ids)).content.decode()
    assert 'name="OI2" type="checkbox" value="INC"' in " ".join(form.split()) or 'value="INC"' in form
    assert 'value="SAFE"' not in form

    posted = {"version": "0", "OI1": ["LG", "EY"], "LF1": ["PDW"]}
    assert client.post(reverse("frameworks:draw_map", kwargs=ids), posted).status_code == 302
    assert {c: a for c, a in NetworkMap.objects.get().links.items() if a} == {"OI1": ["EY", "LG"], "LF1": ["PDW"]}
    page = said(client.get(reverse("frameworks:map", kwargs=ids)))
    assert "This is your network's own map." in page.replace("&#x27;", "'")
    assert client.post(reverse("frameworks:draw_map", kwargs=ids), posted).status_code == 409
    client.post(reverse("frameworks:drop_map", kwargs=ids))
    assert "This map comes with the product." in said(client.get(reverse("frameworks:map", kwargs=ids)))


def test_staff_publish_a_map_from_a_file(group: Group, ids: dict[str, Any]) -> None:
    file = maps.SHIPPED / "four-themes-1-to-estyn-2024-09.yaml"
    text = (
        file.read_text(encoding="utf-8").replace('version: "1"', 'version: "2"', 1).replace("LF: [LI]", "LF: [LI, WBC]")
    )
    client = signed_in(Client(), group.staff)

    assert client.post(reverse("programmes:publish"), {"text": text}).status_code == 302
    estyn = Framework.objects.get(key="estyn")
    found = client.get(reverse("frameworks:map", kwargs={**ids, "inspection_id": estyn.pk}))
    assert "Vision and priorities Well-being, care, support and guidance Leading and improving" in said(found)


def test_nobody_outside_the_network_knows_its_maps(ids: dict[str, Any]) -> None:
    stranger = partnership(3).heads[0]
    client = signed_in(Client(), stranger)

    assert client.get(reverse("frameworks:map", kwargs=ids)).status_code == 404
    backwards = {**ids, "framework_id": ids["inspection_id"]}
    assert client.get(reverse("frameworks:map", kwargs=backwards)).status_code == 404


def test_the_same_through_the_api(group: Group, ids: dict[str, Any]) -> None:
    staff, head = bearer(group.staff), bearer(group.heads[0])
    client = Client()
    url = "/api/networks/{network_id}/maps/{framework_id}/{inspection_id}".format(**ids)
    body = {"links": {"OI1": ["LG"]}, "version": 0}

    assert client.get(url, headers=head).json()["links"]["OI2"] == ["ACH", "INC"]
    refused = client.put(url, body, content_type="application/json", headers=head)
    assert refused.status_code == 403
    assert client.put(url, body, content_type="application/json", headers=staff).json()["version"] == 1
    found = client.get(url, headers=head).json()
    assert (found["is_own"], found["links"]["OI1"], found["links"]["OI2"]) == (True, ["LG"], [])
    wrong = client.put(url, {"links": {"OI1": ["SAFE"]}, "version": 1}, content_type="application/json", headers=staff)
    assert (wrong.status_code, "not for peers" in wrong.content.decode()) == (422, True)
    pairs = client.get(f"/api/networks/{ids['network_id']}/maps", headers=head).json()
    assert [pair["is_own"] for pair in pairs if pair["inspection_id"] == str(ids["inspection_id"])].count(True) == 1
    assert client.delete(url, headers=staff).status_code == 200
    assert not client.get(url, headers=head).json()["is_own"]
    welsh = client.get("/api/inspection-frameworks?nation=wales", headers=head).json()
    assert [(one["key"], one["version"]) for one in welsh] == [("estyn", "2024-09")]


def test_a_framework_is_taken_as_a_file_that_says_the_same(group: Group) -> None:
    client = signed_in(Client(), group.heads[0])
    file = client.get(reverse("frameworks:framework_file", args=[framework().pk])).content.decode()

    assert files.read(file).sha256 == framework().sha256
    assert file.splitlines()[:2] == ["schema: trigpoint-framework/1", "key: four-themes"]


def test_a_framework_is_read_with_all_that_it_says(group: Group, ids: dict[str, Any]) -> None:
    client = signed_in(Client(), group.heads[0])
    estyn = reverse("frameworks:framework", args=[Framework.objects.get(key="estyn").pk])

    assert "Well-being, care, support and guidance" in said(client.get(estyn))
    welsh = client.get(estyn + "?language=cy").content.decode()
    assert "Lles, gofal, cymorth ac arweiniad" in welsh
    assert '<span lang="cy">' in welsh
    ofsted = said(client.get(reverse("frameworks:framework", args=[ids["inspection_id"]])))
    assert "Only for schools with a sixth form." in ofsted
    assert "Inspectors say whether this is met or not met, apart from the areas." in ofsted
    assert "For schools in England." in ofsted
    areas = reverse("frameworks:framework", args=[Framework.objects.get(key="review-areas").pk])
    assert "Change lasts where many people lead it." in said(client.get(areas))
