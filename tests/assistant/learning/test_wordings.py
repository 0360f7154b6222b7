"""Near matches are looked for among what went well, and never among what is critical."""

from __future__ import annotations

import pytest

from assistant.learning.wordings import wordings
from tests.assistant.learning.wishes import homes, wish

KETTLE = ("turn on the kettle", "HassTurnOn|name:kettle")


def test_what_went_well_in_two_households_is_kept_with_how_it_fared() -> None:
    (kept,) = wordings([wish(KETTLE, home=home) for home in homes(2)], households=2)
    assert (kept.text, kept.state, kept.count, kept.households) == (*KETTLE, 2, 2)
    assert kept.good == pytest.approx(1.8)


def test_what_one_household_said_is_kept_from_the_others() -> None:
    assert wordings([wish(KETTLE) for _ in range(9)], households=2) == ()


def test_what_mostly_failed_is_not_kept() -> None:
    walks = [wish(KETTLE, accepted=number < 5) for number in range(10)]
    assert wordings(walks, households=1) == ()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("unlock the front door", "HassUnlock|name:front door"),
        ("let the car in", "HassTurnOn|name:garage"),
        ("order a pizza", "Unsupported"),
        ("mumble", "?|mumble"),
    ],
)
def test_critical_unsupported_and_misheard_words_are_never_kept(text: str, state: str) -> None:
    assert wordings([wish((text, state), home=home) for home in homes(9)], households=2) == ()


def test_what_went_well_only_as_it_was_rewritten_says_nothing_of_the_words() -> None:
    plain = [wish(("turn on the cattle", "HassTurnOn|name:cattle"), home=home) for home in homes(2)]
    bad = [wish(("turn on the cattle", "HassTurnOn|name:cattle"), accepted=False) for _ in range(4)]
    rewritten = [wish(("turn on the cattle", "rewritten|HassTurnOn|name:kettle")) for _ in range(20)]
    assert wordings([*plain, *bad, *rewritten], households=2) == ()


def test_those_of_the_most_households_come_first() -> None:
    fan = ("turn on the fan", "HassTurnOn|name:fan")
    walks = [*(wish(fan, home=home) for home in homes(2)), *(wish(KETTLE, home=home) for home in homes(3))]
    assert [one.text for one in wordings(walks, households=2)] == [KETTLE[0], fan[0]]
