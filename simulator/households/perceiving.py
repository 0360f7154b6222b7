"""What a resident makes of what came of their words: how it ended, what can be perceived of it, what they meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.turn import Act, Question, Status, Turn
from devices.home import Home
from devices.protocol import State
from simulator.households.reactions import Outcome, Seen
from simulator.households.values import Goal, Spoken, Want
from simulator.judge.meeting import option_meets, stands
from simulator.judge.values import Verdict


@dataclass(frozen=True, slots=True)
class Exchange:
    """One thing said, and what came of it; no turn where nothing woke."""

    spoken: Spoken
    turn: Turn | None
    verdict: Verdict
    seconds: float
    """The reply's length."""

    @property
    def says_the_goal(self) -> bool:
        """Whether it was said for the goal, and not against what came of it."""
        return not is_aside(self.spoken)

    @property
    def question(self) -> Question | None:
        """What the assistant asks back."""
        turn = self.turn
        asked = turn is not None and turn.question and turn.status == "asked" and turn.resolution is not None
        return turn.resolution.question if turn and turn.resolution and asked else None


def is_aside(spoken: Spoken) -> bool:
    """Whether words want something of their own: a complaint, a "stop", a "no"."""
    return spoken.strategy in ("complain", "stop") or spoken.intents[0] in ("Deny", "HassNevermind")


def wanted_of(goal: Goal, spoken: Spoken) -> Want:
    """What is wanted of these words: the goal's, or what a complaint, a "stop" or a "no" wants."""
    return Want(spoken.intents) if is_aside(spoken) else goal.want


def reached_after(exchange: Exchange, goal: Goal, before: bool) -> bool:
    """Whether the goal stands reached after an exchange, if it stood so or not before: what is said aside reaches
    nothing, and may undo it."""
    if exchange.says_the_goal:
        return before or exchange.verdict.reached
    about = {*goal.want.targets, *goal.want.states, *goal.want.rises}
    undone = exchange.turn is not None and not about.isdisjoint(exchange.turn.changes)
    return before and not undone


def outcome_of(exchange: Exchange, goal: Goal, *, reached: bool) -> Outcome:
    """What came of it, as it is."""
    turn, verdict = exchange.turn, exchange.verdict
    if turn is None:
        return "silence"
    if not verdict.right:
        return "wrong" if turn.status in ("done", "answered") else "nothing"
    if not goal.want.supported:
        return "unsupported"
    return "right" if exchange.says_the_goal or reached else "waved_off"


def opposite(outcome: Outcome, status: Status) -> Outcome:
    """What a turn is taken for by somebody who takes right for wrong, and wrong for right."""
    if outcome in ("wrong", "nothing"):
        return "right"
    return "wrong" if status in ("done", "answered") else "nothing"


def seen(turn: Turn | None, goal: Goal, home: Home) -> Seen:
    """How a bad end can be perceived from where the resident is."""
    if turn is None:
        return "silence"
    if turn.status not in ("done", "answered"):
        return "nothing"
    if turn.status == "answered" and not goal.want.states:
        return "wrong_answer"
    entities = home.registry.entities
    near = [entity for entity in (*turn.changes, *goal.want.states, *goal.want.targets) if entity in entities]
    if any(entities[entity].area == goal.area for entity in near):
        return "wrong_seen"
    return "wrong_told" if set(turn.targets) != goal.want.targets else "wrong_elsewhere"


def is_settled(want: Want, states: Mapping[str, State]) -> bool:
    """Whether the home already is as it is wanted: somebody else saw to it."""
    return bool(want.states) and all(entity in states for entity in want.states) and stands(want, states)


def meant_option(question: Question, want: Want, states: Mapping[str, State]) -> Act | None:
    """Which of the things asked about is meant; none where none is."""
    return next((option for option in question.options if option_meets(option, want, states)), None)
