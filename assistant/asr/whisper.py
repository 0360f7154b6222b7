"""The most accurate recogniser for people: Whisper, biased towards what is said in this home.

While a person speaks, the embedded recogniser runs along with this home's sentences: it gives the words so far, and
knows when a request is over. Once the person is silent, Whisper hears the whole. What either of them heard is a
contender, and so is what Whisper heard with words of this home in place of others that sound alike. Whisper says how
likely each is by the sound, the home's language model how likely it is to be said. So names of this home win, and a
request unlike any sentence stands as Whisper heard it.

Out of silence and noise Whisper makes words ("thank you"): they are dropped where it doubts that anybody spoke, or
repeats itself, or finds its own words unlikely.
"""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
from rapidfuzz.fuzz import ratio

from assistant.asr.calibration import SAME, Curve
from assistant.asr.fusion import Contender, Weights, ranked
from assistant.asr.lexicon import lexicon
from assistant.asr.mending import Mender
from assistant.asr.pocketsphinx import DICTIONARY, PocketSphinxRecogniser, PocketSphinxTranscription
from assistant.asr.pronunciation import pronounce
from assistant.asr.restyle import heard_words, restyled
from assistant.asr.whisper_model import Aligned, Sound, WhisperModel, Written, shared_model
from assistant.stages import RATE
from assistant.turn import Hypothesis, Samples, Transcript, Word

BEAM = 5
"""Texts followed at a time; as many are weighed."""

OTHERS, MENDED, MENDS = 4, 3, 4
"""Texts of the embedded recogniser that contend, Whisper's own texts that are mended, and mends of all of them that
contend. Asking Whisper about one costs a sixth of what encoding does."""

ALIKE = 50
"""The least likeness to Whisper's best text, 0 to 100, of a text that it is asked about: others never win."""

END = -0.2
"""The logarithm of the chance of a text's end, which an alignment leaves out; about what it is of a whole request."""

PACE, START = 8.0, 12
"""Tokens that are written at most: so many a second of sound, and a few more. Nobody speaks faster."""

NOBODY, UNLIKELY = 0.4, -1.0
"""Measures of a silence: the chance that nobody spoke is above, and the mean logarithm of the tokens' chances below
(Radford et al., "Robust speech recognition via large-scale weak supervision", 2022, section 4.5, which has 0.6 for the
first: it is 0.5 and more on noise cut to a few seconds, under 0.1 on speech)."""

REPETITIVE = 2.4
"""How many times smaller a text gets when compressed, above which it repeats itself (from the same place)."""

BRIEFEST = 0.1
"""Seconds of sound in which nobody has said anything."""


class WhisperRecogniser:
    """Whisper with the model in a folder, and `beside` it the embedded recogniser of this home's sentences.

    Without one there are no partial words, and nothing is known about what people say here. Raises `InputError` for a
    folder that holds no model, or a damaged one.
    """

    def __init__(
        self,
        model: Path,
        *,
        beside: PocketSphinxRecogniser | None = None,
        threads: int | None = None,
        language: str = "en",
        weights: Weights | None = None,
        curve: Curve = SAME,
    ) -> None:
        self._model = shared_model(model, threads=threads, language=language)
        self._beside = beside
        self._weights = weights or Weights()
        self._mender = _mender(beside) if beside else None
        self._curve = curve

    def transcribe(self) -> WhisperTranscription:
        """Begins an utterance."""
        return WhisperTranscription(self._model, self._beside, self._mender, self._weights, self._curve)

    def ends(self, text: str) -> float:
        """By the home's sentences; a text that is unlike any of them may be over at any word."""
        if self._beside is None or not self._beside.knows(text):
            return 1.0
        return self._beside.ends(text)


