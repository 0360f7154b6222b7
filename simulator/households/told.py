"""Rows of the truth: what is written down of each thing said."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from simulator.households.perceiving import Exchange, wanted_of
from simulator.households.reactions import Reacted
from simulator.households.values import Goal, Household, Want
from simulator.judge.values import Truth


def truth_of(
    household: Household,
    goal: Goal,
    exchange: Exchange,
    reacted: Reacted,
    *,
    at: datetime,
    attempt: int,
    reached: bool,
) -> Truth:
    """The row of something said for a goal, and how the resident took what came of it."""
    spoken, turn = exchange.spoken, exchange.turn
    want = wanted_of(goal, spoken)
    return Truth(
        household=household.id, goal=goal.id, attempt=attempt, resident=goal.resident, at=at, area=goal.area,
        satellite=goal.satellite, kind=goal.kind, need=goal.need, caption=goal.caption, strategy=spoken.strategy,
        said=spoken.text, intent=spoken.intents[0], slots=json.dumps(dict(spoken.slots), ensure_ascii=False),
        want=want_as_json(want), supported=want.supported, turn=turn.turn if turn else "", reaction=reacted.reaction,
        because=reacted.because, noticed=reacted.noticed, reached=reached, last=False,
    )  # fmt: skip


def overheard(household: str, at: datetime, area: str, satellite: str, words: str, turn: str) -> Truth:
    """The row of talk that nobody meant for the assistant."""
    return Truth(
        household=household, goal="", attempt=1, resident="", at=at, area=area, satellite=satellite, kind="", need="",
        caption="Nobody spoke to it: a television talks", strategy="", said=words, intent="", slots="{}", want="{}",
        supported=False, turn=turn, reaction="none", because="", noticed=False, reached=False, last=True,
    )  # fmt: skip


def want_as_json(want: Want) -> str:
    """What is wanted, as JSON: only what is said of it."""
    parts: dict[str, Any] = {
        "intents": want.intents,
        "targets": sorted(want.targets),
        "states": want.states,
        "data": want.data,
        "rises": want.rises,
    }
    return json.dumps({name: part for name, part in parts.items() if part}, ensure_ascii=False)
