"""What the judge knows of each thing said and each turn taken: one flat row each, in files of their own.

Nothing of it reaches the assistant. Texts in `want` and `slots` are JSON. In the files, `arm` (of the experiment) and
`group` stand before the fields: see `Group`. So do they in `turns.parquet`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

FailurePoint = Literal["correct", "false_wake", "missed_wake", "asr", "rewrite", "nlu", "resolve", "result"]
"""The first stage that failed irrecoverably; `missed_wake` where nothing woke and there is no turn."""

Group = Literal["others", "same"]
"""Which households those of the test are: `others`, of whom nothing was learnt, or `same`: some of the learning
households, in later weeks. Where nothing is learnt, all are `others`."""

STAGES: tuple[FailurePoint, ...] = ("asr", "rewrite", "nlu", "resolve", "result")
"""After the wake word, in order."""

Reaction = Literal[
    "satisfied", "barges_in", "rephrases", "complains", "corrects_by_hand", "asks_later", "abandons", "unnoticed",
    "answers", "none",
]  # fmt: skip
"""What the resident did next; `none` where nobody spoke to it (a false wake, an alarm)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """One thing that was said to the assistant, or that it took for speech to it: a row of `truths.parquet`."""

    household: str
    goal: str
    """The goal's id; empty where nobody meant it."""
    attempt: int
    """Counted from 1 over everything said for one goal, answers included."""
    resident: str
    at: datetime
    area: str
    satellite: str
    kind: str
    need: str
    caption: str
    strategy: str
    said: str
    intent: str
    """What the words mean: the plainest right intent."""
    slots: str
    want: str
    supported: bool
    turn: str
    """The id of the turn that it became; empty where nothing woke."""
    reaction: Reaction
    because: str
    """Why: `wrong`, `too_long`, `heard_enough`, …; empty where it needs no reason."""
    noticed: bool
    """Whether the resident noticed how it ended: wrong ones may pass."""
    reached: bool
    """Whether the goal stood reached after it."""
    last: bool
    """Whether it was the last thing said for its goal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One turn, judged: a row of `verdicts.parquet`. A missed wake is a row without a turn."""

    household: str
    turn: str
    goal: str
    attempt: int
    failure: FailurePoint
    right: bool
    """Whether what was done was right: the goal reached, the right question asked, or rightly refused."""
    reached: bool
    """Whether the goal stood reached after the turn."""
    wake_right: bool
    asr_right: bool
    rewrite_right: bool
    nlu_right: bool
    resolve_right: bool
    result_right: bool
    planted: str
    """The stages in which a fault was planted, `+` between; empty where none was."""
    words: int
    """Words said."""
    substituted: int
    deleted: int
    inserted: int
    note: str
    """What the failing stage made of it, in one line, for people."""
    rewrite_rule: str = ""
    """The id of the rewrite's rule, used or held out; empty where no rewrite was known, as in all fields below."""
    rewrite_arm: str = ""
    """`rewritten`, or `holdout`, where the turn went as if no rewrite had been known."""
    otherwise_right: bool | None = None
    """Whether the other way would have been right, in the same moment: without the rewrite where it was used, with it
    where it was held out. Of used rewrites, a win is `right` and not `otherwise_right`, a loss the other way round; one
    that fired on a turn that was right is one that is `otherwise_right`. None where it is not known: without a rewrite,
    and where nobody spoke to the assistant."""
