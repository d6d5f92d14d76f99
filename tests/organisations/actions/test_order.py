"""In any order of files the end is the same."""

import functools
import itertools

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.organisations.register_files import SAMPLES, held, take

from trigpoint.organisations.actions.imports import facts
from trigpoint.organisations.queries import register

ORDERS = [SAMPLES, SAMPLES[::-1], SAMPLES[5:] + SAMPLES[:5], [*SAMPLES[1::2], *SAMPLES[::2]]]


def _after(order: list) -> tuple[object, object]:
    with transaction.atomic():
        take(*order)
        result = held(), register.stats()
        transaction.set_rollback(True)
    return result


@pytest.mark.django_db
def test_any_order_of_the_samples_ends_the_same() -> None:
    first, *others = [_after(order) for order in ORDERS]
    for other in others:
        assert other == first


@functools.cache
def _in_the_order_of_the_folder() -> tuple[object, object]:
    return _after(SAMPLES)


@pytest.mark.django_db
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(SAMPLES), again=st.lists(st.sampled_from(SAMPLES), max_size=3))
def test_any_order_and_any_repetition_ends_the_same(order: list, again: list) -> None:
    assert _after([*order, *again]) == _in_the_order_of_the_folder()


SOURCES = ["2021-05-04 gias", "2022-04-20 gias-search", "2022-04-20 gias", "2024-01-01 gias", "2018-04-10 wales"]
sayings = st.lists(
    st.tuples(
        st.sampled_from(SOURCES),
        st.dictionaries(
            st.sampled_from(["name", "pupils", "closed"]),
            st.sampled_from([None, "", "a", "b", "\ufffd", 1, 2]),
            min_size=1,
        ),
    ),
    max_size=5,
)


@settings(deadline=None)
@given(said=sayings)
def test_joining_is_the_same_in_every_order_and_twice(said: list) -> None:
    ends = set()
    for order in itertools.permutations(said):
        held_facts: facts.Facts = {}
        for source, fact in [*order, *order]:
            held_facts = facts.join(held_facts, source, fact)[0]
        ends.add(repr(sorted((k, sorted(v.items(), key=str)) for k, v in held_facts.items())))
    assert len(ends) == 1


def test_the_newest_says_and_a_lost_letter_loses_to_none_on_the_same_day() -> None:
    one, _, _ = facts.join({}, "2021-05-04 gias", {"name": "B\ufffdb"})
    two, changed, _ = facts.join(one, "2021-05-04 gias", {"name": "Bob"})
    assert (facts.newest(two)["name"], changed) == (("Bob", "2021-05-04 gias"), True)
    three, changed, touched = facts.join(two, "2022-05-04 gias", {"name": "Bob"})
    assert (changed, touched) == (False, True)
    assert three == {"2022-05-04 gias": {"name": "Bob"}}
