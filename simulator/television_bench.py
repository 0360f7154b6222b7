"""Requests in a room where a television talks: when listening ends, and whether what was asked for is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from assistant.assistant import Assistant
from assistant.ears import Ears
from assistant.pipeline import Stages
from assistant.stages import FRAME, RATE
from assistant.turn import Heard, Transcript, Turn
from devices.declaration import HomeDeclaration
from simulator.benchmark import REQUESTS, START
from simulator.levels import FULL, SPEECH, active_level
from simulator.room import Room
from simulator.scenario import NoiseSpec, VoiceSpec
from simulator.setting import make_assistant, make_home
from simulator.voices import ResidentVoice

MORE_REQUESTS = (
    "turn off the kitchen light",
    "what is the temperature outside",
    "close the garage door",
    "play some classical music",
    "set a timer for five minutes",
    "is the garage door open",
    "turn on all the lights in the kitchen",
    "will it rain tomorrow",
    "turn off the oven",
    "add bread to the shopping list",
    "open the living room blinds",
    "make it warmer",
    "set an alarm for six thirty",
    "turn the volume up",
    "make the bedroom light brighter",
    "cancel the timer",
    "stop the vacuum",
    "what is on the shopping list",
    "turn on the fan",
    "pause the music",
)

PEOPLE = ("ana", "ben", "carla", "dora", "emil", "fred")
"""Whose voices ask, in turn."""

AT = 4.0
"""When they begin to speak: the television has been on before."""

AFTER = 17.0
"""Seconds that the room goes on after them; nothing is listened to for longer."""

LATE = 1.5
"""Seconds after the end of a request in which listening should have ended."""

EARLY = 0.25
"""Seconds before its end that a request counts as cut."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, and what became of it."""

    request: str
    heard: Heard | None
    """None where the wake word was not heard."""
    wait: float
    """Seconds from the end of the request to the end of listening; infinite where it was not heard."""
    right: bool
    """Whether the same was done as for the request's own words."""

    @property
    def ended(self) -> bool:
        """Whether listening ended with the request: not before, and not long after."""
        return -EARLY <= self.wait <= LATE


def ask(
    ears: Ears, stages: Stages, declaration: HomeDeclaration, *, decibels: float, seeds: int = 1, engine: str = "auto"
) -> Iterator[Asked]:
    """Every request, in a room with a television `decibels` below the resident, each with `seeds` of its own."""
    take = partial(taken, stages=stages, declaration=declaration)
    for seed in range(seeds):
        for index, request in enumerate((*REQUESTS, *MORE_REQUESTS)):
            rng = np.random.default_rng([seed, index])
            voice = ResidentVoice(PEOPLE[(index + seed) % len(PEOPLE)], VoiceSpec.model_validate({"engine": engine}))
            said = voice.say(request, phrase="alexa", rng=rng)
            louder = 20 * np.log10(active_level(said) / FULL / SPEECH)
            room = Room(noise=NoiseSpec(kind="television", snr=decibels - louder), rng=rng)
            room.say(said, at=AT)
            end = AT + len(said) / RATE
            heard = addressed(ears, room, until=end + AFTER)
            if heard is None or heard.times is None:
                yield Asked(request, None, np.inf, right=False)
            else:
                right = _same(take(heard), take(Heard(Transcript(request, 1.0))))
                yield Asked(request, heard, heard.times.endpoint - end, right=right)


def addressed(ears: Ears, room: Room, *, until: float) -> Heard | None:
    """What is heard of the first request that a wake word begins, once the resident speaks."""
    ears.reset()
    for number in range(int(until * RATE / FRAME)):
        heard = ears.feed(room.frame(number * FRAME / RATE))
        if heard is not None and heard.times is not None and heard.times.endpoint > AT:
            return heard
    return None


def taken(heard: Heard, *, stages: Stages, declaration: HomeDeclaration) -> Turn:
    """The turn of an utterance in the home as declared."""
    assistant: Assistant = make_assistant(make_home(declaration, start=START, seed=0), stages, None)
    return assistant.hear(heard, assistant="kitchen_display").turn


def _same(turn: Turn, wanted: Turn) -> bool:
    """Whether two turns did the same."""
    return (turn.intent, turn.commands, turn.targets, turn.status) == (
        wanted.intent,
        wanted.commands,
        wanted.targets,
        wanted.status,
    )
