"""How residents react: rate tables (`reactions.yaml`), and the one function that draws from them.

What a resident can perceive decides: they compare what they wanted with what happened where they are and with what they
heard. Not modelled: moods, learning to use easier words, and residents who talk to each other about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

import yaml

from simulator.households.values import REPHRASINGS, Resident, Strategy
from simulator.judge.values import Reaction

TABLES = Path(__file__).with_name("reactions.yaml")

Outcome = Literal["right", "wrong", "nothing", "silence", "unsupported", "waved_off"]
"""As it is: right; done or answered wrongly; not understood or refused; nothing woke; nobody does that, and so told; a
"no" or a complaint was taken, and the goal still stands."""

Seen = Literal["wrong_seen", "wrong_told", "wrong_elsewhere", "wrong_answer", "nothing", "silence"]
"""How a bad end can be perceived."""

MANY = 3.0
"""How many times as often a long reply is interrupted."""

QUESTIONS = 3
"""Questions in a row after which nobody answers any more. Assumed."""


@dataclass(frozen=True, slots=True)
class Came:
    """What came of something said, as far as it matters for the reaction."""

    outcome: Outcome
    seen: Seen | None
    """How a bad end can be perceived; none where it is right."""
    seconds: float
    """The reply's length."""
    by_hand: bool
    """Whether the resident could do it themselves."""
    attempts: int
    """Requests for this goal so far."""
    asked: int = 0
    """Questions in a row with which the assistant came back, this one included; 0 where it did not ask."""
    can_wait: bool = True
    """Whether it can be asked for later as well."""
    enough: bool = False
    """Whether they had only told it to stop talking."""


@dataclass(frozen=True, slots=True)
class Reacted:
    """What the resident does next."""

    reaction: Reaction
    because: str = ""
    noticed: bool = True
    fraction: float = 1.0
    """Of the reply that is heard."""


GOING_ON: tuple[Reaction, ...] = ("rephrases", "complains", "barges_in", "asks_later")
"""Reactions that say more for the goal."""


@cache
def tables() -> Mapping[str, Any]:
    """The rate tables."""
    read: Mapping[str, Any] = yaml.safe_load(TABLES.read_text("utf-8"))
    return read


def react(came: Came, resident: Resident, rng: Random) -> Reacted:
    """Draws the reaction. The one place where reactions come from.

    Always takes the same number of draws from `rng`, so that another outcome shifts no later draw.
    """
    notices, kind, reason, where = (rng.random() for _ in range(4))
    if came.enough:
        return Reacted("satisfied")
    if came.asked:
        return _asked(came, kind)
    if came.seen is not None and notices >= tables()["notices"][came.seen]:
        return Reacted("unnoticed", noticed=False)
    reaction: Reaction = _drawn(_weights(came, resident), kind)  # type: ignore[assignment]
    goes_on = came.outcome != "right" and reaction in GOING_ON
    if goes_on and came.attempts >= resident.patience:
        return Reacted(_without_patience(came, reason), "out of patience")
    if reaction == "barges_in":
        fractions = Random(where)
        because = "wrong" if came.outcome != "right" else _drawn(tables()["because"], reason)
        shape = pair("barge_in", because)
        return Reacted("barges_in", because, fraction=round(fractions.betavariate(*shape), 3))
    return Reacted(reaction, "" if reaction == "satisfied" else came.outcome)


def _asked(came: Came, draw: float) -> Reacted:
    """A question is answered, as a rule."""
    if came.asked >= QUESTIONS:
        return Reacted("abandons", "asked too often")
    reaction: Reaction = _drawn(tables()["asked"], draw)  # type: ignore[assignment]
    return Reacted(reaction, "" if reaction == "answers" else "asked back")


def strategy(outcome: Outcome, possible: tuple[Strategy, ...], rng: Random) -> Strategy:
    """How something is said again, out of the ways that are possible."""
    weights = tables()["strategies"][outcome if outcome in tables()["strategies"] else "wrong"]
    fitting: dict[str, float] = {one: weights.get(one, 0.0) for one in REPHRASINGS if one in possible}
    if not any(fitting.values()):
        return "clearer"
    return _drawn(fitting, rng.random())  # type: ignore[return-value]


def chance(name: str, key: str | None = None) -> float:
    """A single rate: `undoes`, or `answers` of `asked`."""
    found = tables()[name]
    return float(found if key is None else found[key])


def pair(name: str, key: str | None = None) -> tuple[float, float]:
    """Two numbers that stand together: `asks_later_minutes`, or a row of `barge_in`."""
    low, high = tables()[name] if key is None else tables()[name][key]
    return float(low), float(high)


def _weights(came: Came, resident: Resident) -> dict[str, float]:
    """The mean resident's weights, by this resident's ways."""
    weights: dict[str, float] = dict(tables()["outcomes"][came.outcome])
    ways = {
        "barges_in": resident.interrupts * (MANY if came.seconds >= chance("long_reply") else 1.0),
        "rephrases": resident.rephrases,
        "complains": resident.complains,
        "corrects_by_hand": resident.by_hand if came.by_hand else 0.0,
        "asks_later": 1.0 if came.can_wait else 0.0,
    }
    return {name: weight * ways.get(name, 1.0) for name, weight in weights.items()}


def _without_patience(came: Came, draw: float) -> Reaction:
    if came.by_hand and draw < chance("turns_to_hands"):
        return "corrects_by_hand"
    return "abandons"


def _drawn(weights: Mapping[str, float], draw: float) -> str:
    """The name whose share of the whole the draw (0 to 1) falls in."""
    left = draw * sum(weights.values())
    for name, weight in weights.items():
        left -= weight
        if left < 0:
            return name
    return next(reversed(list(weights)))
