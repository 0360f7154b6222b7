"""A line being typed: letters, arrows, what was typed before."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.text import Text

from simulator.live.keys import Key

PROMPT = " › "

LONGEST = 500
"""Characters of one line."""

KEPT = 100
"""Lines kept to be taken up again."""


@dataclass(slots=True)
class Editor:
    """One line and the place in it where the next letter goes."""

    text: str = ""
    place: int = 0
    lines: list[str] = field(default_factory=list)
    """What was sent, oldest first."""
    completions: tuple[str, ...] = ()
    """What Tab completes to where nothing else begins so."""
    _back: int = 0
    """How many lines back; 0 is the one being typed."""
    _draft: str = ""

    def press(self, key: Key) -> str | None:
        """Takes a key; the line where it was sent."""
        if key.name == "enter":
            return self._send()
        if key.text:
            self._insert(key.text)
        elif key.name in ("up", "down"):
            self._recall(1 if key.name == "up" else -1)
        elif key.name == "tab":
            self._complete()
        else:
            self._edit(key.name)
        return None

    def shown(self, width: int) -> tuple[Text, int]:
        """The line as it fits, and the cell of the cursor in it."""
        room = max(1, width - cell_len(PROMPT) - 1)
        start = self.place
        while start > 0 and cell_len(self.text[start - 1 : self.place]) <= room:
            start -= 1
        cursor = cell_len(PROMPT) + cell_len(self.text[start : self.place])
        line = Text.assemble((PROMPT, "bold cyan"), _cut(self.text[start:], room))
        return line, min(cursor, width - 1)

    def _insert(self, text: str) -> None:
        text = text[: LONGEST - len(self.text)]
        self.text = self.text[: self.place] + text + self.text[self.place :]
        self.place += len(text)

    def _edit(self, name: str) -> None:
        text, place = self.text, self.place
        match name:
            case "backspace":
                self._cut_out(max(0, place - 1), place)
            case "delete":
                self._cut_out(place, place + 1)
            case "rub out":
                self._cut_out(0, place)
            case "kill":
                self._cut_out(place, len(text))
            case "rub out word":
                before = text[:place].rstrip()
                self._cut_out(before.rfind(" ") + 1, place)
            case "left":
                self.place = max(0, place - 1)
            case "right":
                self.place = min(len(text), place + 1)
            case "home":
                self.place = 0
            case "end":
                self.place = len(text)

    def _cut_out(self, start: int, end: int) -> None:
        self.text, self.place = self.text[:start] + self.text[end:], start

    def _recall(self, by: int) -> None:
        back = self._back + by
        if not 0 <= back <= len(self.lines):
            return
        if self._back == 0:
            self._draft = self.text
        self._back = back
        self.text = self.lines[-back] if back else self._draft
        self.place = len(self.text)

    def _complete(self) -> None:
        found = [word for word in self.completions if self.text and word.startswith(self.text)]
        if len(found) == 1:
            self.text = found[0]
            self.place = len(self.text)

    def _send(self) -> str:
        line = self.text.strip()
        if line and self.lines[-1:] != [line]:
            self.lines = [*self.lines, line][-KEPT:]
        self.text, self.place, self._back, self._draft = "", 0, 0, ""
        return line


def _cut(text: str, room: int) -> str:
    """As much of the text's beginning as fits."""
    end = 0
    while end < len(text) and cell_len(text[: end + 1]) <= room:
        end += 1
    return text[:end]
