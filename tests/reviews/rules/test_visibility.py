"""The visibility table of the domain, for what leads up to a visit."""

import pytest

from trigpoint.reviews.enums import Part
from trigpoint.reviews.rules.visibility import Access, Item, When, may

OPEN = When(released=True, shared=True)
HOST = {Part.HOST_HEAD, Part.HOST_LEADER, Part.HOST_GOVERNOR}
TEAM = {Part.LEAD, Part.REVIEWER}

READERS = {
    Item.SELF_EVALUATION: HOST | TEAM | {Part.FACILITATOR},
    Item.DATA_PACK: HOST | TEAM,
    Item.FOCUS: HOST | TEAM | {Part.FACILITATOR},
    Item.FOCUS_THEMES: HOST
    | TEAM
    | {Part.SITE_HEAD, Part.FACILITATOR, Part.PARTNERSHIP_LEAD, Part.ASSOCIATE, Part.EVALUATOR},
    Item.NOT_OBSERVED: {Part.HOST_HEAD, Part.HOST_LEADER, Part.LEAD},
    Item.NOT_OBSERVED_FLAG: {Part.HOST_HEAD, Part.HOST_LEADER, *TEAM},
    Item.BRIEFING: {Part.HOST_HEAD, *TEAM},
    Item.TIMETABLE: HOST | TEAM | {Part.SITE_HEAD, Part.FACILITATOR, Part.HOST_STAFF, Part.HOST_CHAMPION},
    Item.SCHEDULE: set(Part),
}
WRITERS = {
    Item.SELF_EVALUATION: {Part.HOST_HEAD, Part.HOST_LEADER},
    Item.DATA_PACK: {Part.HOST_HEAD},
    Item.FOCUS: {Part.HOST_HEAD, Part.LEAD},
    Item.FOCUS_THEMES: set(),
    Item.NOT_OBSERVED: {Part.HOST_HEAD},
    Item.NOT_OBSERVED_FLAG: set(),
    Item.BRIEFING: {Part.LEAD},
    Item.TIMETABLE: {Part.HOST_HEAD, Part.LEAD},
    Item.SCHEDULE: {Part.PARTNERSHIP_LEAD},
}


@pytest.mark.parametrize("item", Item)
@pytest.mark.parametrize("part", Part)
def test_reads_what_the_table_says(item: Item, part: Part) -> None:
    assert bool(may({part}, Access.READ, item, OPEN)) is (part in READERS[item])


@pytest.mark.parametrize("item", Item)
@pytest.mark.parametrize("part", Part)
def test_writes_what_the_table_says(item: Item, part: Part) -> None:
    assert bool(may({part}, Access.CHANGE, item, OPEN)) is (part in WRITERS[item])


@pytest.mark.parametrize("item", Item)
def test_nobody_reads_nothing(item: Item) -> None:
    assert not may(frozenset(), Access.READ, item, OPEN)


@pytest.mark.parametrize("part", [Part.LEAD, Part.REVIEWER, Part.FACILITATOR])
def test_self_evaluation_waits_for_its_release(part: Part) -> None:
    refused = may({part}, Access.READ, Item.SELF_EVALUATION)
    assert not refused
    assert "has not released this yet" in refused.reason


@pytest.mark.parametrize("part", sorted(TEAM))
def test_pack_closes_when_it_expires(part: Part) -> None:
    assert may({part}, Access.READ, Item.DATA_PACK, When(released=True))
    assert not may({part}, Access.READ, Item.DATA_PACK, When(released=True, expired=True))


def test_governors_read_what_the_head_shares() -> None:
    assert not may({Part.HOST_GOVERNOR}, Access.READ, Item.DATA_PACK, When(released=True))
    assert may({Part.HOST_GOVERNOR}, Access.READ, Item.DATA_PACK, When(shared=True))


def test_one_part_is_enough() -> None:
    assert may({Part.PARTNERSHIP_LEAD, Part.HOST_HEAD}, Access.READ, Item.DATA_PACK)
