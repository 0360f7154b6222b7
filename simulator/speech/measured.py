"""Text channel beside audio channel: error rates, understanding and confidence, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from assistant.intents import UNSUPPORTED
from assistant.nlu.reliability import Bin, reliability
from assistant.stages import Interpreter
from assistant.turn import Transcript
from simulator.draws import drawn
from simulator.language_check import first_intent
from simulator.speech.align import Counts, counted, total
from simulator.speech.cells import CELLS, Cell
from simulator.speech.channel import SpeechChannel
from simulator.speech.collect import Sample
from simulator.speech.profile import Figures, Profile

REPEATS, INTERPRETED = 12, 3
"""How often each sentence goes through the text channel, and of these, how often it is interpreted."""

POINT, PART, UNDERSTOOD = 0.01, 0.10, 0.03
"""The bar: rates within the larger of a point and a tenth of the sound's; understanding within three points."""

BINS = 10
"""Of confidence."""

Rates = tuple[float, float, float, float]
Understands = Callable[[Sequence[str], str], bool]
"""Whether the first interpretation of a text has one of these intents."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """Whether confidences mean something: bins of them, in sound and in text."""

    audio: list[Bin]
    text: list[Bin]


def understands(interpreter: Interpreter) -> Understands:
    """By an interpreter, each text interpreted once."""
    intent_of = cache(lambda text: first_intent(interpreter, text))

    def right(intents: Sequence[str], text: str) -> bool:
        intent = intent_of(text)
        return intent in intents or (not intent and UNSUPPORTED in intents)

    return right


def figures(
    profile: Profile, samples: Sequence[Sample], understood: Understands, *, repeats: int = REPEATS, seed: object = 0
) -> dict[str, Figures]:
    """What each cell shows on the samples that were heard: in sound, and by the text channel on the same words."""
    found = {}
    for cell in CELLS:
        own = [one for one in samples if one.cell == cell.name and one.heard is not None]
        if own:
            found[cell.name] = _figures(profile, cell, own, understood, repeats, seed)
    return found


def _figures(
    profile: Profile, cell: Cell, own: Sequence[Sample], understood: Understands, repeats: int, seed: object
) -> Figures:
    texts = words_heard(profile, cell, own, repeats=repeats, seed=seed)
    said = list(own) * repeats
    interpreted = list(zip(said, texts, strict=True))[: len(own) * INTERPRETED]
    audio = total(counted(one.said, one.heard or "") for one in own)
    text = total(counted(one.said, text) for one, text in zip(said, texts, strict=True))
    return Figures(
        words=audio.words,
        audio=audio.rates,
        text=text.rates,
        understood_audio=sum(understood(one.intents, one.heard or "") for one in own) / len(own),
        understood_text=sum(understood(one.intents, text) for one, text in interpreted) / len(interpreted),
    )


def words_heard(profile: Profile, cell: Cell, samples: Sequence[Sample], *, repeats: int, seed: object) -> list[str]:
    """What the text channel makes of the samples' words in their cell, `repeats` times over; no wake word is missed."""
    channel = SpeechChannel(profile)
    return [
        channel.words_heard(one.said, accent=cell.accent, snr=cell.snr, rng=drawn("text", seed, again, one.number))
        for again in range(repeats)
        for one in samples
    ]


def transcripts(profile: Profile, cell: Cell, samples: Sequence[Sample], *, seed: object) -> list[Transcript]:
    """The same, once, with confidences and the next hypotheses."""
    channel = SpeechChannel(profile)
    found = []
    for one in samples:
        rng = drawn("text", seed, 0, one.number)
        heard = channel.hear(one.said, accent=cell.accent, snr=cell.snr, care=0.0, wake=None, rng=rng)
        assert heard is not None
        found.append(heard.transcript)
    return found


def rates_in_sound(samples: Sequence[Sample]) -> Counts:
    """The errors of what was heard; missed wakes are left out."""
    return total(counted(one.said, one.heard) for one in samples if one.heard is not None)


def reliabilities(profile: Profile, samples: Sequence[Sample], *, seed: object = 0) -> Reliability:
    """Bins of confidence of the samples, and of the text channel on their words."""
    heard = [one for one in samples if one.heard]
    audio = reliability(
        np.array([one.confidence for one in heard]), np.array([one.heard == one.said for one in heard]), bins=BINS
    )
    sure, right = [], []
    for cell in CELLS:
        own = [one for one in heard if one.cell == cell.name]
        for one, transcript in zip(own, transcripts(profile, cell, own, seed=seed), strict=True):
            if transcript.text:
                sure.append(transcript.confidence)
                right.append(transcript.text == one.said)
    return Reliability(audio, reliability(np.array(sure), np.array(right), bins=BINS))


def within(audio: float, text: float) -> bool:
    """Whether a rate keeps the bar."""
    return abs(text - audio) <= max(POINT, PART * audio)


def kept(one: Figures) -> bool:
    """Whether all of a cell's figures keep the bar."""
    rates = all(within(audio, text) for audio, text in zip(one.audio, one.text, strict=True))
    return rates and abs(one.understood_text - one.understood_audio) <= UNDERSTOOD
