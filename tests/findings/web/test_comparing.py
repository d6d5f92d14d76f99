"""Beside the released profile: areas of inspection that it touches (and no grade), and the school's earlier reviews."""

import dataclasses
import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.findings import SAID, released
from tests.factories.models import model
from tests.factories.reviews import Whole, review
from tests.people.web.test_tokens import bearer
from tests.sign_in import signed_in

from trigpoint.findings.models import Profile
from trigpoint.findings.queries import over_time, printed, touches
from trigpoint.findings.rules import visibility
from trigpoint.frameworks.actions import publishing
from trigpoint.frameworks.models import Framework
from trigpoint.frameworks.queries import tree
from trigpoint.kernel.grades import INSPECTION
from trigpoint.organisations.models import School
from trigpoint.programmes.models import Cycle
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries import scene as scenes

FOCUS = ["OI1", "OI2", "LI1"]
GRADES = sorted(INSPECTION)


@pytest.fixture
def shown(w: Whole, now: dt.datetime) -> Whole:
    """The profile is released; the host is a primary school in England."""
    publishing.publish_shipped(at=now)
    School.objects.filter(pk=w.host.pk).update(phase="Primary", age_low=4, age_high=11)
    released(w, FOCUS, at=now)
    return w


def page(w: Whole, name: str, person: Any = None, **headers: str) -> str:
    client = signed_in(Client(), person or w.host_head)
    answer = client.get(reverse(f"findings:{name}", args=[w.review.pk]), headers=headers)
    assert answer.status_code == 200
    main = re.search(r"<main.*?</main>", answer.content.decode(), re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", main[0] if main else "").replace("&#x27;", "'").split())


def says_a_grade(w: Whole, text: str) -> list[str]:
    """Words of inspectorates' scales, the framework's own levels, and numbers that are no dates."""
    words = [*GRADES, *tree(w.review.framework_id).level_labels.values(), "level", "grade", "safe", SAID]
    found = [word for word in words if re.search(rf"\b{re.escape(word)}\b", text, re.I)]
    dated = re.sub(r"\b\d{1,2}( and \d{1,2})? [A-Z][a-z]+( \d{4})?|\b(September|November) \d{4}", "", text)
    dated = re.sub(r"\bo fis Medi \d{4}", "", dated)
    return found + re.findall(r"\d+", dated)


def areas(w: Whole) -> dict[str, Any]:
    """The only inspection framework that counts, as the API tells it."""
    answer = Client().get(f"/api/reviews/{w.review.pk}/profile/inspection-areas", headers=bearer(w.host_head))
    (one,) = answer.json()
    return one


def test_a_head_sees_which_areas_the_findings_touch_and_no_grade(shown: Whole) -> None:
    text = page(shown, "inspection_areas")

    assert "Ofsted, from September 2026" in text
    assert re.search(r"Inclusion How does .*? Attainment and progress .*? Closing gaps .*? Teaching", text)
    assert "Left out, because your school has none: Sixth form." in text
    assert "Not for peers to look at: Safeguarding." in text
    assert re.search(r"Personal development and well-being [^?]+\? Nothing that this review looked at touches it", text)
    assert says_a_grade(shown, text) == []


def test_the_version_in_force_on_the_first_day_of_the_visit_counts(shown: Whole) -> None:
    later = areas(shown)
    Review.objects.filter(pk=shown.review.pk).update(visit_starts_on="2026-06-10", visit_ends_on="2026-06-11")
    before = areas(shown)

    assert (before["version"], later["version"]) == ("2025-11", "2026-09")
    touching = [
        [aspect["code"] for aspect in next(a for a in one["areas"] if a["code"] == "INC")["aspects"]]
        for one in (before, later)
    ]
    assert touching == [["OI2"], ["OI1", "OI2", "LI1"]]
    assert [area["code"] for area in before["left_out"]] == ["SF"]
    assert [area["code"] for area in before["apart"]] == ["SAFE"]
    assert "Since 1 September 2026 another version counts: Ofsted, from September 2026." in page(
        shown, "inspection_areas"
    )


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_review_in_wales_prints_no_grade_in_any_language(shown: Whole, settings: Any, language: str) -> None:
    settings.LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
    School.objects.filter(pk=shown.host.pk).update(nation="wales")
    text = page(shown, "inspection_areas", **{"accept-language": language})

    assert ("Lles, gofal, cymorth ac arweiniad" if language == "cy" else "Well-being, care, support") in text
    assert "Ofsted" not in text
    assert says_a_grade(shown, text) == []
    assert areas(shown)["key"] == "estyn"


def test_a_review_of_a_trust_touches_no_area_of_schools(shown: Whole, now: dt.datetime) -> None:
    of_school = scenes.acting(shown.host_head.pk, shown.review, at=now)
    model = dataclasses.replace(of_school.model, subject=dataclasses.replace(of_school.model.subject, kind="trust"))
    of_trust = dataclasses.replace(of_school, model=model)
    said = printed.printed(of_school, Profile.objects.get(review=shown.review))

    assert [one.inspection.key for one in touches.touched(of_school, said)] == ["ofsted"]
    assert touches.touched(of_trust, said) == []


def test_the_net_catches_a_grade(shown: Whole) -> None:
    assert {"Excellent", "3", "4"} <= set(says_a_grade(shown, "Teaching: Excellent, 3 of 4"))
    assert "urgent improvement" in says_a_grade(shown, "Urgent improvement")
    assert says_a_grade(shown, "Teaching, as on 13 January 2027") == []


def test_only_the_schools_leaders_see_it_and_only_once_it_is_released(shown: Whole) -> None:
    for person in (shown.lead, shown.reviewer, shown.partnership_lead, shown.programme_staff, shown.governor):
        client = signed_in(Client(), person)
        for name in ("inspection_areas", "over_time"):
            assert client.get(reverse(f"findings:{name}", args=[shown.review.pk])).status_code in {403, 404}
    assert "Areas of inspection" in page(shown, "inspection_areas", shown.host_leader)
    assert "Where it touches areas of inspection" in page(shown, "profile")
    assert "Where it touches areas of inspection" not in page(shown, "profile", shown.lead)


def test_before_the_release_nobody_sees_it(w: Whole, now: dt.datetime) -> None:
    client = signed_in(Client(), w.host_head)

    assert client.get(reverse("findings:inspection_areas", args=[w.review.pk])).status_code == 403


def earlier(w: Whole, day: str, framework: Framework | None = None, **of_first_aspect: Any) -> Review:
    """A review of the same school in another cycle, with the same content but for its first aspect."""
    begins = dt.date.fromisoformat(day)
    number = Cycle.objects.filter(partnership=w.partnership).count() + 1
    cycle = Cycle.objects.get(pk=w.cycle.pk)
    cycle.pk, cycle.number, cycle.name, cycle._state.adding = None, number, f"Earlier {number}", True
    cycle.starts_on, cycle.ends_on = begins, begins + dt.timedelta(days=90)
    cycle.save()
    made = review(w.group, cycle=cycle, visit_starts_on=begins, framework=framework or w.review.framework)
    row = Profile.objects.get(review=w.review)
    content = dict(row.content or {})
    content["aspects"] = [{**content["aspects"][0], **of_first_aspect}, *content["aspects"][1:2]]
    row.pk, row.review, row.content, row._state.adding = None, made, content, True
    row.save()
    return made


def test_an_aspect_is_set_beside_what_comparable_reviews_said(shown: Whole) -> None:
    before = earlier(shown, "2026-01-14", level="To develop", commentary="Reading lags in two years.")
    text = page(shown, "over_time")

    first = text[text.index("Attainment and progress") : text.index("Closing gaps")]
    assert re.search(r"14 January 2026 To develop .*Reading lags in two years.*13 January 2027 \(this review\)", first)
    teaching = text[text.index("Teaching") :]
    assert "14 January 2026 This review did not look at it." in teaching
    said = Client().get(f"/api/reviews/{shown.review.pk}/profile/over-time", headers=bearer(shown.host_head)).json()
    assert [one["aspect"] for one in said] == FOCUS
    assert [one["review_id"] for one in said[0]["reviews"]] == [str(before.pk), str(shown.review.pk)]
    assert said[0]["reviews"][0]["said"]["level"] == "To develop"


def test_an_earlier_review_is_told_of_only_to_whom_its_own_model_lets_read_it(shown: Whole) -> None:
    before = earlier(shown, "2026-01-14", commentary="For the head alone.")
    report = {"key": "report", "stage": "profile", "title": "Report", "owner": "head", "readers": ["head"]}
    Review.objects.filter(pk=before.pk).update(review_model=model(outputs=[report]))
    address = f"/api/reviews/{shown.review.pk}/profile/over-time"

    assert "For the head alone." in page(shown, "over_time")
    assert "For the head alone." not in page(shown, "over_time", shown.host_leader)
    told = Client().get(address, headers=bearer(shown.host_leader)).json()
    assert {one["review_id"] for aspect in told for one in aspect["reviews"]} == {str(shown.review.pk)}


def test_three_reviews_take_no_more_queries_than_one(shown: Whole, now: dt.datetime) -> None:
    def asked() -> int:
        scene = scenes.acting(shown.host_head.pk, shown.review, at=now)
        over_time.threads(scene, may_read=visibility.may_see_profile)
        with CaptureQueriesContext(connection) as queries:
            over_time.threads(scene, may_read=visibility.may_see_profile)
        return len(queries)

    once = asked()
    for day in ("2025-01-15", "2026-01-14"):
        earlier(shown, day)
    assert asked() == once == 1


def test_a_review_on_another_line_is_not_comparable_and_says_so(shown: Whole, now: dt.datetime) -> None:
    text = (publishing.SHIPPED / "four-themes-1.yaml").read_text(encoding="utf-8").replace('"1"', '"0"', 1)
    other = publishing.publish(actor=None, at=now, text=text)
    earlier(shown, "2025-01-15", framework=other, level="Inspirational", commentary="Others came to see it.")
    page_text = page(shown, "over_time")

    assert "Not comparable: this review used another framework, Four themes 0." in page_text
    assert "Others came to see it." not in page_text
    said = Client().get(f"/api/reviews/{shown.review.pk}/profile/over-time", headers=bearer(shown.host_head)).json()
    assert [(one["is_comparable"], one["said"] is None) for one in said[0]["reviews"]] == [(False, True), (True, False)]


def test_a_review_on_the_same_line_is_comparable(shown: Whole, now: dt.datetime) -> None:
    text = (publishing.SHIPPED / "four-themes-1.yaml").read_text(encoding="utf-8")
    text = text.replace('version: "1"', 'version: "2"\nline: four-themes-1', 1)
    newer = publishing.publish(actor=None, at=now, text=text)
    earlier(shown, "2025-01-15", framework=newer, commentary="A year on.")

    assert "A year on." in page(shown, "over_time")


def test_the_first_review_says_that_it_is_the_first(shown: Whole) -> None:
    assert "This is the first review of your school" in page(shown, "over_time")
