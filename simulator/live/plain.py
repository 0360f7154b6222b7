"""The session line by line: for screen readers, logs, and terminals that are none."""

from __future__ import annotations

from collections.abc import Callable

from assistant.live.happenings import Answered, Dropped, Listening, ReplyEnded, Voice
from assistant.turn import Turn
from simulator.live.messages import Message, Muted, Note, Ready, Trouble

WHY = {
    "wake": "by its wake word",
    "key": "by the key",
    "answer": "for an answer",
    "follow_up": "for more",
    "speech": "while it speaks",
}


class PlainTeller:
    """Writes what is worth a line; `write` gets one at a time."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write

    def tell(self, message: Message) -> None:
        """One message of the session."""
        for line in self._lines(message):
            self._write(line)

    def _lines(self, message: Message) -> list[str]:
        match message:
            case Ready():
                return [ready(message)]
            case Listening():
                return [f"listening, {WHY[message.by]}"]
            case Answered():
                return turn_lines(message.taken.turn)
            case ReplyEnded() if message.received.by:
                return [f"interrupted by {message.received.by}, {message.received.heard:.0%} heard"]
            case Dropped() if message.words:
                return [f"dropped: {message.words} ({message.why})"]
            case Voice(how="on"):
                return ["it was nothing: going on"]
            case Muted():
                return ["muted" if message.muted else "listening again"]
            case Note() | Trouble():
                return [message.text]
            case _:
                return []


def ready(message: Ready) -> str:
    """What somebody needs to know to begin."""
    if not message.wake:
        return f"Ready at {message.satellite}. Type a request; /help lists what else there is."
    return f"Ready at {message.satellite}. Say {message.wake.title()}, and then what you want."


def turn_lines(turn: Turn) -> list[str]:
    """A turn in two or three lines."""
    lines = []
    if turn.initiator == "resident":
        lines.append(f"heard: {turn.transcript.text} ({turn.transcript.confidence:.2f})")
        lines.append(f"understood: {turn.intent or 'nothing'} {', '.join(turn.targets)}".rstrip())
    lines.append(f"{turn.status.replace('_', ' ')}: {turn.reply or '(nothing to say)'}")
    return lines
