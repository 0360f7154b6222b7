"""What a recogniser makes of speech, as numbers: fitted by `simulator.speech.calibrate`, shipped in `profiles/`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from assistant.files import InputError
from simulator.speech.features import Joints

FOLDER = Path(__file__).parent / "profiles"

DEFAULT = "whisper"

Table = tuple[tuple[int, float], ...]
"""Values with their chances."""

Quantiles = tuple[float, ...]
"""Values at evenly spaced chances from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Others:
    """The hypotheses after the best one."""

    counts: Table
    """How many."""
    truth: float
    """How often the words said are among them, where the best is not right."""
    ranks: Table
    """Where they stand then, from 0."""
    shares: tuple[Quantiles, ...]
    """By rank, the confidence as a share of that of the hypothesis before."""


@dataclass(frozen=True, slots=True)
class CellProfile:
    """One voice over one level of noise."""

    name: str
    accent: float
    snr: float
    base: float
    """The log-odds of mishearing an ordinary word."""
    spread: float
    """The standard deviation of what an utterance adds to it: some are heard perfectly, some badly."""
    gap: float
    """The log-odds of words heard where none were said, between two words heard right."""
    missed: float
    """How often the wake word is missed."""
    nothing: tuple[float, float]
    """How often nothing is heard of a request of three words at most, and of longer ones."""
    sizes: Mapping[int, Table]
    """By words misheard in a row, how many are heard instead. The last stands for more."""
    sure: tuple[Quantiles, Quantiles, Quantiles]
    """The confidence of what was heard right, with one error, with more."""
    others: tuple[Others, Others]
    """Of what was heard right, and of what was not."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured in one cell: in sound, and by the text channel on the same sentences."""

    words: int
    audio: tuple[float, float, float, float]
    """Word error rate, substituted, deleted, inserted: per word said."""
    text: tuple[float, float, float, float]
    understood_audio: float
    """The share of sentences whose first interpretation has an intent that the words allow."""
    understood_text: float


@dataclass(frozen=True, slots=True)
class Profile:
    """One recogniser."""

    name: str
    closed: bool
    """Whether it knows the words of its sentences alone, and makes these of all that it hears."""
    cells: tuple[CellProfile, ...]
    features: Mapping[str, float]
    """What each of `features.NAMES` adds to the log-odds."""
    words: Mapping[str, float]
    """What single words add to that."""
    expected: Mapping[str, str]
    """The words of the recogniser's own sentences, with the feature that each has for how often it is there."""
    joints: Joints
    """The words that often come after each in those sentences."""
    confusions: tuple[Mapping[str, Mapping[str, int]], Mapping[str, Mapping[str, int]]]
    """What was heard how often in place of words, of the clear voice and of the hard one."""
    inserted: Mapping[str, int]
    """What was heard where nothing was said."""
    sharpness: float
    """How strongly what is heard is what sounds alike."""
    figures: Mapping[str, Figures] = field(default_factory=dict)
    """By cell."""
    notes: Mapping[str, Any] = field(default_factory=dict)
    """What it was fitted to."""


def names() -> list[str]:
    """The profiles that are shipped."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


@cache
def load_profile(name: str = DEFAULT) -> Profile:
    """A shipped profile; raises `InputError` for another name, which lists those that there are."""
    if name not in names():
        raise InputError(f"speech profile '{name}'", f"there is none; one of: {', '.join(names())}")
    return read_profile(FOLDER / f"{name}.json")


def read_profile(path: Path) -> Profile:
    """A profile of a file; raises `InputError` where it is none."""
    try:
        return from_json(json.loads(path.read_text("utf-8")))
    except OSError as wrong:
        raise InputError(path, f"cannot be read: {wrong.strerror}") from None
    except (ValueError, KeyError, TypeError) as wrong:
        raise InputError(path, f"is no speech profile ({wrong}); fit it anew with --calibrate") from None


def write_profile(path: Path, profile: Profile) -> None:
    """Writes it with one line a field, short floats; raises `InputError` where it cannot be written."""
    document = asdict(profile)
    document["joints"] = {first: " ".join(sorted(others)) for first, others in profile.joints.items()}
    lines = [f" {json.dumps(key)}: {json.dumps(_short(value), ensure_ascii=False)}" for key, value in document.items()]
    try:
        path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    except OSError as wrong:
        raise InputError(path, f"cannot be written: {wrong.strerror}") from None


def from_json(document: dict[str, Any]) -> Profile:
    """A profile from its JSON."""
    easy, hard = document["confusions"]
    return Profile(
        name=document["name"],
        closed=document["closed"],
        cells=tuple(_cell(one) for one in document["cells"]),
        features=document["features"],
        words=document["words"],
        expected=document["expected"],
        joints={first: frozenset(others.split()) for first, others in document["joints"].items()},
        confusions=(easy, hard),
        inserted=document["inserted"],
        sharpness=document["sharpness"],
        figures={name: _figures(one) for name, one in document["figures"].items()},
        notes=document["notes"],
    )


def _cell(document: dict[str, Any]) -> CellProfile:
    right, one, more = document["sure"]
    good, bad = document["others"]
    plain = {key: document[key] for key in ("name", "accent", "snr", "base", "spread", "gap", "missed")}
    return CellProfile(
        **plain,
        nothing=(document["nothing"][0], document["nothing"][1]),
        sizes={int(said): _table(table) for said, table in document["sizes"].items()},
        sure=(tuple(right), tuple(one), tuple(more)),
        others=(_others(good), _others(bad)),
    )


def _others(document: dict[str, Any]) -> Others:
    shares = tuple(tuple(each) for each in document["shares"])
    return Others(_table(document["counts"]), document["truth"], _table(document["ranks"]), shares)


def _figures(document: dict[str, Any]) -> Figures:
    audio, text = (tuple(document[key]) for key in ("audio", "text"))
    return Figures(document["words"], audio, text, document["understood_audio"], document["understood_text"])


def _table(rows: list[list[float]]) -> Table:
    return tuple((int(value), chance) for value, chance in rows)


def _short(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {str(key): _short(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_short(each) for each in value]
    return value
