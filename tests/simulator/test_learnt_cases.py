"""The article's cases, learnt from nothing but what was said: a place that means another, a song that stays itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.learnt import Layer, Learnt, Rule
from assistant.log import InteractionLog
from assistant.pipeline import Stages
from assistant.turn import Belief, Heard, Received, Transcript, Turn
from simulator.setting import load_home, make_home, text_stages

WILKERSON = "weather in wilkerson"
SONG = "play we don't talk anymore"
PLAYED = (SONG, "charlie puth")
EVERYONES = (
    Rule("most", WILKERSON, "weather in wilkerson washington", "global", households=80, sessions=200, chance=0.9),
    Rule("children", SONG, "play we don't talk about bruno", "global", households=40, sessions=90, chance=0.9),
)


@pytest.fixture(scope="module")
def stages() -> Stages:
    return text_stages(load_home())


class House:
    """A household's life with its assistant, which knows what everybody has taught only where it is told."""

    def __init__(self, stages: Stages, folder: Path) -> None:
        self.home = make_home(load_home(), start=datetime.fromisoformat("2026-03-02T08:00"), seed=1)
        self.assistant = Assistant(self.home, stages, InteractionLog(folder / "log.sqlite"))

    def say(self, text: str, wanted: str = "") -> Turn:
        """Somebody asks, and listens to the end where what they want is in the reply."""
        heard_as = Heard(Transcript(text, 0.97))
        turn = self.assistant.hear(heard_as, assistant="kitchen_display", resident=Belief("ana", 0.9)).turn
        self._wait(seconds=3)
        right = wanted in turn.reply
        self.assistant.received(turn.turn, Received(1.0, None) if right else Received(0.4, "wake"))
        return turn

    def live(self, days: int, *said: str) -> None:
        """Every day the same session; the assistant learns every night."""
        for _ in range(days):
            for text in said:
                self.say(text)
            self.night()

    def mean(self, place: str, days: int) -> int:
        """Every day asks for the weather in Wilkerson, and again with the state where it is the wrong one; how often a
        rewrite was wrong."""
        wrong = 0
        for _ in range(days):
            turn = self.say(WILKERSON, place)
            if place not in turn.reply:
                wrong += turn.rewrite is not None
                self.say(f"{WILKERSON} {place.lower()}")
            self.night()
        return wrong

    def night(self) -> None:
        """The rest of the day passes, and the assistant learns."""
        self._wait(hours=18)
        self.assistant.sleep()
        self._wait(hours=6)

    def told(self, *rules: Rule) -> None:
        """What everybody has taught arrives."""
        own = self.assistant.context.knowledge.learnt.own
        self.assistant.learn(Learnt(shared=Layer("global", rules), own=own))

    def _wait(self, **time: float) -> None:
        self.home.advance(self.home.now + timedelta(**time))


def test_a_household_that_means_california_gets_it_though_most_mean_washington(stages: Stages, tmp_path: Path) -> None:
    house = House(stages, tmp_path)
    house.mean("California", days=5)
    house.told(*EVERYONES)
    turn = house.say(WILKERSON)
    assert turn.rewrite is not None
    assert turn.rewrite.source == "personal"
    assert "California" in turn.reply


def test_one_slip_is_no_evidence_and_another_household_gets_washington(stages: Stages, tmp_path: Path) -> None:
    house = House(stages, tmp_path)
    house.mean("California", days=1)
    house.told(*EVERYONES)
    assert "Washington" in house.say(WILKERSON).reply


def test_the_song_that_is_played_and_heard_out_is_never_another(stages: Stages, tmp_path: Path) -> None:
    house = House(stages, tmp_path)
    house.live(3, *PLAYED)
    house.told(*EVERYONES)
    turn = house.say(SONG)
    assert turn.rewrite is None
    assert "Bruno" not in turn.reply


def test_where_it_was_never_played_the_misheard_song_is_mended(stages: Stages, tmp_path: Path) -> None:
    house = House(stages, tmp_path)
    house.told(*EVERYONES)
    turn = house.say(SONG)
    assert turn.rewrite is not None
    assert "Bruno" in turn.reply


def test_when_washington_is_meant_after_all_the_stale_rewrite_goes(stages: Stages, tmp_path: Path) -> None:
    house = House(stages, tmp_path)
    house.mean("California", days=5)
    assert "California" in house.say(WILKERSON).reply
    house.night()
    assert 1 <= house.mean("Washington", days=12) <= 5
    assert "Washington" in house.say(WILKERSON).reply
