"""What goes wrong with devices: offline, slow, refusing, stuck."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

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
