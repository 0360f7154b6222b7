"""Was this meant for us? A judgement about one utterance before a turn is taken of it, with its reasons.

A wake word says that somebody wants something: then only what is surely nobody's request is dropped. Without one,
after a reply or into it, only a request that is well heard and well understood counts, or an answer to what was asked.
Nothing is ever said to what is dropped: who did not speak to the assistant does not want to hear that it is sorry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.context import Context
from assistant.intents import UNSUPPORTED
from assistant.turn import Heard, Interpretation, Transcript

STAND_OUT = 3.0
"""Decibels over the background from which on a voice is not the background's."""

WELL_HEARD = 0.75
"""Confidence in the words from which on they are no guess."""

HEARD, RIVAL = 0.25, 0.5
"""Words that are less sure are no guess either from the first confidence on, where no other hypothesis is as likely as
this part of them: out of talk that is no request, a recogniser makes many that are. One that only adds words at the
end is no other."""

UNDERSTOOD = 0.5
"""Confidence in an interpretation from which on it counts as a request."""

BRIEF = 6
"""Words of an answer at most: who answers a question does not tell a story."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an utterance was meant for the assistant."""

    meant: bool
    why: str
    """What decided, in words for the screen and the log."""


def judge(heard: Heard, interpretations: Sequence[Interpretation], context: Context) -> Verdict:
    """Whether what was heard was meant for the assistant.

    `interpretations` are the interpreter's for the heard words, in this `context`, whose open question counts.
    """
    if not heard.transcript.text.strip():
        return Verdict(False, "nothing was said")
    if heard.detection is not None:
        return _after_wake(heard, interpretations)
    return _unasked(heard, interpretations, context)


def stands_out(heard: Heard) -> bool:
    """Whether the voice was louder than what the room sounded like before; true where that is not known."""
    loudness = heard.loudness
    return loudness is None or loudness.speech >= loudness.background + STAND_OUT


def well_heard(transcript: Transcript) -> bool:
    """Whether the words are what was said, as far as the recogniser can tell."""
    if transcript.confidence >= WELL_HEARD:
        return True
    others = [other for other in transcript.alternatives if not other.text.startswith(transcript.text)]
    rival = max((other.confidence for other in others), default=0.0)
    return transcript.confidence >= HEARD and rival <= RIVAL * transcript.confidence


def _after_wake(heard: Heard, interpretations: Sequence[Interpretation]) -> Verdict:
    if stands_out(heard):
        return Verdict(True, "the wake word was said")
    if well_heard(heard.transcript) and _requests(interpretations):
        return Verdict(True, "the wake word was said, and a request well heard")
    return Verdict(False, "no louder than what else is on in the room, and no clear request")


def _unasked(heard: Heard, interpretations: Sequence[Interpretation], context: Context) -> Verdict:
    if not stands_out(heard):
        return Verdict(False, "no louder than what else is on in the room")
    if not well_heard(heard.transcript):
        return Verdict(False, "no wake word, and the words are a guess")
    if context.question is not None and len(heard.transcript.text.split()) <= BRIEF:
        return Verdict(True, "an answer to the question")
    if not _requests(interpretations):
        return Verdict(False, "no wake word, and no request")
    return Verdict(True, "a request, well heard and understood")


def _requests(interpretations: Sequence[Interpretation]) -> bool:
    """Whether all that was said is requests, each understood."""
    best: dict[int, Interpretation] = {}
    for one in interpretations:
        best.setdefault(one.act, one)
    return bool(best) and all(one.intent != UNSUPPORTED and one.confidence >= UNDERSTOOD for one in best.values())
