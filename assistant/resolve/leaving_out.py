"""What a request leaves out: "everything except the hall", "the other one"."""

from __future__ import annotations

from dataclasses import replace

from assistant.resolve.here import Here
from assistant.resolve.kinds import PRONOUNS
from assistant.resolve.reading import Reading
from assistant.resolve.words import fold, tokens


def left_of(reading: Reading, here: Here) -> Reading | None:
    """Leaves out what "except" names."""
    slots = reading.interpretation.slots
    if slots.get("quantifier") == "other":
        return _the_others(reading, here)
    if not slots.get("except_name") and not slots.get("except_area"):
        return reading
    out: set[str] = set()
    for words in _listed(slots.get("except_name")):
        if fold(words) in PRONOUNS:
            out |= {i for i in reading.targets if here.mentioned.get(i, 0.0) >= 1.0 or here.area_of(i) == here.area}
        out |= {m.id for m in here.index.find(words)}
        split = here.index.split(words)
        out |= {i for i in reading.targets if split and here.entity(i).area in split[0]}
        place = here.index.place(words) or frozenset()
        out |= {i for i in reading.targets if here.entity(i).area in place}
    for words in _listed(slots.get("except_area")):
        out |= {i for i in reading.targets if here.entity(i).area in (here.index.place(words) or ())}
    targets = tuple(i for i in reading.targets if i not in out)
    if not targets or not out:
        return None  # what nobody can tell is left out of nothing: better asked again
    return Reading(reading.interpretation, targets, reading.match, reading.how, areas=reading.areas)


def _the_others(reading: Reading, here: Here) -> Reading | None:
    """Without what the last turn was about; of the rest, what is called as was said: "the other lamp"."""
    rest = [i for i in reading.targets if here.mentioned.get(i, 0.0) < 1.0]
    said = set(tokens(reading.interpretation.text or "-"))
    called = [i for i in rest if said & set(tokens(here.entity(i).name))]
    targets = tuple(called or rest)
    return replace(reading, targets=targets) if targets else None


def _listed(value: object) -> list[str]:
    if not value:
        return []
    return [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)]
