"""The phrasings of `phrasings/*.txt` as flat phrases: alternatives written out, placeholders left open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from devices.protocol import Value
from simulator.households.language.bank import FOLDER, Bank, Phrasing
from simulator.households.language.joining import mended
from simulator.households.language.templates import written_out
from simulator.households.values import Filler

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
    """All phrases, by kind; raises `InputError` as `Bank.read` does."""
    return {kind: _written_out(each) for kind, each in Bank.read(folder).phrasings.items()}


def _written_out(phrasings: Iterable[Phrasing]) -> tuple[Phrase, ...]:
    found: dict[str, Phrase] = {}
    for one in phrasings:
        texts = tuple(dict.fromkeys(written_out(one.text)))
        for text in texts:
            found.setdefault(text, Phrase(one.kind, text, one.weight / len(texts), one.slots))
    return tuple(found.values())
