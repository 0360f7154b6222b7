"""The phrase bank: every phrasing that residents may use, by kind; read from `phrasings/*.txt` or from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from assistant.files import InputError, read_text
from devices.protocol import Value
from simulator.households.kinds import KINDS
from simulator.households.language.templates import TemplateError, Variant, variants

FOLDER = Path(__file__).parent / "phrasings"
_LETTERS = re.compile(r"[a-z' ]*")
_MARKS = re.compile(r"[()\[\]|]|\{\w+\}")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One line of a file: a way to say one kind of thing."""

    kind: str
    text: str
    """The template as written."""
    weight: float = 1.0
    slots: Mapping[str, Value] = field(default_factory=dict)
    """Slots that its own words carry."""
    variants: tuple[Variant, ...] = ()

    @property
    def is_hint(self) -> bool:
        """Whether it is rare because it only hints."""
        return self.weight < 0.5


@dataclass(frozen=True, slots=True)
class Bank:
    """Phrasings by kind."""

    phrasings: Mapping[str, tuple[Phrasing, ...]]
    unfit: int = 0
    """Lines of a bank from outside that fit no kind of goal, and were left out."""

    @classmethod
    def read(cls, folder: Path = FOLDER) -> Bank:
        """The bank of a folder's `*.txt`; raises `InputError` with the line for whatever is wrong in one."""
        return cls(_by_kind(one for path in sorted(folder.glob("*.txt")) for one in read_phrasings(path)))

    @classmethod
    def from_lines(cls, path: Path) -> Bank:
        """A bank from outside: JSON lines of `text`, `intent`, `slots`. See `given`."""
        from simulator.households.language.given import given  # it builds on phrasings

        found, unfit = given(path)
        return cls(_by_kind(found), unfit)

    def over(self, other: Bank) -> Bank:
        """This bank, and the other's phrasings of the kinds that this one has none of."""
        return Bank({**other.phrasings, **self.phrasings}, self.unfit)

    def merged(self, other: Bank) -> Bank:
        """The phrasings of both."""
        kinds = [kind for kind in KINDS if kind in self.phrasings or kind in other.phrasings]
        both = {kind: (*self.phrasings.get(kind, ()), *other.phrasings.get(kind, ())) for kind in kinds}
        return Bank(both, self.unfit + other.unfit)


@cache
def shipped() -> Bank:
    """The residents' own language."""
    return Bank.read()


def read_phrasings(path: Path) -> Iterator[Phrasing]:
    """The phrasings of one file, in order; raises `InputError`."""
    kind, weight, slots = "", 1.0, dict[str, Value]()
    for number, line in enumerate(read_text(path).splitlines(), 1):
        text = line.strip()
        if text.startswith("@"):
            kind, weight, slots = _heading(text, path, number)
        elif text and not text.startswith("#"):
            words, _, own = text.partition(" | ")
            if not kind:
                raise InputError(path, "a phrasing stands before the first '@kind'", line=number)
            try:
                yield phrasing(kind, words.strip(), weight, {**slots, **_slots(own, path, number)})
            except TemplateError as wrong:
                raise InputError(path, str(wrong), line=number) from None


def phrasing(kind: str, text: str, weight: float, slots: Mapping[str, Value]) -> Phrasing:
    """A phrasing, checked against its kind; raises `TemplateError`."""
    each = variants(text)
    if not _LETTERS.fullmatch(_MARKS.sub("", text)):
        raise TemplateError(f"'{text}' holds more than lower case letters and apostrophes; write it as it is spoken")
    for variant in each:
        other = set(variant.placeholders) - set(KINDS[kind].placeholders)
        if other:
            allowed = ", ".join(KINDS[kind].placeholders) or "none"
            raise TemplateError(f"'{kind}' has no placeholder {', '.join(sorted(other))}; it has: {allowed}")
        missing = set(KINDS[kind].needed) - set(variant.placeholders)
        if missing:
            raise TemplateError(f"'{variant.plain}' lacks {', '.join(sorted(missing))}")
    return Phrasing(kind, text, weight, slots, each)


def _heading(text: str, path: Path, number: int) -> tuple[str, float, dict[str, Value]]:
    words, _, own = text[1:].partition(" | ")
    kind, _, weight = (part.strip() for part in words.partition("*"))
    if kind not in KINDS:
        raise InputError(path, f"'{kind}' is no kind of goal; the kinds stand in kinds.py", line=number)
    try:
        return kind, float(weight or 1), _slots(own, path, number)
    except ValueError:
        raise InputError(path, f"a weight is a number, not '{weight}'", line=number) from None


def _slots(own: str, path: Path, number: int) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for pair in own.split(","):
        key, equals, value = (part.strip() for part in pair.partition("="))
        if pair.strip() and not (key and equals and value):
            raise InputError(path, f"a slot is written key=value, not '{pair.strip()}'", line=number)
        if pair.strip():
            found[key] = int(value) if value.isdigit() else value
    return found


def _by_kind(found: Iterable[Phrasing]) -> Mapping[str, tuple[Phrasing, ...]]:
    """Each text once a kind, the first of those alike, in the order of the kinds."""
    by_kind: dict[str, dict[str, Phrasing]] = {}
    for one in found:
        by_kind.setdefault(one.kind, {}).setdefault(one.text, one)
    return {kind: tuple(by_kind[kind].values()) for kind in KINDS if kind in by_kind}
