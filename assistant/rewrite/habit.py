"""What a household mostly asks for at this time of day: what is hardly heard may well be that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.learnt import Said, Wording
from assistant.rewrite.features import usual
from assistant.rewrite.outlook import Request

MOST = 6
"""Habits that are thought of."""

OFTEN = 2
"""Times that something must have been asked for around this time of day."""


SETTLED = 80
"""Requests after which a household's past says something of what it wants: about a week's. Assumed."""


def settled(past: Mapping[str, Sequence[Said]]) -> bool:
    """Whether enough is known of what a household asks for."""
    return sum(map(len, past.values())) >= SETTLED


def usual_now(request: Request, past: Mapping[str, Sequence[Said]], said: Mapping[str, Wording]) -> Iterator[Wording]:
    """The household's words for what it asked for most around this time of day; `said` holds them by state."""
    if request.at is None:
        return
    now = request.at.timestamp()
    times = [(usual(past[state], now), state) for state in past if state in said]
    for _, state in sorted((-count, state) for count, state in times if count >= OFTEN)[:MOST]:
        yield said[state]
