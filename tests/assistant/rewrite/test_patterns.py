"""Which learnt rules hold for the words that were heard, and what they make of them."""

from __future__ import annotations

import pytest

from assistant.learnt import Rule
from assistant.rewrite.patterns import Patterns

NAMES = frozenset({"kettle", "tea brewer", "hall"})


def rule(heard: str, text: str, to: str = "HassTurnOn|name:{name}") -> Rule:
    return Rule(f"{heard} to {text}", heard, text, "global", to=to)


def made(heard: str, *rules: Rule) -> list[str]:
    return [match.text for match in Patterns(rules, NAMES).find(heard)]


GOING = rule("set the {name} going", "turn on the {name}")


@pytest.mark.parametrize(
    ("heard", "found"),
    [
        ("set the tea brewer going", ["turn on the tea brewer"]),
        ("set the whole world going", []),
        ("set the kettle going now", []),
        ("set the going", []),
    ],
)
def test_a_name_stands_for_those_of_the_home_alone(heard: str, found: list[str]) -> None:
    assert made(heard, GOING) == found


def test_of_the_world_any_name_will_do() -> None:
    weather = rule("how wet is {name}", "weather in {name}", to="HassGetWeather|name:{name}")
    assert made("how wet is new york", weather) == ["weather in new york"]


@pytest.mark.parametrize(
    ("heard", "found"),
    [
        ("warm it to ninety five", ["heat to ninety five degrees"]),
        ("warm it to 21", ["heat to 21 degrees"]),
        ("warm it to the kettle", []),
        ("warm it to twenty or so", []),
    ],
)
def test_a_number_stands_for_numbers_alone(heard: str, found: list[str]) -> None:
    warm = rule("warm it to {number}", "heat to {number} degrees", to="HassClimateSetTemperature|temperature:{number}")
    assert made(heard, warm) == found


def test_anything_else_stands_for_a_few_words() -> None:
    add = rule("chuck {item} on it", "add {item} to the list", to="HassShoppingListAddItem|item:{item}")
    assert made("chuck brown bread on it", add) == ["add brown bread to the list"]
    assert made("chuck one two three four five six seven on it", add) == []


def test_the_most_literal_rule_comes_first() -> None:
    plain = rule("set the kettle going", "boil water")
    near = rule("set {item} going", "play {item}", to="Play|item:{item}")
    assert made("set the kettle going", near, GOING, plain) == ["boil water", "turn on the kettle", "play the kettle"]


def test_a_rule_without_words_of_its_own_never_holds() -> None:
    assert made("kettle", rule("{name}", "turn on the {name}")) == []
