"""One Protocol per stage, one verb each. Backends implement these; `assistant.backends` names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.context import Context
from assistant.turn import (
    Detection,
    Interpretation,
    Reply,
    Resolution,
    Rewrite,
    Samples,
    Speech,
    Transcript,
)
from devices.protocol import Home, Outcome

RATE = 16_000
"""Samples a second of everything that is listened to."""

FRAME = 1_280
"""Samples a frame: 80 ms, what the wake word models take."""


class WakeWord(Protocol):
    """Hears its name in a stream."""

    def detect(self, frame: Samples) -> Detection | None:
        """Takes the next 80 ms; a detection where the wake word has just ended."""

    def reset(self) -> None:
        """Forgets the stream so far."""


class VoiceActivity(Protocol):
    """Tells speech from other sound."""

    def speech(self, frame: Samples) -> float:
        """Takes the next frame; the chance that somebody speaks in it."""

    def reset(self) -> None:
        """Forgets the stream so far."""


class Transcription(Protocol):
    """One utterance being recognised while it is spoken."""

    def feed(self, samples: Samples) -> None:
        """Takes the next samples and decodes them."""

    def partial(self) -> str:
        """The words so far."""

    def finish(self) -> Transcript:
        """Ends it; n-best, with confidences. An empty text where no words were heard."""


class Recogniser(Protocol):
    """Turns speech to words."""

    def transcribe(self) -> Transcription:
        """Begins an utterance. One at a time: beginning another drops the one before."""

    def ends(self, text: str) -> float:
        """The chance that a request which begins with these words is over after them; 1 where it cannot tell."""


class Rewriter(Protocol):
    """Repairs requests from what was learnt."""

    def rewrite(self, transcript: Transcript, context: Context, home: Home) -> Rewrite | None:
        """None where the request stands as it is."""


class Interpreter(Protocol):
    """Understands words."""

    def interpret(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        """Several interpretations a request, best first within each request; empty where nothing was understood."""

    def guesses(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        """What words that are not understood may mean, best first: too unsure to act upon, but evidence."""


class Resolver(Protocol):
    """Settles what is meant, here and now."""

    def resolve(self, interpretations: Sequence[Interpretation], home: Home, context: Context) -> Resolution:
        """Never acts; its commands are carried out by the caller."""


class Responder(Protocol):
    """Words the answer."""

    def respond(self, resolution: Resolution, outcomes: Sequence[Outcome], home: Home, context: Context) -> Reply:
        """From what was resolved and what came of it; `outcomes` are those of `resolution.commands`, in order."""


class Voice(Protocol):
    """Speaks."""

    def speak(self, text: str) -> Speech:
        """The text as sound; silence of no length for no text."""
