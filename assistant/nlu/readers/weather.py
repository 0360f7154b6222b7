"""What is read of a question about the weather: which town, and which day."""

from __future__ import annotations

from assistant.nlu.gazetteer import Known
from assistant.nlu.readers.common import Slots
from assistant.nlu.slots import Request
from assistant.nlu.values import day_at, find

WEATHER = frozenset({"weather", "forecast", "home", "the", "report", "outside"})
"""Words that name a home's own report and no town."""

AFTER_TOWN = frozenset({"like", "right", "now", "this", "later", "going", "at", "on", "please", "next", "over", "is"})
"""Words that end the name of a town."""

NO_TOWN = frozenset(
    {"hour", "hours", "minutes", "morning", "afternoon", "evening", "night", "week", "weekend", "days", "here", "house"}
)
"""Words of a stretch after "in" or "for" that is no town."""

LINKS = frozenset({"is", "are", "will", "was", "isn't", "aren't", "out"})
"""Before or after "there", they make it no place."""


def weather(request: Request) -> Slots:
    """Where and when."""
    day = find(request.words, lambda said, at: day_at(said, at, today=request.today))
    own = next((known for known in request.known if _own_report(known, request)), None)
    place = request.take(own.first, own.last) if own else _town(request, day[1] if day else 0)
    return ({"name": place} if place else {}) | ({"date": day[0]} if day else {})


def _own_report(known: Known, request: Request) -> bool:
    """Whether a report of this home is named, by more than the word for all of them."""
    return "weather" in known.domains and not set(request.words[known.first : known.last]) <= WEATHER


def _town(request: Request, day: int) -> str | None:
    """The town: what follows "in" up to the day (which begins at a word, 0 for none), else what the span model found;
    `there` where one that was spoken of is meant."""
    words = request.words
    ends = [at for at, word in enumerate(words) if word in AFTER_TOWN or (day and at == day)]
    rooms = {at for known in request.known if known.place for at in range(known.first, known.last)}
    for at, word in enumerate(words):
        last = min((end for end in ends if end > at), default=len(words))
        said = set(words[at + 1 : last])
        if word in ("in", "for") and said and not said & NO_TOWN and at + 1 not in rooms and at + 2 not in rooms:
            return request.take(*request.trimmed(at + 1, last)) or None
    for first, last in request.labelled("place", "name", "area"):
        if not set(words[first:last]) & WEATHER and first not in rooms:
            return request.take(*request.trimmed(first, last)) or None
    return "there" if _there(words) else None


def _there(words: list[str]) -> bool:
    """Whether "there" is a place, and not of "is there rain" or "out there"."""
    for at, word in enumerate(words):
        beside = {*words[max(0, at - 1) : at], *words[at + 1 : at + 2]}
        if word == "there" and not beside & {*LINKS, "be"}:
            return True
    return False
