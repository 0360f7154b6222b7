"""The voice of the text channel: replies are read, not heard."""

from __future__ import annotations

import numpy as np

from assistant.stages import RATE
from assistant.turn import Speech


class SilentVoice:
    """Says everything in no time, at any speed."""

    def __init__(self, *, speed: float = 1.0) -> None:
        pass

    def speak(self, text: str) -> Speech:
        """Sound of no length."""
        return Speech(np.zeros(0, dtype=np.int16), RATE)
