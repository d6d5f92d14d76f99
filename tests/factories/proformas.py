"""Review models with forms, and reviews by them."""

import datetime as dt
import itertools
from typing import Any

from tests.factories.programmes import SIGNED_AT, review_model
from tests.factories.reviews import Whole, whole
from trigpoint.proformas.actions import sheets
from trigpoint.proformas.models import Sheet
from trigpoint.programmes.language import roles, vocabulary
from trigpoint.programmes.models import ReviewModel

_numbers = itertools.count(1)

PROTOCOL = {
    "key": "protocol",
    "stage": "meeting_2",
    "title": "How we work together",
    "filled_by": ["lead_reviewer", "reviewer"],
    "readers": ["head"],
    "per": "person",
    "fields": [
        {"key": "agreed", "label": "I keep to it", "kind": "statement", "required": True},
        {"key": "hours", "label": "Hours I have", "kind": "hours"},
    ],
}
STORY = {
    "key": "story",
    "stage": "story",
    "title": "The school's story",
    "filled_by": ["head", "senior_leader"],
    "readers": ["lead_reviewer"],
    "fields": [
        {"key": "story", "label": "Tell it", "kind": "text", "required": True},
        {"key": "proud_of", "label": "What are you proud of?", "kind": "points"},
        {
            "key": "phase",
            "label": "Where are you?",
            "kind": "choice",
            "options": [{"key": "start", "label": "At the start"}, {"key": "middle", "label": "In the middle"}],
        },
    ],
}
VOICES = {
    "key": "voices",
    "stage": "voices",
    "title": "What pupils found out",
    "filled_by": ["senior_leader", "staff"],
    "readers": ["head", "lead_reviewer"],
    "sponsor": True,
    "fields": [
        {"key": "found", "label": "What did you find?", "kind": "text", "required": True},
        {"key": "seen_on", "label": "When?", "kind": "date"},
    ],
}
AREAS = {
    "key": "hypotheses",
    "stage": "story",
    "title": "What we expect",
    "required": False,
    "filled_by": ["lead_reviewer", "reviewer"],
    "readers": ["lead_reviewer", "reviewer"],
    "per": "area",
    "fields": [{"key": "expect", "label": "What do you expect?", "kind": "text"}],
}
STAGES = [
    {"key": "story", "kind": "record", "title": "Story", "group": "plan", "owner": "head", "offset_days": -30},
    {
        "key": "voices",
        "kind": "record",
        "title": "Pupils' research",
        "group": "plan",
        "owner": "senior_leader",
        "offset_days": -28,
        "repeatable": True,
    },
]


def model_with(**parts: Any) -> ReviewModel:
    """The shipped model in a version of its own, with other parts: `model_with(forms=[…])`."""
    shipped = review_model()
    version = f"2.{next(_numbers)}"
    return ReviewModel.objects.create(
        key=shipped.key,
        version=version,
        title=shipped.title,
        definition={**shipped.definition, "version": version, **parts},
        sha256="0" * 64,
        framework=shipped.framework,
        published_at=SIGNED_AT,
    )


def with_forms(**parts: Any) -> Whole:
    """A review by a model that has a form of every sort: the story, pupils' research, protocols, hypotheses."""
    shipped = review_model()
    given = {
        "forms": [PROTOCOL, STORY, VOICES, AREAS],
        "stages": [*STAGES, *shipped.definition["stages"]],
        **parts,
    }
    return whole(review_model=model_with(**given))


OWN = "zz"
"""What each word of the model of `everything` begins with, so that a page shows by which of them it was not said."""


def everything() -> ReviewModel:
    """
    The shipped model with forms, an accreditation, a date of publication, looking back and take-aways.

    It has a word of its own for each of the product's, and for everybody whom the product has a word for.
    """
    shipped = review_model()
    usual = [role for role in roles.USUAL if role.part not in {"site_head", "evaluator"}]
    parts = {role.part: role for role in reversed(usual)}
    return model_with(
        words={key: f"{OWN}{key}" for key in vocabulary.ONE},
        roles=[
            {"key": role.key, "part": part, "label": f"{OWN.title()}{part}", "side": role.side}
            for part, role in parts.items()
        ],
        forms=[PROTOCOL, STORY, VOICES, AREAS],
        stages=[
            *STAGES,
            *({**stage, "title": f"{OWN.title()}{stage['key']}"} for stage in shipped.definition["stages"]),
        ],
        accreditations=[{"key": "area_of_excellence", "title": "Area of Excellence", "months": 36}],
        outputs=[
            {"key": "report", "stage": "profile", "title": "Report", "owner": "head", "publish_by": {"months": 3}}
        ],
        follow_up={"look_back": True, "take_aways": True, "progress_review": {"months": 10}},
    )


def sent_story(people: Whole, at: dt.datetime, **answers: Any) -> Sheet:
    """The school's story, written and sent in by its head."""
    by = {"actor": people.host_head, "at": at, "review": people.review, "form": "story"}
    sheets.save(**by, answers={"story": "We began again in 2021.", **answers})
    return sheets.send(**by)
