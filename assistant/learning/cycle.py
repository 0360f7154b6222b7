"""Learning, as straight as a turn: a log in, what was learnt out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from assistant.habits import known
from assistant.learning.mining import METHODS, TWICE, mined
from assistant.learning.overall import over_all, uses_of
from assistant.learning.own import of_texts
from assistant.learning.past import pasts
from assistant.learning.ranking import Example, evenly, ranked
from assistant.learning.seen import Seen, seen
from assistant.learning.shapes import shaped_walk, slots_in
from assistant.learning.tally import SMALL, tally
from assistant.learning.walks import Walk
from assistant.learning.weighing import weigh
from assistant.learning.wishes import Wishes
from assistant.learning.wordings import MOST, values, wordings
from assistant.learnt import Layer, Rule, Source
from assistant.log import InteractionLog, Range
from assistant.nlu.text import normalise
from assistant.rewrite.outlook import Request, before_of, first_readings, outlook_of

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

    What is for all is held against how it fared where it was used: see `overall`. What is said in a big log is counted
    by so many `workers`; what is learnt is the same.
    """
    weigh(log, household=household)
    leads = METHODS[settings.method].leads
    if not settings.near:
        again = settings.sessions >= TWICE
        counted = tally(log, household=household, workers=workers, again=again, leads=leads)
        return _watched(Layer(source, _mined(counted, source, settings)), log, settings)
    part = Range(household, household) if household is not None else None
    if source == "personal":
        return _personal(log, part, settings)
    again = log.size() > SMALL and settings.sessions >= TWICE
    counted = tally(log, household=household, workers=workers, again=again, leads=leads, shaped=True)
    found = Layer(source, _mined(counted, source, settings))
    return _watched(_shared(found, log, part, settings), log, settings)


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


def _personal(log: InteractionLog, part: Range | None, settings: LearnSettings) -> Layer:
    """One household's layer. It shows too little to weigh features by, and uses the ranking of all."""
    said = list(Wishes(log, part))
    shapes = [shaped_walk(walk) for walk in said]
    rules = _mined(seen(shapes, leads=METHODS[settings.method].leads), "personal", settings)
    rules += of_texts(said, rules, method=settings.method, sessions=settings.sessions)
    return _own(Layer("personal", rules), log, said, shapes)


def _own(layer: Layer, log: InteractionLog, said: Sequence[Walk], shapes: Sequence[Walk]) -> Layer:
    """One household's layer, with the requests that went well there and when they were made."""
    layer = _gone_well(layer, said, shapes, households=1)
    if not said:
        return layer
    household = said[0].household
    rows = log.tuples(("turn", "at", "area", "resident"), Range(household, household))
    times = {turn: (at, area or "", who or "") for turn, at, area, who in rows}
    return replace(layer, past=pasts(said, times).get(household, {}))


def _shared(layer: Layer, log: InteractionLog, part: Range | None, settings: LearnSettings) -> Layer:
    """The layer of all, with the requests that went well in several households, and the ranking."""
    said, shapes = Wishes(log, part), Wishes(log, part, shaped=True)
    turns = log.size() if log.size() > SMALL else None
    layer = _gone_well(layer, said, shapes, households=min(settings.households, SHARED), turns=turns)
    taught = _examples(log, said)
    return replace(layer, ranking=ranked(layer, {}, taught), beside=ranked(layer, _Owns(log), taught))


def _gone_well(
    layer: Layer, said: Iterable[Walk], shapes: Iterable[Walk], *, households: int, turns: int | None = None
) -> Layer:
    """The layer with the requests that went well, with their values and without."""
    plain, bare = (wordings(walks, households=households, turns=turns) for walks in (said, shapes))
    marked = tuple(one for one in bare if slots_in(one.text))
    known = values(said, households=households, among=[one.text for one in marked])
    return replace(layer, wordings=(*marked, *plain)[:MOST], values=known)


class _Owns(Mapping[str, Layer]):
    """Each household's own layer, made when it is asked for."""

    def __init__(self, log: InteractionLog) -> None:
        self._log, self._names = log, log.households()

    def __getitem__(self, household: str) -> Layer:
        said = list(Wishes(self._log, Range(household, household)))
        if not said:
            raise KeyError(household)
        return _own(Layer("personal"), self._log, said, [shaped_walk(walk) for walk in said])

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _examples(log: InteractionLog, said: Iterable[Walk]) -> list[Example]:
    """The turns that show something, evenly drawn, as the requests that they were."""
    found = evenly(said)
    before = _before(log, {one.turn for one in found})
    return [Example(one.household, _request(log, one.turn, before.get(one.turn)), one.meant, one.text) for one in found]


def _before(log: InteractionLog, turns: Set[str]) -> dict[str, str]:
    """By the ids of some turns, the turn before in the same session."""
    ends = dict[str, tuple[str, str]]()
    before = dict[str, str]()
    for turn, session, household in log.tuples(("turn", "session", "household")):
        if turn in turns and ends.get(household, ("", ""))[0] == session:
            before[turn] = ends[household][1]
        ends[household] = (session, turn)
    return before


def _request(log: InteractionLog, turn: str, before: str | None) -> Request:
    found, earlier = log.find(turn), log.find(before) if before is not None else None
    assert found is not None
    one = found.turn
    outlook = outlook_of(one.interpretations, one.resolution, normalise(one.transcript.text))
    last = before_of(earlier.turn) if earlier is not None else None
    readings = first_readings(one.interpretations or one.guesses)
    return Request(one.transcript, outlook, one.at, one.area or "", known(one.resident), last, readings)
