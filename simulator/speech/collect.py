"""What a real recogniser hears of residents' sentences: spoken into a room, heard by the ears, one JSON line each.

Every number names a sentence, a cell, a voice and a noise, the same every time, so a collection that was stopped goes
on where it was. The wake word is said before each sentence; where nothing woke, `heard` is null.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import soundfile

from assistant.asr.pocketsphinx import PocketSphinxTranscription
from assistant.asr.wake_phrase import without_wake
from assistant.config import build_ears, build_recogniser
from assistant.ears import Ears, EarSettings
from assistant.files import InputError
from assistant.stages import RATE
from assistant.turn import Transcript
from devices.declaration import to_registry
from devices.protocol import Registry
from simulator.audio_channel import AudioChannel
from simulator.channels import Line
from simulator.draws import drawn
from simulator.equipment import audio_config
from simulator.households.kinds import KINDS
from simulator.language_sample import Request
from simulator.levels import SPEECH
from simulator.noise import SECONDS, noise
from simulator.scenario import NoiseSpec
from simulator.setting import load_home
from simulator.speech.cells import CELLS, NOISES, RESIDENTS, Cell
from simulator.speech.sentences import sentence

WAKE = "alexa"

EMBEDDED = "pocketsphinx"
"""The recogniser that runs along with the others: what it hears of the same sound is kept beside."""

SETTLES = 1.5
"""Seconds of the room before somebody speaks: from them the ears know what it sounds like."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence as it was heard."""

    number: int
    cell: str
    resident: str
    noise: str
    kind: str
    intents: tuple[str, ...]
    said: str
    heard: str | None
    """None where the wake word was missed."""
    confidence: float
    alternatives: tuple[tuple[str, float], ...]
    utterances: int
    """How many the ears took it for: one as a rule."""


