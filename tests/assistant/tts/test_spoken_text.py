from __future__ import annotations

import pytest

from assistant.tts.spoken_text import spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It's 72 °F inside.", "It's 72 degrees inside."),
        ("It's 1°C and 68.0 °F.", "It's 1 degree and 68 degrees."),
        ("-3 °C", "minus 3 degrees"),
        ("The blinds are at 50%.", "The blinds are at 50 percent."),
        ("Wind of 15 mph", "Wind of 15 miles an hour"),
        ("It used 3 kWh.", "It used 3 kilowatt hours."),
        ("In 10-15 minutes", "In 10 to 15 minutes"),
        ("on/off", "on or off"),
        ("The TV is on.", "The T V is on."),
    ],
)
def test_signs_and_units_are_said_in_words(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It's 7:05 AM.", "It's 7 oh 5 a.m."),
        ("Set for 7:00 AM. Good night.", "Set for 7 a.m. Good night."),
        ("At 12:30 pm, rain", "At 12 30 p.m., rain"),
        ("It's 18:00.", "It's 18 hundred."),
        ("It's 9:00.", "It's 9 o'clock."),
        ("It's 18:45.", "It's 18 45."),
    ],
)
def test_times_are_said_as_people_say_them(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize("text", ["", "   ", "🙂", "…!?"])
def test_what_cannot_be_said_leaves_nothing(text: str) -> None:
    assert spoken(text) == ""


@pytest.mark.parametrize("text", ["I am home.", "The kitchen light is on.", "Playing The 1975."])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert spoken(text) == text
