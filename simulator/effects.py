"""Sounds of a home for the listener of a scene: chimes and machines, all made here. 16 kHz, of full scale.

They never reach the assistant's microphone: they tell a person what happened, and what the assistant hears is speech
and the room's noise.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.chimes import QUIET, done, listening, sequence
from assistant.stages import RATE
from assistant.turn import Turn

Floats = NDArray[np.float64]


@cache
def effect(name: str) -> Floats:
    """An effect by its name in `EFFECTS`; raises `KeyError` for none of that name."""
    sound = EFFECTS[name]()
    made: Floats = sound * QUIET / np.abs(sound).max()
    made.flags.writeable = False
    return made


def beep() -> Floats:
    """An oven that has reached its temperature."""
    return sequence([(0.0, 1_046.5), (0.35, 1_046.5), (0.7, 1_046.5)], seconds=0.25, decay=0.2)


def ring() -> Floats:
    """An alarm or a timer."""
    strokes = [(second + part, pitch) for second in range(2) for part, pitch in ((0.0, 880.0), (0.15, 1_174.7))]
    return sequence([*strokes, (0.3, 880.0), (1.3, 880.0)], seconds=0.5, decay=0.15)


def motor() -> Floats:
    """A garage door that travels, and stops."""
    time = np.arange(round(3.0 * RATE)) / RATE
    hum = np.zeros(len(time))
    for number in range(1, 9):
        hum += np.sin(2 * np.pi * 58 * number * time + number) / number
    rattle = 1 + 0.4 * np.sin(2 * np.pi * 11 * time)
    sound: Floats = hum * rattle * np.clip(np.minimum(time / 0.4, (3.0 - time) / 0.6), 0, 1)
    return sound


def brew() -> Floats:
    """Coffee being made: water that gurgles."""
    generator = np.random.default_rng(7)  # the same gurgle always: it is one machine's sound
    time = np.arange(round(2.5 * RATE)) / RATE
    water = np.convolve(generator.normal(size=len(time)), np.hanning(24), mode="same")
    gurgle = 0.6 + 0.4 * np.sin(2 * np.pi * 6 * time + 3 * np.sin(2 * np.pi * 0.9 * time))
    sound: Floats = water * gurgle * np.clip(np.minimum(time / 0.5, (2.5 - time) / 0.8), 0, 1)
    return sound


def click() -> Floats:
    """A switch, or a bolt."""
    return sequence([(0.0, 1_800.0), (0.03, 1_200.0)], seconds=0.06, decay=0.008)


def music() -> Floats:
    """A few bars, slowly broken chords: something plays."""
    chords = ((220.0, 261.6, 329.6, 392.0), (146.8, 220.0, 261.6, 349.2), (196.0, 246.9, 293.7, 349.2))
    notes = [(bar + 0.22 * step, pitch) for bar, chord in enumerate(chords) for step, pitch in enumerate(chord)]
    return sequence([*notes, (3.0, 130.8), (3.0, 261.6), (3.0, 329.6)], seconds=1.6, decay=0.5)


EFFECTS: dict[str, Callable[[], Floats]] = {
    "chime": listening,
    "done": done,
    "beep": beep,
    "ring": ring,
    "motor": motor,
    "brew": brew,
    "click": click,
    "music": music,
}
"""The effects by name."""

MACHINES = {
    ("cover", "open_cover"): "motor",
    ("cover", "close_cover"): "motor",
    ("cover", "set_cover_position"): "motor",
    ("coffee_maker", "brew"): "brew",
    ("media_player", "play_media"): "music",
    ("media_player", "media_play"): "music",
    ("light", "turn_on"): "click",
    ("light", "turn_off"): "click",
    ("switch", "turn_on"): "click",
    ("switch", "turn_off"): "click",
    ("lock", "lock"): "click",
    ("lock", "unlock"): "click",
    ("oven", "preheat"): "click",
}
"""By domain and service, what a person hears of a command."""


def sounds_of(turn: Turn) -> tuple[str, ...]:
    """The effects that go with a turn, each once: machines that it set to work, a ring where the assistant calls."""
    calls = turn.initiator == "assistant" and not turn.commands
    heard = ["ring"] if calls else []
    for command in turn.commands:
        name = MACHINES.get((command.entity.partition(".")[0], command.service))
        if name is not None and command.entity in turn.changes:
            heard.append(name)
    return tuple(dict.fromkeys(heard))
