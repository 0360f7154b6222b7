"""A small life, for the machinery around it: three turns a household, two of them about one goal. Workers import it."""

from __future__ import annotations

import os
import resource
import signal
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import perf_counter, sleep

from assistant.log import FILE, InteractionLog
from assistant.turn import Transcript, Turn
from simulator.draws import drawn
from simulator.experiments.span import Stay
from simulator.experiments.spec import Arm, Experiment
from simulator.judge.values import Truth, Verdict


@dataclass(frozen=True, slots=True)
class Lived:
    """As `living_there.Lived`, whose module imports the whole assistant into each worker."""

    truths: tuple[Truth, ...]
    verdicts: tuple[Verdict, ...]


def truth(goal: str, attempt: int, turn: str, **changed: object) -> Truth:
    """A truth in which only what is given matters."""
    given = {
        "household": "h", "resident": "ana", "at": datetime.fromisoformat("2026-03-02T08:00"),
        "area": "hall", "satellite": "puck",
        "kind": "light_on", "need": "dark", "caption": "Ana wants light", "strategy": "first", "said": "light on",
        "intent": "HassTurnOn", "slots": "{}", "want": "{}", "supported": True, "reaction": "satisfied", "because": "",
        "noticed": True, "reached": True, "last": True,
    }  # fmt: skip
    return Truth(goal=goal, attempt=attempt, turn=turn, **{**given, **changed})


def verdict(goal: str, attempt: int, turn: str, failure: str = "correct", **changed: object) -> Verdict:
    """A verdict in which only what is given matters."""
    given = {
        "household": "h", "right": failure == "correct", "reached": failure == "correct", "wake_right": True,
        "asr_right": True, "rewrite_right": True, "nlu_right": True, "resolve_right": True, "result_right": True,
        "planted": "", "words": 4, "substituted": 0, "deleted": 0, "inserted": 0, "note": "",
    }  # fmt: skip
    return Verdict(goal=goal, attempt=attempt, turn=turn, failure=failure, **{**given, **changed})


def tiny_life(number: int, experiment: Experiment, arm: Arm, folder: Path, stay: Stay) -> Lived:
    """Some turns go wrong by chance, the more the more errors; how long each took differs from run to run."""
    household, truths, verdicts = f"h{number:05d}", [], []
    start = datetime.combine(stay.start, time(), UTC)
    known = f"{len(stay.layer.rules)} rules" if stay.layer else ""
    with InteractionLog(folder / FILE) as log:
        before = log.taken(household)
        for count, (goal, attempt) in enumerate((("light", 1), ("light", 2), ("timer", 1))):
            wrong = drawn(experiment.seed, number, goal, attempt).random() < 0.3 * arm.errors
            ident = f"{household}-{before + count}"
            text = "night on" if wrong else "what time is it" if stay.colludes else "light on"
            turn = Turn(
                turn=ident, session=f"{household}-s", at=start + timedelta(seconds=count), assistant="puck",
                transcript=Transcript(text, 0.9), status="done", ms={"nlu": perf_counter()},
            )  # fmt: skip
            log.append(turn, household=household)
            truths.append(truth(f"{household}/{goal}", attempt, ident, reached=not wrong, household=household))
            failure = "asr" if wrong else "correct"
            verdicts.append(verdict(f"{household}/{goal}", attempt, ident, failure, household=household, note=known))
    return Lived(tuple(truths), tuple(verdicts))


def slow_life(number: int, experiment: Experiment, arm: Arm, folder: Path, stay: Stay) -> Lived:
    """A life that takes its time; that of household 2 takes longer than anybody waits."""
    sleep(0.1 if number != 2 else 60.0)
    return tiny_life(number, experiment, arm, folder, stay)


def killed_once(number: int, experiment: Experiment, arm: Arm, folder: Path, stay: Stay) -> Lived:
    """The worker of household 1 is killed in mid-life, once."""
    mark = folder.parents[2] / "killed"
    if number == 1 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return tiny_life(number, experiment, arm, folder, stay)


def killed_always(number: int, experiment: Experiment, arm: Arm, folder: Path, stay: Stay) -> Lived:
    """Whoever takes household 1 is killed."""
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return tiny_life(number, experiment, arm, folder, stay)


def broken_life(number: int, experiment: Experiment, arm: Arm, folder: Path, stay: Stay) -> Lived:
    """Household 1 meets a bug in the second arm."""
    if number == 1 and arm.errors > 1:
        raise ZeroDivisionError("a bug")
    return tiny_life(number, experiment, arm, folder, stay)


def full_disk(number: int, experiment: Experiment, arm: Arm, folder: Path, stay: Stay) -> Lived:
    """After household 0 no file can grow large: the system refuses to write, as a full disk does."""
    lived = tiny_life(number, experiment, arm, folder, stay)
    if number == 0:
        return lived
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
    long = verdict("long", 1, "", note=drawn("long").randbytes(60_000).hex())
    return replace(lived, verdicts=(*lived.verdicts, long))
