"""How the channel mishears beside how a real recogniser mishears real people: `python -m simulator.speech.realism
--slurp FILE`.

The file holds JSON lines with `text` (what a recogniser heard) and `meta.ref` (what was said), as of SLURP (Bastianelli
et al., "SLURP: a spoken language understanding resource package", 2020). It is measured and never fitted to: kinds of
errors are compared, while the rate depends on who speaks where. Both sides are brought to the interpreter's spelling.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.table import Table

from assistant.files import InputError
from assistant.nlu.spoken import spoken
from devices.declaration import to_registry
from simulator.draws import drawn
from simulator.setting import load_home
from simulator.speech.align import Block, blocks, counted, total
from simulator.speech.channel import SpeechChannel
from simulator.speech.features import FUNCTION
from simulator.speech.profile import load_profile, names
from simulator.speech.sentences import sentence
from simulator.speech.sounds import likeness, sounds

COUNT = 3_000
"""Sentences that are drawn for the channel's side."""

SNR = (10.0, 30.0)
"""Decibels from and to which they are drawn; accents from 0 to 1."""

Pair = tuple[str, str]
"""Words said, words heard."""


@dataclass(frozen=True, slots=True)
class ErrorKinds:
    """How words are misheard; shares are 0 to 1."""

    utterances: int
    words: float
    """Words an utterance."""
    rate: float
    """Word error rate."""
    substituted: float
    """The share of errors that are substitutions; with the next two, 1."""
    deleted: float
    inserted: float
    by_count: tuple[float, float, float, float]
    """The share of utterances with no error, one, two, more."""
    function: float
    """The share of the misheard words that are function words."""
    function_said: float
    """The same of all words said."""
    letters: float
    """The mean edit distance, in letters, of one word heard in place of one."""
    alike: float
    """The mean likeness in sound of what was said and heard where they differ, 0 to 1."""


def error_kinds(pairs: Iterable[Pair]) -> ErrorKinds:
    """What the pairs show; raises `ValueError` where there is none."""
    split = [(first.split(), second.split()) for first, second in pairs if first]
    if not split:
        raise ValueError("no words to compare")
    counts = [counted(" ".join(first), " ".join(second)) for first, second in split]
    whole = total(counts)
    errors = max(1, whole.errors)
    by_count = [sum(min(3, one.errors) == number for one in counts) / len(counts) for number in range(4)]
    found = [block for first, second in split for block in blocks(first, second)]
    return ErrorKinds(
        utterances=len(split),
        words=whole.words / len(split),
        rate=whole.rates[0],
        substituted=whole.substituted / errors,
        deleted=whole.deleted / errors,
        inserted=whole.inserted / errors,
        by_count=(by_count[0], by_count[1], by_count[2], by_count[3]),
        function=_function_share(word for block in found for word in block.said),
        function_said=_function_share(word for first, _ in split for word in first),
        letters=_mean(_letters(found)),
        alike=_mean(likeness(sounds(one.said), sounds(one.heard)) for one in found if one.said and one.heard),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One measure on both sides."""

    name: str
    simulated: float
    real: float

    @property
    def difference(self) -> float:
        """By how much the simulated one is larger."""
        return self.simulated - self.real


def rows(simulated: ErrorKinds, real: ErrorKinds) -> list[Row]:
    """The measures beside each other, for a table."""
    measures = [
        ("word error rate", simulated.rate, real.rate),
        ("errors that are substitutions", simulated.substituted, real.substituted),
        ("errors that are deletions", simulated.deleted, real.deleted),
        ("errors that are insertions", simulated.inserted, real.inserted),
        ("utterances without an error", simulated.by_count[0], real.by_count[0]),
        ("utterances with one error", simulated.by_count[1], real.by_count[1]),
        ("utterances with two errors", simulated.by_count[2], real.by_count[2]),
        ("utterances with more errors", simulated.by_count[3], real.by_count[3]),
        ("misheard words that are function words", simulated.function, real.function),
        ("words said that are function words", simulated.function_said, real.function_said),
        ("letters between a word and the one heard", simulated.letters, real.letters),
        ("likeness in sound of what was misheard", simulated.alike, real.alike),
    ]
    return [Row(*one) for one in measures]


def pairs_of_channel(name: str, *, count: int = COUNT, seed: int = 0) -> Iterator[Pair]:
    """Residents' sentences through the channel of a profile, with accents and noise drawn evenly."""
    channel, registry = SpeechChannel(load_profile(name)), to_registry(load_home())
    for number in range(count):
        request = sentence(number, registry)
        if request is None:
            continue
        rng = drawn("realism", seed, number)
        accent, snr = rng.random(), rng.uniform(*SNR)
        heard = channel.hear(request.text, accent=accent, snr=snr, care=0.0, wake=None, rng=rng)
        yield request.text, heard.transcript.text if heard else ""


def pairs_of_file(path: Path) -> Iterator[Pair]:
    """The pairs of a SLURP file; raises `InputError` with the line of what is none."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as wrong:
        raise InputError(path, f"cannot be read: {wrong.strerror}") from None
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            said, heard = str(row["meta"]["ref"]), str(row["text"])
        except (ValueError, KeyError, TypeError):
            problem = 'a line looks like {"text": "stop", "meta": {"ref": "stop"}}'
            raise InputError(path, problem, line=number) from None
        yield spoken(said), spoken(heard)


def _function_share(words: Iterable[str]) -> float:
    return _mean(float(word in FUNCTION) for word in words)


def _letters(found: Sequence[Block]) -> Iterator[float]:
    for block in found:
        if len(block.said) == len(block.heard) == 1:
            yield float(Levenshtein.distance(block.said[0], block.heard[0]))


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--slurp", type=Path, required=True, metavar="FILE", help="what real people said, and was heard"
    )
    parser.add_argument("--asr", default="whisper", help=f"profile (default: whisper): {', '.join(names())}")
    parser.add_argument("--count", type=int, default=COUNT, help=f"sentences (default: {COUNT})")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    try:
        real = error_kinds(pairs_of_file(options.slurp))
        simulated = error_kinds(pairs_of_channel(options.asr, count=options.count, seed=options.seed))
    except InputError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    shown = Table(title=f"{simulated.utterances} simulated utterances, {real.utterances} of people")
    for heading in ("", "simulated", "people", "difference"):
        shown.add_column(heading, justify="right" if heading else "left")
    for row in rows(simulated, real):
        shown.add_row(row.name, f"{row.simulated:.3f}", f"{row.real:.3f}", f"{row.difference:+.3f}")
    Console(width=120).print(shown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
