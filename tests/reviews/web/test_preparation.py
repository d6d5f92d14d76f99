"""Every page before a visit, opened by everybody who takes part."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.factories.preparation import evaluated, focused, released
from tests.factories.reviews import whole
from tests.sign_in import signed_in

from trigpoint.reviews.actions import briefing, focus, timetable
from trigpoint.reviews.queries import pack as packs

pytestmark = pytest.mark.django_db
PEOPLE = [
    "host_head",
    "host_leader",
    "host_staff",
    "governor",
    "host_champion",
    "lead",
    "reviewer",
    "facilitator",
    "partnership_lead",
    "associate",
]


@pytest.fixture(autouse=True)
def _now(at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(at):
        yield


def prepared(at):
    """A review on which everything before the visit has been done."""
    w = whole()
    released(w, at=at)
    made = focused(w, at=at, agreed=False, story="Two sites since 2019.", base="Library")
    focus.add_line(actor=w.lead, at=at, review=w.review, question="Who reads widely?", aspects=["OI2"])
    for person in (w.lead, w.host_head):
        focus.agree(actor=person, at=at, review=w.review, version=made.version)
    briefing.allocate(actor=w.lead, at=at, review=w.review, person_id=w.reviewer.pk, aspects=["OI2"])
    start = at.replace(hour=11)
    timetable.add_activity(
        actor=w.lead,
        at=at,
        review=w.review,
        starts_at=start,
        ends_at=start.replace(hour=12),
        what="Mathematics in Year 4",
        kind="OBS",
        codes=["4B"],
        aspects=["OI2"],
        reviewers=[w.reviewer.pk],
    )
    timetable.set_not_observed(actor=w.host_head, at=at, review=w.review, code="T07")
    return w


def get(w, person, name, *args):
    return signed_in(Client(), person).get(reverse(f"reviews:{name}", args=[w.review.pk, *args]))


WHO_READS = {
    "self_evaluation": {"host_head", "host_leader", "lead", "reviewer", "facilitator"},
    "pack": {"host_head", "host_leader", "lead", "reviewer"},
    "pack_looks": {"host_head", "host_leader"},
    "focus": set(PEOPLE) - {"host_staff", "host_champion"},
    "not_observed": {"host_head", "host_leader", "lead"},
    "briefing": {"host_head", "lead", "reviewer"},
    "timetable": set(PEOPLE) - {"partnership_lead", "associate"},
    "timetable_print": set(PEOPLE) - {"partnership_lead", "associate"},
}


@pytest.mark.parametrize("name", WHO_READS)
def test_who_may_open_it(at, name):
    w = prepared(at)
    opened = {who for who in PEOPLE if get(w, getattr(w, who), name).status_code == 200}
    assert opened == WHO_READS[name]


@pytest.mark.parametrize("name", WHO_READS)
def test_to_strangers_there_is_nothing(at, name):
    w = prepared(at)
    assert get(w, w.stranger, name).status_code == 404
    assert get(w, w.group.heads[2], name).status_code == 404


def test_those_of_the_partnership_see_themes_alone(at):
    w = prepared(at)
    page = get(w, w.partnership_lead, "focus").content.decode()
    assert ("Our Impact" in page, "Looking Inward" in page) == (True, True)
    assert "Closing gaps" not in page
    assert "Who reads widely?" not in page


def test_reviewers_learn_only_that_somebody_is_not_available(at):
    w = prepared(at)
    for name in ("focus", "timetable"):
        page = get(w, w.reviewer, name).content.decode()
        assert "not available for observation" in page.lower()
        assert "T07" not in page


def test_the_self_evaluation_is_the_schools_own_until_it_is_released(at):
    w = whole()
    evaluated(w, at=at)
    assert get(w, w.lead, "self_evaluation").status_code == 403
    assert get(w, w.governor, "self_evaluation").status_code == 403
    signed_in(Client(), w.host_head).post(
        reverse("reviews:share_self_evaluation", args=[w.review.pk]), {"with_governors": "yes"}
    )
    assert get(w, w.governor, "self_evaluation").status_code == 200


def post(client, w, name, data=None, *args):
    return client.post(reverse(f"reviews:{name}", args=[w.review.pk, *args]), data or {})


def hidden(page):
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))


def test_an_aspect_is_written_and_two_tabs_never_overwrite(at):
    w = whole()
    one, other = signed_in(Client(), w.host_head), signed_in(Client(), w.host_leader)
    address = reverse("reviews:self_evaluation_aspect", args=[w.review.pk, "OI2"])
    read = hidden(one.get(address).content.decode())
    first = one.post(address, {**read, "level": "E", "evidence": "Theirs", "how_we_know": "", "next": "yes"})
    assert first.headers["Location"].endswith("/aspects/OI3/")
    second = other.post(address, {**read, "level": "", "evidence": "", "how_we_know": "Mine"})
    assert second.status_code == 302
    third = other.post(address, {**read, "level": "", "evidence": "Mine too", "how_we_know": ""})
    page = third.content.decode()
    assert (third.status_code, "Theirs" in page, "Mine too" in page) == (409, True, True)
    again = other.post(address, {**hidden(page), "level": "E", "evidence": "Both", "how_we_know": "Mine"})
    assert again.status_code == 302
    assert "Both" in one.get(address).content.decode()


def test_what_is_typed_is_saved_as_it_is_typed(at):
    w = whole()
    client = signed_in(Client(), w.host_head)
    address = reverse("reviews:self_evaluation_aspect", args=[w.review.pk, "OI2"])
    read = hidden(client.get(address).content.decode())
    headers = {"HX-Request": "true"}
    answer = client.post(address, {**read, "level": "", "evidence": "One", "how_we_know": ""}, headers=headers)
    page = answer.content.decode()
    assert (answer.status_code, "Saved 09:30" in page) == (200, True)
    late = client.post(address, {**read, "level": "", "evidence": "Two", "how_we_know": ""}, headers=headers)
    assert (late.status_code, "Not saved:" in late.content.decode()) == (409, True)
    more = client.post(address, {**hidden(page), "level": "", "evidence": "Two", "how_we_know": ""}, headers=headers)
    assert more.status_code == 200


def test_two_megabytes_are_answered_with_everything_still_there(at):
    w = whole()
    client = signed_in(Client(), w.host_head)
    address = reverse("reviews:self_evaluation_aspect", args=[w.review.pk, "OI2"])
    read = hidden(client.get(address).content.decode())
    long = "A long comment. " * 130_000
    answer = client.post(address, {**read, "level": "E", "evidence": long, "how_we_know": "Twice a year."})
    page = answer.content.decode()
    assert (answer.status_code, long.strip() in page, "Twice a year." in page) == (422, True, True)
    assert "Shorten this to" in page


def test_the_team_opens_the_pack_and_the_school_sees_it(at):
    w = whole()
    released(w, at=at)
    client = signed_in(Client(), w.host_head)
    from django.core.files.uploadedfile import SimpleUploadedFile

    plan = SimpleUploadedFile("plan.pdf", b"%PDF-1.7\nOur plan")
    assert post(client, w, "add_pack_item", {"file": plan, "subject": "plan", "title": ""}, "file").status_code == 302
    item = next(item for item in packs.items(w.review) if item.kind == "file")
    reader = signed_in(Client(), w.reviewer)
    assert "95% this term." not in reader.get(reverse("reviews:pack", args=[w.review.pk])).content.decode()
    assert reader.get(reverse("reviews:pack_file", args=[w.review.pk, item.pk])).status_code == 302
    post(reader, w, "open_pack")
    assert "95% this term." in reader.get(reverse("reviews:pack", args=[w.review.pk])).content.decode()
    file = reader.get(post(reader, w, "take_pack_item", None, item.pk).headers["Location"])
    assert (file.content, file.headers["Content-Disposition"]) == (
        b"%PDF-1.7\nOur plan",
        'attachment; filename="plan.pdf"',
    )
    page = get(w, w.host_head, "pack_looks").content.decode()
    assert ("Daniel Osei" in page, "plan.pdf" in page) == (True, True)


def test_a_file_that_can_not_be_taken_says_what_can(at):
    w = whole()
    client = signed_in(Client(), w.host_head)
    from django.core.files.uploadedfile import SimpleUploadedFile

    data = {"file": SimpleUploadedFile("plan.pdf", b"MZ\x90\0not a pdf"), "subject": "plan", "title": "Our plan"}
    answer = post(client, w, "add_pack_item", data, "file")
    page = answer.content.decode()
    assert (answer.status_code, "without macros" in page, "Our plan" in page) == (422, True, True)


def test_g1_is_named_before_and_when_it_is_released(at):
    w = whole(signed=False)
    evaluated(w, at=at)
    client = signed_in(Client(), w.host_head)
    assert (
        "have not signed both agreements"
        in client.get(reverse("reviews:release_pack", args=[w.review.pk])).content.decode()
    )
    day = {"expires_on-day": "1", "expires_on-month": "2", "expires_on-year": "2027"}
    answer = post(client, w, "release_pack", day)
    assert (answer.status_code, packs.release(w.review)) == (403, None)


@pytest.mark.parametrize(
    "chosen, reason",
    [
        ({"LI": ["LI2"]}, "Choose at least one aspect of Our Impact: every review looks at it."),
        ({"OI": ["OI2"]}, "Choose at least one more theme: a review looks at Our Impact and one other."),
    ],
)
def test_g2_and_g3_are_refused_with_everything_still_there(at, chosen, reason):
    w = whole()
    client = signed_in(Client(), w.lead)
    answer = post(client, w, "focus_aspects", {**chosen, "reasons": "Because of the gaps.", "version": "0"})
    page = answer.content.decode()
    assert (answer.status_code, reason in page, "Because of the gaps." in page) == (403, True, True)


def test_the_first_meeting_on_the_pages(at):
    w = whole()
    lead, head = signed_in(Client(), w.lead), signed_in(Client(), w.host_head)
    story = {"story": "Two sites.", "base": "Library", "mode": "in_person", "version": "0"}
    assert post(lead, w, "focus_story", story).status_code == 302
    stale = post(head, w, "focus_story", {**story, "story": "Three sites."})
    page = stale.content.decode()
    assert (stale.status_code, "Two sites." in page, "Three sites." in page) == (409, True, True)
    chosen = {"OI": ["OI2"], "LI": ["LI2"], "version": "1"}
    assert post(lead, w, "focus_aspects", chosen).status_code == 302
    page = lead.get(reverse("reviews:add_line", args=[w.review.pk])).content.decode()
    asked = ("To what extent are gaps closing", "To what extent is teaching well judged")
    assert [words in page for words in asked] == [True, False]  # of what is in focus
    assert post(lead, w, "add_line", {"question": "Who reads widely?"}).status_code == 302
    assert post(lead, w, "agree_focus", {"version": "2"}).status_code == 302
    assert post(head, w, "agree_focus", {"version": "1"}).status_code == 409
    assert post(head, w, "agree_focus", {"version": "2"}).status_code == 302
    assert post(lead, w, "focus_story", story).status_code == 403


def test_not_available_is_set_without_a_reason(at):
    w = whole()
    client = signed_in(Client(), w.host_head)
    assert post(client, w, "not_observed", {"code": "on capability", "day": ""}).status_code == 422
    window = {"code": "4b", "day": "2027-01-14", "starts": "09:00", "ends": "10:00"}
    assert post(client, w, "not_observed", window).status_code == 302
    activity = {"day": "2027-01-14", "starts": "09:30", "ends": "10:30", "what": "Lesson", "codes": "4B"}
    answer = post(signed_in(Client(), w.lead), w, "add_activity", {**activity, "mode": "in_person"})
    page = answer.content.decode()
    assert (answer.status_code, "4B is not available then." in page, "Lesson" in page) == (403, True, True)


def test_the_timetable_on_the_pages(at):
    w = prepared(at)
    lead = signed_in(Client(), w.lead)
    page = lead.get(reverse("reviews:timetable", args=[w.review.pk]), {"person": str(w.lead.pk)}).content.decode()
    assert "Mathematics in Year 4" not in page
    page = lead.get(reverse("reviews:timetable", args=[w.review.pk])).content.decode()
    assert "Mathematics in Year 4" in page
    address = re.search(r'href="([^"]+/timetable/[0-9a-f-]{36}/)"', page)[1]
    given = {
        "day": "2027-01-14",
        "starts": "11:00",
        "ends": "12:30",
        "what": "Mathematics in Year 5",
        "kind": "SCR",
        "mode": "in_person",
        "version": "1",
    }
    assert lead.post(address, given).status_code == 302
    assert lead.post(address, given).status_code == 409
    assert lead.post(address, {**given, "starts": "eleven"}).status_code == 422


def test_the_second_meeting_on_the_pages(at):
    w = whole()
    focused(w, at=at)
    lead = signed_in(Client(), w.lead)
    assert post(lead, w, "allocate", {"aspects": ["OI2"]}, w.reviewer.pk).status_code == 302
    day = {"held_on-day": "13", "held_on-month": "jan", "held_on-year": "2027"}
    assert post(lead, w, "briefing", day).status_code == 302
    assert "13 January 2027" in get(w, w.reviewer, "briefing").content.decode()


@pytest.mark.parametrize("name", ["self_evaluation", "pack", "focus", "briefing", "timetable"])
def test_the_number_of_queries_does_not_grow(at, name, django_assert_max_num_queries):
    w = prepared(at)
    client = signed_in(Client(), w.host_head)
    for hour in (13, 14):
        start = at.replace(hour=hour)
        timetable.add_activity(
            actor=w.lead, at=at, review=w.review, starts_at=start, ends_at=start.replace(minute=50), what="Talk"
        )
    client.get(reverse(f"reviews:{name}", args=[w.review.pk]))
    with django_assert_max_num_queries(16):
        assert client.get(reverse(f"reviews:{name}", args=[w.review.pk])).status_code == 200
