"""A conversation by keyboard, for a machine without sound: the same turns, and replies that are read."""

from __future__ import annotations

from assistant.assistant import Assistant, Taken
from assistant.live.happenings import Answered, Happening, ReplyEnded
from assistant.turn import Belief, Heard, Received, Transcript


class TypedConversation:
    """One satellite's."""

    def __init__(self, assistant: Assistant, *, satellite: str) -> None:
        self.assistant, self.satellite = assistant, satellite
        self.resident: Belief | None = None
        self._told: list[Happening] = []

    def typed(self, words: str) -> Taken:
        """A request; its reply is read at once."""
        taken = self.assistant.hear(Heard(Transcript(words, 1.0)), assistant=self.satellite, resident=self.resident)
        self._read(taken)
        return taken

    def rest(self) -> list[Happening]:
        """Nothing was typed for a while; what happened since the last call."""
        for taken in self.assistant.notice():
            self._read(taken)
        told, self._told = self._told, []
        return told

    def _read(self, taken: Taken) -> None:
        received = Received(1.0)
        self.assistant.received(taken.turn.turn, received)
        self._told += [Answered(taken), ReplyEnded(taken.turn.turn, received)]
