"""Keys of a terminal: bytes in, keys out. The few escape sequences that every terminal of today sends."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass

PASTE, PASTED = "\x1b[200~", "\x1b[201~"
"""Around what is pasted, where the terminal was asked for it."""

NAMES = {
    "\r": "enter",
    "\n": "enter",
    "\t": "tab",
    "\x7f": "backspace",
    "\x08": "backspace",
    "\x01": "home",
    "\x02": "left",
    "\x03": "break",
    "\x04": "end of input",
    "\x05": "end",
    "\x06": "right",
    "\x0b": "kill",
    "\x0c": "redraw",
    "\x0e": "down",
    "\x10": "up",
    "\x15": "rub out",
    "\x17": "rub out word",
}
"""Single characters that are no text."""

FINALS = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
NUMBERS = {"1": "home", "3": "delete", "4": "end", "7": "home", "8": "end"}


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `text` is what it writes; else `name` says which it is."""

    name: str = ""
    text: str = ""


class Keys:
    """Reads one terminal's bytes; a sequence may come in pieces."""

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._held = ""

    def feed(self, given: bytes) -> list[Key]:
        """The keys that these bytes complete."""
        self._held += self._decoder.decode(given)
        keys = []
        while (key := self._next()) is not None:
            keys.append(key)
        return [key for key in keys if key.name or key.text]

    def rest(self) -> list[Key]:
        """Nothing more came for a moment: an escape that began nothing was the key itself."""
        if self._held != "\x1b":
            return []
        self._held = ""
        return [Key("escape")]

    def _next(self) -> Key | None:
        held = self._held
        if not held:
            return None
        if held[0] == "\x1b":
            return self._sequence()
        self._held = held[1:]
        if held[0] in NAMES:
            return Key(NAMES[held[0]])
        return Key(text=held[0]) if held[0].isprintable() else Key()

    def _sequence(self) -> Key | None:
        """A whole escape sequence; none where its end has not come yet."""
        held = self._held
        if held.startswith(PASTE):
            return self._pasted()
        if len(held) < 2:
            return None
        if held[1] not in "[O":
            self._held = held[2:]  # Alt with a key
            return Key()
        end = next((place for place in range(2, len(held)) if "@" <= held[place] <= "~"), None)
        if end is None:
            self._held = "" if len(held) > 32 else held
            return None
        self._held = held[end + 1 :]
        body, final = held[2:end], held[end]
        return Key(NUMBERS.get(body.partition(";")[0], "") if final == "~" else FINALS.get(final, ""))

    def _pasted(self) -> Key | None:
        text, end, rest = self._held[len(PASTE) :].partition(PASTED)
        if not end:
            return None
        self._held = rest
        return Key(text="".join(_spaced(text)))


def _spaced(text: str) -> Iterator[str]:
    """On one line: what is pasted is a request, and its lines' ends send nothing."""
    for character in " ".join(text.split()):
        if character.isprintable():
            yield character
