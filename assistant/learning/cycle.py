"""Learning, as straight as a turn: a log in, what was learnt out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.habits import known
from assistant.learning.mining import METHODS, TWICE, mined
from assistant.learning.past import pasts
from assistant.learning.ranking import Example, Shown, evenly, ranked, shown
from assistant.learning.seen import Seen, seen
from assistant.learning.shapes import one_shape, shaped_walk, slots_in
from assistant.learning.tally import tally
from assistant.learning.walks import COLUMNS, Walk, walks
from assistant.learning.weighing import weigh
from assistant.learning.wordings import MOST, values, wordings
from assistant.learnt import Layer, Rule, Said, Source
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

    Of a big log, texts as they were are counted by so many `workers`; what is learnt is the same.
    """
    weigh(log, household=household)
    if not settings.near:
        again = settings.sessions >= TWICE
        leads = METHODS[settings.method].leads
        counted = tally(log, household=household, workers=workers, again=again, leads=leads)
        return Layer(source, _mined(counted, source, settings))
    said = list(walks(log.tuples(COLUMNS, Range(household, household) if household is not None else None)))
    rules = _mined(_seen((shaped_walk(walk) for walk in said), settings), source, settings)
    if source == "personal":
        rules += _of_values(said, settings)
    return _with_near(Layer(source, rules), said, log, settings)


def _seen(said: Iterable[Walk], settings: LearnSettings) -> Seen:
    return seen(said, leads=METHODS[settings.method].leads)


def _mined(found: Seen, source: Source, settings: LearnSettings) -> tuple[Rule, ...]:
    return mined(
        found, source=source, method=settings.method, households=settings.households, sessions=settings.sessions
    )


def _of_values(said: Sequence[Walk], settings: LearnSettings) -> tuple[Rule, ...]:
    """A household's rules that go from one value to another in the same shape, which requests without their values
    cannot show: "weather in wilkerson" means the one in California here."""
    found = _mined(_seen(said, settings), "personal", settings)
    return tuple(rule for rule in found if one_shape((rule.heard, rule.state), (rule.text, rule.to)))


def _with_near(layer: Layer, said: Sequence[Walk], log: InteractionLog, settings: LearnSettings) -> Layer:
    layer = _gone_well(layer, said, households=min(settings.households, SHARED))
    if layer.source == "personal":
        # One household shows too little to weigh features by: it uses the ranking of all.
        return replace(layer, past=next(iter(pasts(said, _times(log, said[0].household)).values()), {}) if said else {})
    before = pasts(said, _times(log))
    owns = {
        name: replace(_gone_well(Layer("personal"), own, households=1), past=before.get(name, {}))
        for name, own in _by_household(said).items()
    }
    taught = _examples(log, shown(said))
    return replace(layer, ranking=ranked(layer, {}, taught), beside=ranked(layer, owns, taught))


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


def _times(log: InteractionLog, household: str | None = None) -> dict[str, Said]:
    part = Range(household, household) if household is not None else None
    rows = log.tuples(("turn", "at", "area", "resident"), part)
    return {turn: (at, area or "", who or "") for turn, at, area, who in rows}


def _examples(log: InteractionLog, found: Sequence[Shown]) -> list[Example]:
    """The turns that show something, evenly drawn, as the requests that they were."""
    ends = dict[str, tuple[str, str]]()
    before = dict[str, str]()
    for turn, session, household in log.tuples(("turn", "session", "household")):
        if ends.get(household, ("", ""))[0] == session:
            before[turn] = ends[household][1]
        ends[household] = (session, turn)
    failed = [one for one in found if one.failed]
    others = [one for one in found if not one.failed]
    return [
        Example(one.household, _request(log, one.turn, before.get(one.turn)), one.meant, one.text)
        for one in (*evenly(failed), *evenly(others))
    ]


def _request(log: InteractionLog, turn: str, before: str | None) -> Request:
    found, earlier = log.find(turn), log.find(before) if before is not None else None
    assert found is not None
    one = found.turn
    outlook = outlook_of(one.interpretations, one.resolution, normalise(one.transcript.text))
    last = before_of(earlier.turn) if earlier is not None else None
    readings = first_readings(one.interpretations or one.guesses)
    return Request(one.transcript, outlook, one.at, one.area or "", known(one.resident), last, readings)
