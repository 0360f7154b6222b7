"""What questions ask of sensors, by the words of Home Assistant's device classes."""

import pytest

from assistant.nlu.sensing import measure_in, sense_in


@pytest.mark.parametrize(
    ("text", "sensed"),
    [
        ("is there any smoke upstairs", ("smoke", "on")),
        ("are the movement sensors clear", ("motion", "off")),
        ("which gadgets are unplugged", ("plug", "off")),
        ("is the dryer not connected", ("connectivity", "off")),
        ("are any sensors cold", ("cold", "on")),
        ("is some device running", ("running", "on")),
        ("how many batteries are charging", ("battery_charging", "on")),
        ("how many batteries are low", ("battery", "on")),
        ("what about the batteries", ("battery", None)),
        ("is the firmware up to date", ("update", "off")),
        ("is every opening shut", ("opening", "off")),
        ("is somebody in the attic", ("occupancy", "on")),
        ("are lights detected in the shed", ("light", "on")),
    ],
)
def test_a_question_says_what_is_sensed(text: str, sensed: tuple[str, str | None]) -> None:
    assert sense_in(text.split()) == sensed


@pytest.mark.parametrize(
    "text", ["is the soup cold", "is the engine running", "are the shades opening", "is somebody home", "are lights on"]
)
def test_words_that_are_said_of_other_things_too_say_nothing_alone(text: str) -> None:
    assert sense_in(text.split()) is None


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("what is the air quality index", "aqi"),
        ("tell me the rainfall", "precipitation"),
        ("tell me the rainfall rate", "precipitation_intensity"),
        ("how high is the co 2 concentration", "carbon_dioxide"),
        ("the reactive power please", "reactive_power"),
        ("how are you", None),
    ],
)
def test_the_longest_words_say_what_is_measured(text: str, measure: str | None) -> None:
    assert measure_in(text.split()) == measure
