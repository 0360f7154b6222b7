"""How the report says things: stages, reactions, wants and times in plain words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

STAGES: Mapping[str, str] = {
    "missed_wake": "wake word missed",
    "false_wake": "woken by nobody",
    "asr": "hearing",
    "rewrite": "rewrite",
    "nlu": "understanding",
    "resolve": "resolving",
    "result": "result",
    "correct": "correct",
}
"""Failure points, in the order of the stages."""

REACTIONS: Mapping[str, str] = {
    "satisfied": "was satisfied",
    "barges_in": "interrupted the reply",
    "rephrases": "said it again",
    "complains": "complained",
    "corrects_by_hand": "did it by hand",
    "asks_later": "asked again later",
    "abandons": "gave up",
    "unnoticed": "did not notice",
    "answers": "answered the question",
    "none": "nobody was there",
}

REASONS: Mapping[str, str] = {
    "wrong": "it was wrong",
    "nothing": "nothing was done",
    "silence": "nothing answered",
    "right": "although it was right",
    "unsupported": "nobody here can do it",
    "too_long": "the reply was too long",
    "heard_enough": "had heard enough",
    "out of patience": "out of patience",
    "asked back": "did not want to answer a question",
}

STRATEGIES: Mapping[str, str] = {
    "first": "at first",
    "clearer": "louder and clearer",
    "other_words": "in other words",
    "more_specific": "more specific",
    "less_specific": "less specific",
    "official_name": "with the official name",
    "other_order": "in another order",
    "half": "giving up half of it",
    "answer": "answering the question",
    "complain": "complaining",
    "stop": "stopping the reply",
    "again_later": "again later",
    "": "not to the assistant",
}


def kind(name: str) -> str:
    """A kind of goal: `light_on` is `light on`."""
    return name.replace("_", " ") or "nobody's wish"


def wanted(text: str) -> list[str]:
    """A want's JSON as lines for people."""
    want = json.loads(text or "{}")
    lines = [f"{', '.join(want['targets'])}"] if want.get("targets") else []
    for entity, states in sorted(want.get("states", {}).items()):
        lines += [f"{entity}: {name} {_any(values)}" for name, values in sorted(states.items())]
    for entity, (name, direction) in sorted(want.get("rises", {}).items()):
        lines.append(f"{entity}: {name} {'more' if direction == 'up' else 'less'} than before")
    lines += [f"{name} {_any(values)}" for name, values in sorted(want.get("data", {}).items())]
    if want.get("intents"):
        by = "nobody here can do it" if want["intents"] == ["Unsupported"] else f"by {_any(want['intents'])}"
        lines.append(by)
    return lines


def pairs(values: Mapping[str, Any]) -> str:
    """Slots or data in one line: `area: kitchen, name: lamp`."""
    return ", ".join(f"{name}: {plain(value)}" for name, value in sorted(values.items()))


def plain(value: Any) -> str:
    """A value for people: no decimals that say nothing."""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | tuple):
        return ", ".join(plain(one) for one in value)
    return str(value)


def percent(value: float) -> str:
    """`12.3 %` with a space that does not break, or a dash where there is none."""
    return "–" if value != value else f"{value * 100:.1f}\u00a0%"


def _any(values: Any) -> str:
    shown = values if isinstance(values, list) else [values]
    return " or ".join(plain(one) or "none" for one in shown)
