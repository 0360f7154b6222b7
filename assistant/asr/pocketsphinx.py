"""The embedded recogniser: PocketSphinx with a language model of the sentences that this home expects.

Its own general language model understands little; one built from sentences understands what is like them. What it does
not do: words outside the sentences. It hears the nearest ones instead, with a low confidence.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import islice
from math import exp, log
from pathlib import Path

import pocketsphinx

from assistant.asr.language_model import arpa
from assistant.asr.lexicon import Lexicon, Pronouncer, lexicon, written
from assistant.files import InputError
from assistant.turn import Hypothesis, Samples, Transcript, Word

VERSION = "1"
"""Part of a cached model's name: another way to build it is another model."""

MEAN = "42,0,0"
"""The cepstral mean that an utterance starts with, its level above all; set anew for each, so that no utterance changes
how the next is heard. Chosen on the recorded commands over PocketSphinx's own 40, 3, -1: 57 of 76 understood became 60,
73 of 101 became 77. That is little more than chance could do."""

BEAMS = {"beam": 1e-60, "pbeam": 1e-60, "wbeam": 1e-40, "fwdflatbeam": 1e-80, "fwdflatwbeam": 1e-40}
"""How much worse than the best a path may be and still be followed; wider than PocketSphinx's own (1e-48 and 7e-29).
Chosen on the same recordings, with the same gains, for a third more time."""

BEST, TRIED = 8, 40
"""Hypotheses kept, and paths through the lattice looked at for them: many differ in pauses alone."""

SCALE = 1024 / 20
"""From the logarithm of a path's score to that of its chance: PocketSphinx scales scores down by 2^10, and posterior
chances are taken at a 20th (its `ascale`), as acoustic scores of neighbouring frames are not independent."""

STRANGE = 1e-6
"""The chance of a word that no sentence has, and the least of any word."""

SECONDS = 0.01
"""Seconds a frame of PocketSphinx."""


DICTIONARY = Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict"))
"""How the package pronounces 130,000 English words."""


class PocketSphinxRecogniser:
    """Recognises requests that are like `sentences`, with or without one of the wake `phrases` before them.

    Sentences count as often as they are given. Words that the package's dictionary lacks are pronounced by `phonemes`;
    without it, their sentences are left out. With a `cache` folder, what was built is kept there, by its content.
    Raises `InputError` where no sentence is left.
    """

    def __init__(
        self,
        sentences: Iterable[str],
        *,
        cache: Path | None = None,
        phonemes: Pronouncer | None = None,
        phrases: Iterable[str] = ("alexa",),
    ) -> None:
        plain = [words for sentence in sentences if (words := normalised(sentence))]
        model = _Model(_with_wake(plain, [normalised(phrase) for phrase in phrases]), phonemes)
        if cache is None:
            with tempfile.TemporaryDirectory() as folder:
                self._decoder = _decoder(model.build(Path(folder)))
        else:
            self._decoder = _decoder(model.build(cache))
        self._whole = frozenset(plain)
        self.words = frozenset(word for sentence in plain for word in sentence.split())
        self._current: PocketSphinxTranscription | None = None

    def transcribe(self) -> PocketSphinxTranscription:
        """Begins an utterance."""
        if self._current is not None:
            self._current.drop()
        self._current = PocketSphinxTranscription(self._decoder)
        return self._current

    def ends(self, text: str) -> float:
        """1 for one of the sentences, else the language model's chance of an end after the last two words."""
        if text in self._whole or not text:
            return 1.0
        return self.chance("</s>", ["<s>", *text.split()])

    def knows(self, text: str) -> bool:
        """Whether every word is one of the sentences'."""
        return self.words.issuperset(text.split())

    def likelihood(self, text: str) -> float:
        """The logarithm of the chance that what is said here is this text."""
        words = ["<s>", *text.split(), "</s>"]
        return sum(log(self.chance(word, words[max(0, at - 2) : at])) for at, word in enumerate(words) if at)

    def chance(self, word: str, before: Sequence[str]) -> float:
        """The language model's chance of a word after the last two; a word that no sentence has, and what is never
        said, has the chance of a `STRANGE` one."""
        if word != "</s>" and word not in self.words:
            return STRANGE
        known: list[str] = []
        for one in reversed(before[-2:]):
            if one != "<s>" and one not in self.words:
                break
            known.append(one)
        chance = self._decoder.get_lm().prob([word, *known])
        return max(STRANGE, float(self._decoder.get_logmath().exp(chance)))


