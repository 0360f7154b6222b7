"""Each session is weighed once, when it is over, and what comes of it stands in the log."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.learning.sessions import sessions
from assistant.learning.signals import defect_chances
from assistant.learning.weighing import weigh
from assistant.log import InteractionLog
from tests.assistant.turns import AT, turn

HOUR = 3600


@pytest.fixture
def log(tmp_path: Path) -> Iterator[InteractionLog]:
    with InteractionLog(tmp_path / "log.sqlite") as opened:
        yield opened


def say(log: InteractionLog, number: int, after: float, session: str, *, household: str = "home", **more: Any) -> None:
    log.append(turn(number=number, after=after, session=session, **more), household=household)


def two_sessions(log: InteractionLog) -> None:
    """One that went badly at first, and another three hours later."""
    say(log, 1, 0, "s1", status="not_understood")
    say(log, 2, 8, "s1")
    say(log, 3, 3 * HOUR, "s2")


def noted(log: InteractionLog) -> dict[str, float]:
    return {row["turn"]: row["defect"] for row in log.rows() if row["defect"] is not None}


def test_the_chance_of_a_defect_is_noted_beside_each_turn(log: InteractionLog) -> None:
    two_sessions(log)
    wanted = {turn: chance for one in sessions(log.entries()) for turn, chance in defect_chances(one).items()}
    assert weigh(log) == 3
    assert noted(log) == pytest.approx(wanted)
    assert noted(log)["home-000001"] > 0.8 > 0.3 > noted(log)["home-000002"]


@pytest.mark.parametrize(("hours", "count"), [(0.5, 0), (1.5, 2), (3.5, 2), (4.5, 3)])
def test_a_session_is_weighed_an_hour_after_its_end(log: InteractionLog, hours: float, count: int) -> None:
    two_sessions(log)
    assert weigh(log, until=AT + timedelta(hours=hours)) == count
    assert len(noted(log)) == count


def test_waiting_changes_nothing_of_what_is_found(log: InteractionLog) -> None:
    two_sessions(log)
    weigh(log, until=AT + timedelta(hours=1.5))
    early = noted(log)
    assert weigh(log) == 1
    assert early.items() <= noted(log).items()
    assert weigh(log) == 0


def test_only_what_is_new_is_read_again(log: InteractionLog) -> None:
    two_sessions(log)
    weigh(log)
    with closing(sqlite3.connect(log.path)) as database, database:
        database.execute("UPDATE turns SET json = 'no turn'")
    say(log, 4, 6 * HOUR, "s3")
    assert weigh(log) == 1


def test_a_session_that_was_weighed_in_part_is_read_from_its_beginning(log: InteractionLog) -> None:
    say(log, 1, 0, "s1", status="not_understood")
    say(log, 2, 8, "s1")
    log.mark_defects({"home-000001": 0.25})
    assert weigh(log) == 1
    assert noted(log)["home-000001"] == 0.25


def test_households_are_weighed_apart_or_together(log: InteractionLog) -> None:
    for number, household in enumerate(["oak", "maple", "oak"]):
        say(log, number, 10 * number, f"{household}-1", household=household)
    assert weigh(log, household="oak") == 2
    assert list(log.unweighed()) == ["maple"]
    assert weigh(log) == 1


def test_what_the_assistant_began_is_not_weighed(log: InteractionLog) -> None:
    say(log, 1, 0, "s1", initiator="assistant")
    assert weigh(log) == 0
    assert noted(log) == {}


def test_more_turns_than_one_transaction_takes(log: InteractionLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.learning.weighing.BATCH", 4)
    for number in range(10):
        say(log, number, number * HOUR * 2, f"s{number}")
    assert weigh(log) == len(noted(log)) == 10


def test_what_is_not_weighed_is_found_without_reading_all_turns(log: InteractionLog) -> None:
    asked: list[str] = []
    log._database.set_trace_callback(asked.append)
    log.unweighed()
    with closing(sqlite3.connect(log.path)) as database:
        plan = " / ".join(row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {asked[0]}"))
    assert "SCAN turns USING INDEX turns_unweighed" in plan
    assert "SEARCH turns USING INDEX turns_by_session (session=?)" in plan
    assert plan.count("SCAN turns") == 1
