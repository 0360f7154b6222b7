"""The resolver: from interpretations to acts, by what the home, the place, the dialogue and the habits say.

Words → readings (interpretation × things) → features → scores → one act a request, or one short question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.context import Context
from assistant.resolve import conversation
from assistant.resolve.acts import canonical
from assistant.resolve.dialogue import answered, completed
from assistant.resolve.features import Expectations, expectations
from assistant.resolve.find import readings
from assistant.resolve.habitual import habitual
from assistant.resolve.handlers import FINDERS, HANDLERS
from assistant.resolve.here import Here, helpers_of, here
from assistant.resolve.kinds import HELPERS
from assistant.resolve.names import Index
from assistant.resolve.open_words import others
from assistant.resolve.plainly import DENIABLE, unwanted
from assistant.resolve.rank import WEIGHTS, Weighed, candidates, rivals, weigh
from assistant.resolve.reading import Reading
from assistant.resolve.refusing import as_heard, is_refusal
from assistant.resolve.safety import doubted, guarded
from assistant.resolve.showing import shown
from assistant.resolve.stopping import stoppable
from assistant.resolve.timers import put_off
from assistant.resolve.wants import WANTS
from assistant.turn import Act, Interpretation, Question, Resolution
from devices.protocol import Home, Registry

MOST_OPTIONS = 3
"""Options named in a question; nobody remembers more."""

TOO_UNSURE, TOO_UNSURE_TO_ACT = 0.1, 0.2
"""An interpretation less likely than this isn't weighed, whatever the context says for it: a question, and the rest."""

LEAST_SHARE = 0.3
"""The same, as a share of the likeliest one's: context settles what words leave open, and turns no clear words over."""

ANSWERING = frozenset({"HassGetState", "HassClimateGetTemperature", "HassGetWeather", "MediaInfo", "Explain", "Repeat"})
"""Intents that change nothing."""


class ContextResolver:
    """Settles what is meant, here and now; `weights` by feature, those that were learnt where none are given."""

    def __init__(self, weights: Mapping[str, float] = WEIGHTS) -> None:
        self._weights = weights
        self._registry: Registry | None = None
        self._index = Index(Registry())
        self._helpers: dict[str, tuple[str, ...]] = {}

    def resolve(self, interpretations: Sequence[Interpretation], home: Home, context: Context) -> Resolution:
        """One act a request, with the evidence; a question where context settles nothing."""
        if interpretations and is_refusal(interpretations[0]):
            return _resolved(interpretations, self._here(home, as_heard(context)), self._weights)
        surroundings = self._here(home, context)
        settled = answered(interpretations, surroundings)
        if settled is not None:
            return settled
        question = context.question
        if question is not None and question.kind == "what":
            whole = completed(question, interpretations, surroundings)
            interpretations = (whole,) if whole is not None else interpretations
        return _resolved(interpretations, surroundings, self._weights)

    def _here(self, home: Home, context: Context) -> Here:
        registry = home.registry
        if registry is not self._registry:
            self._take(registry)
        return here(home, context, registry=registry, index=self._index, helpers=self._helpers)

    def _take(self, registry: Registry) -> None:
        """Indexes a registry; where only helpers came or went, the index stands."""
        if self._registry is None or not _same_but_helpers(self._registry, registry):
            self._index = Index(registry)
        self._helpers = helpers_of(registry)
        self._registry = registry


def _same_but_helpers(one: Registry, other: Registry) -> bool:
    if one.areas != other.areas or one.floors != other.floors or one.satellites != other.satellites:
        return False
    differing = [
        i for i in one.entities.keys() | other.entities.keys() if one.entities.get(i) is not other.entities.get(i)
    ]
    return all(ident.partition(".")[0] in HELPERS for ident in differing)


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of one request."""

    act: Act | None
    """None where nothing was understood surely enough."""
    weighed: tuple[Weighed, ...]
    question: Question | None = None


def _resolved(interpretations: Sequence[Interpretation], here: Here, weights: Mapping[str, float]) -> Resolution:
    expected = expectations(here)
    requests: dict[int, list[Interpretation]] = {}
    for interpretation in interpretations:
        requests.setdefault(interpretation.act, []).append(interpretation)
    settled = [_settled(alike, here, expected, weights) for _, alike in sorted(requests.items())]
    asking = next((one for one in settled if one.question is not None), None)
    return Resolution(
        acts=tuple(act for one in settled if (act := _asked_alone(one, asking)) is not None),
        candidates=tuple(candidate for one in settled for candidate in candidates(one.weighed)),
        question=asking.question if asking else None,
    )


def _asked_alone(one: Settled, asking: Settled | None) -> Act | None:
    """Only one question is asked at a time; what else would be asked is left undone, and said to be."""
    if one.act is None or one.question is None or one is asking:
        return one.act
    return replace(one.act, status="refused", reason="one_at_a_time")


def _settled(
    interpretations: Sequence[Interpretation], here: Here, expected: Expectations, weights: Mapping[str, float]
) -> Settled:
    """One request: the best reading's act, a question between the best, or why there is none."""
    surest = max(one.confidence for one in interpretations)
    likely = [one for one in interpretations if one.confidence >= max(_least(one), LEAST_SHARE * surest)]
    if not likely:
        return Settled(None, ())
    if likely[0].intent in DENIABLE and (unwanted(likely[0].text) or unwanted(here.context.words)):
        return Settled(Act("HassNevermind", {}, (), (), "done", facts={"dropped": True}), ())
    likely += others(likely)
    found = [reading for interpretation in likely for reading in _readings(interpretation, here)]
    weighed = weigh(found, here, expected, weights)
    best = weighed[0]
    if best.reading.how == "unfound":
        return Settled(_unfound(best.reading, here), tuple(weighed))
    near = rivals(weighed)
    if len(near) > 1:
        return _which(near, weighed, here)
    act, question = _acted(best.reading, here)
    if question is None:
        act, question = doubted(act, _understood(likely), here)
    return Settled(act, tuple(weighed), question)