class WhisperTranscription:
    """One utterance: kept while it is spoken, recognised when it is over."""

    def __init__(
        self,
        model: WhisperModel,
        beside: PocketSphinxRecogniser | None,
        mender: Mender | None,
        weights: Weights,
        curve: Curve,
    ) -> None:
        self._model, self._beside, self._mender, self._weights = model, beside, mender, weights
        self._curve = curve
        self._alongside: PocketSphinxTranscription | None = beside.transcribe() if beside else None
        self._sound: list[Samples] = []

    def feed(self, samples: Samples) -> None:
        """Takes the next samples."""
        self._sound.append(samples)
        if self._alongside is not None:
            self._alongside.feed(samples)

    def partial(self) -> str:
        """The words so far, as the embedded recogniser hears them."""
        return self._alongside.partial() if self._alongside is not None else ""

    def finish(self) -> Transcript:
        """Ends it: all contenders weighed."""
        first = self._alongside.finish() if self._alongside is not None else Transcript("", 0.0)
        samples = np.concatenate(self._sound) if self._sound else np.zeros(0, np.int16)
        if len(samples) < BRIEFEST * RATE:
            return Transcript("", 0.0)
        sound = self._model.encode(samples)
        longest = int(START + PACE * len(samples) / RATE)
        written, nobody = self._model.write(sound, beam=BEAM, longest=longest)
        if not written or _nothing(written[0], nobody):
            return Transcript("", 0.0)
        return self._weighed(sound, written, [first.text, *(other.text for other in first.alternatives)][:OTHERS])

    def _weighed(self, sound: Sound, written: list[Written], heard: list[str]) -> Transcript:
        best = written[0]
        style = restyled(heard_words(best.text), best.text)
        aligned = {" ".join(heard_words(style)): self._model.align(sound, style)}
        own = _own(written)
        if style != best.text:  # it wrote the same twice, or no full stop: others are written once, and with one
            own.update((text, one.score + END) for text, one in aligned.items())
        for text in self._others(list(own), heard):
            aligned[text] = self._model.align(sound, restyled(text.split(), style))
            own[text] = aligned[text].score + END
        contenders = [Contender(text, score, self._likely(text)) for text, score in own.items()]
        hypotheses = ranked(contenders, self._weights)
        chosen = hypotheses[0].text
        if chosen not in aligned:
            aligned[chosen] = self._model.align(sound, restyled(chosen.split(), style))
        return self._curve.calibrated(_transcript(hypotheses, aligned[chosen]))

    def _others(self, own: list[str], heard: list[str]) -> list[str]:
        """Texts beside Whisper's own that Whisper is asked about."""
        mends = [mend for text in own[:MENDED] for mend in self._mender.mends(text, most=MENDS)] if self._mender else []
        mends = [mend for mend in dict.fromkeys(mends) if mend not in own and mend not in heard]
        texts = [text for text in dict.fromkeys(heard) if text and text not in own] + mends[:MENDS]
        return [text for text in texts if ratio(text, own[0]) >= ALIKE]

    def _likely(self, text: str) -> float:
        return self._beside.likelihood(text) if self._beside is not None else 0.0


def _mender(beside: PocketSphinxRecogniser) -> Mender:
    def sounds(word: str) -> str:
        return next(iter(lexicon([word], DICTIONARY, pronounce).get(word, ())), "")

    return Mender(lexicon(beside.words, DICTIONARY, pronounce), chance=beside.chance, sounds=sounds)


def _own(written: list[Written]) -> dict[str, float]:
    """Whisper's texts in spoken words, each with the best of its writings."""
    scores: dict[str, float] = {}
    for one in written:
        text = " ".join(heard_words(one.text))
        if text:
            scores[text] = max(scores.get(text, one.score), one.score)
    return scores


def _nothing(best: Written, nobody: float) -> bool:
    """Whether Whisper's best text was made out of no speech."""
    mean = best.score / max(1, len(best.tokens))
    text = best.text.encode()
    repeats = len(text) / len(zlib.compress(text)) if text else 0.0
    return not heard_words(best.text) or (nobody > NOBODY and mean < UNLIKELY) or repeats > REPETITIVE


def _transcript(hypotheses: list[Hypothesis], aligned: Aligned) -> Transcript:
    best, *others = hypotheses
    words = tuple(_words(aligned))
    mean = sum(word.confidence for word in words) / max(1, len(words))
    sure = round(best.confidence * mean, 4)
    alternatives = tuple(Hypothesis(other.text, round(other.confidence * mean, 4)) for other in others)
    texts = " ".join(word.text for word in words)
    return Transcript(best.text, sure, alternatives, words if texts == best.text else ())


def _words(aligned: Aligned) -> list[Word]:
    """The written words as spoken ones; those that were written as one share its time."""
    words: list[Word] = []
    for placed in aligned.words:
        said = heard_words(placed.text)
        step = (placed.end - placed.start) / max(1, len(said))
        for at, word in enumerate(said):
            start = placed.start + at * step
            words.append(Word(word, round(start, 2), round(start + step, 2), round(placed.chance, 4)))
    return words
