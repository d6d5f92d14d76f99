"""Pages and mails about one programme call people, and say what is kept to, as its review model does."""

import datetime as dt
import html
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import allocation as made
from tests.factories.programmes import programme
from tests.sign_in import signed_in

from trigpoint.allocation.actions import publishing
from trigpoint.allocation.models import Invitation
from trigpoint.allocation.web.presenters.model import notes
from trigpoint.messaging.models import Mail
from trigpoint.programmes.queries.review_models import definition

pytestmark = pytest.mark.django_db
LEAD, VISITOR = "Lead facilitator", "Visiting middle leader"


def _text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def test_a_programme_s_own_words_from_the_question_to_the_empty_seat(time_machine: Any, at: dt.datetime) -> None:
    time_machine.move_to(at)
    group = made.rotation()
    lead = signed_in(Client(), group.lead)
    start = reverse("allocation:cycle", args=[group.cycle.pk])
    page = lead.get(start)
    assert all(word in _text(page) for word in (LEAD, VISITOR, "They go round", "no two visit each other"))
    assert "visit_days" not in page.context["form"].fields  # the model leaves nothing to choose
    assert "Say which subject is reviewed" in _text(lead.post(start, {"team_size": "3", "calm": "1"}))
    schedule = made.found(group, at, subject="History")
    draft = _text(lead.get(reverse("allocation:schedule", args=[schedule.pk])))
    assert all(word in draft for word in (f"{LEAD}:", f"{VISITOR}:", "History at Hawthorn Vale School"))
    assert "Reviewer:" not in draft
    publishing.publish(actor=group.lead, at=at, schedule=schedule, version=schedule.version, reason="Agreed by all")
    asked = Invitation.objects.filter(role="reviewer").order_by("pk").first()
    person = signed_in(Client(), asked.person)
    assert VISITOR in _text(person.get(reverse("allocation:invitations")))
    person.post(reverse("allocation:answer", args=[asked.pk]), {"reason": "A trip"})
    gaps = reverse("allocation:gaps", args=[group.cycle.pk])
    assert VISITOR in _text(lead.get(gaps))
    assert VISITOR in _text(lead.get(reverse("allocation:step_in", args=[group.cycle.pk, asked.pk])))
    letter = Mail.objects.filter(to=group.lead.email, subject="A seat to fill").get()
    assert f"A seat on the team is empty: {VISITOR}." in letter.text


def test_each_model_says_how_it_is_planned() -> None:
    said = {
        key: " ".join(notes(definition(programme(model=key).review_model_id)))
        for key in ("spp-benchmark", "cp-quality-assurance", "cp-trust-peer-review", "soto-fellowship")
    }
    assert "one “Lead reviewer” and 1 to 3 as “Reviewer”" in said["spp-benchmark"]
    assert "(who may come without a school) and 2 to 4 as “Peer reviewer”" in said["cp-quality-assurance"]
    assert "Always: nobody goes to a school of their own trust; everybody is trained." in said["cp-quality-assurance"]
    assert "For each trust, the schools that are visited are chosen too." in said["cp-trust-peer-review"]
    assert "one visitor: “Partner head”" in said["soto-fellowship"]
    assert "only the days are looked for" in said["soto-fellowship"]
