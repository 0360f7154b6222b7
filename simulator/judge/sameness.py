"""When two texts say the same, and two interpretations mean the same.

Rules with reasons: small words that carry no wish (articles, "please", names of politeness), contractions, two ways to
spell a word, numbers in words or digits, and words written apart or together are no difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.intents import UNSUPPORTED
from assistant.nlu.numerals import number_at
from assistant.nlu.text import normalise
from assistant.turn import Interpretation
from devices.protocol import Value
from simulator.households.values import Spoken

SMALL = frozenset(
    {
        *("a", "an", "the", "please", "thanks", "thank", "you", "hey", "hi", "okay", "ok", "so", "well", "just", "now"),
        *("then", "could", "can", "would", "will", "my", "our", "uh", "um", "oh", "alexa", "kindly", "quickly"),
    }
)
"""Words that carry no wish of their own here."""

LONG: dict[str, str] = {
    "what's": "what is", "i'm": "i am", "it's": "it is", "that's": "that is", "don't": "do not", "can't": "can not",
    "who's": "who is", "where's": "where is", "how's": "how is", "there's": "there is", "let's": "let us",
    "i'd": "i would", "i've": "i have", "isn't": "is not", "gonna": "going to", "wanna": "want to",
}  # fmt: skip
"""Contractions."""

LONG |= {short.replace("'", ""): long for short, long in LONG.items() if short != "i'd"}
"""Recognisers leave the apostrophe out at times; "id" is another word."""

SPELT = {"colour": "color", "grey": "gray", "centre": "center", "favourite": "favorite", "theatre": "theater"}
"""British spellings, which recognisers write as they were taught."""

KINDLY = frozenset({"domain", "device_class"})
"""Slots that a name may say as well."""

NARROWING = frozenset({"except_name", "except_area", "delay", "at", "quantifier", "count"})
"""Slots that mean something else where they are added, whatever the intent."""

WEIGHTY = NARROWING | frozenset(
    {
        *("duration", "time", "date", "repeat", "item", "message", "search_query", "team", "cuisine", "place", "value"),
        *("temperature", "brightness", "color", "position", "percentage", "volume_level", "volume_step", "direction"),
    }
)
"""Slots that mean something else where they are added to the same intent."""

UNITS = {"hours": 3600, "minutes": 60, "seconds": 1}
"""Slots that say one length of time together, in seconds."""

PLACES = ("name", "area", "floor")
LIGHTS = frozenset({"light", "lights", "lamp", "lamps", "the"})


@lru_cache(maxsize=20_000)
def plainest(text: str) -> tuple[str, ...]:
    """The words that carry the wish.

    >>> plainest("what's twenty five, please")
    ('what', 'is', '25')
    """
    plain = normalise(text).replace(":", " ").split()
    words = " ".join(LONG.get(word, SPELT.get(word, word)) for word in plain).replace("'", "").split()
    kept: list[str] = []
    at = 0
    while at < len(words):
        number = number_at(words, at)
        if number is not None:
            kept.append(f"{number[0]:g}")
            at += number[1]
        else:
            kept.append(words[at])
            at += 1
    left = [word for word in kept if word not in SMALL]
    return tuple(left or kept)


def says_the_same(heard: str, said: str) -> bool:
    """Whether a transcript says what was said."""
    one, other = plainest(heard), plainest(said)
    return one == other or "".join(one) == "".join(other)


def means_the_same(found: Sequence[Interpretation], spoken: Spoken) -> bool:
    """Whether interpretations, the first of which counts, mean what the words mean: one request, one of the right
    intents, every slot that the words carry, and none that narrows it to something else."""
    if spoken.intents == (UNSUPPORTED,):
        return not found or found[0].intent == UNSUPPORTED
    if not found or found[0].intent not in spoken.intents or any(one.act for one in found):
        return False
    return slots_agree(found[0].slots, spoken.slots, lenient=found[0].intent != spoken.intents[0])


def slots_agree(found: Mapping[str, Value], gold: Mapping[str, Value], *, lenient: bool = False) -> bool:
    """Whether slots carry what the words carry; with `lenient`, for another right intent, whose slots have other
    names: what both carry, and that nothing narrows it to something else."""
    one, other = _plain(found), _plain(gold)
    if _place_words(one) != _place_words(other) or not _kinds_agree(one, other):
        return False
    weighty = NARROWING if lenient else WEIGHTY
    if not all(name in other for name in one if name in weighty):
        return False
    others = [name for name in other if name not in KINDLY and name not in PLACES]
    told = [name for name in others if name in one] if lenient else others
    if lenient and len(told) < len(others) and all(name in other for name in one if name in WEIGHTY):
        return False  # what is lacking stands in no slot of the other intent's either
    return all(folded(one.get(name)) == folded(other[name]) for name in told)


def _plain(slots: Mapping[str, Value]) -> dict[str, Value]:
    """The slots with a length of time as one, in seconds, and without what goes without saying."""
    plain = {name: value for name, value in slots.items() if name not in UNITS}
    if plain.get("date") == "today":
        del plain["date"]
    if any(name in slots for name in UNITS):
        plain["duration"] = sum(slots.get(name, 0) * seconds for name, seconds in UNITS.items())
    return plain


def _kinds_agree(found: Mapping[str, Value], gold: Mapping[str, Value]) -> bool:
    """The kind of thing: none other than meant, and said where no name says it."""
    if any(name in found and name in gold and folded(found[name]) != folded(gold[name]) for name in KINDLY):
        return False
    return "domain" not in gold or "name" in gold or "name" in found or not KINDLY.isdisjoint(found)


def _place_words(slots: Mapping[str, Value]) -> frozenset[str]:
    """The thing and its place, in whatever slots they stand: "kitchen" + light, or "kitchen lights" as a name."""
    words = " ".join(str(slots.get(name) or "") for name in PLACES)
    return frozenset(_singular(word) for word in words.casefold().split()) - LIGHTS - frozenset({"in", "my", "our"})


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word


def folded(value: Value) -> str:
    """A value in the form in which two are compared: numbers as numbers, words folded, an open half of the day left
    open."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int | float):
        return f"{float(value):g}"
    text = " ".join(str(value).casefold().replace("_", " ").replace("-", " ").split()).removesuffix("?")
    words = text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an", "some") else words)
