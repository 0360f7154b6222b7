"""What a request leads to, by the walks that were counted."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.learning.chain import LEAST, Counts, chances, next_request, one_step

WORKED = Counts(
    {("h1", "h2"): 60, ("h1", "h3"): 10, ("h2", "h3"): 10, ("h3", "h1"): 5, ("h3", "h2"): 20},
    {"h1": (5, 25), "h2": (180, 10), "h3": (5, 20)},
)


def test_the_worked_example() -> None:
    found = chances(WORKED, ["h1"])["h1"]
    assert [round(found[state], 4) for state in ("h1", "h2", "h3")] == [0.0507, 0.5957, 0.0134]
    assert round(sum(found.values()), 4) == 0.6598


def test_what_it_is_compared_with_looks_one_request_ahead() -> None:
    assert one_step(WORKED, ["h1"])["h1"] == pytest.approx({"h1": 0.05, "h2": 0.6 * 0.9, "h3": 0.1 * 0.1})
    assert next_request(WORKED, ["h1"])["h1"] == pytest.approx({"h1": 0.0, "h2": 0.6, "h3": 0.1})


def test_a_request_said_twice_is_worth_what_it_is_in_the_end() -> None:
    again = Counts({("a", "a"): 5}, {"a": (3, 2)})
    assert chances(again, ["a"])["a"]["a"] == pytest.approx(0.6)
    assert one_step(again, ["a"])["a"]["a"] == pytest.approx(0.3)
    assert next_request(again, ["a"]) == {"a": {"a": 0.0}}


def test_walks_that_were_never_seen_to_end_end_badly() -> None:
    circle = Counts({("a", "b"): 1, ("b", "a"): 1, ("c", "a"): 1, ("c", "d"): 3}, {"d": (1, 0)})
    assert chances(circle, ["a", "c"]) == {"a": {"a": 0.0}, "c": {"c": 0.0, "d": pytest.approx(0.75)}}


def test_a_circle_that_is_hardly_ever_left_is_followed_to_its_end() -> None:
    """As a television may make one."""
    circle = Counts(
        {("a", "b"): 1e6, ("b", "a"): 1e6, ("b", "c"): 1, ("c", "a"): 1}, {"a": (0, 1), "b": (1, 0), "c": (1, 2)}
    )
    table = np.array([[0, 1e6, 0], [1e6, 0, 1], [1, 0, 0]]) / np.array([[1e6 + 1], [1e6 + 2], [4]])
    wanted = np.linalg.inv(np.eye(3) - table) * (0, 1 / (1e6 + 2), 1 / 4)
    for a, row in chances(circle, "abc").items():
        assert [row.get(b, 0.0) for b in "abc"] == pytest.approx(wanted["abc".index(a)], abs=2 * LEAST)


@pytest.mark.parametrize("counts", [Counts({}, {}), Counts({}, {"b": (0, 0)}), Counts({("a", "b"): 0}, {})])
def test_nothing_counted_is_worth_nothing(counts: Counts) -> None:
    assert chances(counts, ["a"]) == one_step(counts, ["a"]) == next_request(counts, ["a"]) == {"a": {"a": 0.0}}


@pytest.mark.parametrize("counts", [Counts({("a", "b"): -1}, {}), Counts({}, {"a": (1, float("nan"))})])
def test_what_is_no_weight_is_refused(counts: Counts) -> None:
    with pytest.raises(ValueError, match="at least 0"):
        chances(counts, ["a"])


STATES = "abcdef"
weights = st.sampled_from([0, 0, 1, 2, 7.5])


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.tuples(st.sampled_from(STATES), st.sampled_from(STATES)), weights, max_size=20),
    st.lists(weights, min_size=6, max_size=6),
    st.lists(st.sampled_from([0.25, 1, 3]), min_size=6, max_size=6),
)
def test_any_small_chain_agrees_with_the_inverse_written_out(
    steps: dict[tuple[str, str], float], good: list[float], bad: list[float]
) -> None:
    counts = Counts(steps, dict(zip(STATES, zip(good, bad, strict=True), strict=True)))
    table = np.array([[steps.get((a, b), 0.0) for b in STATES] for a in STATES])
    total = table.sum(1) + good + bad
    inverse = np.linalg.inv(np.eye(6) - table / total[:, None])
    wanted = inverse * (np.array(good) / total)
    for a, row in chances(counts, STATES).items():
        for b in STATES:
            assert row.get(b, 0.0) == pytest.approx(wanted[STATES.index(a), STATES.index(b)], abs=2 * LEAST)
