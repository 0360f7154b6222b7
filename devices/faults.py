"""What goes wrong with devices: offline, slow, refusing, stuck."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, Literal, Protocol, get_args

import simpy

FaultKind = Literal["offline", "slow", "refusing", "stuck"]
KINDS: tuple[str, ...] = get_args(FaultKind)

PATIENCE = 2.0
"""Seconds one waits for an answer; what takes longer is `late`, and still happens."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a device, and since when."""

    kind: FaultKind
    since: datetime
    seconds: float = 10.0
    """For `slow`: how long a command takes to arrive."""
    reason: str = ""
    """For `refusing` and `stuck`: why, fit to be said aloud."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown fault {self.kind!r}; there are {', '.join(KINDS)}")
        if self.seconds < 0:
            raise ValueError(f"a fault cannot take {self.seconds} seconds")


class Breakable(Protocol):
    """A home whose devices can fail."""

    def fault(self, entity_id: str, kind: FaultKind, *, seconds: float = 10.0, reason: str = "") -> None:
        """Something goes wrong with a device until it is mended."""

    def mend(self, entity_id: str) -> None:
        """Nothing is wrong with a device any more."""


COMMON: dict[FaultKind, float] = {"offline": 0.6, "slow": 0.25, "stuck": 0.1, "refusing": 0.05}
"""How often a fault is of which kind. Assumed: lost radio is what owners complain of most."""


def breakdowns(
    env: simpy.Environment, home: Breakable, entities: Sequence[str], *, every: float, lasts: float, rng: Random
) -> Generator[simpy.Event, Any, None]:
    """A process in which each entity fails every so many seconds in the mean, and is mended after so many."""
    broken: set[str] = set()
    while True:
        yield env.timeout(rng.expovariate(len(entities) / every))
        entity, kind = rng.choice(entities), rng.choices(list(COMMON), list(COMMON.values()))[0]
        seconds, mended = rng.uniform(3.0, 12.0), rng.expovariate(1 / lasts)
        if entity not in broken:
            broken.add(entity)
            home.fault(entity, kind, seconds=seconds, reason="it reports an error" if kind == "refusing" else "")
            env.process(_mended(env, home, entity, broken, after=mended))


def _mended(
    env: simpy.Environment, home: Breakable, entity: str, broken: set[str], *, after: float
) -> Generator[simpy.Event, Any, None]:
    yield env.timeout(after)
    broken.discard(entity)
    home.mend(entity)
