"""Maps go from aspects to areas of inspection, are shipped, and are redrawn by a network for itself."""

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.factories.frameworks import framework
from tests.factories.people import AccountFactory, appoint, operator

from trigpoint.access.roles import Place, Role
from trigpoint.frameworks.actions import maps, publishing
from trigpoint.frameworks.models import AreaMap, Framework, NetworkMap
from trigpoint.frameworks.queries import files
from trigpoint.frameworks.queries import maps as queries
from trigpoint.kernel.errors import Refused, Stale, Unacceptable
from trigpoint.organisations.models import Network

FILES = {path.stem: path for path in sorted(maps.SHIPPED.glob("*.yaml"))}
TEXT = FILES["four-themes-1-to-ofsted-2025-11"].read_text(encoding="utf-8")
REVIEWED = ("four-themes", "enquiry-themes", "review-areas", "four-quadrants", "subject-lens")

pytestmark = pytest.mark.django_db


@pytest.fixture
def ofsted(at: dt.datetime) -> Framework:
    framework()
    publishing.publish_shipped(at=at)
    return Framework.objects.get(key="ofsted", version="2025-11")


@pytest.fixture
def staff() -> Any:
    network = Network.objects.create(name="Marches")
    person = AccountFactory()
    appoint(person, Role.PROGRAMME_STAFF, Place.NETWORK, network)
    return network, person


def test_every_framework_for_schools_has_a_map_to_every_inspection_framework(
    nothing_published: None, at: dt.datetime
) -> None:
    publishing.publish_shipped(at=at)
    there = {(row.framework.key, row.inspection.key, row.inspection.version) for row in AreaMap.objects.all()}

    assert there == {
        (key, *inspection)
        for key in REVIEWED
        for inspection in (("ofsted", "2025-11"), ("ofsted", "2026-09"), ("estyn", "2024-09"))
    }
    assert set(FILES) == {row.key for row in AreaMap.objects.all()}


def test_an_aspect_touches_several_areas_and_an_area_is_touched_by_several_aspects(ofsted: Framework) -> None:
    found = queries.linked(Network.objects.create(name="Marches").pk, framework().pk, ofsted.pk)

    assert found.links["OI4"] == ("ATT", "PDW", "INC")
    assert [aspect.code for aspect in found.touching("INC")] == ["OI2", "OI4", "LI4"]
    assert found.links["LF3"] == ("LG",)  # as its theme
    assert found.touching("SAFE") == ()


def test_every_area_but_safeguarding_is_touched_by_the_four_themes(ofsted: Framework, at: dt.datetime) -> None:
    network = Network.objects.create(name="Marches")
    for inspection in Framework.objects.filter(definition__mode="inspection"):
        found = queries.linked(network.pk, framework().pk, inspection.pk)
        assert [code for code in found.inspection.aspects if not found.touching(code)] in ([], ["SAFE"])


def test_inclusion_is_wider_from_september_2026(ofsted: Framework) -> None:
    later = Framework.objects.get(key="ofsted", version="2026-09")
    network = Network.objects.create(name="Marches")
    before, after = (queries.linked(network.pk, framework().pk, one.pk) for one in (ofsted, later))

    assert {a.code for a in before.touching("INC")} < {a.code for a in after.touching("INC")}


@pytest.mark.parametrize(
    "old, new, reason",
    [
        ("  LF: [LG]", "  ZZ: [LG]", "This framework has no aspect “ZZ”."),
        ("  LF: [LG]", "  LF: [XX]", "“XX” is no area of Ofsted, from November 2025."),
        ("  LF: [LG]", "  LF: [SAFE]", "Safeguarding is not for peers to look at: findings never touch it."),
        ("to: {key: ofsted", "to: {key: ofstad", "is not published here"),
        ('to: {key: ofsted, version: "2025-11"}', 'to: {key: four-themes, version: "1"}', "and this is none"),
        ('from: {key: four-themes, version: "1"}', 'from: {key: estyn, version: "2024-09"}', "not made with an"),
        ("links:", "weights: {}\nlinks:", "could lead to a grade"),
    ],
)
def test_a_mistake_in_a_map_is_named_with_its_line(
    old: str, new: str, reason: str, ofsted: Framework, at: dt.datetime
) -> None:
    text = TEXT.replace(old, new, 1)
    with pytest.raises(files.Mistakes) as caught:
        maps.publish(actor=None, at=at, text=text)

    line = next(number for number, row in enumerate(text.splitlines(), 1) if new.splitlines()[0] in row)
    assert next((mistake.line, reason in mistake.reason) for mistake in caught.value.found) == (line, True)


def test_a_published_map_never_changes(ofsted: Framework, at: dt.datetime) -> None:
    row = AreaMap.objects.get(key="four-themes-1-to-ofsted-2025-11")

    assert maps.publish(actor=operator(), at=at, text="# Again\n" + TEXT) == row
    with pytest.raises(files.Mistakes, match="give this content a new version"):
        maps.publish(actor=None, at=at, text=TEXT.replace("LF: [LG]", "LF: [LG, INC]"))
    with pytest.raises(DatabaseError), transaction.atomic():
        AreaMap.objects.update(title="Another")
    with pytest.raises(Refused):
        maps.publish(actor=AccountFactory(), at=at, text=TEXT)


def test_a_network_draws_its_own_and_goes_back(ofsted: Framework, staff: Any, at: dt.datetime) -> None:
    network, person = staff
    pair = {"network": network, "framework": framework(), "inspection": ofsted}
    mine = maps.draw(actor=person, at=at, **pair, links={"OI1": ["LG", "ACH", "LG"]}, version=0)

    found = queries.linked(network.pk, framework().pk, ofsted.pk)
    assert (found.is_own, found.version) == (True, 1)
    assert [aspect.code for aspect in found.touching("LG")] == ["OI1"]
    assert found.links["LF3"] == ()
    other = Network.objects.create(name="Valley")
    assert not queries.linked(other.pk, framework().pk, ofsted.pk).is_own
    with pytest.raises(Stale):
        maps.draw(actor=person, at=at, **pair, links={}, version=0)
    assert maps.draw(actor=person, at=at, **pair, links={}, version=mine.version).version == 2
    maps.drop(actor=person, at=at, **pair)
    assert not queries.linked(network.pk, framework().pk, ofsted.pk).is_own
    assert NetworkMap.objects.count() == 0


def test_a_network_cant_draw_what_must_not_be_touched(ofsted: Framework, staff: Any, at: dt.datetime) -> None:
    network, person = staff
    pair = {"network": network, "framework": framework(), "inspection": ofsted}

    with pytest.raises(Unacceptable, match="Safeguarding is not for peers"):
        maps.draw(actor=person, at=at, **pair, links={"OI1": ["SAFE"]}, version=0)
    with pytest.raises(Unacceptable, match="A map leads from"):
        maps.draw(actor=person, at=at, **{**pair, "inspection": framework()}, links={}, version=0)
    with pytest.raises(Refused):
        maps.draw(actor=AccountFactory(), at=at, **pair, links={}, version=0)
    with pytest.raises(Refused):
        maps.drop(actor=AccountFactory(), at=at, **pair)
