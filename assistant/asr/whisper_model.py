"""Whisper's network, run by CTranslate2 on the processor: sound in; out what it would write, and how likely a text is.

Whisper was trained on stretches of 30 s. What follows a request in such a stretch is silence that costs as much to look
at as speech does, so the stretch is cut shortly after the request; `SHORTEST` keeps enough of it. What this does not
do: stretches of more than 30 s, of which the first are heard.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import inf, log
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor
from tokenizers import Tokenizer

from assistant.asr.whisper_files import check
from assistant.asr.whisper_words import Words
from assistant.files import InputError
from assistant.turn import Samples

HOP = 160
"""Samples from one frame of the spectrum to the next."""

SHORTEST, LONGEST, MARGIN = 600, 3000, 100
"""Frames of a stretch at least and at most, and of the silence after the sound."""

FLOOR = 2.0
"""How far under its loudest point, in Whisper's own measure, a spectrum is cut off: 8 powers of ten, divided by 4."""

TOKEN = 0.02
"""Seconds a step of the encoder's output."""

LEAST = 1e-10
"""The least chance of a token, so that its logarithm exists."""

THREADS = 4
"""The most threads used; more gain nothing on a stretch as short as a request."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A stretch of sound as the network sees it, encoded once for all that is asked of it."""

    features: Any
    frames: int
    """Frames with sound in them; the others are padding."""


@dataclass(frozen=True, slots=True)
class Written:
    """One text that Whisper may write, and the logarithm of its chance, its end included."""

    text: str
    tokens: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Placed:
    """One written word: where it is in the sound, in seconds, and its chance after the words before it."""

    text: str
    start: float
    end: float
    chance: float


@dataclass(frozen=True, slots=True)
class Aligned:
    """A given text over the sound: the logarithm of its chance, its end not included, and its words."""

    score: float
    words: tuple[Placed, ...]


class WhisperModel:
    """The model in a folder; `shared_model` keeps one for each. Raises `InputError`, one line, where it is damaged."""

    def __init__(self, folder: Path, *, threads: int | None = None, language: str = "en") -> None:
        check(folder)
        threads = threads or min(THREADS, os.cpu_count() or 1)
        try:
            self._network = ctranslate2.models.Whisper(
                str(folder), device="cpu", compute_type="int8", intra_threads=threads
            )
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception:  # noqa: BLE001 - the tokenizer's library raises nothing narrower
            raise InputError(folder, "cannot be used, so this Whisper model is damaged; fetch it again") from None
        self._words = Words(self._tokenizer.get_vocab())
        self._features = FeatureExtractor(self._network.n_mels)
        self._begin = self._beginning(folder, language)

    def encode(self, samples: Samples) -> Sound:
        """The sound, its first 30 s, encoded; most of the time goes here."""
        samples = samples[: (LONGEST - MARGIN) * HOP]
        spectrum = self._features(samples.astype(np.float32) / 32_768, padding=HOP * 2)
        frames = len(samples) // HOP
        width = max(SHORTEST, frames + MARGIN)
        width += width % 2
        floor = float(spectrum.max()) - FLOOR
        padded = np.full((1, self._network.n_mels, width), floor, dtype=np.float32)
        padded[0, :, : spectrum.shape[1]] = spectrum
        return Sound(self._network.encode(ctranslate2.StorageView.from_array(padded)), frames)

    def write(self, sound: Sound, *, beam: int, longest: int) -> tuple[list[Written], float]:
        """What Whisper would write, best first, of `longest` tokens at most; and the chance that nobody spoke."""
        [result] = self._network.generate(
            sound.features,
            [self._begin],
            beam_size=beam,
            num_hypotheses=beam,
            max_length=longest + len(self._begin),
            return_scores=True,
            return_no_speech_prob=True,
        )
        texts = [
            Written(self._tokenizer.decode(tokens).strip(), tuple(tokens), score * max(1, len(tokens)))
            for tokens, score in zip(result.sequences_ids, result.scores, strict=True)
        ]
        return texts, float(result.no_speech_prob)

    def align(self, sound: Sound, text: str) -> Aligned:
        """A text that may have been spoken: how likely Whisper would write it, and where its words are."""
        tokens = self._words.encode(f" {text}")
        if not tokens:
            return Aligned(-inf, ())
        [result] = self._network.align(sound.features, self._begin[:-1], [tokens], max(sound.frames, 2))
        chances = [max(chance, LEAST) for chance in result.text_token_probs]
        return Aligned(sum(map(log, chances)), self._placed(tokens, chances, result.alignments))

    def _placed(
        self, tokens: Sequence[int], chances: Sequence[float], path: Sequence[tuple[int, int]]
    ) -> tuple[Placed, ...]:
        """The words of a text from the path through (token, step): a token begins where the path reaches it."""
        begins = [inf] * (len(tokens) + 1)
        for token, step in path:
            begins[token] = min(begins[token], step * TOKEN)
        begins[-1] = min(begins[-1], path[-1][1] * TOKEN if path else 0.0)
        words: list[Placed] = []
        first = 0
        for last in range(1, len(tokens) + 1):
            if last == len(tokens) or self._begins_word(tokens[last]):
                text = self._tokenizer.decode(list(tokens[first:last])).strip()
                words.append(Placed(text, begins[first], begins[last], min(chances[first:last])))
                first = last
        return tuple(words)

    def _begins_word(self, token: int) -> bool:
        return str(self._tokenizer.id_to_token(token)).startswith("Ġ")

    def _beginning(self, folder: Path, language: str) -> list[int]:
        """What is written before a transcript: models of English alone name neither language nor task."""
        names = ["<|startoftranscript|>", "<|notimestamps|>"]
        if self._network.is_multilingual:
            names[1:1] = [f"<|{language}|>", "<|transcribe|>"]
        tokens = [token for name in names if (token := self._tokenizer.token_to_id(name)) is not None]
        if len(tokens) < len(names):
            raise InputError(folder, f"is no Whisper model that knows the language '{language}'")
        return tokens


@cache
def shared_model(folder: Path, *, threads: int | None = None, language: str = "en") -> WhisperModel:
    """The model in a folder, loaded once a process, as models are large."""
    return WhisperModel(folder, threads=threads, language=language)
