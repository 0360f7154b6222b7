"""Requests that lean on the one before: "and in the bedroom", "the hall too"."""

from __future__ import annotations

from assistant.context import Context
from assistant.intents import CLASS, PLACE, QUANTITY
from assistant.nlu.meaning import Reading
from assistant.nlu.slots import ACTING
from assistant.turn import Interpretation

LEANING = frozenset(
    {"and", "also", "in", "on", "the", "my", "too", "as", "well", "what", "about", "how", "now", "same", "for"}
    | {"please", "do", "ones", "one", "at", "of"}
)
"""Words that stand around the one thing said anew."""

ASKED = frozenset({"HassGetState", "HassClimateGetTemperature"})
SURE = 0.8
"""How surely a bare place or name repeats the last request: it is hardly anything else, but nothing says so."""


def leaning(reading: Reading, context: Context) -> Interpretation | None:
    """The last request again, about what is named now; none where more is said, or nothing came before."""
    last = context.last
    if not reading.known or last is None or last.intent not in ACTING | ASKED:
        return None
    named = {at for known in reading.known for at in range(known.first, known.last)}
    rest = [word for at, word in enumerate(reading.words) if at not in named]
    if not rest or set(rest) - LEANING or rest[0] not in ("and", "what", "how", "also", "the", "now", "same", "in"):
        return None
    known = reading.known[0]
    slot = "area" if "area" in known.domains else "floor" if "floor" in known.domains else "name"
    again = " ".join(reading.words[known.first : known.last])
    dropped = {*PLACE, *QUANTITY} if slot != "name" else {*PLACE, *QUANTITY, *CLASS}
    slots = {key: value for key, value in last.slots.items() if key not in dropped}
    return Interpretation(last.intent, {**slots, slot: again}, SURE, 0, " ".join(reading.words))