class PocketSphinxTranscription:
    """One utterance, decoded while it is spoken."""

    def __init__(self, decoder: pocketsphinx.Decoder) -> None:
        self._decoder, self._open = decoder, True
        # The mean alone is not all that is carried over from one utterance to the next.
        decoder.reinit_feat()
        decoder.set_cmn(MEAN)
        decoder.start_utt()

    def feed(self, samples: Samples) -> None:
        """Takes the next samples and decodes them."""
        self._decoder.process_raw(samples.tobytes())

    def partial(self) -> str:
        """The words so far."""
        hypothesis = self._decoder.hyp()
        return _text(hypothesis.hypstr) if hypothesis else ""

    def finish(self) -> Transcript:
        """Ends it: the lattice's best path, and the next ones that differ in their words."""
        self._close()
        best = self._decoder.hyp()
        if best is None or not _text(best.hypstr):
            return Transcript("", 0.0)
        words = tuple(_words(self._decoder.seg()))
        # The chance of the whole path falls with its length; the mean over its words tells right from wrong best (area
        # under the curve 0.88 against 0.85 on the recorded commands).
        confidence = round(sum(word.confidence for word in words) / len(words), 4)
        text = _text(best.hypstr)
        return Transcript(text, confidence, self._others(text, confidence), words)

    def drop(self) -> None:
        """Ends it unheard."""
        if self._open:
            self._close()

    def _close(self) -> None:
        self._open = False
        self._decoder.end_utt()

    def _others(self, best: str, confidence: float) -> tuple[Hypothesis, ...]:
        """The next paths, each as much less likely than the best as its score says."""
        scores: dict[str, float] = {}
        for path in islice(self._decoder.nbest(), TRIED):
            if path is not None and path.hypstr and path.score > 0:
                scores.setdefault(_text(path.hypstr), log(path.score) * SCALE)
        top = scores.pop(best, max(scores.values(), default=0.0))
        others = sorted(scores.items(), key=lambda item: -item[1])[:BEST]
        return tuple(
            Hypothesis(text, round(confidence * exp(min(0.0, score - top)), 4)) for text, score in others if text
        )


class _Model:
    """A language model and its dictionary, as files."""

    def __init__(self, sentences: list[str], phonemes: Pronouncer | None) -> None:
        self._sentences, self._phonemes = sentences, phonemes

    def build(self, folder: Path) -> Path:
        """The folder with both files, built where it is not there yet; whole or not there, whatever happens."""
        key = sha256("\n".join([VERSION, str(self._phonemes is not None), *self._sentences]).encode()).hexdigest()
        built = folder / f"language-{key[:24]}"
        if built.is_dir():
            return built
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder) as work:
                self._write(new := Path(work) / "new")
                new.rename(built)
        except OSError as wrong:
            if built.is_dir():  # another process was quicker
                return built
            raise InputError(folder, f"cannot keep the language model: {wrong.strerror or wrong}") from None
        return built

    def _write(self, folder: Path) -> None:
        entries = lexicon((word for s in self._sentences for word in s.split()), DICTIONARY, self._phonemes)
        sentences = [sentence for sentence in self._sentences if _pronounced(sentence, entries)]
        if not sentences:
            raise InputError("recogniser", "no sentence is left that can be pronounced; give it some sentences")
        folder.mkdir()
        (folder / "words.dict").write_text(written(entries), "utf-8")
        (folder / "sentences.lm").write_text(arpa(sentences), "utf-8")


def normalised(sentence: str) -> str:
    """Lower case, words and apostrophes alone."""
    return " ".join(re.sub(r"[^\w']+", " ", sentence.lower()).replace("_", " ").split())


def _with_wake(sentences: list[str], phrases: list[str]) -> list[str]:
    """Each sentence alone, and after each phrase; and the phrases alone, a tenth as often as sentences."""
    after = [f"{phrase} {sentence}" for phrase in phrases for sentence in sentences]
    return sentences + after + phrases * (len(sentences) // 10)


def _pronounced(sentence: str, entries: Lexicon) -> bool:
    return all(word in entries for word in sentence.split())


def _package(name: str) -> Path:
    return Path(pocketsphinx.get_model_path(f"en-us/{name}"))


def _decoder(folder: Path) -> pocketsphinx.Decoder:
    try:
        return pocketsphinx.Decoder(
            hmm=str(_package("en-us")),
            dict=str(folder / "words.dict"),
            lm=str(folder / "sentences.lm"),
            loglevel="FATAL",
            **BEAMS,
        )
    except RuntimeError:
        raise InputError(folder, "holds a damaged language model; remove this folder") from None


def _text(hypothesis: str) -> str:
    """The words alone: no `<sil>`, no `[NOISE]`, no number of a pronunciation."""
    return " ".join(re.sub(r"\(\d+\)$", "", word) for word in hypothesis.split() if word[0] not in "<[")


def _words(segments: Iterable[pocketsphinx.Segment]) -> Iterable[Word]:
    for segment in segments:
        if text := _text(segment.word):
            end = (segment.end_frame + 1) * SECONDS
            yield Word(text, segment.start_frame * SECONDS, end, min(1.0, max(0.0, segment.prob)))
