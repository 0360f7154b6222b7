"""How fast words are understood: new sentences, a household's own again and again, a larger home, and the peers.

The sentences are our own templates filled from a seed, a third of them asking for what nobody here does; most are in no
peer's grammar. All that is compared is timed in turn on the same sentence, so that whatever else the machine does falls
on all alike; it also leaves each with cold caches, as a home does that speaks once in a while.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from statistics import median
from time import perf_counter

from assistant.assistant import Assistant
from assistant.intents import UNSUPPORTED
from assistant.nlu.fillers import Fillers
from assistant.nlu.names import home_names
from assistant.nlu.noise import polite
from assistant.nlu.sentences import our_grammar
from assistant.turn import Heard, Transcript
from devices.home import Home
from devices.protocol import Registry
from simulator.benchmark import START, Figure
from simulator.grown_home import grown_home
from simulator.peers import Peer, peers
from simulator.setting import make_assistant, make_home, text_stages

SEED = 0
SMALL, LARGE = 107, 1000
"""Entities of the two homes; Home Assistant tests its sentences in a home of 107."""

NEW, WARMING = 300, 50
"""Sentences timed in each comparison, and other ones said before them: what everybody needs is loaded once."""

UNSUPPORTED_SHARE = 1 / 3

REQUESTS, TURNS = 60, 2000
"""A household's own requests, and the turns in which it says them, the r-th most frequent with a weight of 1/r."""

OURS = "ours"

BETWEEN = timedelta(minutes=2)
"""Time that passes in the home between two of these turns."""


def measure_understanding() -> list[Figure]:
    """All figures, the peers that are installed among them."""
    small, large, household = bench_assistant(SMALL), bench_assistant(LARGE), bench_assistant(SMALL)
    texts = sentences(small.home.registry, 2 * NEW + WARMING, rng=random.Random(SEED))
    ours, larger = partial(understand, small), partial(understand, large)
    beside = timed_in_turn({OURS: ours, **peers(small.home.registry)}, texts[: NEW + WARMING])
    others = texts[NEW + WARMING :]
    grown = timed_in_turn({OURS: ours, "larger": larger}, [*texts[:WARMING], *others])
    turns = tuple(milliseconds(partial(_hear, household), text) for text in others)
    return [
        Figure(f"interpret and resolve a new sentence, {SMALL} entities", "ms", beside.pop(OURS)),
        *(Figure(f"the same sentences, {peer}", "ms", times) for peer, times in beside.items()),
        Figure(f"the time with {LARGE} entities, as a multiple", "", (median(grown["larger"]) / median(grown[OURS]),)),
        Figure("one text turn, a new sentence", "ms", turns),
        Figure("turns a second, a household's requests again and again", "1/s", (repeated(household),)),
    ]


def bench_assistant(entities: int) -> Assistant:
    """An assistant in a home of so many entities; its log is not kept, its replies are not spoken."""
    declaration = grown_home(entities, seed=SEED)
    return make_assistant(make_home(declaration, start=START, seed=SEED), text_stages(declaration), None)


def sentences(registry: Registry, count: int, *, rng: random.Random) -> list[str]:
    """So many different sentences of ours, about this home, half of them with courtesies around them."""
    grammar = our_grammar()
    fillers = Fillers(home_names(registry), grammar.lists)
    supported = [intent for intent in grammar.templates if intent != UNSUPPORTED]
    found: dict[str, None] = {}
    while len(found) < count:
        intent = UNSUPPORTED if rng.random() < UNSUPPORTED_SHARE else rng.choice(supported)
        phrase = grammar.sample(rng.choice(grammar.templates[intent]), fillers, rng)
        if phrase is not None:
            found[polite(phrase.text, rng)[0] if rng.random() < 0.5 else phrase.text] = None
    return list(found)


def understand(assistant: Assistant, text: str) -> object:
    """What a sentence means to an assistant with nothing said before it; nothing is carried out."""
    context = replace(assistant.context, words=text)
    interpretations = assistant.stages.interpreter.interpret(Transcript(text, 1.0), context)
    return assistant.stages.resolver.resolve(interpretations, assistant.home, context)


def timed_in_turn(ways: Mapping[str, Peer], texts: Sequence[str]) -> dict[str, tuple[float, ...]]:
    """Milliseconds of each way for each sentence after the warming ones; in any order, so that none gains by what
    the one before it has left in the processor's caches."""
    rng = random.Random(SEED)
    times: dict[str, list[float]] = {name: [] for name in ways}
    for text in texts:
        for name in rng.sample([*ways], len(ways)):
            times[name].append(milliseconds(ways[name], text))
    return {name: tuple(found[WARMING:]) for name, found in times.items()}


def repeated(assistant: Assistant) -> float:
    """Turns a second while a household says its own few requests, some far more often than others."""
    rng = random.Random(SEED)
    said = sentences(assistant.home.registry, REQUESTS, rng=rng)
    weights = [1 / rank for rank in range(1, REQUESTS + 1)]
    texts = rng.choices(said, weights, k=TURNS)
    return TURNS * 1000 / sum(milliseconds(partial(_hear, assistant), text) for text in _said(assistant, texts))


def _hear(assistant: Assistant, text: str) -> object:
    return assistant.hear(Heard(Transcript(text, 1.0)), assistant="")


def _said(assistant: Assistant, texts: Sequence[str]) -> Iterator[str]:
    """The texts, with time passing in the home before each."""
    home = assistant.home
    assert isinstance(home, Home)
    for text in texts:
        home.advance(home.now + BETWEEN)
        yield text


def milliseconds(way: Peer, text: str) -> float:
    """How long one sentence takes."""
    began = perf_counter()
    way(text)
    return (perf_counter() - began) * 1000
