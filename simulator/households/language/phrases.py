"""The phrasings of `phrasings/*.txt` as flat phrases: alternatives written out, placeholders left open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from devices.protocol import Value
from simulator.households.language.bank import FOLDER, Bank, Phrasing
from simulator.households.language.templates import written_out
from simulator.households.values import Filler

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_UNITS = re.compile(r"\b(hour|minute|second)s (timer|countdown|\w+ timer)\b")
_ARTICLES = re.compile(r"\b(an?|another) (?:an?|one) (?=hour|minute|half|quarter|couple)")


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


def mended(text: str) -> str:
    """Words as they meet in speech: a length before "timer" is said in the singular, and one article is enough.

    >>> mended("set a ten minutes timer"), mended("set a an hour timer"), mended("another one minute please")
    ('set a ten minute timer', 'set an hour timer', 'another minute please')
    """
    text = _UNITS.sub(r"\1 \2", text)
    text = _ARTICLES.sub(lambda found: f"{found[1]} ", text)
    return re.sub(r"\ba (?=hour\b)", "an ", text)


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
