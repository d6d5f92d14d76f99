"""The table of who sees what of the findings, row by row."""

import dataclasses

import pytest

from trigpoint.findings.queries.profile import Standing
from trigpoint.findings.rules import visibility
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries import scene as scenes

EVERYBODY = set(Part)
TEAM = {Part.LEAD, Part.REVIEWER}
AFTER = {Part.HOST_HEAD, Part.HOST_LEADER, Part.HOST_CHAMPION, Part.FACILITATOR, Part.LEAD, Part.REVIEWER}


@pytest.fixture
def scene(w, at):
    return scenes.acting(w.lead.pk, w.review, at=at)


def readers(scene, rule, *given, **named):
    return {part for part in Part if rule(dataclasses.replace(scene, parts=frozenset({part})), *given, **named)}


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing(), TEAM),
        (Standing(state="drafting"), TEAM),
        (Standing(state="fact_check"), TEAM | {Part.HOST_HEAD}),
        (Standing(state="released"), AFTER),
        (Standing(state="released", governors=True), AFTER | {Part.HOST_GOVERNOR}),
        (Standing(state="released", staff=True), AFTER | {Part.HOST_STAFF}),
        (Standing(state="released", partnership_lead=True), AFTER | {Part.PARTNERSHIP_LEAD}),
    ],
)
def test_the_profile(scene, standing, expected):
    assert readers(scene, visibility.may_see_profile, standing) == expected


def test_reviewers_keep_the_profile_only_where_the_programme_says_so(scene):
    scene.review.state = "closed"
    released = Standing(state="released")
    assert Part.REVIEWER not in readers(scene, visibility.may_see_profile, released)
    scene.review.programme.reviewers_keep_profile = True
    assert Part.REVIEWER in readers(scene, visibility.may_see_profile, released)


@pytest.mark.parametrize(
    ("switch", "part"), [("governors_see_profile", Part.HOST_GOVERNOR), ("lead_sees_profile", Part.PARTNERSHIP_LEAD)]
)
def test_the_programmes_switches(scene, switch, part):
    setattr(scene.review.programme, switch, True)
    assert readers(scene, visibility.may_see_profile, Standing(state="released")) == AFTER | {part}


def test_positions_and_feedback(scene):
    for released in (False, True):
        assert readers(scene, visibility.may_see_positions, released=released) == TEAM
    assert readers(scene, visibility.may_see_feedback) == TEAM | {Part.HOST_HEAD, Part.HOST_LEADER}
    assert readers(scene, visibility.may_see_looks) == {Part.HOST_HEAD, Part.HOST_LEADER}


def test_whose_reading_is_logged(scene):
    assert readers(scene, visibility.is_logged, Standing(state="released")) == EVERYBODY - set(visibility.HOST)
    assert readers(scene, visibility.is_logged, Standing(state="fact_check")) == set()
