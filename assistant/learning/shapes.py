"""Requests without their values: what was learnt of "set the kettle going" holds for the fan too.

The values of a walk are those that its understood turns carry; each is taken out of every text of the walk in which it
stands word for word, and so are numbers. `turn on the kettle` becomes `turn on the {name}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.learning.walks import Step, Walk
from assistant.nlu.numerals import TENS, UNITS, number_at

UNSPOKEN = frozenset(
    {"domain", "device_class", "quantifier", "kind", "what", "direction", "like", "setting", "response"}
)
"""Slots whose values are not words of the request."""

NUMBER = "number"
"""The slot under which numbers are carried over, whatever they count."""

_DIGITS = re.compile(r"\d")
_COUNTS = frozenset({*TENS, *UNITS}) - {"one", "zero"}
_MARK = re.compile(r"\{(\w+)\}")


def slots_in(shape: str) -> tuple[str, ...]:
    """The marks in a shape, in their order.

    >>> slots_in("turn the {name} to {number} percent")
    ('name', 'number')
    """
    return tuple(_MARK.findall(shape))


def filled(shape: str, values: Mapping[str, str]) -> str:
    """A shape with its values; raises `KeyError` where one is missing.

    >>> filled("turn on the {name}", {"name": "kettle"})
    'turn on the kettle'
    """
    return _MARK.sub(lambda found: values[found[1]], shape)


def shaped(text: str, values: Iterable[tuple[str, str]]) -> tuple[str, dict[str, str]]:
    """A text without the values that stand in it, longest first, and those that were taken out.

    >>> shaped("set the kettle to ninety five degrees", [("name", "kettle")])
    ('set the {name} to {number} degrees', {'name': 'kettle', 'number': 'ninety five'})
    """
    taken: dict[str, str] = {}
    padded = f" {text} "
    for slot, value in sorted(values, key=lambda pair: (-len(pair[1]), pair)):
        if slot not in taken and value and f" {value} " in padded:
            padded = padded.replace(f" {value} ", f" {{{slot}}} ", 1)
            taken[slot] = value
    words, numbers = _without_numbers(padded.split())
    return " ".join(words), {**taken, **numbers}


def shaped_walk(walk: Walk) -> Walk:
    """A walk without its values. A state's own values become marks too, those that its text does not hold stay."""
    values = tuple(dict.fromkeys(pair for step in reversed(walk.steps) for pair in values_of(step.state)))
    return replace(walk, steps=tuple(_shaped_step(step, values) for step in walk.steps))


def shape_of(text: str, state: str) -> tuple[str, str, dict[str, str]]:
    """A request without the values that it was understood to hold: its text, its state, and the values.

    >>> shape_of("rain in rome", "HassGetWeather|name:rome")
    ('rain in {name}', 'HassGetWeather|name:{name}', {'name': 'rome'})
    """
    shape, taken = shaped(text, values_of(state))
    return shape, _shaped_state(state, shape, taken), taken


def values_of(state: str) -> tuple[tuple[str, str], ...]:
    """The slots of a state that are words of its request."""
    if state.startswith("?|") or " & " in state:
        return ()
    pairs = (part.partition(":") for part in state.split("|")[1:])
    return tuple((slot, value) for slot, _, value in pairs if slot not in UNSPOKEN and value and value.isascii())


def _shaped_step(step: Step, values: Sequence[tuple[str, str]]) -> Step:
    own = values_of(step.state)
    # What a turn was understood to hold comes before what others of the walk held.
    text, taken = shaped(step.text, own)
    if not taken:
        text, taken = shaped(step.text, values)
    return Step(text, _shaped_state(step.state, text, taken), step.turn)


def _shaped_state(state: str, text: str, taken: Mapping[str, str]) -> str:
    if state.startswith("?|"):
        return f"?|{text}"
    return " & ".join(_shaped_request(request, taken) for request in state.split(" & "))


def _shaped_request(request: str, taken: Mapping[str, str]) -> str:
    head, *slots = request.split("|")
    return "|".join((head, *(_marked(slot, taken) for slot in slots)))


def _marked(part: str, taken: Mapping[str, str]) -> str:
    slot, _, value = part.partition(":")
    if taken.get(slot) == value:
        return f"{slot}:{{{slot}}}"
    # Which number it was is carried over with the words.
    return f"{slot}:{{{NUMBER}}}" if NUMBER in taken and _DIGITS.search(value) else part


def _without_numbers(words: list[str]) -> tuple[list[str], dict[str, str]]:
    # Most texts hold none.
    if _COUNTS.isdisjoint(words) and not _DIGITS.search(" ".join(words)):
        return words, {}
    left: list[str] = []
    numbers: dict[str, str] = {}
    at = 0
    while at < len(words):
        found = number_at(words, at) if words[at] in _COUNTS or _DIGITS.match(words[at]) else None
        if found is None:
            left.append(words[at])
            at += 1
            continue
        name = NUMBER if NUMBER not in numbers else f"{NUMBER}{len(numbers) + 1}"
        numbers[name] = " ".join(words[at : at + found[1]])
        left.append(f"{{{name}}}")
        at += found[1]
    return left, numbers
