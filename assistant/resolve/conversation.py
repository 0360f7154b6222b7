"""About the conversation itself: repeat, explain, undo, complain; and what nobody here does."""

from __future__ import annotations

from datetime import timedelta

from assistant.resolve.acts import act
from assistant.resolve.here import Here
from assistant.resolve.rank import contributions
from assistant.resolve.reading import Reading
from assistant.resolve.refusing import is_refusal, refuse, rewrite_told
from assistant.resolve.undo import inverse, put_back
from assistant.turn import Act, Interpretation, Turn
from devices.protocol import Command, Value

LATELY = timedelta(seconds=30)
"""How long a reply is what "that" is about."""


def nothing(reading: Reading, here: Here) -> Act:
    """Never mind: nothing is done, and a question that stands is dropped."""
    return act(reading, here, facts={"dropped": here.context.question is not None})


def affirm(reading: Reading, here: Here) -> Act:
    """A yes to nothing that was asked."""
    return act(reading, here)


def deny(reading: Reading, here: Here) -> Act:
    """A no to nothing that was asked: the last turn was wrong, perhaps."""
    return act(reading, here, facts={"can_undo": bool(here.context.last and here.context.last.commands)})


def respond(reading: Reading, here: Here) -> Act:
    """Small talk, with the words that the sentence brings."""
    return act(reading, here, status="answered", facts={"response": reading.interpretation.slots.get("response") or ""})


def repeat(reading: Reading, here: Here) -> Act:
    """Says the last reply again."""
    last = here.context.recent[-1] if here.context.recent else None
    return act(reading, here, status="answered", facts={"response": last.reply if last else ""})


def repeat_readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """ "What was that" is about the last reply, or where none was heard of late, about what has just happened."""
    last = here.context.recent[-1] if here.context.recent else None
    silent = 1.0 if last is None else min(1.0, (here.context.now - last.at) / LATELY)
    found = [Reading(interpretation, clues=(("said_lately", 1.0 - silent),))]
    if here.changed:
        latest = max(here.changed, key=lambda ident: here.changed[ident])
        if latest in here.index.entities and "that" in interpretation.text:
            found.append(Reading(interpretation, (latest,), how="pointed", intent="HassGetState"))
    return found


def explain(reading: Reading, here: Here) -> Act:
    """Why the last turn went as it did, from the features that decided it."""
    turn = _explained(here)
    if turn is None or turn.resolution is None:
        return act(reading, here, status="answered", facts={"reasons": [], "intent": ""})
    chosen = turn.resolution.candidates[0] if turn.resolution.candidates else None
    reasons = [name for name, added in contributions(chosen.features) if added > 0] if chosen else []
    facts: dict[str, Value] = {
        "intent": turn.intent or "",
        "heard": turn.transcript.text,
        "status": turn.status,
        "targets": list(turn.targets),
        "reasons": reasons,
        "rejected": _runner_up(turn),
        **rewrite_told(turn, here.context.knowledge.learnt),
    }
    return act(reading, here, status="answered", facts=facts, targets=turn.targets)


def _explained(here: Here) -> Turn | None:
    for turn in reversed(here.context.recent):
        if turn.intent not in ("Explain", "Repeat", None):
            return turn
    return here.context.recent[-1] if here.context.recent else None


def _runner_up(turn: Turn) -> list[str]:
    """What else was weighed and came second."""
    candidates = turn.resolution.candidates if turn.resolution else ()
    others = [list(c.targets) for c in candidates[1:] if c.targets and c.targets != candidates[0].targets]
    return others[0] if others else []


def undo(reading: Reading, here: Here) -> Act:
    """Takes back what was done last: by a turn, or by somebody's hand since."""
    by_hand = put_back(here)
    for turn in reversed(here.context.recent):
        if here.context.now - turn.at > timedelta(minutes=10) or (by_hand and by_hand.at > turn.at):
            break
        if turn.commands and turn.initiator == "resident":
            commands = inverse(turn, here)
            targets = tuple(dict.fromkeys(command.entity for command in commands))
            reason = "" if commands else "not_undoable"
            return act(
                reading, here, commands, targets=targets, reason=reason, status="done" if commands else "refused"
            )
    if by_hand is None:
        return act(reading, here, status="refused", reason="nothing_to_undo")
    return act(reading, here, [by_hand.command], targets=(by_hand.command.entity,))


def complain(reading: Reading, here: Here) -> Act:
    """That's wrong: taken as a word on the last turn; whether to take it back is the resident's choice. But words that
    were changed unasked are put right at once."""
    if is_refusal(reading.interpretation):
        return refuse(reading, here)
    last = here.context.last
    return act(reading, here, facts={"can_undo": bool(last and last.commands)})


def broadcast(reading: Reading, here: Here) -> Act:
    """Says something in other rooms, through the home's announcing devices; where there are none, it can't be done."""
    message = str(reading.interpretation.slots.get("message") or "")
    if not message:
        return act(reading, here, status="asked", reason="missing:message")
    from_here = f"assist_satellite.{here.context.assistant}"
    speakers = [i for i in here.index.by_domain.get("assist_satellite", ()) if i != from_here]
    if not speakers:
        return act(reading, here, status="unsupported", reason="no_announcers")
    commands = [Command(ident, "announce", {"message": message}) for ident in speakers]
    return act(reading, here, commands, targets=tuple(speakers), facts={"message": message})


def unsupported(reading: Reading, here: Here) -> Act:
    """Understood, but nothing here does that."""
    return act(reading, here, status="unsupported", reason="nobody_does", facts={"asked": reading.interpretation.text})


def custom(reading: Reading, here: Here) -> Act:
    """An intent of the household's own sentences: its slots and its response, no command."""
    response = reading.interpretation.slots.get("response")
    return act(reading, here, status="answered" if response else "done", facts={"response": response or ""})
