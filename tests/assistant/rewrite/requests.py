"""Requests as they come in, for the tests of what is found near them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from assistant.learnt import Said
from assistant.nlu.text import normalise
from assistant.rewrite.near import Candidate, NearIndex, candidates
from assistant.rewrite.outlook import Before, End, Outlook, Request
from assistant.turn import Interpretation, Transcript

NOW = datetime(2026, 3, 2, 7, 5, tzinfo=UTC)


def request(
    transcript: Transcript,
    *,
    state: str = "",
    end: End = "nothing",
    before: Before | None = None,
    readings: Sequence[Interpretation] = (),
    area: str = "kitchen",
) -> Request:
    """A request that was not understood, where nothing else is said."""
    outlook = Outlook(state or f"?|{normalise(transcript.text)}", end, 0.9 if state else 0.0)
    return Request(transcript, outlook, NOW, area, "", before, tuple(readings))


def near(
    transcript: Transcript,
    indexes: Sequence[NearIndex],
    *,
    end: End = "nothing",
    past: Mapping[str, Sequence[Said]] | None = None,
) -> list[Candidate]:
    """What is near to a request that was not understood."""
    return candidates(request(transcript, end=end), indexes, past=past or {})
