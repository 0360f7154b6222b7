"""What was heard, packed for the log: FLAC, which loses nothing and takes about half."""

from __future__ import annotations

from io import BytesIO

import numpy as np

from assistant.stages import RATE
from assistant.turn import Samples


def packed(samples: Samples) -> bytes:
    """A FLAC file of samples at `RATE`."""
    import soundfile  # on use: most households keep no sound

    file = BytesIO()
    soundfile.write(file, samples, RATE, format="FLAC", subtype="PCM_16")
    return file.getvalue()


def unpacked(flac: bytes) -> Samples:
    """The samples of `packed`."""
    import soundfile

    samples, _ = soundfile.read(BytesIO(flac), dtype="int16")
    return np.asarray(samples, dtype=np.int16)
