"""What a person sees on the screen, at the sizes that people have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.live.happenings import Dropped, Level, Listening, Voice, Words
from assistant.turn import Received
from simulator.live.layout import Layout
from simulator.live.messages import HomeSeen, Learnt, Muted, Strain, Trouble
from simulator.live.paper import Paper
from tests.simulator.live.evening import Evening

SIZES = ((80, 24), (100, 30), (200, 50))
each_size = pytest.mark.parametrize(("width", "height"), SIZES)


@pytest.fixture
def evening() -> Evening:
    evening = Evening()
    evening.begin()
    return evening


@each_size
def test_a_turn_shows_its_stages_with_their_confidence(evening: Evening, width: int, height: int) -> None:
    evening.ask("turn on the kitchen light")
    shown = evening.shown(width, height)
    for words in ("by alexa", "0.98", "“turn on the kitchen light”", "0.93", "HassTurnOn", "“Kitchen lights on.”"):
        assert words in shown
    assert "Kitchen ceiling light, Counter light" in shown
    assert "to its end" in shown
    assert "done" in shown


@each_size
def test_the_light_is_on_in_its_room(evening: Evening, width: int, height: int) -> None:
    evening.ask("turn on the hall light")
    hall = next(row for row in evening.rows(width, height) if "Hall  " in row)
    assert "● Light on" in hall
    evening.passes(10.0)
    hall = next(row for row in evening.rows(width, height) if "Hall  " in row)
    assert "● Light  ○" in hall.replace("\u2007", " ")


@each_size
def test_every_key_stands_at_the_foot(evening: Evening, width: int, height: int) -> None:
    foot = " ".join(evening.rows(width, height)[-2:])
    for key in ("space listen", "m mute", "y why", "w wrong", "1 motion", "2 smoke", "3 arrival", "+ faster"):
        assert key in foot
    for key in ("- slower", "r resident", "? help", "q quit"):
        assert key in foot


@each_size
def test_where_when_and_who(evening: Evening, width: int, height: int) -> None:
    shown = evening.shown(width, height)
    for words in ("Maple Street", "Mon 17:30:00", "×1", "kitchen_display in the kitchen", "Ana"):
        assert words in shown


@each_size
def test_words_are_seen_as_they_come(evening: Evening, width: int, height: int) -> None:
    evening.take(Listening("wake", "alexa"), Words("turn on the bed"))
    shown = evening.shown(width, height)
    assert "listening, by its wake word" in shown
    assert "“turn on the bed …”" in shown


@each_size
def test_timers_and_what_was_learnt(evening: Evening, width: int, height: int) -> None:
    evening.ask("set a pasta timer for ten minutes")
    evening.take(Learnt(("ana likes italian",)))
    evening.passes(18.0)
    shown = evening.shown(width, height)
    assert "9:42" in next(row for row in shown.splitlines() if "Pasta" in row and "9:" in row)
    assert "ana likes italian" in shown


@each_size
def test_the_turns_before_say_what_became_of_them(evening: Evening, width: int, height: int) -> None:
    evening.ask("what time is it", received=Received(0.4, "wake"))
    evening.ask("turn on the hall light")
    row = next(row for row in evening.rows(width, height) if "✓ “what time is it”" in row)
    assert "interrupted at 40%" in row


@each_size
def test_a_trouble_goes_across_the_whole_screen(evening: Evening, width: int, height: int) -> None:
    evening.take(Trouble("the microphone 'USB' has gone"))
    assert any(row.startswith(" ▲ the microphone 'USB' has gone") for row in evening.rows(width, height))
    evening.take(Trouble("the microphone is back: 'USB'"))
    assert any(row.startswith(" ✓ the microphone is back") for row in evening.rows(width, height))


def test_lost_sound_is_said(evening: Evening) -> None:
    evening.take(Strain(0.9, 1.3))
    assert "0.9 s late  1.3 s lost" in evening.shown()


def test_what_was_dropped_and_why(evening: Evening) -> None:
    evening.take(Dropped("mhm", "nobody spoke"))
    assert "dropped “mhm”: nobody spoke" in evening.shown()


def test_states_are_told_in_words(evening: Evening) -> None:
    assert "waiting for “Alexa”" in evening.shown()
    evening.ask("what time is it", received=None)
    assert "● speaking" in evening.shown()
    evening.take(Voice("held"))
    assert "held: somebody speaks" in evening.shown()
    evening.take(Muted(True))
    assert "● muted" in evening.shown()


def test_the_meter_grows_with_the_level(evening: Evening) -> None:
    evening.view.passes(1.0)
    evening.take(Level(-30.0, False))
    assert "━━━━━━━━━━──────────  -30 dBFS" in evening.shown()


@each_size
def test_a_long_reply_is_read_whole(evening: Evening, width: int, height: int) -> None:
    evening.ask("turn on the kitchen light")
    turn = evening.ask("why did you do that")
    rows = evening.rows(width, height)
    first = next(number for number, row in enumerate(rows) if " answered  “" in row)
    left = width // 2 - 1 if width >= 120 else width
    said = " ".join(row[13 : left - 7].strip() for row in rows[first : first + 4])
    assert turn.reply in said


@each_size
def test_the_evidence_of_a_turn_can_be_paged_through(evening: Evening, width: int, height: int) -> None:
    evening.ask("turn on the kitchen light")
    evening.view.opens("why")
    layout, pages = Layout(Paper()), []
    for page in range(layout.pages(evening.view, width, height)):
        evening.view.page = page
        pages.append("\n".join(layout.rows(evening.view, width, height)))
    together = "".join(pages)
    for words in (
        "heard “turn on the kitchen light”",
        "light.kitchen_ceiling turn_on",
        "What was weighed",
        "same area",
    ):
        assert words in together


def test_help_names_every_command(evening: Evening) -> None:
    evening.view.opens("help")
    shown = evening.shown()
    assert "listen now, with no wake word" in shown
    assert "end the session" in shown


@each_size
def test_a_big_home_says_what_is_left_out(evening: Evening, width: int, height: int) -> None:
    registry, states = evening.home.registry, dict(evening.home.states)
    areas = {f"room_{n}": replace(registry.areas["office"], id=f"room_{n}", name=f"Room {n}") for n in range(60)}
    lights = {
        f"light.{n}_{m}": replace(registry.entities["light.desk_lamp"], id=f"light.{n}_{m}", area=f"room_{n}")
        for n in range(60)
        for m in range(20)
    }
    off, on = states["light.desk_lamp"], replace(states["light.desk_lamp"], state="on")
    states |= {ident: on if ident == "light.57_19" else off for ident in lights}
    registry = replace(registry, areas={**registry.areas, **areas}, entities={**registry.entities, **lights})
    evening.take(HomeSeen(evening.home.now, 1.0, states, registry))
    shown = evening.shown(width, height)
    assert "● Desk lamp" in next(row for row in shown.splitlines() if "Room 57" in row)
    assert "more rooms with" in shown


def test_names_cannot_steer_the_terminal(evening: Evening) -> None:
    registry = evening.home.registry
    evil = replace(registry, settings=replace(registry.settings, name="\x1b[2JHome\x07"))
    evening.take(HomeSeen(evening.home.now, 1.0, dict(evening.home.states), evil))
    assert "\x1b" not in evening.shown()
    assert "[2JHome" in evening.shown()


@pytest.mark.parametrize(("width", "height"), [(40, 10), (41, 12), (79, 23), (119, 30), (120, 24), (1, 1), (500, 100)])
def test_any_size_is_filled_and_none_overflows(evening: Evening, width: int, height: int) -> None:
    evening.ask("turn on the kitchen light")
    evening.take(*(Trouble(f"trouble {number}") for number in range(5)))
    for panel in ("", "help", "why"):
        evening.view.opens(panel)  # type: ignore[arg-type]
        evening.rows(width, height)


def test_before_everything_is_loaded_it_says_so() -> None:
    assert "loading" in Evening().shown()


def test_what_was_drawn_before_is_no_other_than_what_is_drawn_anew(evening: Evening) -> None:
    layout = Layout(Paper("standard"))
    for words in ("turn on the kitchen light", "set a pasta timer for ten minutes", "flurble the gronk"):
        evening.ask(words)
        evening.passes(3.0)
        assert layout.rows(evening.view, 100, 30) == Layout(Paper("standard")).rows(evening.view, 100, 30)


def test_the_picture_shows_what_the_screen_shows(evening: Evening, tmp_path: Path) -> None:
    from simulator.picture import svg

    evening.ask("turn on the kitchen light")
    picture = svg(evening.view, (80, 24))
    assert "Kitchen&#160;lights&#160;on." in picture
    assert "http" not in picture.replace("http://www.w3.org", "").replace("https://www.textualize.io", "")
