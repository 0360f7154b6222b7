"""Simulated choices: people in homes who want one thing and say it in words that leave something open.

Each is a home, what happened and was said in it, some words, and the thing that is meant. They are written from what
people do: what is named is meant; "it" is what was spoken of, else what has just changed, else what is at work here;
things in one's own room come before others. The generator knows nothing of how candidates are weighed: it sees neither
features nor scores. The ranker is trained on them (`simulator.train_ranker`), and nothing else uses them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from devices.declaration import HomeDeclaration
from simulator.choice_homes import House, drawn_home

START = datetime(2026, 3, 2)  # noqa: DTZ001 - the home's own time


@dataclass(frozen=True, slots=True)
class Step:
    """One thing before the words: somebody speaks, or does something by hand, and then time passes."""

    say: str = ""
    room: str = ""
    by_hand: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    wait: timedelta = timedelta()
    at: datetime | None = None
    """The clock is put forward to this first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Words, and what they mean where and when they are said."""

    kind: str
    home: HomeDeclaration
    start: datetime
    steps: tuple[Step, ...]
    words: str
    room: str
    """Where they are said: the id of an area with an assistant."""
    wanted: frozenset[str] | None
    """The things that are meant; empty where none is, and None where it matters only what is to be done."""
    intents: frozenset[str] = frozenset()
    """What is meant to be done; any, where this is empty."""


def choices(count: int, *, seed: int) -> Iterator[Choice]:
    """So many choices, of all kinds in turn; same seed, same choices."""
    made = number = 0
    while made < count:
        rng = Random(f"choice {seed} {number}")
        kind, make = list(KINDS.items())[number % len(KINDS)]
        number += 1
        choice = make(House(drawn_home(rng), rng))
        if choice is not None:
            made += 1
            yield Choice(kind, *choice)


Made = tuple[HomeDeclaration, datetime, tuple[Step, ...], str, str, frozenset[str] | None, frozenset[str]]

SWITCHED = ("light", "fan", "switch")
AWHILE = timedelta(minutes=40)


def _made(
    house: House,
    words: str,
    room: str,
    wanted: str | list[str] | None,
    *,
    steps: tuple[Step, ...] = (),
    intents: str = "",
    start: datetime | None = None,
) -> Made:
    targets = None if wanted is None else frozenset([wanted] if isinstance(wanted, str) else wanted)
    begin = start or START + timedelta(hours=house.rng.randrange(7, 22), minutes=house.rng.randrange(60))
    return house.declaration, begin, steps, words, room, targets, frozenset(intents.split())


def _on(ident: str, **more: Any) -> dict[str, Mapping[str, Any]]:
    states: dict[str, dict[str, Any]] = {
        "media_player": {"state": "playing", "media_title": "Blue Hour", "media_content_type": "audiobook"},
        "cover": {"state": "open"},
        "vacuum": {"state": "cleaning"},
        "oven": {"state": "heating", "target_temperature": 400, "temperature": 300},
        "climate": {"state": "heat"},
    }
    return {ident: {**states.get(ident.partition(".")[0], {"state": "on"}), **more}}


def _distraction(house: House, but: str | list[str], room: str) -> tuple[Step, ...]:
    """Something that has nothing to do with it: a thing used or spoken of a while ago, or just now elsewhere."""
    others = [i for i in house.things(*SWITCHED) if i not in but]
    if not others or house.rng.random() < 0.3:
        return ()
    other = house.rng.choice(others)
    if house.rng.random() < 0.5:
        return (Step(by_hand=_on(other), wait=timedelta(seconds=house.rng.choice((20, 90, 2400)))),)
    return (Step(say=f"turn on the {house.name(other)}", room=house.room(other), wait=timedelta(seconds=20)),)


def named(house: House) -> Made | None:
    """What is called by its whole name is meant, wherever it is."""
    thing = house.choose(*SWITCHED)
    room = house.rng.choice(house.speaking())
    if thing is None:
        return None
    words = house.rng.choice(("turn on the {}", "turn off the {}", "switch the {} on", "is the {} on"))
    return _made(house, words.format(house.name(thing)), room, thing, steps=_distraction(house, thing, room))


def of_the_room(house: House) -> Made | None:
    """A kind said alone is that of the room one is in."""
    room = house.rng.choice(house.speaking())
    lights = house.things("light", room=room)
    if not lights:
        return None
    words = house.rng.choice(("turn on the lights", "lights off", "turn off the light", "switch the lights on"))
    return _made(house, words, room, lights, steps=_distraction(house, lights, room))


def of_a_room(house: House) -> Made | None:
    """A kind with a room is that of the room."""
    light = house.choose("light")
    if light is None:
        return None
    room, there = house.rng.choice(house.speaking()), house.room(light)
    words = f"turn {house.rng.choice(('on', 'off'))} the {there.replace('_', ' ')} lights"
    lights = house.things("light", room=there)
    return _made(house, words, room, lights, steps=_distraction(house, lights, room))


def spoken_of(house: House) -> Made | None:
    """ "It" is what was just spoken of, whatever else is at work."""
    thing = house.choose(*SWITCHED)
    if thing is None:
        return None
    room, name = house.rng.choice(house.speaking()), house.name(thing)
    before = house.choose(*SWITCHED, room=room)
    steps = [Step(by_hand=_on(before), wait=AWHILE)] if before and before != thing else []
    first = house.rng.choice((f"turn on the {name}", f"is the {name} on"))
    steps += [Step(by_hand=_on(thing), wait=AWHILE)] if first.startswith("is") else []
    steps.append(Step(say=first, room=room, wait=timedelta(seconds=house.rng.randrange(2, 20))))
    return _made(house, house.rng.choice(("turn it off", "switch it off")), room, thing, steps=tuple(steps))


def just_changed(house: House) -> Made | None:
    """ "It" is what has just come on, rather than what has been on for long; what came on elsewhere, where nothing is
    on here."""
    room = house.rng.choice(house.speaking())
    here = house.rng.random() < 0.6
    old = house.choose(*SWITCHED, room=room)
    new = house.choose(*SWITCHED, **({"room": room} if here else {"other": room}))
    if old is None or new is None or old == new:
        return None
    soon = timedelta(seconds=house.rng.randrange(2, 60))
    before = (Step(by_hand=_on(old), wait=AWHILE),) if here else ()
    steps = (*before, Step(by_hand=_on(new), wait=soon))
    return _made(house, house.rng.choice(("turn it off", "turn that off")), room, new, steps=steps)


def just_went_out(house: House) -> Made | None:
    """ "It", to be put on again, is what has just gone out."""
    room = house.rng.choice(house.speaking())
    thing = house.choose("light", room=room)
    if thing is None:
        return None
    off = {thing: {"state": "off"}}
    steps = (
        Step(by_hand=_on(thing), wait=AWHILE),
        Step(by_hand=off, wait=timedelta(seconds=house.rng.randrange(2, 60))),
    )
    return _made(house, house.rng.choice(("turn it back on", "turn it on again")), room, thing, steps=steps)


def at_work(house: House) -> Made | None:
    """ "It", to be put off, is the one thing on in the room."""
    room = house.rng.choice(house.speaking())
    thing = house.choose(*SWITCHED, room=room)
    if thing is None:
        return None
    far = house.choose(*SWITCHED, other=room)
    steps = [Step(by_hand=_on(far), wait=AWHILE)] if far else []
    steps.append(Step(by_hand=_on(thing), wait=AWHILE))
    return _made(house, house.rng.choice(("turn it off", "switch that off")), room, thing, steps=tuple(steps))


UP = {
    "media_player": "HassSetVolumeRelative",
    "light": "LightAdjust",
    "climate": "ClimateAdjust",
    "fan": "HassFanSetSpeed",
}
AMOUNT = {
    "media_player": "HassSetVolume",
    "light": "HassLightSet",
    "fan": "HassFanSetSpeed",
    "cover": "HassSetPosition",
}
NAMED = {
    "media_player": "turn up the volume of the {}",
    "light": "set the {} to thirty percent",
    "climate": "set the {} to seventy",
    "fan": "turn on the {}",
    "cover": "open the {}",
}


def up_or_down(house: House) -> Made | None:
    """ "Turn it up" is about what was spoken of, else about what is at work in the room."""
    return _open_words(house, UP, ("turn it up", "turn it down"))


def an_amount(house: House) -> Made | None:
    """ "Set it to forty percent" is about what was spoken of, else about what is at work in the room."""
    return _open_words(house, AMOUNT, ("set it to forty percent", "put it at sixty percent"))


def _open_words(house: House, intents: Mapping[str, str], texts: tuple[str, ...]) -> Made | None:
    room = house.rng.choice(house.speaking())
    thing = house.choose(*intents, room=room)
    if thing is None:
        return None
    domain, level = thing.partition(".")[0], {"light": {"brightness": 100}, "fan": {"percentage": 50}}
    on = Step(by_hand=_on(thing, **level.get(domain, {})), wait=AWHILE)
    if domain in ("climate", "cover") or house.rng.random() < 0.5:  # these are never at work as a lamp is
        said = Step(say=NAMED[domain].format(house.name(thing)), room=room, wait=timedelta(seconds=10))
        other = house.choose(*intents, room=room)
        at_work = (Step(by_hand=_on(other), wait=AWHILE),) if other and other != thing else ()
        steps: tuple[Step, ...] = (*at_work, on, said)
    else:
        steps = (on,)
    wanted: str | list[str] = thing
    return _made(house, house.rng.choice(texts), room, wanted, steps=steps, intents=intents[domain])


def stopped(house: House) -> Made | None:
    """ "Stop" is for what plays here or has just begun to move; nothing is meant where nothing does."""
    room = house.rng.choice(house.speaking())
    player = house.choose("media_player", room=room)
    mover = house.choose("vacuum", "cover")
    lot = house.rng.random()
    if lot < 0.4 and player:
        steps: tuple[Step, ...] = (Step(by_hand=_on(player), wait=AWHILE),)
        return _made(house, "stop", room, player, steps=steps, intents="HassMediaPause")
    if lot < 0.7 and mover:
        moving = {"cover": {"state": "closing"}, "vacuum": {"state": "cleaning"}}[mover.partition(".")[0]]
        old = [Step(by_hand={mover: {"state": "open"}})] if mover.startswith("cover") else []
        steps = (*old, Step(by_hand={mover: moving}, wait=timedelta(seconds=2)))
        return _made(house, house.rng.choice(("stop it", "stop that")), room, mover, steps=steps)
    return _made(house, house.rng.choice(("stop", "never mind", "forget it")), room, [], intents="HassNevermind")


def temperature(house: House) -> Made | None:
    """ "The temperature" is the oven's where one heats, and the room's else."""
    oven = house.choose("oven")
    room = house.rng.choice(house.speaking())
    climate = house.choose("climate", room=room)
    heats = house.rng.random() < 0.5
    since = timedelta(seconds=house.rng.choice((5, 60, 300)))
    steps = (Step(by_hand=_on(oven), wait=since),) if oven and heats else ()
    if oven and heats and house.rng.random() < 0.4:
        steps = (Step(say="preheat the oven", room=house.room(oven), wait=since),)
    if oven and heats and house.room(oven) == room:
        return _made(house, "what is the temperature", room, oven, steps=steps)
    return _made(house, "what is the temperature", room, climate, steps=steps) if climate else None


def paused(house: House) -> Made | None:
    """ "Resume" is for what pauses; "pause" for what goes on."""
    room = house.rng.choice(house.speaking())
    thing = house.choose("media_player", "vacuum", room=room)
    if thing is None:
        return None
    word = house.rng.choice(("pause", "resume"))
    state = "paused" if word == "resume" else str(_on(thing)[thing]["state"])
    title = {**_on(thing)[thing], "state": state} if thing.startswith("media_player") else {"state": state}
    steps = (
        Step(by_hand=_on(thing), wait=timedelta(minutes=5)),
        Step(by_hand={thing: title}, wait=timedelta(minutes=5)),
    )
    return _made(house, word, room, thing, steps=steps)


def usual_now(house: House) -> Made | None:
    """ "It", to be put on, is what is always put on at this hour in this room."""
    room = house.rng.choice(house.speaking())
    thing, other = house.choose("switch", "light", "fan", room=room), house.choose("switch", "light", "fan", room=room)
    if thing is None or other is None or thing == other:
        return None
    hour, elsewhen = house.rng.choice(((7, 21), (8, 19), (22, 12)))
    steps = []
    for day in range(4):
        for ident, clock in sorted(((thing, hour), (other, elsewhen)), key=lambda pair: pair[1]):
            at = START + timedelta(days=day, hours=clock)
            steps += [Step(say=f"turn on the {house.name(ident)}", room=room, at=at, wait=timedelta(minutes=20))]
            steps += [Step(by_hand={ident: {"state": "off"}})]
    steps.append(Step(at=START + timedelta(days=4, hours=hour, minutes=2)))
    return _made(house, "turn it on", room, thing, steps=tuple(steps), start=START)


VERBS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("LightAdjust", "light", ("dim the {}", "turn up the {}", "make the {} brighter", "turn the {} down a bit")),
    ("HassLightSet", "light", ("put the {} at half", "turn the {} to ten percent", "make the {} red")),
    ("HassTurnOn", "light", ("turn on the {}", "get the {} going", "bring up the {}")),
    ("HassTurnOff", "light", ("turn off the {}", "kill the {}", "no more {}")),
    ("HassFanSetSpeed", "fan", ("put the {} on low", "set the {} to high", "have the {} at forty percent")),
    ("HassTurnOff", "fan", ("disconnect the {}", "cut the {}", "stop the {}")),
    ("HassTurnOff", "switch", ("disconnect the {}", "unplug the {}", "power down the {}")),
    ("HassSetPosition", "cover", ("put the {} halfway", "leave the {} open a bit")),
    ("HassSetVolumeRelative", "media_player", ("turn the {} down", "make the {} louder")),
    ("HassListRemoveItem HassListCompleteItem HassShoppingListCompleteItem", "", ("take rice out of the party list",)),
    ("HassListAddItem", "", ("put rice on the party list", "the party list should have rice on it")),
    ("AlarmCancel", "", ("no alarm at six after all", "forget about the alarm at nine")),
    ("MediaSettings", "", ("repeat this album", "play the tracks in any order")),
    ("HassMediaNext", "", ("not this song", "another song please")),
    ("HassGetState", "oven", ("is the {} hot", "is the {} still going")),
    ("HassMediaSearchAndPlay", "", ("put some swing on in here", "let me hear the old hits")),
)
"""What verbs mean, whatever state the thing is in: intents, the kind of thing, words."""


def as_said(house: House) -> Made | None:
    """What the verb says is meant, though the thing is in no state that asks for it."""
    intents, domain, texts = house.rng.choice(VERBS)
    words, room = house.rng.choice(texts), house.rng.choice(house.speaking())
    if not domain:
        return _made(house, words, room, None, intents=intents)
    thing = house.choose(domain)
    if thing is None:
        return None
    steps = (Step(by_hand=_on(thing), wait=AWHILE),) if house.rng.random() < 0.5 else ()
    return _made(house, words.format(house.name(thing)), room, thing, steps=steps, intents=intents)


def said_again(house: House) -> Made | None:
    """ "What was that" is about what was just answered."""
    thing = house.choose(*SWITCHED)
    room = house.rng.choice(house.speaking())
    if thing is None:
        return None
    said = Step(say=f"is the {house.name(thing)} on", room=room, wait=timedelta(seconds=3))
    steps = (*_distraction(house, thing, room), said)
    return _made(house, "what was that", room, [], steps=steps, intents="Repeat")


KINDS: Mapping[str, Callable[[House], Made | None]] = {
    "named": named,
    "of the room": of_the_room,
    "of a room": of_a_room,
    "spoken of": spoken_of,
    "just changed": just_changed,
    "just went out": just_went_out,
    "at work": at_work,
    "up or down": up_or_down,
    "an amount": an_amount,
    "stopped": stopped,
    "temperature": temperature,
    "paused": paused,
    "usual now": usual_now,
    "said again": said_again,
    "as said": as_said,
}
"""What makes each kind of choice."""