def cell_of(number: int) -> Cell:
    """The cell of a number: every kind goes through all of them."""
    return CELLS[(number // len(KINDS) + number % len(KINDS)) % len(CELLS)]


class Collector:
    """A recogniser in a room; models and noises are made once, in the data folder."""

    def __init__(self, asr: str, data: Path) -> None:
        self.registry: Registry = to_registry(load_home())
        config = audio_config(data, asr)
        self._ears: Ears = build_ears(config, build_recogniser(config, self.registry))
        self._listener = Listener()
        self._beside: Sample | None = None
        self._noises = {kind: _noise_file(kind, data / "noises") for kind in NOISES}

    def hear(self, number: int, request: Request) -> Sample:
        """One sentence through the whole audio channel."""
        self._listener.heard.clear()
        cell = cell_of(number)
        draw = drawn("calibration", number)
        resident, kind = draw.choice(RESIDENTS), draw.choice(NOISES)
        self._ears.reset()
        rng = np.random.default_rng([5, number])
        room = NoiseSpec(kind=str(self._noises[kind]), snr=cell.snr)
        channel = AudioChannel(ears=lambda: self._ears, rng=rng, noise=room)
        channel.now = round(draw.uniform(0, SECONDS), 2)
        channel.skip(SETTLES)
        line = Line(request.text, WAKE, (), 1.0, None, resident, cell.voice, room, "here")
        heard = channel.say(line).heard
        spoken = (number, cell.name, resident, kind, request.kind, request.intents, request.text)
        best = heard[0].transcript if heard else None
        self._beside = _sample(*spoken, self._listener.last() if best else None, len(heard))
        return _sample(*spoken, best, len(heard))

    @property
    def beside(self) -> Sample:
        """The last sentence as the embedded recogniser heard it, which runs along with the others on the same sound."""
        assert self._beside is not None
        return self._beside


def _sample(
    number: int,
    cell: str,
    resident: str,
    noise: str,
    kind: str,
    intents: tuple[str, ...],
    said: str,
    best: Transcript | None,
    utterances: int,
) -> Sample:
    text, confidence = (best.text, best.confidence) if best else (None, 0.0)
    others = tuple((one.text, one.confidence) for one in best.alternatives) if best else ()
    return Sample(number, cell, resident, noise, kind, intents, said, text, confidence, others, utterances)


class Listener:
    """Listens in on the embedded recogniser, which runs in the whole process under every other one."""

    def __init__(self) -> None:
        self.heard: list[Transcript] = []
        finish = PocketSphinxTranscription.finish

        def finished(transcription: PocketSphinxTranscription) -> Transcript:
            transcript = finish(transcription)
            self.heard.append(transcript)
            return transcript

        PocketSphinxTranscription.finish = finished  # type: ignore[method-assign, assignment]

    def last(self) -> Transcript:
        """What it made of the last utterance, the wake word taken off as the ears do.

        Where an earlier attempt heard the wake word alone, the request's sound begins after it.
        """
        if not self.heard:
            return Transcript("", 0.0)
        *before, last = self.heard
        fired = 0.0 if any(one.text == WAKE for one in before) else EarSettings().wake
        return without_wake(last, WAKE, fired=fired)


def collect(asr: str, data: Path, into: Path, *, words: int, part: int = 0, parts: int = 1) -> Iterator[Sample]:
    """Hears sentences until `words` words of each cell are heard, and adds each to the file `into`; what it holds
    counts. Yields each new one. Several processes may share the work, each with a `part` of the numbers."""
    done = [one for one in read_samples(into) if _is_of(one.number, part, parts)] if into.exists() else []
    numbers = {one.number for one in done}
    counts = _counted(done)
    if min(counts.values()) >= words / parts:
        return
    collector = Collector(asr, data)
    number = -1
    while min(counts.values()) < words / parts:
        number += 1
        if number in numbers or not _is_of(number, part, parts) or counts[cell_of(number).name] >= words / parts:
            continue
        request = sentence(number, collector.registry)
        if request is None:
            continue
        sample = collector.hear(number, request)
        _append(into, sample)
        if asr != EMBEDDED:
            _append(into.with_name(f"{EMBEDDED}.jsonl"), collector.beside)
        if sample.heard is not None:
            counts[sample.cell] += len(sample.said.split())
        yield sample


def read_samples(path: Path) -> list[Sample]:
    """The samples of a file, each number once; raises `InputError` with the line that is none."""
    found: dict[int, Sample] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as wrong:
        raise InputError(path, f"cannot be read: {wrong.strerror}") from None
    for at, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            row["intents"] = tuple(row["intents"])
            row["alternatives"] = tuple((text, chance) for text, chance in row["alternatives"])
            sample = Sample(**row)
        except (ValueError, TypeError, KeyError):
            raise InputError(path, "is no sample of a calibration; take the line out", line=at) from None
        found[sample.number] = sample
    return [found[number] for number in sorted(found)]


def _is_of(number: int, part: int, parts: int) -> bool:
    return number // len(CELLS) % parts == part


def _counted(samples: Sequence[Sample]) -> dict[str, int]:
    counts = {cell.name: 0 for cell in CELLS}
    for one in samples:
        if one.heard is not None:
            counts[one.cell] += len(one.said.split())
    return counts


def _append(path: Path, sample: Sample) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(sample), ensure_ascii=False) + "\n")


def _noise_file(kind: str, folder: Path) -> Path:
    """A noise of the home as a WAV file, made once: some take longer to make than a sentence to hear."""
    path = folder / f"{kind}.wav"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        sound = noise(kind, np.random.default_rng([7, *kind.encode()]))
        soundfile.write(path, sound * SPEECH / 4, RATE, subtype="PCM_16")
    return path


def main() -> None:
    """`python -m simulator.speech.collect`: collects for one recogniser."""
    import argparse

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--asr", default="whisper")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--words", type=int, default=5_200)
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    options = parser.parse_args()
    into = options.data / "calibration" / f"{options.asr}.jsonl"
    for sample in collect(options.asr, options.data, into, words=options.words, part=options.part, parts=options.parts):
        print(sample.number, sample.cell, "|", sample.said, "|", sample.heard, flush=True)


if __name__ == "__main__":
    main()
