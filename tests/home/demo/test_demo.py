"""The demonstration: what it holds, and that it is there once."""

import dataclasses
import datetime as dt

import pytest
from django.utils import timezone

from trigpoint.home import demo
from trigpoint.home.demo import scenery
from trigpoint.home.demo.cast import CAST, WORDS
from trigpoint.home.demo.story import STEPS
from trigpoint.kernel.errors import Refused
from trigpoint.organisations.models import Network, School
from trigpoint.programmes.models import Membership, Partnership
from trigpoint.reviews.models import Review


def test_the_cast_has_what_was_promised() -> None:
    sizes = [len(group.schools) for group in CAST.partnerships]
    assert len(sizes) == 7
    assert min(sizes) == 3
    assert max(sizes) == 7
    stands = {school.now for group in CAST.partnerships for school in group.schools}
    assert stands >= {*STEPS, "withdrawn"}
    assert [group.name for group in CAST.partnerships if group.paused] == ["Harbour Partnership"]
    assert [group.name for group in CAST.partnerships if group.nation == "wales"] == ["Partneriaeth Glannau'r Eithin"]
    assert max(school.pupils for school in CAST.partnerships[2].schools) < 100


def test_every_person_has_an_address_of_their_own() -> None:
    people = [
        school.person(place)
        for group in CAST.partnerships
        for school in group.schools
        for place in range(len(school.names))
    ]
    assert len({part.email for part in people}) == len({(part.name, part.email) for part in people})
    assert all(part.email.isascii() and part.email.endswith(".example") for part in people)


def test_every_aspect_has_its_words() -> None:
    assert len(WORDS) == 18
    assert all(len(words["saw"]) >= 2 and len(words["figures"]) == 3 for words in WORDS.values())


@pytest.mark.django_db
def test_a_partnership_is_built_once_and_dates_move_with_today(monkeypatch: pytest.MonkeyPatch) -> None:
    small = dataclasses.replace(CAST, partnerships=CAST.partnerships[2:3])
    monkeypatch.setattr(scenery, "CAST", small)
    said: list[str] = []
    now = timezone.localtime()
    scenery.build(at=now, say=said.append)
    assert said == ["people", "Fellside Small Schools"]
    assert Membership.objects.count() == 3
    assert Review.objects.filter(state="closed").count() == 3
    assert Review.objects.filter(visit_starts_on__gte=now.date()).count() == 1
    assert School.objects.filter(is_invented=False).count() == 0
    before = Review.objects.count()
    scenery.build(at=now + dt.timedelta(days=1), say=said.append)
    assert Review.objects.count() == before
    assert Partnership.objects.count() == 1


@pytest.mark.django_db
def test_it_is_not_loaded_beside_anything_else() -> None:
    Network.objects.create(name="Real people")
    with pytest.raises(Refused, match="one of its own"):
        demo.load(at=timezone.now(), say=lambda _words: None)
