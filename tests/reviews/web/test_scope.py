"""What of a framework applies to a school: one answer for self-evaluation, focus and all that follows, page and API."""

import datetime as dt
import json
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.factories.organisations import SchoolFactory
from tests.factories.reviews import Whole, whole
from tests.sign_in import signed_in

from trigpoint.evidence.queries import plans
from trigpoint.findings.queries import own_view
from trigpoint.frameworks.actions import publishing
from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations.models import School
from trigpoint.people.actions import tokens
from trigpoint.proformas.queries import spots
from trigpoint.reviews.actions import focus, self_evaluation
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries import scope
from trigpoint.reviews.queries import self_evaluation as positions

pytestmark = pytest.mark.django_db

PRIMARY = {"phase": "Primary", "age_low": 4, "age_high": 11}
SECONDARY = {"phase": "Secondary", "age_low": 11, "age_high": 18}


@pytest.fixture(autouse=True)
def _now(at: dt.datetime) -> Iterator[None]:
    with time_machine.travel(at):
        yield


@pytest.fixture
def w(at: dt.datetime) -> Whole:
    """The framework's last aspect is for sixth forms, and the school is a primary school."""
    text = (publishing.SHIPPED / "four-themes-1.yaml").read_text(encoding="utf-8")
    text = text.replace('version: "1"', 'version: "0"', 1)
    text = text.replace("code: LF5\n", "code: LF5\n        applies_to: [sixth_form]\n")
    made = whole(framework=publishing.publish(actor=None, at=at, text=text))
    becomes(made, PRIMARY)
    return made


def becomes(w: Whole, kind: dict[str, str | int]) -> None:
    School.objects.filter(pk=w.host.pk).update(**kind)
    w.review.host.refresh_from_db()


def test_what_does_not_apply_is_neither_asked_nor_looked_at(w: Whole, at: dt.datetime) -> None:
    lead = {"actor": w.lead, "at": at, "review": w.review}
    kept = focus.save(**lead, version=0, aspects=["OI2", "LF"])
    assert kept.aspects == ["OI2", "LF1", "LF2", "LF3", "LF4"]
    with pytest.raises(Unacceptable, match="Sustaining change is not for schools like this one"):
        focus.save(**lead, version=1, aspects=["OI2", "LF5"])
    with pytest.raises(Unacceptable, match="Sustaining change is not for schools like this one"):
        self_evaluation.save(actor=w.host_head, at=at, review=w.review, aspect="LF5", level="E")

    pages = signed_in(Client(), w.lead)
    for name in ("focus_aspects", "add_line", "add_activity"):
        page = pages.get(reverse(f"reviews:{name}", args=[w.review.pk])).content.decode()
        assert ('value="LF4"' in page, 'value="LF5"' in page) == (True, False), name

    pages = signed_in(Client(), w.host_head)
    whole_page = pages.get(reverse("reviews:self_evaluation", args=[w.review.pk])).content.decode()
    assert "0 of 17 aspects have a position" in whole_page
    assert "Sustaining change" not in whole_page
    last = pages.get(reverse("reviews:self_evaluation_aspect", args=[w.review.pk, "LF4"])).content.decode()
    assert ("Aspect 17 of 17" in last, "go to the next" in last) == (True, False)
    assert pages.get(reverse("reviews:self_evaluation_aspect", args=[w.review.pk, "LF5"])).status_code == 404

    made = tokens.make(actor=w.host_head, at=at, name="Test", days=30, may_write=True)
    api = Client(headers={"Authorization": f"Bearer {made.text}"})
    own = f"/api/reviews/{w.review.pk}/self-evaluation"
    assert [one["aspect"] for one in api.get(own).json()["positions"]][-2:] == ["LF3", "LF4"]
    refused = api.put(f"{own}/aspects/LF5", json.dumps({"level": "E"}), content_type="application/json")
    assert (refused.status_code, "not for schools like this one" in refused.content.decode()) == (422, True)


def test_before_a_focus_is_chosen_all_that_applies_is_looked_at(w: Whole) -> None:
    every = [aspect.code for aspect in scope.aspects(w.review)]
    assert (len(every), every[-1]) == (17, "LF4")
    assert [aspect.code for aspect in plans.in_focus(w.review)] == every
    assert [code for code, _name in spots.areas(w.review)] == every


def test_what_was_written_stays_in_sight_when_the_register_says_otherwise(w: Whole, at: dt.datetime) -> None:
    becomes(w, SECONDARY)
    self_evaluation.save(actor=w.host_head, at=at, review=w.review, aspect="LF5", evidence="Two teachers lead it.")
    becomes(w, PRIMARY)
    assert positions.positions(w.review)["LF5"].evidence == "Two teachers lead it."
    assert not own_view.by_aspect(w.review, w.review.framework.tree())["LF5"].is_given  # nothing is released yet
    page = signed_in(Client(), w.host_head).get(reverse("reviews:self_evaluation_aspect", args=[w.review.pk, "LF5"]))
    assert page.status_code == 200


def test_of_several_schools_one_is_enough(w: Whole) -> None:
    sites = [SchoolFactory(**PRIMARY), SchoolFactory(**SECONDARY)]
    Review.objects.filter(pk=w.review.pk).update(site_ids=[school.pk for school in sites])
    w.review.refresh_from_db()
    assert "LF5" in scope.aspects_by_code(w.review)
    Review.objects.filter(pk=w.review.pk).update(site_ids=[sites[0].pk])
    w.review.refresh_from_db()
    assert "LF5" not in scope.aspects_by_code(w.review)
