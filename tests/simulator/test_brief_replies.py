"""A resident asks for a beep in place of words: as text, and as sound from request to chime."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import correlate

from assistant.audio import read_audio
from assistant.chimes import done_chime
from assistant.turn import Samples
from tests.simulator.conftest import Ran

SCENE = """
scenario: Just beep
start: 2026-03-02 17:30
residents:
  ana: {}
script:
  - say: turn on the kitchen ceiling light
    by: ana
    to: kitchen_display
    expect: {status: done, reply: {contains: "on"}}
  - say: please just beep
    expect: {status: done, intent: TeachPreference, reply: {contains: short replies}}
  - say: turn off the kitchen ceiling light
    expect: {status: done, reply: {contains: "off"}, states: {light.kitchen_ceiling: {state: "off"}}}
"""


def chimes_in(sound: Samples) -> int:
    """How often the chime is in a sound, however loud."""
    chime = done_chime().samples.astype(float)
    window = np.sqrt(np.maximum(correlate(sound.astype(float) ** 2, np.ones(len(chime)), mode="valid"), 1e6))
    alike = correlate(sound.astype(float), chime, mode="valid") / (window * np.linalg.norm(chime))
    found = np.flatnonzero(alike > 0.8)
    return len(np.split(found, np.flatnonzero(np.diff(found) > 1600) + 1)) if len(found) else 0


def test_it_is_asked_for_and_done_as_text(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "beep.yaml").write_text(SCENE)
    assert ambient("replay", tmp_path / "beep.yaml").code == 0


@pytest.mark.slow
def test_it_is_asked_for_and_heard_as_sound(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "beep.yaml").write_text(SCENE)
    ran = ambient("replay", tmp_path / "beep.yaml", "--channel", "audio", "--wav", tmp_path / "beep.wav")
    assert ran.code == 0, ran.out
    assert chimes_in(read_audio(tmp_path / "beep.wav")) == 1
