"""The phrase bank: what is wrong in a file is named with its line; banks from outside are opened and sorted in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from assistant.files import InputError
from devices.protocol import Value
from simulator.households.kinds import KINDS
from simulator.households.language.bank import Bank, shipped
from simulator.households.language.phrases import phrases
from simulator.households.language.templates import Choice, Sequence, TemplateError, variants, written_out

DEVICES = tuple(KINDS)[: tuple(KINDS).index("play_genre")]


@pytest.mark.parametrize("kind", DEVICES)
def test_each_kind_about_the_home_has_many_phrasings(kind: str) -> None:
    assert len(shipped().phrasings[kind]) >= 15


def test_no_phrasing_that_names_nothing_means_two_things() -> None:
    meant: dict[str, set[str]] = {}
    for kind in DEVICES:
        for phrase in phrases()[kind]:
            if "name" not in phrase.placeholders:
                meant.setdefault(phrase.text, set()).add(KINDS[kind].intents[0])
    assert [text for text, intents in meant.items() if len(intents) > 1] == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("lights (on|up", r"'\)' is missing"),
        ("lights [on", r"'\]' is missing"),
        ("lights on)", r"'\)' closes nothing"),
        ("lights on|up", "stands in no brackets"),
        ("lights {in the area}", "a word in braces"),
    ],
)
def test_brackets_must_match(text: str, problem: str) -> None:
    with pytest.raises(TemplateError, match=problem):
        variants(text)


def test_alternatives_nest() -> None:
    assert list(written_out("(a|b [c (d|)])")) == ["a", "b", "b c d", "b c"]


def test_variants_differ_by_what_they_hold() -> None:
    found = variants("(put|get) the {name} on [in the {area}] [please]")
    assert [one.placeholders for one in found] == [("name",), ("name", "area")]


def test_words_are_drawn_and_not_written_out() -> None:
    [variant] = variants(" ".join(["(a|b|c|d|e|f|g|h|i|j)"] * 30))  # 10 to the 30th texts
    rng = Random(3)

    def choose(choice: Choice) -> Sequence:
        return rng.choice(choice.options)

    assert len({variant.text(choose) for _ in range(20)}) == 20


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("@light_un\nlights\n", r"own.txt:1: 'light_un' is no kind of goal"),
        ("lights\n", r"own.txt:1: a phrasing stands before the first '@kind'"),
        ("@light_on\nlights (on\n", r"own.txt:2: '\)' is missing"),
        ("@light_on\nlights on\nlights at {level}\n", r"own.txt:3: 'light_on' has no placeholder level; it has: name"),
        ("@light_level\nlights at [{level}]\n", r"own.txt:2: 'lights at' lacks level"),
        ("@light_on *much\nlights\n", r"own.txt:1: a weight is a number, not 'much'"),
        ("@light_on\nlights | domain light\n", r"own.txt:2: a slot is written key=value, not 'domain light'"),
        ("@light_on\nLights on!\n", r"own.txt:2: 'Lights on!' holds more than lower case"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(lines: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text(lines)
    with pytest.raises(InputError, match=problem):
        Bank.read(tmp_path)


def given(tmp_path: Path, *rows: Mapping[str, Value | Mapping[str, Value]]) -> Bank:
    path = tmp_path / "bank.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return Bank.from_lines(path)


@pytest.mark.parametrize(
    ("text", "intent", "slots", "kind", "opened"),
    [
        ("Kitchen lights on!", "HassTurnOn", {"area": "kitchen", "domain": "light"}, "light_on", "{area} lights on"),
        ("turn the hall lamp off", "HassTurnOff", {"name": "hall lamp"}, "light_off", "turn the {name} off"),
        ("lamp to 30%", "HassLightSet", {"name": "lamp", "brightness": 30}, "light_level", "{name} to {level}"),
        ("oven on at 180 degrees", "OvenPreheat", {"temperature": 180}, "oven_on", "oven on at {temperature}"),
        ("shout in ten minutes", "HassStartTimer", {"minutes": 10}, "timer_set", "shout in {duration}"),
        ("up at half past seven", "AlarmSet", {"time": "07:30?"}, "alarm_set", "up at {time}"),
    ],
)  # fmt: skip
def test_values_in_a_line_become_placeholders(
    text: str, intent: str, slots: dict[str, Value], kind: str, opened: str, tmp_path: Path
) -> None:
    bank = given(tmp_path, {"text": text, "intent": intent, "slots": slots})
    assert opened in [one.text for one in bank.phrasings[kind]]


def test_a_line_serves_only_kinds_about_its_thing(tmp_path: Path) -> None:
    bank = given(
        tmp_path, {"text": "fan on in the den", "intent": "HassTurnOn", "slots": {"area": "den", "domain": "fan"}}
    )
    assert list(bank.phrasings) == ["fan_on"]


def test_lines_that_fit_no_kind_are_counted(tmp_path: Path) -> None:
    bank = given(
        tmp_path,
        {"text": "what is on", "intent": "MediaInfo", "slots": {}},
        {"text": "tell me a joke", "intent": "TellJoke", "slots": {}},
    )
    assert (list(bank.phrasings), bank.unfit) == (["what_plays"], 1)


def test_a_bank_stands_over_the_shipped_one_or_beside_it(tmp_path: Path) -> None:
    bank = given(tmp_path, {"text": "which tune is that", "intent": "MediaInfo", "slots": {}})
    assert [one.text for one in bank.over(shipped()).phrasings["what_plays"]] == ["which tune is that"]
    assert list(bank.over(shipped()).phrasings["time"]) == list(shipped().phrasings["time"])
    assert len(bank.merged(shipped()).phrasings["what_plays"]) == 1 + len(shipped().phrasings["what_plays"])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("light on", 'bank.jsonl:2: is no line of {"text"'),
        ('{"text": "light on"}', 'bank.jsonl:2: is no line of {"text"'),
        ('{"text": "on", "intent": "HassTurnOn", "slots": ["light"]}', "bank.jsonl:2: 'slots' holds words"),
    ],
)
def test_a_malformed_line_is_named(line: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "bank.jsonl"
    path.write_text('{"text": "what is on", "intent": "MediaInfo"}\n' + line + "\n")
    with pytest.raises(InputError, match=problem):
        Bank.from_lines(path)


def test_a_bank_of_which_nothing_fits_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no line fits a kind of goal"):
        given(tmp_path, {"text": "tell me a joke", "intent": "TellJoke", "slots": {}})
