"""A turn's JSON is the contract: nothing is lost on the way there and back."""

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.serial import from_json, to_dict, to_json
from assistant.turn import Command, Detection, Hypothesis, Interpretation, Received, Transcript, Turn

AT = datetime(2026, 3, 2, 7, 5, tzinfo=timezone(timedelta(hours=-8)))

CONTRACT = (
    *("version", "turn", "session", "initiator", "at", "assistant", "area", "detection", "transcript", "resident"),
    *("rewrite", "interpretations", "intent", "slots", "acts", "targets", "commands", "changes", "reply", "question"),
    *("status", "received", "ms"),
)

floats = st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | floats | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
moments = st.builds(
    lambda moment, minutes: moment.replace(tzinfo=timezone(timedelta(minutes=minutes))),
    st.datetimes(AT.replace(year=1971, tzinfo=None), AT.replace(year=2200, tzinfo=None)),
    st.integers(-12 * 60, 14 * 60),
)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),
    float: floats,
    int: st.integers(0, 1000),
    bool: st.booleans(),
    Any: values,
    datetime: moments,
    type(None): st.none(),
}


def anything(kind: Any) -> st.SearchStrategy[Any]:
    """Values of any type that a turn is made of."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is Literal:
        return st.sampled_from(parts)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*(anything(part) for part in parts))
    if origin is tuple:
        return st.lists(anything(parts[0]), max_size=2).map(tuple)
    if origin is Mapping:
        return st.dictionaries(anything(parts[0]), anything(parts[1]), max_size=2)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{field.name: anything(hints[field.name]) for field in dataclasses.fields(kind)})
    return st.sampled_from(kind)


def turn(**changed: Any) -> Turn:
    """A plain turn."""
    given = {"turn": "t1", "session": "s1", "at": AT, "assistant": "kitchen_display", "area": "kitchen"}
    return Turn(**{**given, "transcript": Transcript("turn on the light", 0.9), **changed})


@given(anything(Turn))
@settings(max_examples=60, deadline=None)
def test_every_turn_comes_back_as_it_was(taken: Turn) -> None:
    assert from_json(to_json(taken)) == taken


@given(anything(Turn))
@settings(max_examples=20, deadline=None)
def test_the_dictionary_is_the_json(taken: Turn) -> None:
    assert to_dict(taken) == json.loads(to_json(taken))


def test_the_keys_stand_in_the_contracts_order() -> None:
    keys = tuple(to_dict(turn()))
    assert keys[: len(CONTRACT)] == CONTRACT
    assert set(keys[len(CONTRACT) :]) == {"resolution", "outcomes", "guesses"}


def test_the_parts_have_the_contracts_keys() -> None:
    told = to_dict(
        turn(
            detection=Detection("alexa", 0.99),
            transcript=Transcript("turn on the light", 0.93, (Hypothesis("turn on a light", 0.4),)),
            interpretations=(Interpretation("HassTurnOn", {"name": "light"}, 0.97),),
            commands=(Command("light.kitchen_ceiling", "turn_on"),),
            received=Received(1.0),
        )
    )
    assert told["at"] == "2026-03-02T07:05:00-08:00"
    assert told["detection"] == {"phrase": "alexa", "score": 0.99, "at": 0.0}
    assert told["transcript"]["alternatives"] == [{"text": "turn on a light", "confidence": 0.4}]
    assert list(told["interpretations"][0])[:3] == ["intent", "slots", "confidence"]
    assert told["commands"] == [{"entity": "light.kitchen_ceiling", "service": "turn_on", "data": {}}]
    assert told["received"] == {"heard": 1.0, "by": None}


def test_the_json_is_one_compact_line() -> None:
    text = to_json(turn(reply="Two lines:\nhere"))
    assert "\n" not in text
    assert '": ' not in text


def test_numbers_from_numpy_become_plain_ones() -> None:
    taken = turn(
        transcript=Transcript("warmer", float(np.float64(0.5))),
        slots={"temperature": np.float32(20.5), "count": np.int64(3), "levels": np.array([1, 2])},
        ms={"asr": np.float64(41.5)},
    )
    back = from_json(to_json(taken))
    assert back.slots == {"temperature": 20.5, "count": 3, "levels": [1, 2]}
    assert back.ms == {"asr": 41.5}


def test_what_is_no_json_value_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no JSON value"):
        to_json(turn(slots={"name": object()}))


def test_a_key_of_a_later_version_is_left_out() -> None:
    text = to_json(turn())[:-1] + ',"mood":"sunny"}'
    assert from_json(text) == turn()
