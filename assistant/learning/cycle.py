"""Learning, as straight as a turn: a log in, what was learnt out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.learning.mining import TWICE, Seen, mined, seen
from assistant.learning.overall import over_all, uses_of
from assistant.learning.own import of_texts
from assistant.learning.ranking import examples, ranked
from assistant.learning.shapes import shaped_walk, slots_in
from assistant.learning.tally import tally
from assistant.learning.walks import COLUMNS, Walk, walks
from assistant.learning.weighing import weigh
from assistant.learning.wordings import MOST, values, wordings
from assistant.learnt import Layer, Rule, Source
from assistant.log import InteractionLog, Range
from assistant.turn import Transcript

Method = Literal["chain", "one_step", "next_request"]
"""How a rewrite is scored: by the absorbing chain; by its last step alone; by what was most often said next, whatever
came of it. The last two are there to be compared with."""


SHARED = 2
"""Households in which a wording must have gone well to be looked for by all: it says what it says, whoever said it."""


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


def learn(
    log: InteractionLog, *, source: Source, settings: LearnSettings, household: str | None = None, workers: int = 1
) -> Layer:
    """What a log teaches: of one household, or of all in it. Its sessions are weighed first, where they are not yet.

    What is for all is held against how it fared where it was used: see `overall`. Of a big log, texts as they were are
    counted by so many `workers`; what is learnt is the same.
    """
    weigh(log, household=household)
    if not settings.near:
        again = settings.sessions >= TWICE
        found = _mined(tally(log, household=household, workers=workers, again=again), source, settings)
        return _watched(Layer(source, found), log, settings)
    said = list(walks(log.tuples(COLUMNS, Range(household, household) if household is not None else None)))
    rules = _mined(seen(shaped_walk(walk) for walk in said), source, settings)
    if source == "personal":
        rules += of_texts(said, rules, method=settings.method, sessions=settings.sessions)
    return _watched(_with_near(Layer(source, rules), said, log, settings), log, settings)


def _watched(layer: Layer, log: InteractionLog, settings: LearnSettings) -> Layer:
    """What is for all, with what is withdrawn of it over all. Only the chain's chances are such that they prove
    something by themselves."""
    if layer.source == "personal":
        return layer
    return over_all(layer, uses_of(log), proves=settings.method == "chain")


def _mined(found: Seen, source: Source, settings: LearnSettings) -> tuple[Rule, ...]:
    return mined(
        found, source=source, method=settings.method, households=settings.households, sessions=settings.sessions
    )


def _with_near(layer: Layer, said: Sequence[Walk], log: InteractionLog, settings: LearnSettings) -> Layer:
    layer = _gone_well(layer, said, households=min(settings.households, SHARED))
    if layer.source == "personal":
        # One household shows too little to weigh features by: it uses the ranking of all.
        return layer
    failed = {step.turn for walk in said for step in walk.steps if step.state.startswith(("?|", "Unsupported"))}
    owns = {name: _gone_well(Layer("personal"), own, households=1) for name, own in _by_household(said).items()}
    return replace(layer, ranking=ranked(layer, owns, examples(said, _transcripts(log, failed))))


def _gone_well(layer: Layer, said: Sequence[Walk], *, households: int) -> Layer:
    """The layer with the requests that went well, with their values and without."""
    plain = wordings(said, households=households)
    shapes = wordings((shaped_walk(walk) for walk in said), households=households)
    marked = tuple(one for one in shapes if slots_in(one.text))
    known = values(said, households=households, among=[one.text for one in marked])
    return replace(layer, wordings=(*marked, *plain)[:MOST], values=known)


def _by_household(said: Sequence[Walk]) -> dict[str, list[Walk]]:
    found: dict[str, list[Walk]] = {}
    for walk in said:
        found.setdefault(walk.household, []).append(walk)
    return found


def _transcripts(log: InteractionLog, wanted: set[str]) -> dict[str, Transcript]:
    return {turn.turn: turn.transcript for turn in log.turns() if turn.turn in wanted}
