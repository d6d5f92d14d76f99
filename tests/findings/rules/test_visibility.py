"""The table of who sees what of the findings, row by row."""

import dataclasses
import datetime as dt

import pytest
from tests.factories.programmes import review_model

from trigpoint.findings.queries import outputs
from trigpoint.findings.queries.profile import Standing
from trigpoint.findings.rules import settling, visibility
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


MATRIX = {Part.HOST_HEAD, Part.PARTNERSHIP_LEAD}


@pytest.fixture
def hub(scene):
    """The same review by a model that names who reads its report: the head and the hub manager."""
    return dataclasses.replace(scene, model=review_model("cp-quality-assurance").parsed())


def test_a_model_names_who_reads_its_output(hub):
    gone = Standing(state="released", released_at=dt.datetime(2027, 1, 13, 12, tzinfo=dt.UTC))
    assert readers(hub, visibility.may_see_profile, gone) == MATRIX
    for staff, governors in ((True, False), (False, True), (True, True)):
        shared = dataclasses.replace(gone, staff=staff, governors=governors, partnership_lead=True)
        own = {Part.HOST_LEADER, Part.HOST_STAFF, Part.HOST_CHAMPION} if staff else set()
        own |= {Part.HOST_GOVERNOR} if governors else set()
        assert readers(hub, visibility.may_see_profile, shared) == MATRIX | own
    assert readers(hub, visibility.may_see_positions, released=False) == TEAM
    assert readers(hub, visibility.may_see_positions, released=True) == set()


def test_the_programme_reads_it_between_the_check_of_facts_and_the_release(hub):
    sent = Standing(state="fact_check", answer_by=hub.on)
    assert readers(hub, visibility.may_see_profile, sent) == TEAM | {Part.HOST_HEAD}
    answered = dataclasses.replace(sent, answered_at=dt.datetime(2027, 1, 14, 12, tzinfo=dt.UTC))
    assert readers(hub, visibility.may_see_profile, answered) == TEAM | {Part.HOST_HEAD, Part.PROGRAMME_STAFF}
    may = readers(hub, settling.may_check_quality, outputs.of(hub.model), answered)
    assert may == {Part.PROGRAMME_STAFF}


def test_school_and_team_alone_see_what_they_agree(hub):
    leaders = {Part.HOST_HEAD, Part.HOST_LEADER}
    asked = {"meeting_closed": True, "released": False}
    assert readers(hub, visibility.may_see_agreement, **asked) == TEAM | leaders
    assert readers(hub, visibility.may_see_agreement, **{**asked, "meeting_closed": False}) == TEAM
    assert readers(hub, settling.may_answer_position, meeting_closed=True, state="drafting") == {Part.HOST_HEAD}
    assert readers(hub, settling.may_answer_position, meeting_closed=True, state="fact_check") == set()


def test_after_its_days_only_the_school_reads_it(hub):
    (output,) = hub.model.outputs
    kept = dataclasses.replace(hub.model, outputs=(dataclasses.replace(output, retention_days=30),))
    gone = Standing(state="released", released_at=dt.datetime(2027, 1, 14, 12, tzinfo=dt.UTC))
    for days, wanted in ((30, MATRIX), (31, {Part.HOST_HEAD})):
        later = dataclasses.replace(hub, model=kept, on=dt.date(2027, 1, 14) + dt.timedelta(days))
        assert readers(later, visibility.may_see_profile, gone) == wanted
