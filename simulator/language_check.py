"""How the residents' language fares: `python -m simulator.language_check [--hwu64 FILE] [--count N] [--seed N]`.

Four measures, without a household and without errors of hearing: how often the shipped interpreter's first
interpretation is an intent that the words allow, by kind and over all; the same on the judged half of HWU64, if the
file is given; how much of the language also stands among the training sentences; and how varied it is beside them.
`--overlapping` lists the phrasings that stand among them instead.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.context import Context
from assistant.files import InputError
from assistant.intents import UNSUPPORTED
from assistant.stages import Interpreter
from assistant.turn import Transcript
from devices.declaration import to_registry
from devices.protocol import Registry
from simulator.households.language.phrases import phrases
from simulator.hwu64 import judged
from simulator.language_overlap import EACH, overlapping, training_sentences
from simulator.language_sample import TODAY, Request, requests
from simulator.setting import load_home, text_stages
from simulator.share import Share

COUNT, SEED = 4000, 0
DRAWN = 1000
"""Utterances among which distinct ones are counted."""

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


def first_intent(interpreter: Interpreter, text: str) -> str:
    """The intent of the first interpretation; empty where nothing was understood."""
    found = interpreter.interpret(Transcript(text, 1.0), Context(now=NOON))
    return found[0].intent if found else ""


def understood(interpreter: Interpreter, said: Iterable[tuple[str, Sequence[str]]]) -> Share:
    """The share of texts whose first intent is one that is allowed. Where nobody can do it, not understanding is as
    right as saying so."""
    good = count = 0
    for text, allowed in said:
        intent = first_intent(interpreter, text)
        good += intent in allowed or (not intent and UNSUPPORTED in allowed)
        count += 1
    return Share(good, count)


def by_kind(interpreter: Interpreter, drawn: Sequence[Request]) -> dict[str, Share]:
    """The share understood of each kind, in the order of the kinds."""
    found = {}
    for kind in phrases():
        said = [(one.text, one.intents) for one in drawn if one.kind == kind]
        if said:
            found[kind] = understood(interpreter, said)
    return found


def all_phrasings() -> list[str]:
    """Every phrasing of every kind."""
    return [phrase.text for each in phrases().values() for phrase in each]


def phrasing_overlap(*, each: int = EACH) -> Share:
    """The share of whole phrasings that also stand among the training sentences, delexicalised."""
    known = all_phrasings()
    return Share(len(overlapping(known, each=each)), len(known))


def utterance_overlap(drawn: Sequence[Request]) -> Share:
    """The share of drawn utterances that stand word for word among the training sentences."""
    trained = frozenset(training_sentences())
    return Share(sum(one.text in trained for one in drawn), len(drawn))


def report(registry: Registry, interpreter: Interpreter, *, count: int, seed: int, hwu64: Path | None) -> list[str]:
    """The table, line by line."""
    drawn = requests(count, seed=seed, registry=registry)
    shares = by_kind(interpreter, drawn)
    lines = ["Understood: the first intent is one that the words allow"]
    lines += [f"  {kind:20} {share}" for kind, share in shares.items()]
    total = Share(sum(one.good for one in shares.values()), sum(one.count for one in shares.values()))
    supported = [one for kind, one in shares.items() if kind != "unsupported"]
    known = Share(sum(one.good for one in supported), sum(one.count for one in supported))
    lines += [f"  {'all':20} {total}", f"  {'what is supported':20} {known}"]
    if hwu64 is not None:
        lines.append(f"  {'hwu64, judged half':20} {understood(interpreter, judged(hwu64))}")
    return [*lines, *_overlaps(drawn), *_variety(drawn)]


def _overlaps(drawn: Sequence[Request]) -> list[str]:
    return [
        "Also among the training sentences",
        f"  {'whole phrasings':20} {phrasing_overlap()}",
        f"  {'utterances, by word':20} {utterance_overlap(drawn)}",
    ]


def _variety(drawn: Sequence[Request]) -> list[str]:
    said, trained = [one.text for one in drawn][:DRAWN], training_sentences()
    return [
        "Variety",
        f"  distinct phrasings   {len(set(all_phrasings()))}",
        f"  distinct of {DRAWN:5}    {len(set(said))} said by residents, {len(set(trained[:DRAWN]))} trained on",
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table, or the phrasings that overlap."""
    parser = argparse.ArgumentParser(prog="simulator.language_check", description="Measure the residents' language.")
    parser.add_argument("--hwu64", type=Path, metavar="FILE", help="HWU64 as JSON lines of text and intent")
    parser.add_argument("--count", type=int, default=COUNT, help=f"utterances drawn ({COUNT})")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--overlapping", action="store_true", help="list the phrasings that are also trained on")
    options = parser.parse_args(arguments)
    if options.overlapping:
        for kind, each in phrases().items():
            for text in overlapping([phrase.text for phrase in each]):
                print(f"{kind}: {text}")
        return
    try:
        declaration = load_home(None)
        interpreter = text_stages(declaration).interpreter
        registry = to_registry(declaration)
        lines = report(registry, interpreter, count=options.count, seed=options.seed, hwu64=options.hwu64)
    except (InputError, OSError) as error:
        parser.exit(2, f"{error}\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
