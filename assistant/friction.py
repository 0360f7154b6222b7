"""The first rule for friction, at the time of logging: was this turn a rephrase, was that barge-in trouble?

Pure functions over turns. A rephrase is another attempt at one wish: within a session's gap of a turn that was not
plainly satisfied, and alike in meaning or in sound. The learners may think again, on more evidence. Not seen here:
corrections by hand (they are in the home, not in turns) and rephrases that share neither words nor intent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from assistant.context import SESSION_GAP
from assistant.intents import CONVERSATION
from assistant.turn import Turn

ALIKE = 0.65
"""Similarity from which on two requests are taken for one wish. On recogniser text of two microphones at one speaker
(`tests/assistant/test_friction.py` measures it), letters alone then join nine in ten pairs, and one in fifty of the
pairs that only share an intent."""

HEARD_ENOUGH = 0.8
"""The fraction of a reply after which cutting it off says nothing: what it told has been told. Assumed."""

FILLERS = frozenset({"a", "an", "the", "please", "my", "me", "can", "could", "you", "would", "i", "want", "to", "just"})
"""Words that make no two requests alike."""

PROTESTS = ("Complain", "Undo", "Deny")
"""What says that the turn before was wrong."""

PLAYER = ("HassMedia", "HassSetVolume", "MediaSettings")
"""Intents that steer what is playing, by their beginnings."""

BargeIn = Literal["dismissed", "steered", "heard_enough", "cut_off"]
"""Why a reply was interrupted: `dismissed` (an alarm or a timer that rang), `steered` ("next" to music, "louder"),
`heard_enough`, or `cut_off`: the one kind that speaks of trouble."""


@dataclass(frozen=True, slots=True)
class Rephrase:
    """A turn that says an earlier turn's wish again."""

    of: str
    """The earlier turn's id."""
    gap_seconds: float
    similarity: float
    """0 to 1: see `similarity`."""


def rephrase_of(turn: Turn, recent: Sequence[Turn]) -> Rephrase | None:
    """Which of the household's `recent` turns (oldest first, with how they were received) `turn` says again.

    The nearest that fits; none where every earlier wish was met, or met by a later turn. The answer to a question, a
    complaint and other talk about the conversation are no rephrases.
    """
    if not _asks(turn):
        return None
    settled: list[Turn] = []
    after, protested = turn, False
    for before in reversed(recent):
        gap = turn.at - before.at
        if gap > SESSION_GAP:
            return None
        if before.intent in PROTESTS:
            protested = True
        elif _asks(before):
            if not protested and plainly_satisfied(before, after):
                settled.append(before)
            elif one_wish(before, turn) and not any(one_wish(before, done) for done in settled):
                return Rephrase(before.turn, gap.total_seconds(), round(similarity(before, turn), 3))
            protested = False
        after = before
    return None


def plainly_satisfied(turn: Turn, after: Turn | None = None) -> bool:
    """Whether nothing spoke against a turn: it did, answered or asked, and was not cut off.

    `after` is the turn that followed, if any. A question asked is no trouble: its answer is no rephrase.
    """
    return turn.status == "asked" or (turn.status in ("done", "answered") and barge_in(turn, after) != "cut_off")


def barge_in(turn: Turn, after: Turn | None = None) -> BargeIn | None:
    """How a turn's reply was interrupted; none where it was heard out or nobody knows. `after` is the turn that
    followed, which may show why."""
    received = turn.received
    if received is None or received.by is None:
        return None
    if turn.initiator == "assistant":
        return "dismissed"
    if after is not None and _steers(after) and _steers(turn):
        return "steered"
    return "heard_enough" if received.heard >= HEARD_ENOUGH else "cut_off"


def one_wish(before: Turn, turn: Turn) -> bool:
    """Whether two requests are alike enough to be one wish.

    Two requests that were both understood are one wish when they want the same of the same things, however alike they
    sound ("turn the kitchen light on", "… off"), unless the first was done and then cut off or protested against: then
    the wrong thing may be what was wrong.
    """
    acted = before.status in ("done", "answered")
    if before.targets and turn.targets and not acted:
        return before.intent == turn.intent and not set(before.targets).isdisjoint(turn.targets)
    return similarity(before, turn) >= ALIKE


def similarity(before: Turn, turn: Turn) -> float:
    """0 to 1: the best of meaning, words and sound."""
    first, second = before.transcript.text, turn.transcript.text
    return max(_in_meaning(before, turn), _in_words(first, second), _in_sound(first, second))


def _asks(turn: Turn) -> bool:
    """Whether the turn asks for something of the home or the world."""
    heard = bool(turn.transcript.text.strip())
    return heard and turn.initiator == "resident" and turn.intent not in CONVERSATION


def _steers(turn: Turn) -> bool:
    return turn.intent is not None and turn.intent.startswith(PLAYER)


def _in_meaning(before: Turn, turn: Turn) -> float:
    """How far two interpretations agree: the intent and each equal slot count 1 for it, a slot with another value 1
    against it, a slot that only one of them has ½ against it; 0 for different intents."""
    if not before.interpretations or not turn.interpretations:
        return 0.0
    first, second = before.interpretations[0], turn.interpretations[0]
    if first.intent != second.intent:
        return 0.0
    one, other = _folded(first.slots), _folded(second.slots)
    shared = one.keys() & other.keys()
    agreeing = 1 + sum(one[slot] == other[slot] for slot in shared)
    against = len(shared) + 1 - agreeing + len(one.keys() ^ other.keys()) / 2
    return agreeing / (agreeing + against)


def _folded(slots: Mapping[str, object]) -> dict[str, str]:
    return {slot: str(value).casefold() for slot, value in slots.items()}


def _in_words(first: str, second: str) -> float:
    """Dice's coefficient of the words that are no fillers."""
    one, other = set(first.split()) - FILLERS, set(second.split()) - FILLERS
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _in_sound(first: str, second: str) -> float:
    """How alike the letters are, whatever the word borders ("kit chin", "kitchen"): spelling stands for sound. Keys
    of pronunciation (Metaphone's kind) told one wish from another no better."""
    return fuzz.ratio(first.replace(" ", ""), second.replace(" ", "")) / 100
