"""Requests of which every word is accounted for, and those that are left to the models."""

import pytest

from assistant.nlu.gazetteer import Gazetteer
from assistant.nlu.kinds import kind_slots, kinds_in
from assistant.nlu.plain import plain_intent
from devices.protocol import Area, Entity, Floor, Registry

NAMES = Gazetteer.of(
    Registry(
        floors={"top": Floor("top", "Top")},
        areas={"den": Area("den", "Den"), "garage": Area("garage", "Garage")},
        entities={
            entity.id: entity
            for entity in (
                Entity("light.sun", "Sun lamp", "den"),
                Entity("oven.aga", "Aga"),
                Entity("lock.gate", "Side gate"),
                Entity("cover.roof", "Roof hatch"),
                Entity("scene.cosy", "Cosy time"),
                Entity("sensor.cellar", "Cellar sensor", None, "humidity"),
                Entity("binary_sensor.cat", "Cat flap", None, "opening"),
                Entity("weather.home", "Outdoors"),
            )
        },
    )
)


def plain(text: str) -> str | None:
    words = text.split()
    return plain_intent(words, NAMES.find(words))


@pytest.mark.parametrize(
    "text",
    [
        "is the sun lamp on",
        "are all the den lights off",
        "any windows open in the den",
        "which doors are locked on the top floor",
        "tell me if there are any fans on",
        "is the cat flap shut",
        "how many motion sensors are triggered",
        "what is the relative humidity measured by the cellar sensor",
        "what's the cellar sensor's humidity",
        "all the doors locked",
    ],
)
def test_a_question_about_a_state_is_plain(text: str) -> None:
    assert plain(text) == "HassGetState"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("turn the sun lamp on please", "HassTurnOn"),
        ("switch off each and every light in the den", "HassTurnOff"),
        ("den lights out", None),
        ("den lights off", "HassTurnOff"),
        ("turn the lights in the den out", "HassTurnOff"),
        ("please deactivate the fans in here", "HassTurnOff"),
        ("cosy time on", "HassTurnOn"),
        ("raise the roof hatch", "HassTurnOn"),
        ("lower the blinds on the top floor", "HassTurnOff"),
        ("open the garage door", "HassTurnOn"),
        ("unlock the side gate", "HassTurnOff"),
        ("lock all windows", "HassTurnOn"),
        ("illuminate my whole flat", "HassTurnOn"),
        ("light up the den", "HassTurnOn"),
    ],
)
def test_an_order_to_switch_open_or_lock_is_plain(text: str, intent: str | None) -> None:
    assert plain(text) == intent


@pytest.mark.parametrize(
    "text",
    [
        "turn off the sun lamp when i leave",
        "turn on the lights to half",
        "turn on the aga",
        "turn off the speaker",
        "turn on the den",
        "lower the volume",
        "open the side gate",
        "how hot is the den",
        "is it on",
        "is the den warm",
        "what is on",
        "what's the outdoors humidity",
        "what is the cellar sensor made of",
        "tell me updates",
        "illuminate us",
        "on",
        "is",
        "",
    ],
)
def test_one_word_too_many_or_too_few_is_left_to_the_models(text: str) -> None:
    assert plain(text) is None


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("switch the lights in the den off", [("light", None)]),
        ("are any switch on", [("switch", None)]),
        ("is the fan on", [("fan", None)]),
        ("please lock the gate", [("cover", "gate")]),
        ("make it candle light", []),
    ],
)
def test_a_kind_is_neither_a_verb_nor_half_a_white(text: str, kinds: list[tuple[str, str | None]]) -> None:
    assert [kind for _, _, kind in kinds_in(text.split())] == kinds


def test_windows_are_locked_as_locks_and_opened_as_covers() -> None:
    assert kind_slots(("cover", "window"), ["unlocked"]) == {"domain": "lock"}
    assert kind_slots(("cover", "window"), ["open"]) == {"domain": "cover", "device_class": "window"}
    assert kind_slots(("cover", "awning"), ["locked"]) == {"domain": "cover", "device_class": "awning"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("the cellar sensor's humidity", ["cellar sensor's"]),
        ("lights on the top floor", ["top floor"]),
        ("is the garage door open", []),
        ("is the garage open", ["garage"]),
    ],
)
def test_names_are_found_in_the_genitive_with_their_floor_and_not_inside_a_kind(text: str, named: list[str]) -> None:
    words = text.split()
    assert [" ".join(words[known.first : known.last]) for known in NAMES.find(words)] == named
