"""What residents say back: an answer to a question, well or badly; a complaint; undo, never mind, stop, thanks.

The words stand in `talk/`. An answer's intents and slots are what the words say beside the question: "the ceiling one"
names a thing, "yes" affirms, "ten minutes" is a length.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Literal

from assistant.turn import Act, Question
from devices.protocol import Value
from simulator.households.kinds import KINDS
from simulator.households.language.spelling import spelt
from simulator.households.language.talk import drawn_line
from simulator.households.values import Filler, Goal, Resident, Spoken, Strategy

REPEATS, LOST = 0.06, 0.05
"""The chance that an answer is none: the request once more, or that they don't know what to say. Assumed."""

ORDINAL, OFFICIAL = 0.3, 0.25
"""The chance that one of several is chosen by its place, and by its whole name; otherwise by a word that tells it from
the others. Assumed."""

INTENTS: Mapping[str, tuple[str, ...]] = {
    "yes": ("Affirm",),
    "no": ("Deny", "HassNevermind", "Complain"),
    "dont_know": ("HassNevermind", "Deny", "Explain", "Repeat", "Unsupported"),
    "complain": ("Complain", "Deny"),
    "undo": ("Undo",),
    "never_mind": ("HassNevermind", "Deny", "HassCancelTimer"),
    "stop": KINDS["ringing_stop"].intents,
    "enough": ("HassNevermind", "HassMediaPause", "HassCancelTimer", "AlarmCancel", "HassTurnOff", "Deny", "Affirm"),
    "thanks": ("HassRespond", "Affirm", "HassNevermind", "MediaLike", "Unsupported"),
}
"""The intents of what is said, by its key in `talk/`."""

PLACEHOLDERS: Mapping[str, tuple[str, ...]] = {
    "volume_level": ("level",),
    "brightness": ("level",),
    "percentage": ("level",),
    "position": ("level",),
    "search_query": ("title", "artist", "genre"),
    "value": ("team", "cuisine", "genre"),
    "color": ("colour",),
}
"""The goal's fillers that hold a missing slot, where they have another name."""

_PLACES = ("ordinal_first", "ordinal_second", "ordinal_third")
_TELLING = ("name", "title", "area", "place")
Wrong = Literal["", "area", "name"]


def answer(
    question: Question,
    goal: Goal,
    resident: Resident,
    right: Act | None,
    rng: Random,
    *,
    said: Spoken | None = None,
    code: str = "",
    names: Mapping[str, str] | None = None,
) -> Spoken:
    """What a resident answers. `right` is the option they mean, none where no option is; `said` what they had said,
    which bad answers repeat; `code` what they say where a code is asked for; `names` the home's names by entity id, for
    options that differ by their things alone."""
    chance = rng.random()
    if said is not None and chance < REPEATS:
        return Spoken(said.text, said.intents, said.slots, "answer", care=0.5, phrasing=said.phrasing)
    if question.kind == "which" and REPEATS <= chance < REPEATS + LOST:
        return _talked("dont_know", resident, rng)
    if question.kind == "confirm":
        return _confirms(question, resident, right, rng, code)
    if question.kind == "which":
        return _chooses(question, resident, right, rng, names or {})
    return _fills(question, goal, resident, rng)


def _confirms(question: Question, resident: Resident, right: Act | None, rng: Random, code: str) -> Spoken:
    if right is None:
        return _talked("no", resident, rng)
    if question.slot == "code" and code:
        words = " ".join(spelt(int(digit)) for digit in code if digit.isdigit())
        return Spoken(words, (right.intent,), {}, "answer", phrasing="{code}")
    return _talked("yes", resident, rng)


