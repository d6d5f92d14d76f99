"""Who reads and fills in a form: every part, written and sent."""

import functools
from pathlib import Path

import pytest
import yaml
from tests.factories.proformas import AREAS, PROTOCOL, STORY, VOICES

from trigpoint.proformas.rules.visibility import Facts, may_know, may_read, parts_of
from trigpoint.programmes.actions import review_models
from trigpoint.programmes.language.definition import Definition
from trigpoint.programmes.language.pieces import FormDefinition
from trigpoint.reviews.enums import Part

SHIPPED = Path(review_models.__file__).parents[1] / "shipped" / "spp-benchmark-1.yaml"


@functools.cache
def model() -> Definition:
    """The shipped model with a hub manager, who is the partnership lead, and pupils, who have no account."""
    own = [
        {"key": "hub_manager", "part": "partnership_lead", "label": "Hub manager", "side": "programme"},
        {"key": "site_leader", "part": "site_head", "label": "Head of a school visited", "side": "host"},
        {"key": "pupils", "label": "Pupil researchers", "side": "child"},
    ]
    return Definition.parse({**yaml.safe_load(SHIPPED.read_text()), "roles": own})


def form(data: dict) -> FormDefinition:
    given = {key: data[key] for key in ("key", "stage", "title")}
    more = {key: data[key] for key in ("per", "sponsor") if key in data}
    return FormDefinition(
        **given, **more, filled_by=tuple(data["filled_by"]), readers=tuple(data["readers"]), fields=()
    )


def readers(data: dict, facts: Facts) -> set[str]:
    return {part.value for part in Part if may_read(model(), form(data), [part], facts)}


WRITING, SENT = Facts(sent=False), Facts(sent=True)


@pytest.mark.parametrize(
    ("data", "facts", "expected"),
    [
        (STORY, WRITING, {"host_head", "host_leader"}),
        (STORY, SENT, {"host_head", "host_leader", "lead"}),
        (PROTOCOL, WRITING, set()),
        (PROTOCOL, SENT, {"lead", "reviewer", "host_head"}),
        (PROTOCOL, Facts(sent=False, own=True), {"lead", "reviewer"}),
        (VOICES, WRITING, {"host_leader", "host_staff"}),
        (VOICES, SENT, {"host_leader", "host_staff", "host_head", "lead"}),
        (AREAS, WRITING, {"lead", "reviewer"}),
        ({**STORY, "readers": ["hub_manager"]}, SENT, {"host_head", "host_leader", "partnership_lead"}),
    ],
    ids=["story", "story sent", "protocol", "protocol sent", "own protocol", "voices", "voices sent", "areas", "hub"],
)
def test_who_reads(data: dict, facts: Facts, expected: set[str]) -> None:
    assert readers(data, facts) == expected


def test_who_leads_a_school_that_is_visited_reads_what_is_about_that_school() -> None:
    about = {**STORY, "per": "site", "filled_by": ["site_leader"], "readers": ["head"]}
    assert readers(about, WRITING) == set()
    assert readers(about, SENT) == {"host_head"}
    assert readers(about, Facts(sent=False, own=True)) == {"site_head"}


def test_voices_have_no_part_and_so_no_account() -> None:
    assert parts_of(model(), ["pupils"]) == frozenset()
    assert not may_know(model(), form({**VOICES, "filled_by": ["pupils"], "readers": []}), list(Part))


def test_a_model_word_is_a_part_of_the_product() -> None:
    assert parts_of(model(), ["hub_manager", "head"]) == {Part.PARTNERSHIP_LEAD, Part.HOST_HEAD}
