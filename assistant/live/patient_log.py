"""A log for a session that goes on when the disk is full: what cannot be written waits in memory and is tried again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.by_hand import ByHand
from assistant.friction import Rephrase
from assistant.log import InteractionLog, LogError
from assistant.turn import Received, Samples, Turn


class PatientLog(InteractionLog):
    """Writes as `InteractionLog` does, in the same order; `tell` gets one line when it cannot, and when it can again.

    Nothing is lost while the process lives. Raises `LogError` where the file cannot even be opened.
    """

    def __init__(self, path: Path, tell: Callable[[str], None]) -> None:
        super().__init__(path)
        self._tell = tell
        self._waiting: deque[Callable[[], None]] = deque()
        self._said = ""

    @property
    def waiting(self) -> int:
        """How many writings have not got through."""
        return len(self._waiting)

    def append(
        self,
        turn: Turn,
        *,
        household: str = "home",
        rephrase: Rephrase | None = None,
        kept: Sequence[Mapping[str, Any]] | None = None,
        sound: Samples | None = None,
    ) -> None:
        """See `InteractionLog`; never raises for a disk. A turn that has to wait does so without its sound, which would
        fill the memory."""
        write = super().append
        sounds = [sound] if self.catch_up() else []

        def append() -> None:
            now = sounds.pop() if sounds else None
            write(turn, household=household, rephrase=rephrase, kept=kept, sound=now)

        self._write(append)

    def received(self, turn: str, received: Received) -> None:
        """See `InteractionLog`; never raises for a disk."""
        write = super().received
        self._write(lambda: write(turn, received))

    def mark_by_hand(self, turn: str, by_hand: ByHand) -> None:
        """See `InteractionLog`; never raises for a disk."""
        write = super().mark_by_hand
        self._write(lambda: write(turn, by_hand))

    def catch_up(self) -> bool:
        """Writes what waits; whether nothing is left."""
        while self._waiting:
            try:
                self._waiting[0]()
            except LogError as wrong:
                if str(wrong) != self._said:
                    self._said = str(wrong)
                    self._tell(f"{wrong}; turns wait in memory until then")
                return False
            self._waiting.popleft()
        if self._said:
            self._said = ""
            self._tell("the log can be written again, and nothing is missing in it")
        return True

    def _write(self, write: Callable[[], None]) -> None:
        self._waiting.append(write)
        self.catch_up()
