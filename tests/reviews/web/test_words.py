"""Pages about a review say the model's words for people and things."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.factories.models import model
from tests.factories.reviews import whole
from tests.sign_in import signed_in

from trigpoint.reviews.models import Review

pytestmark = pytest.mark.django_db

ROLES = [{"key": "lead_reviewer", "part": "lead", "label": "Review chair", "side": "team"}]
WORDS = {"self_evaluation": "own view", "plan": "next steps"}


def test_tabs_and_header_say_the_models_words(at) -> None:
    w = whole()
    Review.objects.filter(pk=w.review.pk).update(review_model=model(roles=ROLES, words=WORDS))
    with time_machine.travel(at, tick=False):
        lead = signed_in(Client(), w.lead).get(reverse("reviews:review", args=[w.review.pk])).content.decode()
        head = signed_in(Client(), w.host_head).get(reverse("reviews:review", args=[w.review.pk])).content.decode()
        listed = signed_in(Client(), w.lead).get(reverse("reviews:reviews")).content.decode()

    assert "Review chair" in lead
    assert "Review chair" in listed
    assert "Own view" in head
    assert "Next steps" in head
    assert ">Self-evaluation</a>" not in head