def _chooses(
    question: Question, resident: Resident, right: Act | None, rng: Random, known: Mapping[str, str]
) -> Spoken:
    if right is None:
        return _talked("no", resident, rng)
    at = question.options.index(right)
    way = rng.random()
    names = [_name(option, known) for option in question.options]
    telling = bool(names[at]) and names.count(names[at]) == 1
    if (way < ORDINAL or not telling) and at < len(_PLACES):
        last = at == len(names) - 1 and rng.random() < 0.2
        line = drawn_line("ordinal_last" if last else _PLACES[at], resident, rng)
        return Spoken(line, (right.intent,), {}, "answer", phrasing=line)
    part = names[at] if way < ORDINAL + OFFICIAL else telling_words(names, at)
    line = drawn_line("this_one", resident, rng)
    thing = "name" in right.slots or any(target in known for target in right.targets)
    slot = "name" if thing else next((one for one in _TELLING if one in right.slots), "name")
    return Spoken(line.replace("{part}", part), (right.intent,), {slot: part}, "answer", phrasing=line)


def _name(act: Act, names: Mapping[str, str]) -> str:
    """What an option is called; empty where nothing names it."""
    if len(act.targets) == 1 and act.targets[0] in names:
        return names[act.targets[0]].lower()
    for known in (act.slots, act.facts):
        for slot in _TELLING:
            if isinstance(known.get(slot), str):
                return str(known[slot]).lower()
    return ""


def telling_words(names: Sequence[str], at: int) -> str:
    """The words of one name that no other has, the whole name where each is shared.

    >>> telling_words(["kitchen ceiling light", "kitchen counter light"], 1)
    'counter'
    """
    others = {word for number, name in enumerate(names) if number != at for word in name.split()}
    own = [word for word in names[at].split() if word not in others]
    return " ".join(own) or names[at]


def _fills(question: Question, goal: Goal, resident: Resident, rng: Random) -> Spoken:
    """The missing part, as the goal has it; never mind where the goal has none."""
    filler = _missing(question.slot or "", goal.fillers, rng)
    if filler is None:
        return _talked("never_mind", resident, rng)
    line = drawn_line("missing", resident, rng)
    intents = tuple(dict.fromkeys((question.options[0].intent, *goal.want.intents)))
    return Spoken(line.replace("{value}", filler.text), intents, filler.slots, "answer", phrasing=line)


def _missing(slot: str, fillers: Mapping[str, tuple[Filler, ...]], rng: Random) -> Filler | None:
    for placeholder in (slot, *PLACEHOLDERS.get(slot, ())):
        if found := fillers.get(placeholder):
            return found[0] if rng.random() < 0.6 else rng.choice(found)
    return None


def complaint(goal: Goal, resident: Resident, rng: Random, *, wrong: Wrong = "") -> Spoken:
    """What a resident says of a wrong reply. `wrong` says what was mistaken, if it is to be seen: the room or the
    thing; half of those who see it say so."""
    filler = _missing(wrong, goal.fillers, rng) if wrong and rng.random() < 0.5 else None
    if filler is None:
        return _talked("complain", resident, rng, strategy="complain")
    line = drawn_line(f"complain_{wrong}", resident, rng)
    slots: Mapping[str, Value] = filler.slots
    return Spoken(
        line.replace(f"{{{wrong}}}", filler.text), ("Complain", *goal.want.intents), slots, "complain", phrasing=line
    )


def undo(resident: Resident, rng: Random) -> Spoken:
    """Asks for what was done to be taken back."""
    return _talked("undo", resident, rng, strategy="complain")


def never_mind(resident: Resident, rng: Random) -> Spoken:
    """Gives up, and says so."""
    return _talked("never_mind", resident, rng)


def stop(resident: Resident, rng: Random) -> Spoken:
    """To what rings."""
    return _talked("stop", resident, rng)


def enough(resident: Resident, rng: Random) -> Spoken:
    """Into a reply that was heard enough, or goes on too long: it shall stop, and do nothing else."""
    return _talked("enough", resident, rng, strategy="stop")


def thanks(resident: Resident, rng: Random) -> Spoken:
    """To a reply that was right."""
    return _talked("thanks", resident, rng)


def _talked(key: str, resident: Resident, rng: Random, *, strategy: Strategy = "answer") -> Spoken:
    line = drawn_line(key, resident, rng)
    return Spoken(line, INTENTS[key], {}, strategy, phrasing=line)
