"""What several readers share: numbers, shares, and words that the span model finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from assistant.nlu.numerals import number_at
from assistant.nlu.slots import Reader, Request
from assistant.nlu.values import share_at

T = TypeVar("T")
Slots = dict[str, Any]


def whole(value: float) -> int | float:
    """A number without a needless point."""
    return int(value) if value == int(value) else value


def number_in(request: Request) -> float | None:
    """The first number that no name has used; "three fifty" is 350."""
    words = request.words
    for at in range(len(words)):
        found = number_at(words, at)
        if found is None or not request.free(at, at + found[1]):
            continue
        value, used = found
        more = number_at(words, at + used)
        if 1 <= value <= 9 and more and 10 <= more[0] <= 99 and value == int(value):
            return value * 100 + more[0]
        return value
    return None


def share_in(request: Request) -> float | None:
    """The first share that no name has used, in percent."""
    for at in range(len(request.words)):
        found = share_at(request.words, at)
        if found and request.free(at, at + found[1]):
            return found[0]
    return None


def unused(request: Request, at: Callable[[Sequence[str], int], tuple[T, int] | None]) -> T | None:
    """The first value that a reader reads from words that no name has used."""
    for start in range(len(request.words)):
        found = at(request.words, start)
        if found and request.free(start, start + found[1]):
            return found[0]
    return None


def labelled(*pairs: tuple[str, str]) -> Reader:
    """A reader of slots whose words the span model finds, as `(slot, label)`."""

    def read(request: Request) -> Slots:
        found = ((slot, request.said(label)) for slot, label in pairs)
        return {slot: said for slot, said in found if said}

    return read
