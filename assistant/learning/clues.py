"""Clues of friction: what in a session speaks for or against one of its turns.

Each function looks at one turn in its place and gives a note for people where its clue is there, else none. What a clue
is worth stands in `signals.SIGNALS`. Only what the log knows is looked at. Not seen: sighs, whom a resident talks to,
and a wish said again in words that share nothing with the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from rapidfuzz import fuzz

from assistant.entry import Entry
from assistant.friction import ALIKE, HEARD_ENOUGH, PROTESTS, barge_in, similarity
from assistant.intents import CONVERSATION
from assistant.learning.sessions import Session
from assistant.resolve.undo import OPPOSITE
from assistant.turn import Turn

EARLY = 0.4
"""The fraction of a reply under which cutting it off is early. Assumed."""

SOON = timedelta(minutes=2)
"""How soon the opposite is asked for by whoever did not want it so. Assumed."""

AT_ONCE = timedelta(seconds=20)
"""How soon somebody tries again who has got nothing. Assumed."""

PLAYED = timedelta(minutes=1)
"""How long something has to play to be taken for what was wanted. Assumed."""

STEPS = ("LightAdjust", "ClimateAdjust", "HassSetVolume", "HassMedia", "HassToggle", "MediaSettings", "HassFan")
"""Intents, by their beginnings, that are asked for again and again because they worked: "louder", "next"."""

STEERING = frozenset({"media_pause", "media_play", "media_next_track", "media_previous_track", "media_stop"})
"""Services that steer what plays: their opposites are asked for at any time."""

ENDS_PLAYING = frozenset({"media_pause", "media_stop", "play_media", "turn_off"})

UNLIKE = 60
"""The likeness of letters, of 100, under which two values of a slot are no two hearings of one word. Assumed."""

ACTED = ("done", "answered")


@dataclass(frozen=True, slots=True)
class Place:
    """One turn of a session, with what came after it."""

    session: Session
    at: int
    """Its place among the session's entries."""

    @property
    def entry(self) -> Entry:
        """The turn's entry."""
        return self.session.entries[self.at]

    @property
    def turn(self) -> Turn:
        """The turn itself."""
        return self.entry.turn

    @property
    def acted(self) -> bool:
        """Whether it looked as if all were well."""
        return self.turn.status in ACTED

    @property
    def following(self) -> tuple[Entry, ...]:
        """What residents said after it in the session."""
        return tuple(one for one in self.session.entries[self.at + 1 :] if one.turn.initiator == "resident")

    @property
    def after(self) -> Turn | None:
        """What was said next in the session."""
        following = self.following
        return following[0].turn if following else None

    def within(self, limit: timedelta) -> Iterator[Turn]:
        """What was said after it within a time, the session's end or not."""
        for one in (*self.following, *self.session.later):
            if one.turn.at - self.turn.at <= limit:
                yield one.turn


def same_words(one: Turn, other: Turn) -> bool:
    """Whether two turns were heard as the same words."""
    return one.transcript.text.split() == other.transcript.text.split()


def asks(turn: Turn) -> bool:
    """Whether it asks for something, rather than talking about the conversation."""
    return bool(turn.transcript.text.strip()) and turn.initiator == "resident" and turn.intent not in CONVERSATION


def steps(turn: Turn) -> bool:
    """Whether it is asked for again because it worked."""
    return turn.intent is not None and turn.intent.startswith(STEPS)


def same_wish(before: Turn, turn: Turn) -> bool:
    """Whether a turn wants what an earlier one did, whatever came of that: alike in meaning or sound, and in no slot
    clearly another thing ("the kitchen light", "the bedroom light"), nor the opposite."""
    if not asks(before) or not asks(turn) or similarity(before, turn) < ALIKE:
        return False
    return not _unlike(before, turn) and not _opposite(before, turn)


def _unlike(before: Turn, turn: Turn) -> bool:
    if not before.interpretations or not turn.interpretations:
        return False
    first, second = before.interpretations[0].slots, turn.interpretations[0].slots
    for slot in first.keys() & second.keys():
        one, other = str(first[slot]).casefold(), str(second[slot]).casefold()
        if one != other and fuzz.ratio(one, other) < UNLIKE:
            return True
    return False


OPPOSITE_INTENTS = frozenset({("HassTurnOn", "HassTurnOff"), ("HassMediaPause", "HassMediaUnpause")})


def _opposite(before: Turn, turn: Turn) -> bool:
    pair = (before.intent, turn.intent)
    return pair in OPPOSITE_INTENTS or pair[::-1] in OPPOSITE_INTENTS


# What speaks for a defect


def status(name: str, place: Place) -> str | None:
    """It ended so."""
    return name.replace("_", " ") if place.turn.status == name else None


def cut_off_early(place: Place) -> str | None:
    """The reply was interrupted early, and not as one stops an alarm or skips a song."""
    return _cut(place, 0.0, EARLY)


def cut_off_late(place: Place) -> str | None:
    """The same, when most of it could be guessed."""
    return _cut(place, EARLY, HEARD_ENOUGH)


def heard_enough(place: Place) -> str | None:
    """The reply was interrupted when all had been told."""
    return _cut(place, HEARD_ENOUGH, 1.01)


def _cut(place: Place, low: float, high: float) -> str | None:
    received = place.turn.received
    if received is None or barge_in(place.turn, place.after) not in ("cut_off", "heard_enough"):
        return None
    return f"cut off by {received.by} at {received.heard:.0%}" if low <= received.heard < high else None


