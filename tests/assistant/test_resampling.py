"""A sound at another rate is the same sound, and just what scipy would make of it."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from scipy.signal import resample_poly

from assistant.resampling import BLOCK, polyphase

RATIOS = [(320, 441), (441, 320), (1, 3), (3, 1), (160, 441), (2, 1), (1, 2), (7, 5)]


def noise(count: int) -> np.ndarray:
    return np.random.default_rng(count).uniform(-0.5, 0.5, count).astype(np.float32)


@pytest.mark.parametrize(("up", "down"), RATIOS)
@pytest.mark.parametrize("count", [1, 2, 441, 10_001])
def test_it_makes_what_scipy_makes(up: int, down: int, count: int) -> None:
    made = polyphase(noise(count), up=up, down=down)
    expected = resample_poly(noise(count), up, down)
    assert made.shape == expected.shape
    assert np.abs(made - expected).max() < 1e-5


def test_a_sound_longer_than_a_block_has_no_seam() -> None:
    sound = noise(BLOCK * 3)
    assert np.abs(polyphase(sound, up=320, down=441) - resample_poly(sound, 320, 441)).max() < 1e-5


def test_hearing_and_speaking_do_without_scipy() -> None:
    """It would be a third of the memory that a small board has to give."""
    loads = "import sys, assistant.config, assistant.live.conversation, assistant.live.sound; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert [name for name in ran.stdout.split() if name.partition(".")[0] in ("scipy", "sklearn", "matplotlib")] == []
