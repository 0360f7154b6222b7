"""The residents' language is not the assistant's: what is measured of it, and that it stays so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.files import InputError
from assistant.turn import Interpretation, Transcript
from devices.declaration import to_registry
from simulator.households.kinds import KINDS
from simulator.hwu64 import judged
from simulator.language_check import Share, phrasing_overlap, understood
from simulator.language_overlap import delexicalised, overlapping, training_phrasings
from simulator.language_sample import FREQUENCY, requests
from simulator.setting import load_home

MOST_OVERLAP = 0.02


class Knows:
    """An interpreter of one sentence."""

    def interpret(self, transcript: Transcript, context: object) -> tuple[Interpretation, ...]:
        return (Interpretation("HassTurnOn", {}, 0.9),) if transcript.text == "light on" else ()

    def guesses(self, transcript: Transcript, context: object) -> tuple[Interpretation, ...]:
        return ()


def test_whole_phrasings_are_hardly_ever_those_of_the_training() -> None:
    assert phrasing_overlap().rate <= MOST_OVERLAP


def test_a_phrasing_that_is_trained_on_is_found_whatever_fills_it() -> None:
    assert overlapping(["set a timer for {duration}", "the noodles need {duration}"]) == ["set a timer for {duration}"]


def test_amounts_and_their_units_are_one() -> None:
    assert delexicalised("timer {duration}") == delexicalised("timer qqq minutes and qqq seconds")


def test_every_kind_has_a_frequency() -> None:
    assert list(KINDS) == list(FREQUENCY)


def test_the_same_seed_draws_the_same_requests() -> None:
    registry = to_registry(load_home())
    assert requests(30, seed=3, registry=registry) == requests(30, seed=3, registry=registry)
    assert requests(30, seed=3, registry=registry) != requests(30, seed=4, registry=registry)


def test_a_request_has_the_slots_of_its_kind_and_its_words() -> None:
    one = requests(1, seed=1, registry=to_registry(load_home()), kinds=["volume_up"])[0]
    assert (one.intents, one.slots) == (("HassSetVolumeRelative",), {"volume_step": "up"})


def test_not_understanding_what_nobody_does_is_right() -> None:
    said = [("light on", ("HassTurnOn",)), ("order a pizza", ("Unsupported",)), ("dim it", ("LightAdjust",))]
    assert understood(Knows(), said) == Share(2, 3)


def test_the_judged_half_has_only_what_is_supported(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    labels = ("iot_coffee", "qa_maths")
    rows = [{"text": f"sentence {number}", "intent": label} for number in range(40) for label in labels]
    file.write_text("\n".join(map(json.dumps, rows)))
    found = list(judged(file))
    assert 8 < len(found) < 32
    assert {allowed for _, allowed in found} == {("CoffeeBrew", "HassTurnOn")}


def test_a_row_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"text": "hello"}\n')
    with pytest.raises(InputError, match="a line looks like"):
        list(judged(file))


def test_what_is_trained_on_too_is_found() -> None:
    trained = min(one for one in training_phrasings() if len(one.split()) == 4)
    assert overlapping([trained, "every lamp is to go dark at once"]) == [trained]
