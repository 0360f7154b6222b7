"""The live session as a child process that tells, as JSON lines, what happened and when: for tests with a sound card.

`python tests/talking.py DATA [setting=value …]`. Times are `time.monotonic`'s, which all processes share.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from threading import Thread
from typing import Any

from assistant.live.happenings import Answered, Dropped, Listening, ReplyEnded, Voice
from assistant.serial import to_dict
from assistant.settings import Settings
from simulator.live.messages import Message, Ready, Strain, Trouble
from simulator.live.session import Session

SLOW = 60.0
"""Seconds that something may take on a busy machine."""


@dataclass
class Talk:
    """What the child has told so far."""

    process: subprocess.Popen[str]
    told: list[dict[str, Any]] = field(default_factory=list)

    def wait_for(self, kind: str, *, after: float = 0.0, seconds: float = SLOW, **wanted: Any) -> dict[str, Any]:
        """The first thing of a kind told after a time; raises `TimeoutError` where none comes."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for one in list(self.told):
                if one["kind"] == kind and one["at"] > after and wanted.items() <= one.items():
                    return one
            time.sleep(0.02)
        raise TimeoutError(f"no {kind} {wanted} in {seconds} s; told: {self.story[-12:]}")

    def woken(self, speak: Callable[[], None], *, tries: int = 4) -> float:
        """Speaks until it listens, as people do; when it began to. On a busy machine the sound system stumbles."""
        for _ in range(tries):
            before = time.monotonic()
            speak()
            with suppress(TimeoutError):
                return float(self.wait_for("Listening", after=before, seconds=3.0, by="wake")["at"])
        raise TimeoutError(f"nothing woke it; told: {self.story[-12:]}")

    @property
    def story(self) -> list[str]:
        """What happened, a line each: for whoever wonders about a failure."""
        return [_line(one) for one in self.told if one["kind"] != "Strain"]

    def all(self, kind: str, *, after: float = 0.0) -> list[dict[str, Any]]:
        """Everything of a kind told after a time."""
        return [one for one in list(self.told) if one["kind"] == kind and one["at"] > after]


def _line(one: dict[str, Any]) -> str:
    turn = one.get("turn")
    rest = [turn["transcript"]["text"], turn["reply"]] if isinstance(turn, dict) else list(one.values())[2:]
    return f"{one['at']:.2f} {one['kind']} {' | '.join(map(str, rest))}"


@contextmanager
def talking(environment: Mapping[str, str], data: Path, **settings: str) -> Iterator[Talk]:
    """A session that hears and speaks through the environment's sound card, once it is ready."""
    given = [f"{key}={value}" for key, value in settings.items()]
    command = [sys.executable, "-m", "tests.talking", str(data), *given]
    root = Path(__file__).parents[1]
    process = subprocess.Popen(command, env=dict(environment), stdout=subprocess.PIPE, text=True, cwd=root)
    talk = Talk(process)
    reader = Thread(target=_read, args=(process, talk.told), daemon=True)
    reader.start()
    try:
        talk.wait_for("Ready")
        time.sleep(3.0)  # the devices start, and it says that it is ready
        yield talk
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=SLOW)
        reader.join(timeout=SLOW)
        assert process.stdout is not None
        process.stdout.close()


def _read(process: subprocess.Popen[str], told: list[dict[str, Any]]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        told.append(json.loads(line))


def _as_json(message: Message) -> dict[str, Any] | None:
    match message:
        case Answered():
            return {"turn": to_dict(message.taken.turn), "waited": message.waited}
        case ReplyEnded():
            return {"turn": message.turn, "heard": message.received.heard, "by": message.received.by}
        case Listening():
            return {"by": message.by}
        case Dropped():
            return {"words": message.words, "why": message.why}
        case Voice():
            return {"how": message.how}
        case Trouble():
            return {"text": message.text}
        case Ready():
            return {"microphone": message.microphone, "speaker": message.speaker}
        case Strain():
            return {"lost": message.lost, "behind": message.behind}
        case _:
            return None


def main(arguments: list[str]) -> None:
    """Runs a session until it is told to end."""
    data, *given = arguments
    changes = dict(one.split("=", 1) for one in given)
    session = Session(Settings(**{"replies": "full", **changes}), data=Path(data))  # type: ignore[arg-type]
    over = [False]
    signal.signal(signal.SIGTERM, lambda *_: over.__setitem__(0, True))
    session.start()
    while session.running and not over[0]:
        try:
            message = session.told.get(timeout=0.1)
        except Empty:
            continue
        value = _as_json(message)
        if value is not None:
            print(json.dumps({"kind": type(message).__name__, "at": time.monotonic(), **value}), flush=True)
    session.stop()
    if session.failed:
        print(json.dumps({"kind": "Failed", "at": time.monotonic(), "text": str(session.failed)}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
