"""The recogniser for people: Vosk, with any model of its makers.

Vosk ends a stretch of speech by itself at a longer silence and goes on with the next; the stretches of an utterance are
joined here. It gives either the words' confidences or several hypotheses, never both. We take the hypotheses: their
scores are log likelihoods, which give posterior chances; a word's confidence is the share of the hypotheses, by chance,
that have the same word at the same time.
"""

from __future__ import annotations

import atexit
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

from assistant.asr.calibration import SAME, Curve
from assistant.asr.fusion import Language, Weights
from assistant.files import InputError
from assistant.models import Model, installed
from assistant.stages import RATE
from assistant.turn import Hypothesis, Samples, Transcript, Word

BEST = 10
"""Hypotheses asked for."""

UNKNOWN = "[unk]"
"""What a grammar has for words outside it, where the model knows that word."""

NEEDED = (("am/final.mdl", "final.mdl"), ("conf/mfcc.conf", "mfcc.conf"), ("conf/model.conf", "final.mdl"))
GRAPHS = (("graph/HCLG.fst",), ("graph/HCLr.fst", "graph/Gr.fst"), ("HCLG.fst",), ("HCLr.fst", "Gr.fst"))
IVECTOR = ("final.ie", "final.dubm", "final.mat", "global_cmvn.stats", "online_cmvn.conf", "splice.conf")
"""The files of a model, each with the places it may have."""


class VoskRecogniser:
    """Recognises speech with the model in a folder; with a `grammar`, only what is like those sentences.

    A grammar's words that the model does not know are left out of it. `language` is what is said in this home: it
    speaks for those hypotheses that are, and knows when a request is over. Raises `InputError` for a folder that holds
    no model, or a damaged one.
    """

    def __init__(
        self,
        model: Path,
        *,
        grammar: Sequence[str] | None = None,
        language: Language | None = None,
        curve: Curve = SAME,
    ) -> None:
        check(model)
        self._vosk, self._model = _load(str(model))
        self._grammar = None if grammar is None else self._known(grammar)
        self._language, self._curve = language, curve

    def transcribe(self) -> VoskTranscription:
        """Begins an utterance."""
        given = () if self._grammar is None else (json.dumps(self._grammar, ensure_ascii=False),)
        recogniser = self._vosk.KaldiRecognizer(self._model, RATE, *given)
        recogniser.SetWords(True)
        recogniser.SetMaxAlternatives(BEST)
        return VoskTranscription(recogniser, self._language, self._curve)

    def ends(self, text: str) -> float:
        """By what is said in this home; the model's own language model is out of reach."""
        if self._language is None or not self._language.knows(text):
            return 1.0
        return self._language.ends(text)

    def _known(self, sentences: Sequence[str]) -> list[str]:
        """The sentences with the words that the model knows; Vosk warns on the terminal of each other one."""
        words = {word for sentence in sentences for word in sentence.lower().split()}
        known = {word for word in (*words, UNKNOWN) if self._model.vosk_model_find_word(word) >= 0}
        kept = (" ".join(word for word in sentence.lower().split() if word in known) for sentence in sentences)
        grammar = list(dict.fromkeys(sentence for sentence in kept if sentence))
        if not grammar:
            raise InputError("grammar", "has no word that this Vosk model knows; is the model of another language?")
        return [*grammar, UNKNOWN] if UNKNOWN in known else grammar


class VoskTranscription:
    """One utterance, decoded while it is spoken."""

    def __init__(self, recogniser: Any, language: Language | None, curve: Curve) -> None:
        self._recogniser, self._language, self._curve = recogniser, language, curve
        self._stretches: list[list[_Path]] = []

    def feed(self, samples: Samples) -> None:
        """Takes the next samples and decodes them."""
        if self._recogniser.AcceptWaveform(samples.tobytes()):
            self._keep(self._recogniser.Result())

    def partial(self) -> str:
        """The words so far."""
        before = [paths[0].text for paths in self._stretches]
        now = str(json.loads(self._recogniser.PartialResult()).get("partial", ""))
        return " ".join([*before, *_plain(now)])

    def finish(self) -> Transcript:
        """Ends it."""
        self._keep(self._recogniser.FinalResult())
        return self._curve.calibrated(_transcript(_biased(_joined(self._stretches), self._language)))

    def _keep(self, result: str) -> None:
        """One stretch's hypotheses, best first; a stretch without words is none."""
        paths = [_path(alternative) for alternative in json.loads(result)["alternatives"]]
        if any(path.words for path in paths):
            self._stretches.append(paths)


@dataclass(frozen=True, slots=True)
class _Path:
    """One hypothesis: its words and its log likelihood."""

    words: tuple[Word, ...]
    score: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def find_models(folders: Sequence[Path]) -> tuple[Model, ...]:
    """The Vosk models installed as packages and in `folders`, each with its language where its name says it."""
    return tuple(model for model in installed(folders) if model.backend == "vosk")


