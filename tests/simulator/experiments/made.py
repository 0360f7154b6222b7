"""An experiment's files made by hand: real turns of the demo home, with truths and verdicts written beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from assistant.log import InteractionLog
from assistant.serial import from_json, to_json
from assistant.turn import Belief, Detection, Heard, Hypothesis, Received, Transcript
from simulator.draws import drawn
from simulator.judge.values import FailurePoint, Reaction, Truth, Verdict
from simulator.setting import load_home, make_assistant, make_home, text_stages

START = datetime.fromisoformat("2026-03-02T07:00")


@dataclass(frozen=True)
class Line:
    """One thing said, as it is heard, and how it ends."""

    minute: float
    who: str
    area: str
    satellite: str
    kind: str
    caption: str
    said: str
    heard: str | None
    """None where nothing woke."""
    failure: FailurePoint = "correct"
    reaction: Reaction = "satisfied"
    because: str = ""
    goal: str = ""
    attempt: int = 1
    part: float = 1.0
    want: str = '{"intents": ["HassTurnOn"], "targets": ["light.hall"], "states": {"light.hall": {"state": ["on"]}}}'


LIFE = (
    Line(4, "ana", "kitchen", "kitchen_display", "coffee", "Ana wants coffee", "make me a coffee", "make me a coffee"),
    Line(
        9, "ana", "hall", "hall_speaker", "light_on", "Ana wants the hall light on", "turn on the hall light",
        "turn on the whole light", failure="asr", reaction="rephrases", because="wrong", goal="hall",
    ),
    Line(
        9.4, "ana", "hall", "hall_speaker", "light_on", "Ana wants the hall light on", "the hall light on please",
        "the hall light on please", goal="hall", attempt=2,
    ),
    Line(31, "ben", "kitchen", "kitchen_display", "timer_set", "Ben wants a timer of ten minutes",
         "set a timer for ten minutes", None, failure="missed_wake", reaction="rephrases", because="wrong", goal="t"),
    Line(31.2, "ben", "kitchen", "kitchen_display", "timer_set", "Ben wants a timer of ten minutes",
         "set a timer for ten minutes", "set a timer for ten minutes", goal="t", attempt=2),
    Line(55, "ben", "living_room", "living_room_tv", "weather", "Ben wants to know the weather",
         "will i need an umbrella", "will i need an umbrella", failure="nlu", reaction="barges_in", because="wrong",
         part=0.4, want='{"intents": ["HassGetWeather"]}'),
    Line(700, "", "living_room", "living_room_tv", "", "Nobody spoke to it: a television talks",
         "i told you never to come back", "never come back", failure="false_wake", reaction="none", want="{}"),
    Line(710, "ana", "living_room", "living_room_tv", "light_dim", "Ana wants the reading lamp dimmer",
         "make <b>the</b> reading lamp dimmer & softer", "make the reading lamp dimmer", failure="resolve",
         reaction="corrects_by_hand", because="wrong"),
)  # fmt: skip


def make(out: Path, *, households: int = 2, days: int = 2, arms: Sequence[str] = ("plain",)) -> Path:
    """Writes the five files into `out`: the same day again and again, with some defects come and gone by chance."""
    out.mkdir(parents=True, exist_ok=True)
    lived = [_taken(line, out / "log") for line in LIFE]
    tables: dict[str, list[dict[str, Any]]] = {"turns": [], "truths": [], "verdicts": []}
    for arm in arms:
        for number in range(households):
            for day in range(days):
                _day(tables, lived, arm, f"h{number:05}", day)
    for name, rows in tables.items():
        pq.write_table(pa.Table.from_pylist(rows), out / f"{name}.parquet")
    experiment = {
        "experiment": "made by hand", "seed": 1, "households": households, "days": days, "start": "2026-03-02", 
        "arms": {arm: {"errors": 1.0} for arm in arms},
    }  # fmt: skip
    (out / "experiment.json").write_text(json.dumps(experiment))
    (out / "summary.json").write_text("{}")
    return out


def _taken(line: Line, folder: Path) -> dict[str, Any] | None:
    """The row of a real turn of the demo home, taken by the real assistant."""
    if line.heard is None:
        return None
    declaration = load_home()
    home = make_home(declaration, start=START + timedelta(minutes=line.minute), seed=1)
    with InteractionLog(folder / f"{line.minute}.sqlite") as log:
        assistant = make_assistant(home, _stages(), log)
        transcript = Transcript(line.heard, 0.81, (Hypothesis("something else", 0.4),))
        belief = Belief(line.who, 0.9) if line.who else None
        heard = Heard(transcript, Detection("alexa", 0.98))
        turn = assistant.hear(heard, assistant=line.satellite, area=line.area, resident=belief).turn
        log.received(turn.turn, Received(line.part, "wake" if line.part < 1 else None))
        return next(iter(log.rows()))


_BUILT: list[Any] = []


def _stages() -> Any:
    if not _BUILT:
        _BUILT.append(text_stages(load_home()))
    return _BUILT[0]


def _day(
    tables: dict[str, list[dict[str, Any]]], lived: list[dict[str, Any] | None], arm: str, household: str, day: int
) -> None:
    for number, (line, row) in enumerate(zip(LIFE, lived, strict=True)):
        shift = drawn(household, day, number).uniform(-4, 4)
        at = START + timedelta(days=day, minutes=line.minute + (shift if line.attempt == 1 and not line.goal else 0))
        turn = f"{household}-{day:03}{number:03}"
        failure = line.failure
        if number > 4 and drawn(arm, household, day, number).random() < 0.5:
            failure = "correct"
        goal = f"{household}/{at.date()}/{line.who}/{line.goal or number}" if line.who else ""
        right = failure == "correct"
        truth = Truth(
            household=household, goal=goal, attempt=line.attempt, resident=line.who, at=at, area=line.area,
            satellite=line.satellite, kind=line.kind, need="the hall is dark", caption=line.caption,
            strategy="first" if line.attempt == 1 else "other_words", said=line.said, intent="HassTurnOn",
            slots='{"name": "hall light"}', want=line.want, supported=True, turn=turn if row else "",
            reaction="satisfied" if right else line.reaction, because="" if right else line.because, noticed=True,
            reached=right, last=True,
        )  # fmt: skip
        tables["truths"].append({"arm": arm, **asdict(truth)})
        tables["verdicts"].append({"arm": arm, **asdict(_verdict(truth, failure))})
        if row is not None:
            taken = replace(from_json(row["json"]), turn=turn, at=at, ms={})
            cells = {**row, "household": household, "turn": turn, "json": to_json(taken)}
            cells["rewrite_arm"] = cells.pop("arm")
            tables["turns"].append({"arm": arm, **cells})


def _verdict(truth: Truth, failure: FailurePoint) -> Verdict:
    right = failure == "correct"
    order = ("wake", "asr", "rewrite", "nlu", "resolve", "result")
    first = {"missed_wake": 0, "false_wake": 0, "correct": 6}.get(failure)
    at = order.index(failure) if first is None else first
    rights = {f"{stage}_right": place < at for place, stage in enumerate(order)}
    return Verdict(
        household=truth.household, turn=truth.turn, goal=truth.goal, attempt=truth.attempt, failure=failure,
        right=right, reached=right, planted="", words=len(truth.said.split()) if truth.turn and truth.goal else 0,
        substituted=int(failure == "asr"), deleted=0, inserted=0, note="" if right else f"what {failure} made of it",
        **rights,
    )  # fmt: skip
