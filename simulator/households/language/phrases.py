"""The phrasings of `phrasings/*.txt` as flat phrases: alternatives written out, placeholders left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from assistant.files import InputError
from devices.protocol import Value
from simulator.households.kinds import KINDS
from simulator.households.language.joining import mended
from simulator.households.values import Filler

FOLDER = Path(__file__).parent / "phrasings"
_GROUP = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say one kind of thing."""

    kind: str
    text: str
    weight: float = 1.0
    """The phrasing's weight, shared among its alternatives."""
    slots: Mapping[str, Value] = field(default_factory=dict)
    """Slots that its own words carry."""

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Those that it holds."""
        return tuple(_PLACEHOLDER.findall(self.text))

    def filled(self, fillers: Mapping[str, Filler]) -> str:
        """The words with the fillers in them."""
        return mended(_PLACEHOLDER.sub(lambda found: fillers[found[1]].text, self.text))


@cache
def phrases(folder: Path = FOLDER) -> Mapping[str, tuple[Phrase, ...]]:
    """All phrases, by kind; raises `InputError` for an unknown kind, a weight that is no number, or a missing
    placeholder."""
    found: dict[str, dict[str, Phrase]] = {}
    for path in sorted(folder.glob("*.txt")):
        for phrase in _read(path):
            found.setdefault(phrase.kind, {}).setdefault(phrase.text, phrase)
    return {kind: tuple(found[kind].values()) for kind in KINDS if kind in found}


def _read(path: Path) -> Iterator[Phrase]:
    heading = Phrase("", "")
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        text = line.strip()
        if text.startswith("@"):
            heading = _heading(text, path, number)
        elif text and not text.startswith("#"):
            words, _, own = text.partition(" | ")
            texts = tuple(dict.fromkeys(_expanded(words)))
            for each in texts:
                missing = set(KINDS[heading.kind].needed) - set(_PLACEHOLDER.findall(each)) if heading.kind else {"@"}
                if missing:
                    raise InputError(str(path), f"'{each}' lacks {', '.join(sorted(missing))}", line=number)
                yield Phrase(heading.kind, each, heading.weight / len(texts), {**heading.slots, **_slots(own)})


def _heading(text: str, path: Path, number: int) -> Phrase:
    words, _, own = text[1:].partition(" | ")
    kind, _, weight = (part.strip() for part in words.partition("*"))
    if kind not in KINDS:
        raise InputError(str(path), f"'{kind}' is no kind of goal", line=number)
    try:
        return Phrase(kind, "", float(weight or 1), _slots(own))
    except ValueError:
        raise InputError(str(path), f"a weight is a number, not '{weight}'", line=number) from None


def _slots(own: str) -> dict[str, Value]:
    pairs = [pair.partition("=") for pair in own.split(",") if pair.strip()]
    return {key.strip(): value.strip() for key, _, value in pairs}


def _expanded(text: str) -> Iterator[str]:
    found = _GROUP.search(text)
    if found is None:
        yield " ".join(text.split())
        return
    options = found[1].split("|") if found[1] is not None else ["", *found[2].split("|")]
    for option in options:
        yield from _expanded(f"{text[: found.start()]} {option} {text[found.end() :]}")
