"""Faults planted into stages at a rate, each as a real one would be: other words, another meaning, another thing.

Each draw is keyed by household, goal, attempt and stage, so that the same things go wrong in every arm.
Not every planted fault does harm: a misheard article changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from random import Random
from typing import TypeVar

from assistant.nlu.soundalike import misheard_word
from assistant.turn import Act, Interpretation, Reply, Resolution, Rewrite, Transcript
from devices.protocol import Command, Failure, Home, Outcome, Value
from simulator.draws import drawn

Output = TypeVar("Output")

REQUESTS = (
    "turn off the fan", "what time is it", "stop the music", "set a timer for ten minutes", "what's the weather",
    "turn on the kitchen light", "cancel the alarm", "play some jazz", "add milk to the shopping list",
)  # fmt: skip
"""What a rewrite may take a request for."""

OTHER_INTENTS: Mapping[str, str] = {
    "HassTurnOn": "HassTurnOff", "HassTurnOff": "HassTurnOn", "LightAdjust": "HassTurnOff",
    "HassLightSet": "HassTurnOn", "HassStartTimer": "AlarmSet", "AlarmSet": "ReminderSet",
    "HassGetState": "HassTurnOn", "HassMediaSearchAndPlay": "MediaInfo", "HassGetWeather": "HassGetCurrentTime",
    "HassGetCurrentTime": "HassGetCurrentDate",
}  # fmt: skip
"""What an intent is easily taken for; any other for the time."""


UNSPOKEN = frozenset({"domain", "device_class", "quantifier", "kind", "what"})
"""Slots that are no words of the request and so are not mistaken for others."""


class PlantedFaults:
    """Rates by stage: `wake`, `asr`, `rewrite`, `nlu`, `resolve`, `result`; all draws from `seed`."""

    def __init__(self, rates: Mapping[str, float], seed: str) -> None:
        self._rates, self._seed = rates, seed
        self._goal, self._attempt = "", 0
        self.planted: list[str] = []
        """The stages in which a fault was planted since `begin`."""

    def begin(self, goal: str, attempt: int) -> None:
        """Something is about to be said."""
        self._goal, self._attempt, self.planted = goal, attempt, []

    @contextmanager
    def again(self) -> Iterator[None]:
        """What is run a second time, to see what it gives, has the same faults; none of them counts as planted."""
        planted = list(self.planted)
        yield
        self.planted = planted

    def misses(self, goal: str, attempt: int) -> bool:
        """Whether the wake word is missed, for whoever carries the words to the assistant."""
        rate = self._rates.get("wake", 0.0)
        return rate > 0 and drawn(self._seed, goal, attempt, "fault", "wake").random() < rate

    def hearing(self, transcript: Transcript) -> Transcript:
        """Other words are heard."""
        rng = self._struck("asr")
        if rng is None:
            return transcript
        words = transcript.text.split()
        for at in rng.sample(range(len(words)), min(len(words), 2)):
            words[at] = misheard_word(words[at], rng) or "unk"
        return self._did("asr", replace(transcript, text=" ".join(words), alternatives=()))

    def rewriting(self, rewrite: Rewrite | None, transcript: Transcript) -> Rewrite | None:
        """The request is taken for another."""
        rng = self._struck("rewrite")
        if rng is None:
            return rewrite
        planted = Rewrite(transcript.text, rng.choice(REQUESTS), "global", "planted", 0.9, "rewritten")
        return self._did("rewrite", planted)

    def interpreting(self, found: tuple[Interpretation, ...]) -> tuple[Interpretation, ...]:
        """Another intent, or a slot with another value."""
        rng = self._struck("nlu")
        if rng is None or not found:
            return found
        first = found[0]
        slots = _mistaken(first.slots, rng) if rng.random() < 0.5 else None
        if slots is not None:
            wrong = replace(first, slots=slots)
        else:
            wrong = replace(first, intent=OTHER_INTENTS.get(first.intent, "HassGetCurrentTime"))
        return self._did("nlu", (wrong,))

    def resolving(self, resolution: Resolution, home: Home) -> Resolution:
        """Another thing of the same kind; where there is none, nothing is found."""
        rng = self._struck("resolve")
        if rng is None or not resolution.acts:
            return resolution
        if resolution.question is not None:
            acts = tuple(_lost(act) for act in resolution.acts)
        else:
            acts = tuple(_elsewhere(act, home, rng) for act in resolution.acts)
        return self._did("resolve", replace(resolution, acts=acts, question=None))

    def carrying_out(self, command: Command) -> Outcome | None:
        """The device refuses; none where it does not."""
        if self._struck("result") is None:
            return None
        return self._did("result", Outcome(command, failure=Failure.REFUSED, detail="it is out of order"))

    def answering(self, reply: Reply, resolution: Resolution) -> Reply:
        """The answer is lost: of what is told and not done."""
        if resolution.commands or reply.status != "answered" or self._struck("result") is None:
            return reply
        return self._did("result", replace(reply, text="Sorry, I can't reach that right now.", status="failed"))

    def _struck(self, stage: str) -> Random | None:
        rate = self._rates.get(stage, 0.0)
        if rate <= 0:
            return None
        rng = drawn(self._seed, self._goal, self._attempt, "fault", stage)
        return rng if rng.random() < rate else None

    def _did(self, stage: str, output: Output) -> Output:
        if stage not in self.planted:
            self.planted.append(stage)
        return output


def _mistaken(slots: Mapping[str, Value], rng: Random) -> dict[str, Value] | None:
    """The slots with another value in one of them; none where there is none that can be mistaken."""
    able = [name for name, value in slots.items() if name not in UNSPOKEN and not isinstance(value, bool)]
    if not able:
        return None
    name = rng.choice(able)
    value = slots[name]
    if isinstance(value, int | float):
        return {**slots, name: value + rng.choice((5, 10))}
    return {**slots, name: _misheard(str(value), rng)}


def _misheard(text: str, rng: Random) -> str:
    """A text with one word mistaken."""
    words = text.split() or [""]
    at = rng.randrange(len(words))
    words[at] = misheard_word(words[at], rng) or "something"
    return " ".join(words)


def _lost(act: Act) -> Act:
    """Nothing of that name is found."""
    return replace(act, commands=(), targets=(), status="failed", reason="no_entity")


def _elsewhere(act: Act, home: Home, rng: Random) -> Act:
    """An act on other things of the same kind than it was."""
    swap = {target: _other(target, act.targets, home, rng) for target in act.targets}
    others = tuple(name for name in swap.values() if name)
    if not act.commands:
        return replace(act, targets=others) if others else _lost(act)
    commands = tuple(
        replace(command, entity=swap[command.entity]) for command in act.commands if swap.get(command.entity)
    )
    return replace(act, commands=commands, targets=others) if commands else _lost(act)


def _other(target: str, but: Sequence[str], home: Home, rng: Random) -> str:
    domain = target.partition(".")[0]
    others = [one.id for one in home.registry.entities.values() if one.domain == domain and one.id not in but]
    return rng.choice(others) if others else ""
