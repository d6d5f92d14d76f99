"""The pages of review models: a picture, words, the file, and what people would change."""

import pytest
import yaml
from django.test import Client
from django.urls import reverse
from tests.factories.programmes import Group, next_version, partnership
from tests.sign_in import signed_in

from trigpoint.frameworks.queries import files
from trigpoint.programmes.actions import suggestions
from trigpoint.programmes.models import Suggestion
from trigpoint.programmes.queries import checks

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return partnership()


def url(group: Group, name: str) -> str:
    return reverse(f"programmes:{name}", args=[group.programme.review_model_id])


def test_a_model_is_a_picture_and_words(group: Group) -> None:
    page = signed_in(Client(), group.heads[0]).get(url(group, "review_model")).content.decode()

    stages = group.programme.review_model.parsed().stages
    assert page.count('class="app-model__mark') == len(stages)
    assert "12 stages over time: from “Self-evaluation”, 26 days before the visit" in page
    for stage in stages:
        assert page.count(f"{stage.title}") >= 2
    assert "A school." in page
    assert "England, Wales" in page
    assert "The team highlights the statements that fit." in page
    assert "There is no overall grade, and none can be worked out." in page
    assert "Copy it" not in page


def test_the_picture_has_a_lane_for_each_strand(group: Group) -> None:
    old = group.programme.review_model
    stages = [dict(stage) for stage in old.definition["stages"]]
    stages[0]["strand"], stages[1]["strand"] = "ours", "pupils"
    strands = [{"key": "ours", "title": "Head to head"}, {"key": "pupils", "title": "Pupils ask"}]
    made = next_version(old, stages=stages, strands=strands)
    address = reverse("programmes:review_model", args=[made.pk])
    page = signed_in(Client(), group.heads[0]).get(address).content.decode()

    assert "Head to head" in page
    assert "Everybody, together" in page
    assert "app-model__way--joins" in page
    assert "begins when these are done: Self-evaluation, Data shared" in page


def test_the_file_says_what_was_published(group: Group) -> None:
    answer = signed_in(Client(), group.heads[0]).get(url(group, "export_model"))

    model = group.programme.review_model
    assert answer.headers["Content-Disposition"] == 'attachment; filename="spp-benchmark-1.yaml"'
    assert yaml.safe_load(answer.content) == model.definition
    assert checks.mistakes(files.read(answer.content.decode())) == []


def test_staff_read_suggestions_and_answer_them(group: Group, at: object) -> None:
    model = group.programme.review_model
    given = {"network": group.network, "review_model": model, "role": "Reviewer"}
    for text in ("Too early.", "Too late."):
        suggestions.keep(actor=group.leaders[0], at=at, kind="stage", about="workshop", text=text, **given)
    client = signed_in(Client(), group.staff)
    page = client.get(url(group, "suggestions")).content.decode()
    assert page.index("Workshop") < page.index("Too late.")
    assert f"{group.leaders[0].name}, Reviewer" in page
    assert "2 open suggestions" in client.get(url(group, "review_model")).content.decode()

    one = Suggestion.objects.get(text="Too early.")
    address = reverse("programmes:settle_suggestion", args=[one.pk])
    assert client.post(address, {"outcome": "set_aside"}).status_code == 422
    assert client.post(address, {"outcome": "set_aside", "answer": "Heads asked for it."}).status_code == 302
    one.refresh_from_db()
    assert (one.outcome, one.settled_by) == ("set_aside", group.staff)
    assert "1 open suggestion" in client.get(url(group, "review_model")).content.decode()

    other = partnership(name="Elsewhere")
    stranger = signed_in(Client(), other.staff)
    assert stranger.get(address).status_code == 404
    assert "Too late." not in stranger.get(url(group, "suggestions")).content.decode()
    assert signed_in(Client(), group.lead).get(url(group, "suggestions")).status_code == 404


def test_a_version_is_retired_and_brought_back(group: Group) -> None:
    client = signed_in(Client(), group.staff)
    address = url(group, "retire_model")
    assert "Reviews that go by it keep it" in client.get(address).content.decode()
    client.post(address)
    model = group.programme.review_model
    model.refresh_from_db()
    assert model.retired_at is not None
    assert "retired" in client.get(url(group, "review_model")).content.decode()
    client.post(address)
    model.refresh_from_db()
    assert model.retired_at is None
    assert signed_in(Client(), group.lead).post(address).status_code == 403


def test_nobody_retires_what_another_network_goes_by(group: Group) -> None:
    other = partnership(name="Elsewhere")
    other.programme.review_model = group.programme.review_model
    other.programme.save()
    address = url(group, "retire_model")
    answer = signed_in(Client(), group.staff).post(address)

    assert answer.status_code == 403
    assert "ask the operator" in answer.content.decode()
    group.programme.review_model.refresh_from_db()
    assert group.programme.review_model.retired_at is None


def test_a_newer_version_says_what_is_different(group: Group) -> None:
    old = group.programme.review_model
    stages = [{**stage, "title": "Our plan"} if stage["key"] == "plan" else stage for stage in old.definition["stages"]]
    made = next_version(old, stages=stages)
    page = signed_in(Client(), group.heads[0]).get(reverse("programmes:review_model", args=[made.pk])).content.decode()

    assert "What is different from version 1" in page
    assert "Our plan" in page
