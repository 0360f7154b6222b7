"""`python -m simulator.fit_recogniser`: fits the curve that puts a recogniser's confidence on the common scale.

Requests are synthesised by a seed, recognised, and compared with what was said; another seed's tell how far the curve
can be trusted. The same seed gives the same curve.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.asr.calibration import CURVES, Curve, fitted
from assistant.config import build_recogniser
from assistant.nlu.text import normalise
from assistant.stages import FRAME, Recogniser
from devices.declaration import to_registry
from simulator.equipment import audio_config
from simulator.setting import load_home
from simulator.spoken_sample import Said, sample

HELD_OUT = 1
"""Added to the seed for the requests that the curve is judged by."""

BINS = 5
"""Of equal count, over which the calibration error is taken."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One request as it was recognised."""

    raw: float
    right: bool
    free: bool


def judge(recogniser: Recogniser, said: Iterable[Said]) -> list[Judged]:
    """Every request through a recogniser that is not calibrated; those of which it heard nothing are left out."""
    judged = []
    for one in said:
        transcription = recogniser.transcribe()
        for start in range(0, len(one.sound), FRAME):
            transcription.feed(one.sound[start : start + FRAME])
        heard = transcription.finish()
        if heard.text:
            judged.append(Judged(heard.confidence, normalise(heard.text) == normalise(one.text), one.free))
    return judged


def calibration_error(chances: Sequence[float], right: Sequence[bool]) -> float:
    """The mean distance, over bins of equal count, between what was promised and what came true."""
    order = np.argsort(chances, kind="stable")
    bins = [part for part in np.array_split(order, BINS) if len(part)]
    promised, kept = np.asarray(chances, float), np.asarray(right, float)
    return float(sum(len(part) * abs(promised[part].mean() - kept[part].mean()) for part in bins) / len(order))


def error_of(curve: Curve, judged: Sequence[Judged]) -> float:
    """The calibration error of a curve on requests."""
    return calibration_error([curve(one.raw) for one in judged], [one.right for one in judged])


def write(path: Path, recogniser: str, curve: Curve, *, seed: int, count: int) -> None:
    """Puts one recogniser's curve into the file, beside the others'."""
    known = json.loads(path.read_text("utf-8")) if path.is_file() else {"curves": {}, "fitted": {}}
    known["curves"][recogniser] = [list(knot) for knot in curve.knots]
    known["fitted"][recogniser] = {"seed": seed, "count": count}
    path.write_text(json.dumps(known, indent=1) + "\n", "utf-8")


def main() -> None:
    """Fits, prints how far the curve holds, and writes it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--asr", default="whisper", help="recogniser (default: whisper)")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="where models and caches are")
    parser.add_argument("--count", type=int, default=200, help="requests to fit on (default: 200)")
    parser.add_argument("--held-out", type=int, default=100, help="requests to judge by (default: 100)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--into", type=Path, default=CURVES, metavar="FILE")
    options = parser.parse_args()
    registry = to_registry(load_home())
    recogniser = build_recogniser(audio_config(options.data, options.asr), registry, calibrated=False)
    judged = judge(recogniser, sample(registry, count=options.count, seed=options.seed))
    curve = fitted([one.raw for one in judged], [one.right for one in judged])
    others = judge(recogniser, sample(registry, count=options.held_out, seed=options.seed + HELD_OUT))
    write(options.into, options.asr, curve, seed=options.seed, count=options.count)
    right = sum(one.right for one in others) / len(others)
    raw = calibration_error([one.raw for one in others], [one.right for one in others])
    print(f"held out: {right:.1%} right; calibration error {error_of(curve, others):.3f}, its own measure {raw:.3f}")


if __name__ == "__main__":
    main()
