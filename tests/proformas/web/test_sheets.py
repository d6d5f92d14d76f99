"""The pages of forms: found, written, saved as they are typed, sent in, read, taken as a table."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.people import head as head_of
from tests.factories.people import someone
from tests.factories.proformas import PROTOCOL, STORY, everything, sent_story, with_forms
from tests.factories.reviews import Whole, whole
from tests.people.web.test_tokens import bearer
from tests.sign_in import signed_in

from trigpoint.access.roles import Role
from trigpoint.home.queries import work
from trigpoint.people.models import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.proformas.actions import sheets
from trigpoint.proformas.models import Answer, Sheet
from trigpoint.proformas.queries import spots
from trigpoint.programmes.queries.review_models import definition
from trigpoint.reviews.actions import team
from trigpoint.reviews.models import Focus, Review
from trigpoint.reviews.queries.scene import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(time_machine: Any, at: dt.datetime) -> Whole:
    time_machine.move_to(at)
    return with_forms()


def _sheet(people: Whole, form: str, place: str = "review", number: int = 1, way: str = "sheet") -> str:
    return reverse(f"proformas:{way}", args=[people.review.pk, form, place, number])


def _marks(client: Client, url: str) -> dict[str, str]:
    """The hidden fields of the page as a browser sends them back."""
    form = client.get(url).context["form"]
    return {bound.html_name: str(bound.value()) for bound in form.hidden_fields()}


def _send(client: Client, url: str, **typed: str) -> Any:
    """Send in what stands on the page."""
    form = client.get(url).context["form"]
    stands = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "", [], False)}
    return client.post(url, stands | {"send": "yes"} | typed)


def test_written_saved_as_typed_sent_in_and_read(people: Whole) -> None:
    head, url = signed_in(Client(), people.host_head), _sheet(people, "story")
    page = head.get(url).content.decode()
    assert "Written and seen by: headteacher and senior leader." in page
    assert "read by: lead reviewer" in page
    typed = _marks(head, url) | {"story": "We began again.", "proud_of": "Our choir\nOur garden"}
    saved = head.post(url, typed, headers={"HX-Request": "true"}).content.decode()
    assert "Saved" in saved
    assert Answer.objects.get(field="proud_of").value == ["Our choir", "Our garden"]
    lead = signed_in(Client(), people.lead)
    assert lead.get(url).status_code == 403
    assert _send(head, url).status_code == 302
    assert people.review.stages.get(key="story").done_at is not None
    text = lead.get(url).content.decode()
    assert "We began again." in text
    assert "Our garden" in text
    assert "Open it again" not in text
    overview = reverse("reviews:review", args=[people.review.pk])
    for reader, may in ((head, True), (lead, True), (signed_in(Client(), people.reviewer), False)):
        assert (f'href="{url}"' in reader.get(overview).content.decode()) is may  # done, and still found
    Review.objects.filter(pk=people.review.pk).update(state="closed")
    page = lead.get(overview).content.decode()
    assert f'href="{url}"' in page
    assert "For you to write" not in page
    Review.objects.filter(pk=people.review.pk).update(state="under_way")
    assert head.post(_sheet(people, "story", way="reopen_sheet")).status_code == 302
    assert lead.get(url).status_code == 403


def test_what_somebody_who_has_left_the_team_sent_in_is_still_found(people: Whole, at: dt.datetime) -> None:
    own = {"actor": people.reviewer, "at": at, "review": people.review, "form": "protocol"}
    place = f"person-{people.reviewer.pk}"
    sheets.save(**own, place=place, answers={"agreed": True})
    sheets.send(**own, place=place)
    team.release(actor=people.partnership_lead, at=at, review=people.review, person=people.reviewer, role=Role.REVIEWER)
    head = signed_in(Client(), people.host_head)
    stage = head.get(reverse("proformas:stage", args=[people.review.pk, "meeting_2"])).content.decode()
    assert people.reviewer.name in stage
    assert f'href="{_sheet(people, "protocol", place)}"' in stage
    assert "How we work together" in head.get(reverse("reviews:review", args=[people.review.pk])).content.decode()


def test_both_versions_are_shown_when_somebody_else_was_first(people: Whole) -> None:
    url = _sheet(people, "story")
    head, leader = signed_in(Client(), people.host_head), signed_in(Client(), people.host_leader)
    read = _marks(leader, url)
    head.post(url, _marks(head, url) | {"story": "Words of the head"})
    answer = leader.post(url, read | {"story": "Words of a leader"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Words of the head" in page
    assert "Words of a leader" in page
    again = {bound.html_name: str(bound.value()) for bound in answer.context["form"].hidden_fields()}
    assert leader.post(url, again | {"story": "Words of a leader"}).status_code == 302
    assert Answer.objects.get(field="story").value == "Words of a leader"


def test_what_is_missing_is_said(people: Whole) -> None:
    head = signed_in(Client(), people.host_head)
    answer = _send(head, _sheet(people, "story"))
    assert answer.status_code == 422
    assert "Tell it" in answer.content.decode()
    done = reverse("proformas:finish_stage", args=[people.review.pk, "story"])
    answer = head.post(done)
    assert answer.status_code == 422
    assert "The school&#x27;s story" in answer.content.decode()


def test_an_adult_enters_what_pupils_say(people: Whole) -> None:
    staff, url = signed_in(Client(), people.host_staff), _sheet(people, "voices")
    typed = {"voices": "Eight pupils of Years 5 and 6", "found": "We want clubs that end with the bus."}
    assert (
        staff.post(
            url, _marks(staff, url) | typed | {"seen_on-day": "12", "seen_on-month": "1", "seen_on-year": "2027"}
        ).status_code
        == 302
    )
    answer = _send(staff, url)
    assert answer.status_code == 422
    assert "An adult answers for this" in answer.content.decode()
    assert _send(staff, url, answers_for="on").status_code == 302
    text = signed_in(Client(), people.host_head).get(url).content.decode()
    assert "Eight pupils of Years 5 and 6" in text
    assert "12 January 2027" in text
    stage = staff.get(reverse("proformas:stage", args=[people.review.pk, "voices"])).content.decode()
    assert "Add another" in stage
    assert staff.get(_sheet(people, "voices", number=2)).status_code == 200
    assert staff.get(_sheet(people, "voices", number=3)).status_code == 404


def test_everybody_finds_what_is_theirs(people: Whole) -> None:
    listed = reverse("proformas:forms", args=[people.review.pk])
    assert "How we work together" in signed_in(Client(), people.reviewer).get(listed).content.decode()
    assert "How we work together" not in signed_in(Client(), people.host_staff).get(listed).content.decode()
    for who in (people.governor, people.facilitator, people.partnership_lead, people.evaluator):
        assert signed_in(Client(), who).get(listed).status_code == 403
    assert signed_in(Client(), people.stranger).get(listed).status_code == 404
    overview = reverse("reviews:review", args=[people.review.pk])
    page = signed_in(Client(), people.reviewer).get(overview).content.decode()
    assert "For you to write" in page
    assert f"/forms/protocol/person-{people.reviewer.pk}/1/" in page
    assert f"/forms/protocol/person-{people.second_reviewer.pk}/" not in page
    assert re.search(r"1\d to write", page)  # what they expect, in each aspect, as none is in focus yet


def test_somebody_elses_own_form_is_read_only_once_it_is_sent(people: Whole) -> None:
    place = f"person-{people.reviewer.pk}"
    reviewer, url = signed_in(Client(), people.reviewer), _sheet(people, "protocol", place)
    reviewer.post(url, _marks(reviewer, url) | {"agreed": "on", "hours": "12.5"})
    other = signed_in(Client(), people.second_reviewer)
    assert other.get(url).status_code == 403
    assert other.post(url, {"hours": "1"}).status_code == 403
    _send(reviewer, url)
    assert "12.5 hours" in other.get(url).content.decode()


def test_it_waits_on_the_list_until_it_is_sent_in(people: Whole, at: dt.datetime) -> None:
    def waiting() -> list[str]:
        found = work.items(hats_of(people.host_head.pk, on=at.date()), on=at.date())
        return [item.text for item in found if "story" in item.text]

    assert waiting() == ["“The school's story” for the review of Hawthorn Vale School"]
    sent_story(people, at)
    assert waiting() == []


def test_taken_as_a_table(people: Whole, at: dt.datetime) -> None:
    url = reverse("proformas:export", args=[people.review.pk])
    assert signed_in(Client(), people.reviewer).get(url).status_code == 403
    sent_story(people, at, proud_of=["=SUM(A1)"])
    text = signed_in(Client(), people.lead).get(url).content.decode()
    assert "We began again in 2021." in text
    assert "'=SUM(A1)" in text
    assert "We began again" not in signed_in(Client(), people.reviewer).get(url).content.decode()


@pytest.mark.parametrize("areas", [1, 3])
def test_the_page_takes_as_many_queries_for_three_forms_as_for_one(
    people: Whole, areas: int, django_assert_max_num_queries: Any
) -> None:
    Focus.objects.create(review=people.review, aspects=["OI1", "OI2", "LI1"][:areas])
    client = signed_in(Client(), people.lead)
    url = reverse("proformas:stage", args=[people.review.pk, "story"])
    with django_assert_max_num_queries(26):
        assert client.get(url).content.decode().count("What we expect") >= areas


def test_the_same_through_the_api(people: Whole) -> None:
    base = f"/api/reviews/{people.review.pk}/forms"
    client, head, lead = Client(), bearer(people.host_head), bearer(people.lead)
    sent = {"answers": {"story": "Through the API"}}
    assert client.put(f"{base}/story", sent, content_type="application/json", headers=head).status_code == 200
    refused = client.put(f"{base}/story", sent, content_type="application/json", headers=lead)
    assert refused.status_code == 403
    listed = {row["form"]: row for row in client.get(base, headers=lead).json()}
    assert listed["story"]["state"] == "writing"
    assert listed["story"]["answers"] is None
    assert client.get(f"{base}/story", headers=lead).json() == []
    for wrong in ({"phase": {"key": "start"}}, {"phase": ["start"]}, {"proud_of": [["x"]]}):
        answer = client.put(f"{base}/story", {"answers": wrong}, content_type="application/json", headers=head)
        assert answer.status_code == 422
    assert client.post(f"{base}/story/sent", {}, content_type="application/json", headers=head).status_code == 200
    (filled,) = client.get(f"{base}/story", headers=lead).json()
    assert filled["lines"][0]["text"] == "Through the API"
    assert client.get(f"{base}/story", headers=bearer(people.reviewer)).status_code == 403
    assert client.get(f"{base}/none", headers=lead).status_code == 404


def test_the_list_through_the_api_takes_as_many_queries_for_three_as_for_one(people: Whole, at: dt.datetime) -> None:
    Focus.objects.create(review=people.review, aspects=["OI1", "OI2", "LI1"])
    by = {"actor": people.lead, "at": at, "review": people.review, "form": "hypotheses"}

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            listed = Client().get(f"/api/reviews/{people.review.pk}/forms", headers=bearer(people.lead)).json()
        assert sum(bool(row["answers"]) for row in listed) == written
        return len(queries)

    written = 1
    sheets.save(**by, place="area-OI1", answers={"expect": "Much"})
    asked()
    once = asked()
    for place in ("area-OI2", "area-LI1"):
        sheets.save(**by, place=place, answers={"expect": "More"})
    written = 3
    assert asked() == once


def test_who_leads_a_school_that_is_visited_takes_along_what_is_about_it(at: dt.datetime) -> None:
    about = {**STORY, "per": "site", "filled_by": ["site_head"], "readers": ["head"]}
    people = with_forms(forms=[about])
    people.review.site_ids = [people.other_school.pk, people.reviewer_school.pk]
    people.review.save()
    site_head = head_of(people.other_school, people.network)
    by = {"actor": site_head, "at": at, "review": people.review, "form": "story"}
    by["place"] = f"site-{people.other_school.pk}"
    sheets.save(**by, answers={"story": "Ours alone"})
    sheets.send(**by)
    base = f"/api/reviews/{people.review.pk}/forms"

    export = reverse("proformas:export", args=[people.review.pk])
    assert "Ours alone" in signed_in(Client(), site_head).get(export).content.decode()
    said = Client().get(f"{base}/story", headers=bearer(site_head)).json()
    assert [row["lines"][0]["text"] for row in said] == ["Ours alone"]
    other = head_of(people.reviewer_school, people.network)
    assert signed_in(Client(), other).get(export).status_code == 403
    assert Client().get(f"{base}/story", headers=bearer(other)).json() == []


def test_one_for_each_is_due_for_all_who_play_the_part(at: dt.datetime) -> None:
    about = {**PROTOCOL, "filled_by": ["site_head", "senior_leader", "programme_staff"]}
    people = with_forms(forms=[about])
    people.review.site_ids = [people.other_school.pk]
    people.review.subject_leader = people.host_staff
    people.review.save()
    site_head = head_of(people.other_school, people.network)
    of_network = someone(Role.PROGRAMME_STAFF, people.network)
    model = definition(people.review.review_model_id)
    due = {spot.person_id for spot in spots.spots(people.review, model, model.forms[0], on=at.date())}

    wanted = {site_head, of_network, people.host_leader, people.host_staff, people.programme_staff}
    assert wanted <= set(Account.objects.filter(pk__in=due))
    for person in wanted:
        assert acting(person.pk, people.review, at=at).parts & model.parts_of(about["filled_by"])


def test_publishing_by_a_date(time_machine: Any, at: dt.datetime) -> None:
    time_machine.move_to(at)
    people = whole(review_model=everything(), state="under_way")
    time_machine.move_to(at.replace(month=3, day=20))
    head, overview = signed_in(Client(), people.host_head), reverse("reviews:review", args=[people.review.pk])
    page = head.get(overview).content.decode()
    assert "To be published by 14 April 2027, in 25 days." in page
    assert "By 14 November 2027" in page
    items = work.items(hats_of(people.host_head.pk, on=dt.date(2027, 3, 20)), on=dt.date(2027, 3, 20))
    assert "Publish “Report” of the review of your school" in [item.text for item in items]
    url = reverse("proformas:published", args=[people.review.pk, "report"])
    assert signed_in(Client(), people.lead).get(url).status_code == 403
    assert head.post(url, {"address": "not an address"}).status_code == 422
    assert head.post(url, {"address": "https://www.example.org/report"}).status_code == 302
    assert "Published on 20 March 2027." in head.get(overview).content.decode()
    assert Sheet.objects.count() == 0
