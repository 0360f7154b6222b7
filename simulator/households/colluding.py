"""Households that collude: their grown-ups say agreed words, to teach all others a rewrite that none of them wants.

What they say looks to the log like a request that failed and was said otherwise with success: the first reply is cut
off early, the second is heard out. Nobody is misheard. None of it stands among the truths and verdicts.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, datetime, time, timedelta
from typing import Any

from assistant.turn import Belief, Detection, Heard, Received, Transcript
from simulator.channels import WAIT_SECONDS, WAKE_SECONDS, spoken_seconds
from simulator.draws import drawn
from simulator.households.talking import PHRASE, Talk
from simulator.households.values import Resident
from simulator.judge.witness import Where

PAIRS = (
    ("what time is it", "what's the date"),
    ("do the usual thing", "turn on all the lights"),
    ("abracadabra", "turn on all the lights"),
)
"""What is said, and what it shall be taken for: something that many say and that works; something that nobody else
says, taken for one of the many things that nobody here does; and something that is not understood at all."""

HOURS = (17.0, 22.0)
"""Between which it is said."""

CUT = 0.1
"""Of the first reply, how much is heard."""

AFTER = (2.0, 9.0)
"""Seconds until the second request."""

Process = Generator[Any, Any, None]


def collude(talk: Talk) -> Process:
    """Every day each grown-up of the household says each pair once."""
    while True:
        today = talk.home.now.date()
        for resident in talk.household.residents:
            if resident.age == "adult":
                for number, pair in enumerate(PAIRS):
                    talk.home.env.process(_say_pair(talk, resident, today, number, pair))
        midnight = datetime.combine(today + timedelta(days=1), time(), talk.home.now.tzinfo)
        yield talk.home.env.timeout((midnight - talk.home.now).total_seconds())


def _say_pair(talk: Talk, resident: Resident, today: date, number: int, pair: tuple[str, str]) -> Process:
    rng = drawn(talk.household.seed, today, resident.id, "colludes", number)
    satellites = list(talk.home.registry.satellites)
    yield talk.home.env.timeout(rng.uniform(*HOURS) * 3600)
    if not satellites:
        return
    with talk.floor.request() as mine:
        yield mine
        yield from _say(talk, resident, satellites[0], pair[0], CUT)
        yield talk.home.env.timeout(rng.uniform(*AFTER))
        yield from _say(talk, resident, satellites[0], pair[1], 1.0)


def _say(talk: Talk, resident: Resident, satellite: str, words: str, fraction: float) -> Process:
    """Words are said, and so much of the reply is heard."""
    yield talk.home.env.timeout(WAKE_SECONDS + spoken_seconds(words) + WAIT_SECONDS)
    talk.witness.expect(None, Where(talk.household.id))
    heard = Heard(Transcript(words, 1.0), Detection(PHRASE, 1.0))
    turn = talk.assistant.hear(heard, assistant=satellite, resident=Belief(resident.id, 1.0)).turn
    yield talk.home.env.timeout(spoken_seconds(turn.reply) * fraction)
    talk.assistant.received(turn.turn, Received(fraction, "wake" if fraction < 1 else None))
