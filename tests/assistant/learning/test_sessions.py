"""Sessions are put together from the log, whatever else is written between their turns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from assistant.entry import Entry
from assistant.friction import Rephrase
from assistant.learning import sessions as module
from assistant.learning.sessions import LONGEST, MOST_LATER, Session, sessions
from tests.assistant.learning.histories import entry
from tests.assistant.turns import AT, turn


def told(found: Session) -> tuple[list[int], list[int]]:
    """The numbers of its entries, and of those that came later."""
    return [one.number for one in found.entries], [one.number for one in found.later]


def test_turns_of_one_session_come_together_with_what_was_said_within_the_hour() -> None:
    log = [
        entry(turn(number=1)),
        entry(turn(number=2, after=9)),
        entry(turn(number=3, after=600, session="s2")),
        entry(turn(number=4, after=3609, session="s3")),
        entry(turn(number=5, after=3610, session="s3")),
    ]
    assert [told(one) for one in sessions(log)] == [([1, 2], [3, 4]), ([3], [4, 5]), ([4, 5], [])]


def test_households_in_one_log_stay_apart() -> None:
    log = [
        entry(turn(number=1), household="oak"),
        entry(turn(number=2, after=1), household="elm"),
        entry(turn(number=3, after=2), household="oak"),
    ]
    assert [(one.household, told(one)[0]) for one in sessions(log)] == [("elm", [2]), ("oak", [1, 3])]


def test_a_session_knows_its_gaps_its_residents_and_what_was_rephrased() -> None:
    first, again = (
        entry(turn(number=1, resident="ana")),
        entry(turn(number=2, after=6.5, resident="ben"), rephrase=Rephrase("home-000001", 6.5, 0.8)),
    )
    [found] = sessions([first, again, entry(turn(number=3, after=10, initiator="assistant"))])
    assert found.gaps == (0.0, 6.5, 3.5)
    assert found.residents == ("ana", "ben")
    assert found.rephrases == ((first, again),)
    assert (found.start, found.end) == (AT, AT + timedelta(seconds=10))


def test_a_television_that_talks_all_evening_makes_no_endless_session() -> None:
    log = [entry(turn(number=number, after=number)) for number in range(LONGEST + 5)]
    assert [len(one.entries) for one in sessions(log)] == [LONGEST, 5]


def test_a_long_log_is_read_as_it_comes_and_little_of_it_is_held() -> None:
    read = 0

    def log() -> Iterator[Entry]:
        nonlocal read
        for number in range(2000):
            read += 1
            yield entry(turn(number=number, after=number * 60, session=f"s{number}"))

    for given, found in enumerate(sessions(log()), 1):
        assert read - given <= MOST_LATER + 1
        assert len(found.later) <= MOST_LATER
    assert given == 2000


def test_of_too_many_households_the_longest_silent_is_given_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HOUSEHOLDS", 2)
    log = (entry(turn(number=number, after=number), household=name) for number, name in enumerate("abac"))
    assert next(sessions(log)).household == "b"
