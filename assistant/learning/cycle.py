"""Learning, as straight as a turn: a log in, what was learnt out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Method = Literal["chain", "one_step", "next_request"]
"""How a rewrite is scored: by the absorbing chain; by its last step alone; by what was most often said next, whatever
came of it. The last two are there to be compared with."""


@dataclass(frozen=True, slots=True)
class LearnSettings:
    """What it takes to learn a rewrite."""

    method: Method = "chain"
    near: bool = True
    """Whether requests are learnt without their values, and near matches are looked for; else texts as they were."""
    households: int = 6
    """Households that a rewrite for all needs, so that five who collude cannot make one."""
    sessions: int = 6
    """Sessions that it needs."""


PERSONAL = LearnSettings(households=1, sessions=2)
"""The same for a household's own rewrites."""
