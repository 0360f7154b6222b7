"""How fast a request is looked for among what was learnt: exactly, and among near matches.

The wordings are our own templates filled from a seed, about a home of 107 entities; the rules rewrite other such
sentences, misheard, half of them without their values. Of the requests half are new sentences; the others are known to
a rule where they are looked for exactly, and misheard wordings with two more ways to hear them where near matches are.
For these nothing but a wording is understood, so that every request is looked for, and the interpreter's own time is
left out: a turn that finds nothing spends it a second time. Times are the processor's, so that its other work does not
count.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from time import process_time

import numpy as np

from assistant.context import Context
from assistant.knowledge import Knowledge
from assistant.learning.shapes import shaped
from assistant.learnt import Layer, Learnt, Ranking, Rule, Wording
from assistant.nlu.noise import misheard
from assistant.nlu.text import normalise
from assistant.resolve.resolver import ContextResolver
from assistant.rewrite.learnt import LearntRewriter, names_of
from assistant.turn import Hypothesis, Interpretation, Transcript
from devices.declaration import to_registry
from devices.protocol import Home, Registry
from simulator.benchmark import START
from simulator.grown_home import grown_home
from simulator.setting import make_home
from simulator.understanding_bench import SEED, SMALL, sentences

WORDINGS, RULES = 10_000, 1_000
REQUESTS, WARMING = 600, 60
"""Requests timed, the warming ones before them apart."""

SLIPS = 0.25
"""The share of words misheard."""

BARS = {"exact": 1.0, "near": 5.0}
"""Milliseconds of processor time that 95 of 100 look-ups may take."""


@dataclass(frozen=True, slots=True)
class Speed:
    """How long one way to look takes."""

    way: str
    median_ms: float
    p95_ms: float
    bar_ms: float
    rewritten: float
    """The share of requests for which something was found."""


class _Only:
    """An interpreter that understands the wordings alone, at once."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._known = {wording.text: (Interpretation(wording.state, {}, 1.0),) for wording in wordings}

    def interpret(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        return self._known.get(transcript.text, ())

    def guesses(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        return ()


def measure_rewriting(*, wordings: int = WORDINGS, rules: int = RULES, requests: int = REQUESTS) -> list[Speed]:
    """The speeds, `exact` and `near`, of so many requests among so much that was learnt."""
    declared, rng = grown_home(SMALL, seed=SEED), random.Random(SEED)
    registry, home = to_registry(declared), make_home(declared, start=START, seed=SEED)
    texts = [normalise(text) for text in sentences(registry, wordings + rules + requests, rng=rng)]
    known, failing, new = texts[:wordings], texts[wordings : wordings + rules], texts[wordings + rules :]
    failing = [" ".join(misheard(text.split(), rng, rate=SLIPS)) for text in failing]
    made = tuple(_rule(text, known[at], registry, rng) for at, text in enumerate(failing))
    # What is found matters less than that something is: nothing but sound is weighed, by the features' own names.
    ranking = Ranking({"sound": 30.0, "meaning": 5.0, "constant": -28.0})
    layer = Layer("global", made, tuple(Wording(text, f"state {text}", 10, 9.0, 5) for text in known), ranking=ranking)
    exact = [Transcript(text, 0.6) for text in _in_turn(failing, new, requests, rng)]
    near = [_heard(text, rng) for text in _in_turn(known, new, requests, rng)]
    return [
        _speed("exact", home, replace(layer, wordings=(), ranking=None), exact),
        _speed("near", home, layer, near),
    ]


def _rule(heard: str, to: str, registry: Registry, rng: random.Random) -> Rule:
    values = [("name", name) for name in sorted(names_of(registry))] if rng.random() < 0.5 else []
    return Rule(f"{heard} to {to}", shaped(heard, values)[0] if values else heard, to, "global")


def _in_turn(known: Sequence[str], new: Sequence[str], count: int, rng: random.Random) -> list[str]:
    """As many requests as are timed and said before; every other one is new."""
    return [new[at // 2 % len(new)] if at % 2 else rng.choice(known) for at in range(count + WARMING)]


def _heard(text: str, rng: random.Random) -> Transcript:
    ways = [" ".join(misheard(text.split(), rng, rate=SLIPS)) for _ in range(3)]
    return Transcript(ways[0], 0.6, tuple(Hypothesis(way, 0.2) for way in dict.fromkeys(ways[1:])))


def _speed(way: str, home: Home, layer: Layer, asked: Sequence[Transcript]) -> Speed:
    rewriter = LearntRewriter(_Only(layer.wordings), ContextResolver(), home.registry)
    context = Context(START, knowledge=Knowledge(learnt=Learnt(layer)))
    found: list[bool] = []
    times = [_look(rewriter, context, home, found, transcript) for transcript in asked][WARMING:]
    median, high = np.percentile(times, [50, 95])
    share = sum(found[WARMING:]) / len(times)
    return Speed(way, round(float(median), 3), round(float(high), 3), BARS[way], round(share, 3))


def _look(rewriter: LearntRewriter, context: Context, home: Home, found: list[bool], transcript: Transcript) -> float:
    began = process_time()
    found.append(rewriter.rewrite(transcript, context, home) is not None)
    return (process_time() - began) * 1000


def main(arguments: Sequence[str]) -> int:
    """Prints a line for each way; 1 where one takes longer than its bar."""
    parser = argparse.ArgumentParser(prog="python -m simulator.rewriter_bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    speeds = measure_rewriting()
    if options.json:
        print(json.dumps([asdict(one) for one in speeds], indent=1))
    else:
        for one in speeds:
            figures = f"median {one.median_ms:.2f} ms, 95th percentile {one.p95_ms:.2f} ms (bar {one.bar_ms:.0f} ms)"
            print(f"{one.way}: {figures}; {one.rewritten:.0%} rewritten")
    return int(any(one.p95_ms > one.bar_ms for one in speeds))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