def rephrased(place: Place) -> str | None:
    """The log's first rule took a later turn for another attempt, in other words."""
    for one in place.following:
        if one.rephrase is not None and one.rephrase.of == place.turn.turn and not same_words(place.turn, one.turn):
            return f"said again after {one.rephrase.gap_seconds:.0f} s, alike {one.rephrase.similarity:.2f}"
    return None


def said_again(place: Place) -> str | None:
    """It seemed well, and yet the next thing asked for is the same wish in other words."""
    after = next((one.turn for one in place.following if asks(one.turn)), None)
    if after is None or not place.acted or steps(place.turn) or same_words(place.turn, after):
        return None
    if rephrased(place) or not same_wish(place.turn, after):
        return None
    return f"“{after.transcript.text}” after {(after.at - place.turn.at).total_seconds():.0f} s"


def repeated(place: Place) -> str | None:
    """The same words again in the session, but for those that are said again because they work, and for those said in
    place of an answer."""
    if not asks(place.turn) or place.turn.status == "asked" or (place.acted and steps(place.turn)):
        return None
    for one in place.following:
        if same_words(place.turn, one.turn):
            return f"the same words after {(one.turn.at - place.turn.at).total_seconds():.0f} s"
    return None


def tried_again(place: Place) -> str | None:
    """It did nothing, and something was asked for right afterwards, in words that need not share any with it."""
    after = place.after
    if place.acted or place.turn.status == "asked" or after is None or not asks(after) or not asks(place.turn):
        return None
    gap = after.at - place.turn.at
    return f"“{after.transcript.text}” after {gap.total_seconds():.0f} s" if gap <= AT_ONCE else None


def complained(place: Place) -> str | None:
    """The next turn says that it was wrong; "no" to a question is an answer."""
    after = place.after
    if after is None or after.intent not in ("Complain", "Deny") or (place.turn.question and after.intent == "Deny"):
        return None
    return f"“{after.transcript.text}”"


def taken_back(place: Place) -> str | None:
    """The next turn asks to undo it."""
    after = place.after
    return f"“{after.transcript.text}”" if after is not None and after.intent == "Undo" else None


def reversed_by_voice(place: Place) -> str | None:
    """The opposite of one of its commands was asked for soon in the session; later on it is mostly another wish."""
    for after in place.within(SOON):
        if after.intent == "Undo" or after.session != place.turn.session:
            continue
        asked = {(command.entity, command.service) for command in after.commands}
        for command in place.turn.commands:
            opposite = OPPOSITE.get(command.service)
            if command.service not in STEERING and (command.entity, opposite) in asked and _took(place.turn):
                return f"{opposite} {command.entity} after {(after.at - place.turn.at).total_seconds():.0f} s"
    return None


def _took(turn: Turn) -> bool:
    return turn.status == "done" and bool(turn.changes)


def by_hand(way: str, place: Place) -> str | None:
    """A hand did something soon after: see `assistant.by_hand.Way`."""
    found = place.entry.by_hand
    return f"by hand after {found.seconds:.0f} s" if found is not None and found.way == way else None


def asked_later(place: Place) -> str | None:
    """The session left a wish with no good end, and within the hour somebody says it again."""
    if place.acted or not asks(place.turn) or any(same_wish(place.turn, one.turn) for one in place.following):
        return None
    for one in place.session.later:
        if same_wish(place.turn, one.turn):
            return f"“{one.turn.transcript.text}” after {(one.turn.at - place.turn.at).total_seconds() / 60:.0f} min"
    return None


def abandoned(place: Place) -> str | None:
    """The session ends with it, badly, and nobody comes back to it."""
    bad = place.turn.status not in (*ACTED, "asked") or barge_in(place.turn) == "cut_off"
    if place.following or not bad or not asks(place.turn) or asked_later(place):
        return None
    return "nothing more was said"


def unanswered(place: Place) -> str | None:
    """It asked, and nobody answered."""
    return "nobody answered" if place.turn.question and place.after is None else None


# What speaks for satisfaction


def heard_out(place: Place) -> str | None:
    """What it did or answered was listened to."""
    received = place.turn.received
    heard = place.acted and received is not None and received.by is None and received.heard >= HEARD_ENOUGH
    return "heard to the end" if heard else None


def went_on(place: Place) -> str | None:
    """It seemed well, and the next thing said is another wish, which was understood: what was not may have been a
    complaint."""
    after = place.after
    if after is None or not place.acted or not asks(after) or after.status not in ACTED or after.intent in PROTESTS:
        return None
    return None if same_wish(place.turn, after) or same_words(place.turn, after) else f"“{after.transcript.text}” next"


def played_on(place: Place) -> str | None:
    """What it began to play was not ended soon."""
    players = {command.entity for command in place.turn.commands if command.service == "play_media"}
    if not players or not place.acted or by_hand("undone", place):
        return None
    for after in place.within(PLAYED):
        if any(command.entity in players and command.service in ENDS_PLAYING for command in after.commands):
            return None
    return f"played for {PLAYED.total_seconds():.0f} s at least"


def stood(place: Place) -> str | None:
    """What it changed was not changed back soon, by voice or by hand."""
    if not _took(place.turn) or taken_back(place) or reversed_by_voice(place) or by_hand("undone", place):
        return None
    return "not undone"
