"""Writing words as Whisper writes them, and reading what it wrote as the words that were spoken.

Whisper writes "Set a timer for 10 minutes."; a transcript says "set a timer for ten minutes". To ask Whisper how likely
other words are, they have to be written its way: where both agree its own writing is kept, so that the two texts differ
in what was heard alone, and not in commas.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.nlu.numerals import number_at
from assistant.nlu.spoken import spoken

SHORTEST_LOOP = 3
"""Words that are repeated at least, to be a loop of Whisper's and not of the speaker's."""

FEWEST = 10
"""Numbers below are written in words, as Whisper mostly does."""


def heard_words(written: str) -> list[str]:
    """What was spoken, by what was written; a text that Whisper wrote over and over, as it does at times, once.

    >>> heard_words("Set a timer for 10 minutes. Set a timer")
    ['set', 'a', 'timer', 'for', 'ten', 'minutes']
    """
    words = spoken(written).split()
    return next((words[:period] for period in range(SHORTEST_LOOP, len(words) - 1) if _loops(words, period)), words)


def _loops(words: Sequence[str], period: int) -> bool:
    """Whether the words repeat themselves to the end, of which the last may be cut."""
    same = all(words[at] == words[at - period] for at in range(period, len(words) - 1))
    return same and words[-1 - period].startswith(words[-1])


def restyled(words: Sequence[str], written: str) -> str:
    """The words, written as in `written` where they are those of it.

    >>> restyled("set a timer for ten seconds".split(), "Set a timer for 10 minutes.")
    'Set a timer for 10 seconds.'
    """
    tokens = written.split()
    spread = [(word, at) for at, token in enumerate(tokens) for word in spoken(token).split()]
    matcher = SequenceMatcher(a=[word for word, _ in spread], b=list(words), autojunk=False)
    digits = any(letter.isdigit() for letter in written)
    text: list[str] = []
    for kind, first, last, first_word, last_word in matcher.get_opcodes():
        if kind == "equal":
            text += _kept(spread, first, last, tokens)
        else:
            text += _numbered(words[first_word:last_word], digits)
    return _finished(text, tokens)


def _kept(spread: Sequence[tuple[str, int]], first: int, last: int, tokens: Sequence[str]) -> list[str]:
    """Tokens that are wholly within the same words; of a token that is partly so, the words."""
    kept: list[str] = []
    at = first
    while at < last:
        token = spread[at][1]
        width = sum(1 for _, of in spread if of == token)
        whole = at + width <= last and (at == 0 or spread[at - 1][1] != token)
        kept.append(tokens[token] if whole else spread[at][0])
        at += width if whole else 1
    return kept


def _numbered(words: Sequence[str], digits: bool) -> list[str]:
    """Words, with numbers as digits where Whisper wrote digits too, or they are large."""
    text: list[str] = []
    at = 0
    while at < len(words):
        found = number_at(words, at)
        if found and float(found[0]).is_integer() and (digits or found[0] >= FEWEST):
            text.append(str(int(found[0])))
            at += found[1]
        else:
            text.append(words[at])
            at += 1
    return text


def _finished(text: list[str], tokens: Sequence[str]) -> str:
    """With a capital at the start, and at the end the written text's mark or a full stop: it tells Whisper that nothing
    more was said. Marks inside that end a sentence are gone."""
    if not text:
        return ""
    inner = [word.rstrip(".?!") for word in text[:-1]]
    mark = tokens[-1][-1] if tokens and tokens[-1][-1] in ".?!" else "."
    joined = " ".join([*inner, text[-1].rstrip(".?!,") + mark])
    return joined[:1].upper() + joined[1:]