def check(model: Path) -> None:
    """Raises `InputError` where a file of the model is missing or empty."""
    if not model.is_dir():
        raise InputError(model, "no such folder; a Vosk model is a folder")
    for names in NEEDED:
        _one_of(model, names)
    graph = next((names for names in GRAPHS if (model / names[0]).exists()), GRAPHS[0])
    ivector = [f"ivector/{name}" for name in IVECTOR] if (model / "ivector").is_dir() else []
    for name in (*graph, *ivector):
        _one_of(model, (name,))


def _one_of(model: Path, names: Sequence[str]) -> None:
    for name in names:
        path = model / name
        if path.is_file():
            if path.stat().st_size == 0:
                raise InputError(path, "is empty, so this Vosk model is damaged; fetch it again")
            return
    raise InputError(model, f"is not a whole Vosk model: it has no {names[0]}; fetch it again")


@cache
def _load(model: str) -> tuple[Any, Any]:
    """The package and the model; loaded once a process, as models are large. A trial shows whether it works."""
    try:
        import vosk  # it opens a library of 25 MB and imports an HTTP client: only where it is used
    except OSError as wrong:
        # On 64-bit Arm its library needs one that a small Debian does not have.
        mend = "on Debian and Raspberry Pi OS: sudo apt install libatomic1"
        raise InputError("vosk", f"its library cannot be opened: {wrong}; {mend}") from None

    vosk.SetLogLevel(-1)
    with _quiet():
        try:
            loaded = vosk.Model(model)
            trial = vosk.KaldiRecognizer(loaded, RATE)
            trial.AcceptWaveform(bytes(4 * RATE))  # two seconds: it looks at its settings at the first silence
            trial.FinalResult()
        except Exception:  # noqa: BLE001 - Vosk raises nothing narrower
            raise InputError(model, "cannot be used, so this Vosk model is damaged; fetch it again") from None
    return vosk, loaded


# Left to the interpreter's end, a model would be freed after the library that its freeing needs.
atexit.register(_load.cache_clear)


@contextmanager
def _quiet() -> Iterator[None]:
    """Vosk's library writes its errors to the terminal itself; ours is the one line that counts."""
    sys.stderr.flush()
    terminal = os.dup(2)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(terminal, 2)
        os.close(terminal)


def _path(alternative: dict[str, Any]) -> _Path:
    entries = alternative.get("result", ())
    words = tuple(Word(word["word"], word["start"], word["end"], 1.0) for word in entries if _plain(word["word"]))
    return _Path(words, float(alternative.get("confidence", 0.0)))


def _plain(text: str) -> list[str]:
    """The words without marks such as `[unk]`, `<UNK>` and the variants that some models number: `[4]`."""
    return [word for word in text.split() if word[0] not in "[<"]


def _joined(stretches: Sequence[Sequence[_Path]]) -> list[_Path]:
    """The best ways through all stretches."""
    ways = [_Path((), 0.0)]
    for paths in stretches:
        longer = [_Path(way.words + path.words, way.score + path.score) for way in ways for path in paths]
        ways = sorted(longer, key=lambda way: -way.score)[:BEST]
    return ways


def _biased(paths: Sequence[_Path], language: Language | None) -> list[_Path]:
    """The paths as this home's sentences have them, best first. Where no path has this home's words alone, something
    else was said, and they stay as they are."""
    if language is None or not any(path.words and language.knows(path.text) for path in paths):
        return list(paths)
    weight = Weights().language
    scored = [replace(path, score=path.score + weight * language.likelihood(path.text)) for path in paths]
    return sorted(scored, key=lambda path: -path.score)


def _transcript(paths: Sequence[_Path]) -> Transcript:
    """Paths that differ in nothing but times or marks are one hypothesis, with the sum of their chances."""
    weights = [exp(path.score - paths[0].score) for path in paths]
    total = sum(weights)
    chances: dict[str, float] = {}
    for path, weight in zip(paths, weights, strict=True):
        chances[path.text] = chances.get(path.text, 0.0) + weight / total
    best, *others = sorted(chances.items(), key=lambda item: -item[1])
    if not best[0]:
        return Transcript("", 0.0)
    chosen = next(path for path in paths if path.text == best[0])
    words = tuple(
        Word(word.text, word.start, word.end, round(_share(word, paths, weights) / total, 4)) for word in chosen.words
    )
    alternatives = tuple(Hypothesis(text, round(chance, 4)) for text, chance in others if text)
    return Transcript(best[0], round(best[1], 4), alternatives, words)


def _share(word: Word, paths: Sequence[_Path], weights: Sequence[float]) -> float:
    """The weight of the paths that have this word where it is."""
    return sum(weight for path, weight in zip(paths, weights, strict=True) if any(_same(word, w) for w in path.words))


def _same(one: Word, other: Word) -> bool:
    return one.text == other.text and one.start < other.end and other.start < one.end
