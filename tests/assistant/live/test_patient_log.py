"""A log on a disk that is full for a while."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.live.patient_log import PatientLog
from assistant.log import InteractionLog, LogError
from assistant.turn import Received
from tests.assistant.turns import turn


@pytest.fixture
def told():
    return []


@pytest.fixture
def log(tmp_path, told):
    with PatientLog(tmp_path / "log.sqlite", told.append) as log:
        yield log


def long_turn(number):
    return replace(turn(number=number), reply="x" * 3_000)


def pages(log, most):
    """A disk with room for so many pages of the file; SQLite's own limit answers as a full disk does."""
    log._database.execute(f"PRAGMA max_page_count = {most}")


def fill(log, tell):
    pages(log, 1)  # as many as there are
    number = 0
    while not tell:
        number += 1
        log.append(long_turn(number))
    return number


def test_a_full_disk_is_said_once_and_nothing_is_lost_when_there_is_room_again(log, told, tmp_path) -> None:
    number = fill(log, told)
    log.append(long_turn(9_998))
    log.received(long_turn(9_998).turn, Received(0.5, "wake"))
    assert len(told) == 1
    assert "full" in told[0]
    pages(log, 1_000_000)
    assert log.catch_up()
    assert told[1:] == ["the log can be written again, and nothing is missing in it"]
    with InteractionLog(tmp_path / "log.sqlite") as reader:
        turns = [turn.turn for turn in reader.turns()]
        assert turns == [long_turn(one).turn for one in (*range(1, number + 1), 9_998)]
        assert reader.find(turns[-1]).turn.received == Received(0.5, "wake")


def test_what_waits_is_counted(log, told) -> None:
    fill(log, told)
    assert log.waiting == 1
    log.append(long_turn(9_999))
    assert log.waiting == 2


def test_a_turn_that_has_to_wait_does_so_without_its_sound(log, told) -> None:
    sound = np.arange(800, dtype=np.int16)
    log.append(long_turn(9_996), sound=sound)
    fill(log, told)
    log.append(long_turn(9_997), sound=sound)
    pages(log, 1_000_000)
    assert log.catch_up()
    assert (log.sound(long_turn(9_996).turn) == sound).all()
    assert log.find(long_turn(9_997).turn) is not None
    assert log.sound(long_turn(9_997).turn) is None


def test_a_log_that_cannot_be_opened_is_said_at_once(tmp_path) -> None:
    (tmp_path / "log.sqlite").write_text("no database at all, but a text that somebody put here")
    with pytest.raises(LogError):
        PatientLog(tmp_path / "log.sqlite", print)
