"""Short things that residents say back: read from `talk/`, and drawn as it suits the one who speaks.

Each line of a file is one whole thing to say, under the `@key` it belongs to; a key may have a weight (`@no *0.3`) for
what is rarer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import Literal

from assistant.files import InputError
from simulator.households.values import Age, Resident

FOLDER = Path(__file__).parent / "talk"

POLITE = frozenset(["please", "thank", "thanks", "sorry", "excuse", "afraid", "mind"])
RUDE = frozenset(["stupid", "useless", "rubbish", "shut", "deaf", "hopeless", "ugh", "argh", "never"])
OLDER = frozenset(["dear", "love", "goodness", "heaven's"])
CHILD = frozenset(["silly", "mommy", "mummy", "pretty"])
"""Words that tell who speaks; assumed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say."""

    text: str
    """May hold placeholders: `{part}`, `{value}`, `{area}`, `{name}`."""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Tone:
    """What words tell about whom they suit."""

    words: int
    polite: bool
    rude: bool
    age: Age | Literal["nobody"] | None
    """Who alone says it, if anybody in particular."""


@cache
def lines(key: str, folder: Path = FOLDER) -> tuple[Line, ...]:
    """All that stands under a key; raises `InputError` where nothing does."""
    found = talk(folder).get(key)
    if not found:
        raise InputError(str(folder), f"nothing is said under '@{key}'; add lines under it")
    return found


@cache
def talk(folder: Path = FOLDER) -> Mapping[str, tuple[Line, ...]]:
    """All lines of the files in a folder, by key; raises `InputError` for a line before any key or a weight that is no
    number."""
    found: dict[str, list[Line]] = {}
    for path in sorted(folder.glob("*.txt")):
        key, weight = "", 1.0
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            text = line.strip()
            if not text or text.startswith("#"):
                continue
            if text.startswith("@"):
                key, weight = _heading(text, path, number)
            elif not key:
                raise InputError(str(path), "a line stands before the first '@key'", line=number)
            else:
                found.setdefault(key, []).append(Line(text, weight))
    return {key: tuple(each) for key, each in found.items()}


def _heading(text: str, path: Path, number: int) -> tuple[str, float]:
    key, _, weight = text[1:].partition("*")
    try:
        return key.strip(), float(weight or 1)
    except ValueError:
        raise InputError(str(path), f"a weight is a number, not '{weight}'", line=number) from None


def drawn_line(key: str, resident: Resident, rng: Random) -> str:
    """One line of a key, as it suits the resident."""
    each = lines(key)
    weights = [line.weight * suits(line.text, resident) for line in each]
    return rng.choices(each, weights)[0].text


def suits(text: str, resident: Resident) -> float:
    """How readily a resident says it: the polite say please, the terse say little, and some words have an age.
    Assumed."""
    tone = _tone(text)
    if tone.age is not None and tone.age != resident.age:
        return 0.0
    weight = 0.3 + 1.4 * resident.politeness if tone.polite else 1.0
    if tone.rude:
        weight *= max(0.0, 1.0 - 1.4 * resident.politeness)
    if tone.words <= 2:
        return weight * (1.6 - resident.verbosity)
    return weight * (0.4 + resident.verbosity) if tone.words >= 5 else weight


@lru_cache(maxsize=50_000)
def _tone(text: str) -> Tone:
    words = text.split()
    said = frozenset(words)
    older, child = not said.isdisjoint(OLDER), not said.isdisjoint(CHILD)
    age: Age | Literal["nobody"] | None = (
        "nobody" if older and child else "older" if older else "child" if child else None
    )
    return Tone(len(words), not said.isdisjoint(POLITE), not said.isdisjoint(RUDE), age)
