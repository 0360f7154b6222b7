"""What is read for lists: which list, and what stands on it."""

from __future__ import annotations

from itertools import pairwise

from assistant.nlu.readers.common import Slots
from assistant.nlu.slots import Request

SHOPPING = frozenset({"shopping", "grocery", "groceries"})
"""Words for the list that Home Assistant has intents of its own for."""


def list_item(request: Request) -> Slots:
    """The item, and the list's name; lists of shopping have none."""
    items = items_of(request)
    name = _list_name(request)
    return items | ({"name": name} if name else {})


def items_of(request: Request) -> Slots:
    """`item`, or `items` where several are named."""
    spans = [span for span in request.labelled("item") if request.free(*span)]
    if not spans and (between := _before_list(request)) and request.free(*between):
        spans = [between]
    if not spans:
        return {}
    first, _ = _whole(request, *spans[0])
    found = _apart(request, first, _end(request, spans[-1][1]), {start for start, _ in spans})
    items = [request.take(*span) for span in found]
    return {"items": items} if len(items) > 1 else {"item": items[0]} if items else {}


def _end(request: Request, last: int) -> int:
    """The word after the last item: where the list is named, or the request ends; what was missed by the span model
    before that belongs to the items."""
    words = request.words
    ends = [at for at in range(last, len(words)) if words[at] in _ONTO | _AFTER | _VERBS]
    return ends[0] if ends else len(words)


def _apart(request: Request, first: int, last: int, starts: set[int]) -> list[tuple[int, int]]:
    """The items in a stretch of words: cut at "and", and where the span model begins a new one right after another."""
    cuts = [first, *(at for at in range(first + 1, last) if at in starts or request.words[at] == "and"), last]
    found = []
    for start, end in pairwise(cuts):
        span = request.trimmed(start + (request.words[start] == "and"), end)
        if span[0] < span[1] and not set(request.words[span[0] : span[1]]) <= {"some", "the", "a", "also"}:
            found.append(span)
    return found


_AFTER = frozenset({"please", "too", "as", "list", "lists", "now", "for", "because", "cause", "then", "them", "it"})


def _before_list(request: Request) -> tuple[int, int] | None:
    """The words between the verb and "to the shopping list", where the span model found no item; only of a list that
    is known here, or that people have without naming it."""
    words = request.words
    known = any("todo" in one.domains and one.last in (len(words), len(words) - 1) for one in request.known)
    if not known and (words[-1] != "list" or {*words[-2:-1]}.isdisjoint({*_BEFORE_LIST, *SHOPPING, "do"})):
        return None
    first = next((at + 1 for at, word in enumerate(words) if word in _VERBS), None)
    ends = [at for at, word in enumerate(words) if word in _ONTO and words[at + 1 : at + 2] != ["do"]]
    return (first, ends[-1]) if first is not None and ends and ends[-1] > first else None


_ONTO = frozenset({"to", "on", "from", "off", "in"})


_VERB_WORDS = "add put place write include check tick cross mark complete remove delete take strike"
_VERBS = frozenset(_VERB_WORDS.split())


def _whole(request: Request, first: int, last: int) -> tuple[int, int]:
    """A span from the verb on: the words between it and what the span model found belong to the item too."""
    start = next((at + 1 for at in range(first - 1, -1, -1) if request.words[at] in _VERBS), None)
    if start is not None and request.free(start, first) and _STOPS.isdisjoint(request.words[start:first]):
        first = start
    return request.trimmed(first, last)


_STOP_WORDS = "to on off from in and list me down up for as done out that"
_STOPS = frozenset(_STOP_WORDS.split())
"""Words between a verb and an item that are no part of it."""


def _list_name(request: Request) -> str | None:
    for known in request.known:
        if "todo" in known.domains and request.free(known.first, known.last):
            return request.take(known.first, known.last)
    words = request.words
    for at, word in enumerate(words[1:], 1):
        if word in ("list", "lists"):
            first = at - 1
            while first > 0 and words[first - 1] not in (*_BEFORE_LIST, "list"):
                first -= 1
            said = [w for w in words[first:at] if w not in _BEFORE_LIST and w not in ("new", "whole", "entire")]
            if said and request.free(first, at):
                return "to do" if said == ["do"] else " ".join(said)
    return request.said("name")


_BEFORE_LIST = ("my", "the", "our", "a", "to", "on", "from", "off", "in", "of", "this", "that", "me", "new", "all")
"""Words before a list's name that are no part of it."""
