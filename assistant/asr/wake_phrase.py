"""Cutting the wake word off a transcript: "alexa turn on the light" was a request to turn on the light."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.turn import Hypothesis, Transcript, Word

LAG = 0.05
"""Seconds before the detector fires by which the middle of the wake word's last piece has passed: with real people
it fires from 0.15 s before the word's end to 0.2 s after it."""


def without_wake(transcript: Transcript, phrase: str, *, fired: float) -> Transcript:
    """The transcript without the wake phrase and what was said before it.

    The phrase was said for certain, so that hypotheses with it come before those without. Where none has it, the words
    of the best that had passed when the detector `fired`, on the clock of its words, are taken for it.
    """
    said = phrase.replace("_", " ").split()
    hypotheses = [Hypothesis(transcript.text, transcript.confidence), *transcript.alternatives]
    cut = [replace(h, text=text) for h in hypotheses if (text := _after(h.text.split(), said)) is not None]
    if not cut:
        return _without_passed(transcript, fired)
    # What is known for certain takes nothing from the confidence in the words after it.
    share = transcript.confidence / cut[0].confidence if cut[0].confidence else 1.0
    best, *others = [replace(h, confidence=round(min(1.0, h.confidence * share), 4)) for h in _distinct(cut)]
    words = _last(transcript.words, best.text)
    return Transcript(best.text, best.confidence if best.text else 0.0, tuple(h for h in others if h.text), words)


def _after(tokens: Sequence[str], said: Sequence[str]) -> str | None:
    """What stands after the last time the phrase was said; none where it was not."""
    for place in reversed(range(len(tokens) - len(said) + 1)):
        if list(tokens[place : place + len(said)]) == list(said):
            return " ".join(tokens[place + len(said) :])
    return None


def _distinct(hypotheses: Iterable[Hypothesis]) -> list[Hypothesis]:
    found: dict[str, Hypothesis] = {}
    for hypothesis in hypotheses:
        found.setdefault(hypothesis.text, hypothesis)
    return list(found.values())


def _last(words: Sequence[Word], text: str) -> tuple[Word, ...]:
    """The last words, where they are those of the text."""
    tokens = text.split()
    last = tuple(words[len(words) - len(tokens) :])
    return last if [word.text for word in last] == tokens else ()


def _without_passed(transcript: Transcript, fired: float) -> Transcript:
    if len(transcript.words) != len(transcript.text.split()):
        return transcript
    words = tuple(word for word in transcript.words if (word.start + word.end) / 2 > fired - LAG)
    text = " ".join(word.text for word in words)
    if text == transcript.text:
        return transcript
    return Transcript(text, transcript.confidence if text else 0.0, (), words)