def _understood(likely: Sequence[Interpretation]) -> float:
    """How surely the likeliest wish was understood, under whichever of its names."""
    wish = next((wish for wish in ONE_WISH if likely[0].intent in wish), {likely[0].intent})
    return sum({one.intent: one.confidence for one in likely if one.intent in wish}.values())


ONE_WISH = (
    {"HassListAddItem", "HassShoppingListAddItem"},
    {"HassListRemoveItem", "HassListCompleteItem", "HassShoppingListCompleteItem"},
)
"""Intents that are one wish under several names."""


def _least(interpretation: Interpretation) -> float:
    return TOO_UNSURE if interpretation.intent in ANSWERING else TOO_UNSURE_TO_ACT


def _readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """All ways to take an interpretation; where nothing fits, one that says so."""
    intent = interpretation.intent
    if intent in FINDERS:
        found = FINDERS[intent](interpretation, here)
    elif intent in WANTS:
        found = readings(interpretation, here)
    else:
        found = [Reading(interpretation)]
    found = found + habitual(interpretation, found, here) + stoppable(interpretation, here)
    return found or [Reading(interpretation, how="unfound", clues=(("unfound", 1.0),))]


def _acted(reading: Reading, here: Here) -> tuple[Act, Question | None]:
    act = shown(HANDLERS.get(reading.meant, conversation.custom)(reading, here), reading, here)
    if act.status == "asked" and act.reason.startswith("missing:"):
        return act, Question("what", (act,), slot=act.reason.partition(":")[2])
    slots = reading.interpretation.slots
    if act.commands and (slots.get("at") or slots.get("delay")) and reading.meant not in ("AlarmSet", "ReminderSet"):
        return _later(act, reading, here)
    return guarded(act, reading, here)


def _later(act: Act, reading: Reading, here: Here) -> tuple[Act, Question | None]:
    """A command put off; what would be asked back is asked now, not when its time has come."""
    asking, question = guarded(act, reading, here, later=True)
    later = put_off(act, reading, here)
    return (later, None) if question is None or not later.commands else (asking, replace(question, options=(later,)))


def _which(near: Sequence[Weighed], weighed: Sequence[Weighed], here: Here) -> Settled:
    """Asks which of a few is meant; of more than can be named, which room."""
    options = tuple(_acted_unguarded(w.reading, here) for w in near[:MOST_OPTIONS])
    first = options[0]
    act = replace(first, commands=(), targets=(), status="asked", reason="which", facts={"count": len(near)})
    return Settled(act, tuple(weighed), Question("which", options))


def _acted_unguarded(reading: Reading, here: Here) -> Act:
    """An option of a question: choosing it aloud is the confirmation."""
    return HANDLERS.get(reading.meant, conversation.custom)(reading, here)


NONE_SUCH = {
    **dict.fromkeys(("HassCancelTimer", "HassPauseTimer", "HassUnpauseTimer"), "no_timer"),
    **dict.fromkeys(("HassIncreaseTimer", "HassDecreaseTimer"), "no_timer"),
    "AlarmCancel": "no_alarm",
    **dict.fromkeys(("ListRead", "ListDelete", "HassListRemoveItem", "HassListCompleteItem"), "no_list"),
}
"""By intent, the reason given where nothing fits; `no_entity` for the rest."""


def _unfound(reading: Reading, here: Here) -> Act:
    """Nothing here fits the words: which words, and why."""
    slots = reading.interpretation.slots
    reason = NONE_SUCH.get(reading.meant, "no_entity")
    if slots.get("area") and not slots.get("name") and here.index.place(str(slots["area"])) is None:
        reason = "no_area"
    return Act(reading.meant, canonical(reading, here), (), (), "failed", reason, facts={"slots": dict(slots)})
