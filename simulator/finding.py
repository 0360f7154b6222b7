"""What a check of this machine comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from assistant.turn import Samples

Verdict = Literal["ok", "note", "broken"]
"""`note`: something is missing or weak that the text and the simulated audio parts do without."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one check."""

    part: str
    verdict: Verdict
    said: str
    mend: str = ""
    """How to mend it, where something is to be mended."""


def loudness(samples: Samples) -> float:
    """The level of the loudest tenth of a second in dB of full scale; -120 for silence."""
    import numpy as np

    parts = np.array_split(samples.astype(np.float64), max(1, len(samples) // 1600))
    power = max((float(np.mean(part**2)) for part in parts if len(part)), default=0.0)
    return 20 * float(np.log10(max(np.sqrt(power) / 32768, 1e-6)))
