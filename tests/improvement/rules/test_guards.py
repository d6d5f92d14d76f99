"""G12, G13, G14 and G16, as pure rules."""

import datetime as dt

import pytest

from trigpoint.improvement.rules import guards

END = dt.date(2027, 1, 14)


@pytest.mark.parametrize(("days", "late"), [(0, False), (7, False), (8, True), (20, True)])
def test_g12_counts_calendar_days_after_the_visit(days: int, late: bool) -> None:
    found = guards.workshop_in_time(held_on=END + dt.timedelta(days=days), visit_ends_on=END, within_days=7)
    assert [(b.guard, b.hard) for b in found] == ([("G12", False)] if late else [])


def test_g12_says_by_how_much() -> None:
    (breach,) = guards.workshop_in_time(held_on=END + dt.timedelta(days=8), visit_ends_on=END, within_days=7)
    assert breach.message.startswith("The workshop is 1 day later")


def test_g13_names_who_was_not_invited_and_who_was_absent_without_a_reason() -> None:
    found = guards.team_invited(
        team=["Amira Okafor", "Daniel Osei"], invited=["Daniel Osei"], absent_without_reason=["Daniel Osei"]
    )
    assert [b.guard for b in found] == ["G13", "G13"]
    assert "Amira Okafor" in found[0].message
    assert "Daniel Osei" in found[1].message
    assert all(b.soft for b in found)


@pytest.mark.parametrize(
    ("actions", "tellings", "expected"), [(0, 0, ["G16", "G14"]), (1, 0, ["G14"]), (0, 1, ["G16"]), (1, 1, [])]
)
def test_g14_a_plan_says_who_is_told(actions: int, tellings: int, expected: list[str]) -> None:
    found = guards.plan_can_be_agreed(actions=actions, tellings=tellings)
    assert [b.guard for b in found if b.hard] == expected


def test_g16_names_every_field_that_is_missing() -> None:
    assert set(guards.whole_action(owner=" ", due_on=None, measure="")) == {"owner", "due_on", "measure"}
    assert guards.whole_action(owner="Year 4 teachers", due_on=END, measure="Loans a week") == {}
