"""The next version of a model, written in forms: what is typed is kept, what is wrong is said, publishing ends it."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.programmes import Group, partnership
from tests.sign_in import signed_in

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Unacceptable
from trigpoint.people.actions import tokens
from trigpoint.programmes.actions import drafts, suggestions
from trigpoint.programmes.models import ModelDraft, ReviewModel

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return partnership()


@pytest.fixture
def staff(group: Group) -> Client:
    return signed_in(Client(), group.staff)


@pytest.fixture
def draft(group: Group, at: Any) -> ModelDraft:
    return drafts.copy(actor=group.staff, at=at, network=group.network, review_model=group.programme.review_model)


def url(draft: ModelDraft, name: str, *more: object) -> str:
    return reverse(f"programmes:{name}", args=[draft.pk, *more])


def typed(page: Any) -> dict[str, Any]:
    """What a browser would send of the form as it stands."""
    form = page.context["form"]
    found: dict[str, Any] = {}
    for name in form.fields:
        value = form[name].value()
        if value not in (None, False, "", []):
            found[name] = "on" if value is True else value
    return found


def test_a_copy_becomes_the_next_version(group: Group, staff: Client) -> None:
    model = group.programme.review_model
    address = reverse("programmes:copy_model", args=[model.pk])
    answer = staff.post(address, {"network": str(group.network.pk)})

    made = ModelDraft.objects.get()
    assert answer.headers["Location"] == url(made, "draft")
    assert made.content == {**model.definition, "version": "2"}
    page = staff.get(url(made, "draft")).content.decode()
    assert "Nothing stands in the way of publishing it." in page
    assert "Draft of version 2, begun with version 1." in page
    assert str(made) in staff.get(reverse("programmes:models")).content.decode()

    other = signed_in(Client(), partnership(name="Elsewhere").staff)
    assert other.get(url(made, "draft")).status_code == 404
    assert other.post(address, {"network": str(group.network.pk)}).status_code == 404
    assert signed_in(Client(), group.lead).get(address).status_code == 404


def test_a_part_saved_as_it_stands_stays_as_it_is(draft: ModelDraft, staff: Client) -> None:
    before = draft.content
    plain = ["about", "subject", "group", "frameworks", "judgement", "rules", "words", "follow_up", "qa", "fee"]
    for place in [*plain, "stages/0", "stages/4", "groups/0", "evidence_kinds/0"]:
        page = staff.get(url(draft, "draft_part", place))
        answer = staff.post(url(draft, "draft_part", place), typed(page))
        assert answer.status_code == 302, answer.content.decode()
        draft.refresh_from_db()
        assert draft.content == before, place


def test_what_is_typed_is_kept_though_it_is_wrong(draft: ModelDraft, staff: Client) -> None:
    address = url(draft, "draft_part", "stages/8")
    page = staff.get(address)
    sent = {**typed(page), "part-offset_days": "soon", "part-title": "Our workshop", "part-optional": "on"}
    assert staff.post(address, sent).status_code == 302

    draft.refresh_from_db()
    assert draft.content["stages"][8]["offset_days"] == "soon"
    assert draft.content["stages"][8]["optional"] is True
    page = staff.get(address).content.decode()
    assert "To be put right" in page
    assert "needs a whole number" in page
    assert "offset_days" not in re.sub(r"<[^>]*>", "", page)  # the file's names are for files
    assert 'value="soon"' in page
    assert "1 to put right" in staff.get(url(draft, "draft")).content.decode()
    listed = staff.get(url(draft, "draft_part", "stages")).content.decode()
    assert listed.index("Our workshop") < listed.index("1 to put right")
    publish = staff.get(url(draft, "publish_draft")).content.decode()
    assert url(draft, "draft_part", "stages/8") in publish
    refused = staff.post(url(draft, "publish_draft"), {"version": draft.version})
    assert refused.status_code == 422
    assert not ReviewModel.objects.filter(version="2").exists()


def test_what_is_missing_is_said_at_its_field(draft: ModelDraft, staff: Client) -> None:
    address = url(draft, "draft_part", "stages/8")
    staff.post(address, {**typed(staff.get(address)), "part-title": ""})
    page = staff.get(address).content.decode()
    field = page[page.index("part-title") - 900 : page.index('name="part-title"')]
    assert "This has to be filled in." in field
    assert "Title: This has to be filled in." in re.sub(
        r"<[^>]*>", "", staff.get(url(draft, "publish_draft")).content.decode()
    )


def test_the_models_words_are_asked_for_by_the_products(draft: ModelDraft, staff: Client) -> None:
    address = url(draft, "draft_part", "words")
    page = staff.get(address).content.decode()
    assert "<select" not in page  # a model's word for a strand is no strand
    assert "Visits owed" not in page
    staff.post(address, {**typed(staff.get(address)), "part-strand": "thread"})
    draft.refresh_from_db()
    assert draft.content["words"]["strand"] == "thread"


def test_things_are_added_named_moved_and_taken_out(draft: ModelDraft, staff: Client) -> None:
    def arrange(place: str, what: str) -> Any:
        draft.refresh_from_db()
        return staff.post(url(draft, "arrange_draft", place), {"version": draft.version, "what": what})

    added = arrange("forms", "add")
    assert added.headers["Location"] == url(draft, "draft_part", "forms/0")
    draft.refresh_from_db()
    sent = {
        "version": draft.version,
        "part-title": "Before we come",
        "part-stage": "meeting_1",
        "part-filled_by": ["lead_reviewer", "reviewer"],
        "part-required": "on",
    }
    assert staff.post(url(draft, "draft_part", "forms/0"), sent).status_code == 302
    arrange("forms/0/fields", "add")
    draft.refresh_from_db()
    question = {"version": draft.version, "part-label": "What do we expect?", "part-kind": "text"}
    assert staff.post(url(draft, "draft_part", "forms/0/fields/0"), question).status_code == 302
    draft.refresh_from_db()
    assert draft.content["forms"] == [
        {
            "key": "before_we_come",
            "title": "Before we come",
            "stage": "meeting_1",
            "filled_by": ["lead_reviewer", "reviewer"],
            "fields": [{"key": "what_do_we_expect", "label": "What do we expect?", "kind": "text"}],
        }
    ]
    assert "What do we expect?" in staff.get(url(draft, "draft_part", "forms/0")).content.decode()

    arrange("groups/0", "down")
    draft.refresh_from_db()
    assert [one["key"] for one in draft.content["groups"]] == ["review", "plan", "feedback", "follow_up"]
    arrange("groups/1", "out")
    draft.refresh_from_db()
    assert [one["key"] for one in draft.content["groups"]] == ["review", "feedback", "follow_up"]
    assert "There is no group" in staff.get(url(draft, "draft_part", "stages")).content.decode()
    stale = staff.post(url(draft, "arrange_draft", "groups/0"), {"version": 1, "what": "out"})
    assert "Somebody else changed this draft" in staff.get(stale.headers["Location"]).content.decode()
    assert staff.get(url(draft, "draft_part", "stages/99")).status_code == 404
    assert staff.get(url(draft, "draft_part", "nonsense")).status_code == 404


def test_translations_are_written_beside_the_texts(draft: ModelDraft, staff: Client) -> None:
    address = url(draft, "draft_part", "translations")
    assert "It has one language" in staff.get(address).content.decode()
    ModelDraft.objects.filter(pk=draft.pk).update(
        content={
            **draft.content,
            "languages": ["en", "cy"],
            "translations": {"cy": {"stages": {"gone": {"title": "Hen"}}}},
        }
    )
    page = staff.get(address)
    form = page.context["form"]
    assert form.fields["cy-title"].label == draft.content["title"]
    assert form.fields["cy-stages/visit/title"].help_text.startswith("Visit")
    assert form["cy-stages/gone/title"].value() == "Hen"  # of a stage that is not there: kept until it is emptied
    sent = {**typed(page), "cy-stages/visit/title": "Ymweliad", "cy-title": "Adolygiad"}
    assert staff.post(address, sent).status_code == 302
    draft.refresh_from_db()
    said = {"title": "Adolygiad", "stages": {"visit": {"title": "Ymweliad"}, "gone": {"title": "Hen"}}}
    assert draft.content["translations"] == {"cy": said}
    assert staff.post(address, {**typed(staff.get(address)), "cy-stages/gone/title": ""}).status_code == 302
    draft.refresh_from_db()
    assert draft.content["translations"]["cy"]["stages"] == {"visit": {"title": "Ymweliad"}}


def test_two_people_on_one_draft_lose_nothing(draft: ModelDraft, staff: Client) -> None:
    address = url(draft, "draft_part", "fee")
    assert staff.post(address, {"version": 1, "part-pounds": "500"}).status_code == 302
    again = staff.post(address, {"version": 1, "part-pounds": "700"})

    assert again.status_code == 409
    assert 'value="700"' in again.content.decode()
    draft.refresh_from_db()
    assert draft.content["fee"] == {"pounds": 500}


def test_a_draft_is_published_once_and_then_closed(draft: ModelDraft, staff: Client, group: Group) -> None:
    staff.post(url(draft, "draft_part", "fee"), {"version": 1, "part-pounds": "500"})
    read = staff.get(url(draft, "draft_read")).content.decode()
    assert "£500" in read
    answer = staff.post(url(draft, "publish_draft"), {"version": 2})

    made = ReviewModel.objects.get(key="spp-benchmark", version="2")
    assert answer.headers["Location"] == reverse("programmes:review_model", args=[made.pk])
    assert made.parsed().fee.pounds == 500
    assert staff.post(url(draft, "draft_part", "fee"), {"version": 3, "part-pounds": "1"}).status_code == 403
    assert staff.get(url(draft, "publish_draft")).status_code == 403
    group.programme.refresh_from_db()
    assert group.programme.review_model.version == "1"


def test_a_draft_takes_nothing_that_no_file_holds(draft: ModelDraft, staff: Client) -> None:
    before = draft.content
    bomb = "cy: &a [x, x, x]\nen: &b [*a, *a, *a]\nfr: &c [*b, *b, *b]\n"
    for text in (bomb, 'cy: {title: "a\\0b"}', "cy: !!binary aGVsbG8=", "cy: {pounds: .nan}", "cy: &a [*a]"):
        answer = staff.post(url(draft, "draft_part", "translations/cy"), {"version": 1, "text": text})
        assert answer.status_code == 422, text
    assert staff.post(url(draft, "draft_part", "fee"), {"version": 1, "part-pounds": "9" * 400}).status_code == 302
    draft.refresh_from_db()
    assert draft.content == {**before, "fee": {"pounds": "9" * 400}}
    deep: Any = "x"
    for _n in range(500):
        deep = [deep]
    for value in (deep, {"a\0": 1}, float("nan"), "x" * 1_000_001):
        with pytest.raises(Unacceptable):
            drafts.change(actor=None, at=clock.now(), draft=draft, version=2, where=["translations"], value=value)
    assert staff.get(url(draft, "draft")).status_code == 200
    assert staff.get(url(draft, "draft_part", "stages/" + "9" * 900)).status_code == 404


@pytest.mark.parametrize(
    "part, value",
    [
        (["forms"], [{"key": "f", "title": "F", "stage": "gone", "filled_by": ["head"], "fields": []}]),
        (["outputs"], [{"key": "o", "title": "O", "stage": "profile", "owner": "head", "readers": ["wizard"]}]),
        (["stages", 3, "after"], ["gone"]),
        (["stages", 3, "group"], "gone"),
        (["rules", "visit", "max_days"], "many"),
        (["fee"], {"pounds": "much"}),
    ],
)
def test_whatever_is_wrong_the_draft_can_be_read_and_put_right(
    draft: ModelDraft, staff: Client, part: list[Any], value: Any
) -> None:
    drafts.change(actor=None, at=clock.now(), draft=draft, version=1, where=part, value=value)

    for page in ("draft", "publish_draft", "draft_read", "draft_file"):
        assert staff.get(url(draft, page)).status_code == 200
    assert "to put right" in staff.get(url(draft, "draft")).content.decode()


def test_a_draft_goes_out_under_a_name_that_is_only_a_name(draft: ModelDraft, staff: Client) -> None:
    drafts.change(actor=None, at=clock.now(), draft=draft, version=1, where=["key"], value='../x"; y\r\nSet-Cookie: z')
    answer = staff.get(url(draft, "draft_file") + "?out")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="x-y-Set-Cookie-z-2.yaml"'


def test_nobody_throws_away_what_somebody_has_just_changed(draft: ModelDraft, staff: Client) -> None:
    drafts.change(actor=None, at=clock.now(), draft=draft, version=1, where=["title"], value="Changed")
    answer = staff.post(url(draft, "discard_draft"), {"version": 1})

    assert answer.status_code == 409
    assert "Somebody else changed this draft" in answer.content.decode()
    assert ModelDraft.objects.exists()


def test_suggestions_lie_beside_what_they_are_about(draft: ModelDraft, staff: Client, group: Group, at: Any) -> None:
    suggestions.keep(
        actor=group.leaders[0],
        at=at,
        network=group.network,
        review_model=group.programme.review_model,
        kind="stage",
        about="workshop",
        text="A week is too short.",
        role="Reviewer",
    )

    assert "1 open suggestion" in staff.get(url(draft, "draft")).content.decode()
    assert "A week is too short." in staff.get(url(draft, "draft_part", "stages")).content.decode()
    assert "A week is too short." in staff.get(url(draft, "draft_part", "stages/8")).content.decode()
    assert "A week is too short." not in staff.get(url(draft, "draft_part", "stages/4")).content.decode()


def test_a_file_is_brought_and_taken_out(staff: Client, group: Group) -> None:
    address = reverse("programmes:bring_model")
    text = "schema: trigpoint-review-model/1\nkey: ours\ntitle: Ours\nstages: none yet\n"
    network = str(group.network.pk)
    assert staff.post(address, {"network": network, "text": "key: [unclosed"}).status_code == 422
    assert staff.post(address, {"network": network, "text": ""}).status_code == 422
    file = SimpleUploadedFile("ours.yaml", text.encode())
    assert staff.post(address, {"network": network, "file": file}).status_code == 302

    made = ModelDraft.objects.get()
    assert (made.content["stages"], made.based_on) == ("none yet", None)
    assert staff.get(url(made, "draft")).status_code == 200
    assert staff.get(url(made, "draft_part", "stages")).status_code == 200
    assert "Once everything is put right" in staff.get(url(made, "draft_read")).content.decode()
    assert "stages: none yet" in staff.get(url(made, "draft_file") + "?out").content.decode()
    changed = staff.post(url(made, "draft_file"), {"version": 1, "text": text + "version: '1'\n"})
    assert changed.status_code == 302
    assert staff.post(url(made, "discard_draft"), {"version": 2}).status_code == 302
    assert not ModelDraft.objects.exists()


def test_drafts_through_the_api(group: Group) -> None:
    def call(person: Any, method: str, path: str, status: int = 200, **body: Any) -> Any:
        made = tokens.make(actor=person, at=clock.now(), name="Test", days=30, may_write=True, second_factor=True)
        headers = {"Authorization": f"Bearer {made.text}"}
        sent = json.dumps(body)
        answer = Client().generic(method, f"/api{path}", sent, content_type="application/json", headers=headers)
        assert answer.status_code == status, answer.content.decode()
        return json.loads(answer.content)

    path = f"/networks/{group.network.pk}/model-drafts"
    made = call(group.staff, "POST", path, review_model_id=str(group.programme.review_model_id))["id"]
    call(group.lead, "POST", path, status=404, review_model_id=str(group.programme.review_model_id))
    one = f"/model-drafts/{made}"
    call(group.staff, "PUT", f"{one}/part", version=1, where=["stages", 8, "owner"], value="wizard")
    call(group.staff, "PUT", f"{one}/part", status=422, version=2, where=["overall_grade"], value="Good")
    found = call(group.staff, "GET", one)
    assert [row["where"] for row in found["wrong"]] == [["stages", 8, "owner"]]
    call(group.staff, "POST", f"{one}/published", status=422, version=2)
    call(group.staff, "PUT", f"{one}/part", version=2, where=["stages", 8, "owner"], value="facilitator")
    published = call(group.staff, "POST", f"{one}/published", version=3)["id"]
    assert ReviewModel.objects.get(pk=published).version == "2"
    assert call(group.staff, "GET", path) == []
    other = call(group.staff, "POST", path, review_model_id=published)["id"]
    call(group.staff, "DELETE", f"/model-drafts/{other}", status=409, version=7)
    token = tokens.make(actor=group.staff, at=clock.now(), name="T", days=1, may_write=True, second_factor=True)
    gone = Client().delete(f"/api/model-drafts/{other}", headers={"Authorization": f"Bearer {token.text}"})
    assert gone.status_code == 200


def test_the_list_of_models_asks_the_same_of_the_database_however_many_drafts_there_are(
    draft: ModelDraft, staff: Client, group: Group, at: Any
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            staff.get(reverse("programmes:models"))
        return len(found)

    staff.get(reverse("programmes:models"))
    one = asked()
    for _number in range(2):
        drafts.copy(actor=group.staff, at=at, network=group.network, review_model=group.programme.review_model)
    assert asked() == one
