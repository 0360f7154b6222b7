"""What happens to sentences on their way: politeness, hesitation, and a recogniser's slips; for training alone."""

from __future__ import annotations

import random

from assistant.nlu.soundalike import misheard_word

BEFORE = (
    *("please", "could you", "can you", "would you", "could you please", "can you please", "hey", "okay", "ok", "so"),
    *("alexa", "computer", "hey assistant", "assistant", "hey computer", "i want you to", "i'd like you to", "um"),
    *("i need you to", "would you please", "would you mind", "well", "now", "and", "hey there", "go ahead and"),
    *("siri", "google", "jarvis", "olly", "buddy", "robot", "hey google", "hey jarvis", "house", "mycroft", "max"),
    *("just", "quick", "quickly", "also", "then", "right", "kindly", "excuse me", "listen", "alright", "oh", "hi"),
)
AFTER = (
    *(
        "please",
        "please",
        "for me",
        "now",
        "right now",
        "thanks",
        "thank you",
        "will you",
        "would you",
        "for me please",
    ),
    *(
        "if you can",
        "if you don't mind",
        "okay",
        "alexa",
        "computer",
        "quickly",
        "as soon as possible",
        "would you please",
    ),
    *("when you can", "again", "for a bit", "at the moment"),
)
SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "to",
        "of",
        "in",
        "on",
        "at",
        "for",
        "my",
        "is",
        "it",
        "me",
        "please",
        "are",
        "do",
        "i",
        "you",
        "up",
        "off",
    ]
)
"""Words that recognisers drop, add and take for each other; `on` and `off` are never dropped or swapped here."""

KEPT = frozenset({"on", "off", "up", "down", "not", "no", "lock", "unlock", "open", "close"})
_TWINS = {
    **{"to": "two", "two": "to", "for": "four", "four": "for", "the": "a", "a": "the", "in": "and", "and": "in"},
    **{"of": "off", "their": "there", "is": "as", "lights": "light", "light": "lights", "play": "played"},
    **{"what's": "what", "what": "what's", "it": "it's", "it's": "its", "set": "said", "an": "and", "will": "well"},
    **{"i'm": "i am", "don't": "do not", "can": "can't", "are": "our", "me": "my", "weather": "whether", "dim": "him"},
    **{"hall": "whole", "by": "buy", "buy": "by", "eight": "ate", "wake": "make", "song": "songs", "alarm": "arm"},
}
LOST = "unk"
"""What recognisers of a closed vocabulary write for words outside it."""

_VOWELS = "aeiou"


def polite(text: str, rng: random.Random) -> tuple[str, int]:
    """The text with a few words before or after it, and how many letters stand before it now."""
    before = f"{rng.choice(BEFORE)} " if rng.random() < 0.6 else ""
    after = f" {rng.choice(AFTER)}" if rng.random() < 0.5 or not before else ""
    return f"{before}{text}{after}", len(before)


def misheard(words: list[str], rng: random.Random, *, rate: float = 0.12) -> list[str]:
    """The words as a recogniser may hear them, each wrong at `rate`: dropped, doubled, taken for another, blurred."""
    heard: list[str] = []
    for word in words:
        heard.extend([word] if rng.random() >= rate else slip(word, rng))
    return heard or words


def slip(word: str, rng: random.Random) -> list[str]:
    """What a recogniser may make of one word that it hears wrongly."""
    if word in _TWINS and rng.random() < 0.6:
        return [_TWINS[word]]
    if word in SMALL and word not in KEPT and rng.random() < 0.8:
        return list(rng.choice(((), (), (word, word), (rng.choice(("the", "a", "and", "uh", "to")), word))))
    if word in KEPT:
        return [word]
    if word[-1:] == "s" and len(word) > 3 and rng.random() < 0.3:
        return [word[:-1]]
    kind = rng.random()
    if kind < 0.08:
        return [] if kind < 0.04 else [LOST]
    if kind < 0.8 and (other := misheard_word(word, rng)) and KEPT.isdisjoint(other.split()):
        return other.split()
    return [_blurred(word, rng)] if len(word) > 3 else [word]


def babble(vocabulary: list[str], rng: random.Random) -> str:
    """Words without sense, as a recogniser makes of noise or of talk it cannot hear."""
    return " ".join(rng.choice(vocabulary) for _ in range(rng.randint(1, 7)))


def _blurred(word: str, rng: random.Random) -> str:
    """One letter lost, doubled or taken for another of its kind."""
    at = rng.randrange(1, len(word))
    letter = word[at]
    if rng.random() < 0.35:
        return word[:at] + word[at + 1 :]
    kind = _VOWELS if letter in _VOWELS else "bdfgklmnprstvz"
    return word[:at] + rng.choice(kind) + word[at + 1 :]
