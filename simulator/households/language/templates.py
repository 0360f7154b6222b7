"""Templates: phrasings with alternatives and optional parts, drawn lazily and never written out at run time.

`(a|b)` are alternatives, `[x]` may be left out, `{name}` is a placeholder; both nest. A template is split into variants
by the placeholders that they hold, so that whoever draws knows beforehand what must be filled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

_TOKEN = re.compile(r"[()\[\]|]|[^()\[\]|]+")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
_CLOSES = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A place where one of several goes on; an optional part is a choice between nothing and itself."""

    options: tuple[tuple[str | Choice, ...], ...]
    optional: bool = False


Sequence = tuple[str | Choice, ...]
Choose = Callable[[Choice], Sequence]


class TemplateError(Exception):
    """A template that is not well formed; the message says how."""


@dataclass(frozen=True)
class Variant:
    """A template whose placeholders are certain: what else is open are words alone."""

    parts: Sequence

    @cached_property
    def placeholders(self) -> tuple[str, ...]:
        """Those that it holds, in their order."""
        return tuple(PLACEHOLDER.findall(self.plain))

    @cached_property
    def plain(self) -> str:
        """Its words with each first alternative, and nothing optional."""
        return self.text(lambda choice: choice.options[0])

    def text(self, choose: Choose) -> str:
        """Its words, placeholders left open; `choose` takes an option of each choice that is met."""
        return " ".join(_words(self.parts, choose).split())


def variants(text: str) -> tuple[Variant, ...]:
    """The variants of a template; raises `TemplateError` for brackets that don't match or a placeholder in no braces.

    >>> [one.placeholders for one in variants("(put|get) some light on [in the {area}] [please]")]
    [(), ('area',)]
    """
    return tuple(Variant(parts) for parts in _split(parsed(text)))


def written_out(text: str) -> Iterator[str]:
    """Every text that a template gives: for measuring.

    >>> list(written_out("lights (on|up) [please]"))
    ['lights on', 'lights on please', 'lights up', 'lights up please']
    """
    for each in _all(parsed(text)):
        yield " ".join(each.split())


def parsed(text: str) -> Sequence:
    """A template's parts; raises `TemplateError`."""
    if "{" in PLACEHOLDER.sub("", text) or "}" in PLACEHOLDER.sub("", text):
        raise TemplateError("a placeholder is a word in braces, as in {name}")
    tokens = _TOKEN.findall(text)
    options, rest = _options(tokens, "")
    if rest:
        raise TemplateError(f"'{rest[0]}' closes nothing")
    if len(options) > 1:
        raise TemplateError("'|' stands in no brackets")
    return options[0]


def _options(tokens: list[str], closing: str) -> tuple[tuple[Sequence, ...], list[str]]:
    """What stands before the closing bracket, and the tokens from it on."""
    options: list[list[str | Choice]] = [[]]
    while tokens and tokens[0] not in (")", "]"):
        token, *tokens = tokens
        if token == "|":
            options.append([])
        elif token in _CLOSES:
            inner, tokens = _options(tokens, _CLOSES[token])
            tokens = tokens[1:]
            options[-1].append(Choice(((), *inner) if token == "[" else inner, optional=token == "["))
        else:
            options[-1].append(token)
    if closing and tokens[:1] != [closing]:
        raise TemplateError(f"'{closing}' is missing")
    return tuple(tuple(option) for option in options), tokens


def _split(parts: Sequence) -> list[Sequence]:
    """The parts with every choice made that decides about a placeholder."""
    found: list[Sequence] = [()]
    for part in parts:
        if isinstance(part, str) or not _holds(part):
            found = [(*before, part) for before in found]
            continue
        chosen = [each for option in part.options for each in _split(option)]
        found = [(*before, *each) for before in found for each in chosen]
    return found


def _holds(part: str | Choice) -> bool:
    if isinstance(part, str):
        return PLACEHOLDER.search(part) is not None
    return any(_holds(inner) for option in part.options for inner in option)


def _words(parts: Sequence, choose: Choose) -> str:
    words = ""
    for part in parts:
        words += part if isinstance(part, str) else _words(choose(part), choose)
    return words


def _all(parts: Sequence) -> Iterator[str]:
    if not parts:
        yield ""
        return
    first, *rest = parts
    heads = [first] if isinstance(first, str) else [each for option in first.options for each in _all(option)]
    for head in heads:
        for tail in _all(tuple(rest)):
            yield head + tail
