"""What a household asked for before, and got: when, where, and who asked."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.learning.walks import REWRITTEN, Walk
from assistant.learning.wordings import allowed
from assistant.learnt import Said

MOST = 40
"""Times that are kept of each request: the last ones."""

Pasts = dict[str, dict[str, tuple[Said, ...]]]
"""By household and state."""


def meant_by(state: str) -> str:
    """The state without the mark of what was rewritten."""
    return state.removeprefix(REWRITTEN)


def pasts(walks: Iterable[Walk], times: Mapping[str, Said]) -> Pasts:
    """Each household's past; `times` are those of the turns, by id. Nothing safety-critical is in it."""
    found: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for walk in walks:
        last = walk.steps[-1]
        state = meant_by(last.state)
        if walk.accepted and last.turn in times and allowed(state, last.text):
            found[walk.household][state].append(times[last.turn])
    return {
        household: {state: tuple(sorted(said)[-MOST:]) for state, said in sorted(states.items())}
        for household, states in found.items()
    }


class Until(Mapping[str, Sequence[Said]]):
    """A past as it was before some time, in seconds since 1970."""

    def __init__(self, past: Mapping[str, Sequence[Said]], until: float) -> None:
        self._past, self._until = past, until

    def __getitem__(self, state: str) -> Sequence[Said]:
        said = self._past[state]
        return said[: bisect_left(said, (self._until,))]

    def __iter__(self) -> Iterator[str]:
        return iter(self._past)

    def __len__(self) -> int:
        return len(self._past)
