"""A supervisor on a real socket gets what systemd would get; where there is none, nothing happens."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.service.notify import Supervisor, supervisor


class Listener:
    """The supervisor's end of the socket."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        channel.setblocking(False)

    def messages(self) -> list[str]:
        """All that has come since the last look."""
        got = []
        while True:
            try:
                got.append(self._channel.recv(4096).decode())
            except BlockingIOError:
                return got


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "notify")


@pytest.fixture
def listener(path: str) -> Iterator[Listener]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.bind(path)
        yield Listener(channel)


def test_ready_status_and_stopping_arrive_in_systemds_words(path: str, listener: Listener) -> None:
    told = Supervisor(path)
    assert told.ready()
    assert told.status("a turn: turn on the light")
    assert told.stopping()
    assert listener.messages() == ["READY=1\nSTATUS=listening", "STATUS=a turn: turn on the light", "STOPPING=1"]


def test_what_was_said_cannot_smuggle_a_message_into_the_status(path: str, listener: Listener) -> None:
    Supervisor(path).status("heard: stop\nSTOPPING=1")
    assert listener.messages() == ["STATUS=heard: stop STOPPING=1"]


def test_the_watchdog_is_told_four_times_in_its_time_however_often_the_loop_turns(
    path: str, listener: Listener
) -> None:
    told = Supervisor(path, watchdog=20.0)
    for turn in range(250):  # 20 seconds of frames
        told.alive(100 + turn * 0.08)
    assert listener.messages() == ["WATCHDOG=1"] * 4


def test_an_address_in_the_abstract_namespace_works_too() -> None:
    name = f"ambient-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.bind("\0" + name)
        listener = Listener(channel)
        assert Supervisor("@" + name).ready("started")
        assert listener.messages() == ["READY=1\nSTATUS=started"]


def test_without_a_supervisor_nothing_is_sent_and_nothing_breaks() -> None:
    told = supervisor({}, process=1)
    assert not told.ready()
    assert not told.alive(0.0)
    assert not told.stopping()


def test_a_supervisor_that_has_gone_does_not_stop_the_service(path: str) -> None:
    told = Supervisor(path, watchdog=1.0)
    assert not told.ready()
    assert not told.alive(0.0)


def test_a_supervisor_that_does_not_read_does_not_hold_up_the_service(path: str, listener: Listener) -> None:
    told = Supervisor(path)
    sent = [told.status("x" * 500) for _ in range(2000)]
    assert sent[0]
    assert not sent[-1]


def test_the_watchdog_is_meant_for_the_process_that_systemd_started(path: str) -> None:
    environment = {"NOTIFY_SOCKET": path, "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "41"}
    assert supervisor(environment, process=41).watchdog == 30.0
    assert supervisor(environment, process=42).watchdog is None


@pytest.mark.parametrize("micros", ["", "0", "soon"])
def test_a_watchdog_without_a_time_is_none(path: str, micros: str) -> None:
    assert supervisor({"NOTIFY_SOCKET": path, "WATCHDOG_USEC": micros}, process=41).watchdog is None
