"""Cutting the wake word off a transcript: "alexa turn on the light" was a request to turn on the light."""

from __future__ import annotations

from dataclasses import replace

from assistant.turn import Hypothesis, Transcript

LAG = 0.3
"""Seconds that the detector may fire before the wake word's end, or after it (in recordings of people -0.15 to 0.2)."""


def without_wake(transcript: Transcript, phrase: str, *, fired: float) -> Transcript:
    """The transcript without the wake phrase and what was said before it.

    Where it was said again, everything before the last time is left out. `fired` is where the detector fired, on the
    clock of the transcript's words: where the recogniser did not hear the phrase as such, the words that had ended well
    before that are taken for it. Alternatives that begin otherwise are
    cut where they begin with the phrase, and left out where they do not.
    """
    tokens, said = transcript.text.split(), phrase.replace("_", " ").split()
    timed = len(transcript.words) == len(tokens)
    places = [at for at in range(len(tokens)) if tokens[at : at + len(said)] == said]
    cut = places[-1] + len(said) if places else 0
    if cut == 0 and timed:
        cut = sum(word.end <= fired - LAG for word in transcript.words)
    words = transcript.words[cut:] if timed else ()
    gone = tokens[:cut]
    others: dict[str, Hypothesis] = {}
    for other in transcript.alternatives:
        text = _cut(other.text.split(), gone, said)
        if text is not None and text != " ".join(tokens[cut:]):
            others.setdefault(text, replace(other, text=text))
    confidence = transcript.confidence if tokens[cut:] else 0.0
    return Transcript(" ".join(tokens[cut:]), confidence, tuple(others.values()), words)


def _cut(tokens: list[str], gone: list[str], said: list[str]) -> str | None:
    for start in (gone, said):
        if start and tokens[: len(start)] == start:
            return " ".join(tokens[len(start) :]) or None
    return None if gone else " ".join(tokens)
