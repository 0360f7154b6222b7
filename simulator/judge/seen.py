"""What a witness saw of one turn, and the verdict's row that is made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from assistant.context import Context
from assistant.turn import Interpretation, Resolution, Rewrite, Slots, Transcript, Turn
from devices.protocol import State
from simulator.households.values import Spoken, Want
from simulator.judge.values import FailurePoint, Verdict


@dataclass(frozen=True, slots=True)
class Gold:
    """What was said, and what is wanted of it."""

    spoken: Spoken
    want: Want
    plainest: Callable[[], Sequence[str]] = list
    """Gives other words for it, the plainest first."""


@dataclass(frozen=True, slots=True)
class Where:
    """Which utterance it is."""

    household: str
    goal: str = ""
    attempt: int = 1


@dataclass(slots=True)
class Seen:
    """What the stages were given and gave in one turn."""

    gold: Gold | None
    where: Where
    context: Context | None = None
    transcript: Transcript | None = None
    rewrite: Rewrite | None = None
    interpretations: tuple[Interpretation, ...] = ()
    read: tuple[Interpretation, ...] = ()
    """What the interpreter gave before a fault was planted: what the words, rewritten or not, read as."""
    resolution: Resolution | None = None
    right_resolution: bool = False
    again: Resolution | None = None
    """What the resolver makes of the right interpretation."""
    misled: bool = False
    """Whether the resolver would have been right with the right words beside the same interpretations."""
    otherwise: bool = False
    """Whether something else is told than the right interpretation would tell, where the want itself can't say so."""
    other_way: bool | None = None
    """Whether it would have been resolved rightly without the rewrite that was used, or with the one held out; none
    where there was no rewrite."""
    before: dict[str, State] = field(default_factory=dict)

    @property
    def used(self) -> Rewrite | None:
        """The rewrite, where it was not held out."""
        return self.rewrite if self.rewrite is not None and self.rewrite.arm == "rewritten" else None


def verdict_of(
    seen: Seen,
    turn: str,
    point: FailurePoint,
    *,
    right: bool,
    met: bool,
    note: str,
    planted: str = "",
    rights: Mapping[FailurePoint, bool] | None = None,
) -> Verdict:
    """The row of a turn; `turn` is its id, empty where nothing woke."""
    found = rights or {}
    said = seen.gold.spoken.text.split() if seen.gold else []
    heard = seen.transcript.text.split() if seen.transcript and turn else said
    kinds = [edit.tag for edit in Levenshtein.editops(said, heard)] if said else []
    return Verdict(
        household=seen.where.household,
        turn=turn,
        goal=seen.where.goal,
        attempt=seen.where.attempt,
        failure=point,
        right=right,
        reached=met,
        wake_right=point not in ("false_wake", "missed_wake"),
        asr_right=found.get("asr", False),
        rewrite_right=found.get("rewrite", found.get("asr", False)),
        nlu_right=found.get("nlu", False),
        resolve_right=found.get("resolve", False),
        result_right=found.get("result", False),
        planted=planted,
        words=len(said) if turn else 0,
        substituted=kinds.count("replace"),
        deleted=kinds.count("delete"),
        inserted=kinds.count("insert"),
        note=note,
        rewrite_rule=seen.rewrite.rule if seen.rewrite else "",
        rewrite_arm=seen.rewrite.arm if seen.rewrite else "",
        otherwise_right=_otherwise_right(seen, right=right),
    )


def _otherwise_right(seen: Seen, *, right: bool) -> bool | None:
    """What failed when it was carried out, though it was resolved rightly, would have failed the other way too."""
    if seen.other_way is None:
        return None
    return seen.other_way and (right or not seen.right_resolution)


def note(point: FailurePoint, seen: Seen, turn: Turn) -> str:
    """What the failing stage made of it, in one line."""
    assert seen.gold is not None
    spoken = seen.gold.spoken
    if point == "asr":
        return f"said '{spoken.text}', heard '{turn.transcript.text}'"
    if point == "rewrite" and seen.used is not None:
        return f"rewritten to '{seen.used.text}'"
    if point == "nlu":
        found = seen.interpretations[0] if seen.interpretations else None
        made = f"{found.intent} {_slots(found.slots)}" if found else "nothing"
        return f"meant {spoken.intents[0]} {_slots(spoken.slots)}, understood {made}"
    if point == "resolve":
        want = seen.gold.want
        done = ", ".join(f"{one.service} {one.entity}" for one in turn.commands) or f"{turn.status}: '{turn.reply}'"
        told = ", ".join(f"{name} {values[0]}" for name, values in want.data.items() if values[0] != "")
        return f"wanted {', '.join(sorted(want.targets)) or told or want.intents[0]}, got {done}"
    failed = [f"{one.command.entity}: {one.failure}" for one in turn.outcomes if one.failure]
    return ", ".join(failed) or f"answered '{turn.reply}'"


def _slots(slots: Slots) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in sorted(slots.items())) + "}"
