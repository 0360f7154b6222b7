"""Media players: where to play (what, see `titles`), how loud, how; and what screens show."""

from __future__ import annotations

from dataclasses import replace

from assistant.resolve.acts import act, each
from assistant.resolve.find import place_of, readings
from assistant.resolve.here import Here
from assistant.resolve.reading import Reading
from assistant.resolve.tastes import MUSIC, clues, content_type
from assistant.resolve.titles import items
from assistant.resolve.words import tokens, word_set
from assistant.turn import Act, Interpretation
from devices.protocol import Command, MediaItem, Value

PICTURES = word_set("tv television telly display projector screen")
SOUNDS = word_set("speaker radio stereo receiver soundbar")
"""Words in the name of a player with a screen, and of one without."""

MOST_PLAYERS = 4
"""Players weighed."""

VOLUME_STEP = 10
"""Percent points of "louder" where no step is said."""


def play_readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """Every title that fits on every player that is near or named."""
    found = []
    for reading in _players(interpretation, here):
        player = reading.targets[0]
        screened = has_screen(player, here)
        for item, match in items(interpretation, here, screened=screened):
            known = (*reading.clues, *clues(item, player, screened, here))
            found.append(replace(reading, item=item, match=max(reading.match, match), clues=known, one=True))
    return found


def _players(interpretation: Interpretation, here: Here) -> list[Reading]:
    """The players named; else those of the room; else all."""
    slots = interpretation.slots
    if slots.get("name"):
        named = [r for r in readings(interpretation, here) if len(r.targets) == 1]
        if named:
            return named[:MOST_PLAYERS]
    idents = here.index.by_domain.get("media_player", [])
    place = place_of(interpretation, here)
    areas = place.areas or (frozenset({here.area}) if here.area else frozenset())
    near = [i for i in idents if here.entity(i).area in areas]
    chosen = near or ([] if place.areas and not slots.get("name") else idents)
    return [Reading(interpretation, (i,), areas=place.areas, place=here.area) for i in chosen[:MOST_PLAYERS]]


def has_screen(ident: str, here: Here) -> bool:
    """Whether a player shows pictures: a television, one that says so, one beside a satellite with a screen."""
    entity = here.entity(ident)
    said = here.attribute(ident, "screen")
    if said is not None:
        return bool(said)
    words = {word for name in (entity.name, *entity.aliases) for word in tokens(name)}
    if entity.device_class == "tv" or words & PICTURES:
        return True
    if entity.device_class in ("speaker", "receiver") or words & SOUNDS or not here.context.screen:
        return False
    satellite = here.registry.satellites.get(here.context.assistant)
    return bool(satellite and satellite.area == entity.area)


def play(reading: Reading, here: Here) -> Act:
    """Plays the title chosen on the player chosen."""
    item = reading.item or MediaItem("", "music")
    data: dict[str, Value] = {"media_content_type": content_type(item.kind)}
    if item.title:
        data["media_content_id"] = item.title
    if item.by and item.kind in MUSIC:
        data["media_artist"] = item.by
    if item.genre:
        data["genre"] = item.genre
    facts = {"title": item.title, "kind": item.kind, "by": item.by, "genre": item.genre, "year": item.year}
    return act(reading, here, each(reading, "play_media", data), facts=facts)


def pause(reading: Reading, here: Here) -> Act:
    """Holds what plays, or cleans."""
    services = {"vacuum": "pause"}
    return act(reading, here, [Command(i, services.get(i.partition(".")[0], "media_pause")) for i in reading.targets])


def unpause(reading: Reading, here: Here) -> Act:
    """Goes on."""
    return act(reading, here, each(reading, "media_play"))


def next_track(reading: Reading, here: Here) -> Act:
    """The next one."""
    return act(reading, here, each(reading, "media_next_track"))


def previous_track(reading: Reading, here: Here) -> Act:
    """The one before."""
    return act(reading, here, each(reading, "media_previous_track"))


def mute(reading: Reading, here: Here) -> Act:
    """Silent."""
    return act(reading, here, each(reading, "volume_mute", {"is_volume_muted": True}))


def unmute(reading: Reading, here: Here) -> Act:
    """Heard again."""
    return act(reading, here, each(reading, "volume_mute", {"is_volume_muted": False}))


def set_volume(reading: Reading, here: Here) -> Act:
    """To a percentage."""
    level = reading.interpretation.slots.get("volume_level")
    if not isinstance(level, int | float):
        return act(reading, here, status="asked", reason="missing:volume_level")
    return act(reading, here, each(reading, "volume_set", {"volume_level": level / 100}), facts={"volume": level})


def change_volume(reading: Reading, here: Here) -> Act:
    """Louder or quieter by percent points."""
    step = reading.interpretation.slots.get("volume_step")
    points = step if isinstance(step, int | float) else -VOLUME_STEP if step == "down" else VOLUME_STEP
    commands = []
    for ident in reading.targets:
        now = here.attribute(ident, "volume_level")
        level = float(now) if isinstance(now, int | float) else 0.4
        level = level / 100 if level > 1 else level
        commands.append(
            Command(ident, "volume_set", {"volume_level": round(min(1.0, max(0.0, level + points / 100)), 2)})
        )
    facts = {"volume": round(commands[0].data["volume_level"] * 100)} if commands else {}
    return act(reading, here, commands, facts=facts)


def info(reading: Reading, here: Here) -> Act:
    """What is playing."""
    ident = reading.targets[0]
    names = ("media_title", "media_artist", "media_album_name", "genre", "media_content_type")
    facts: dict[str, Value] = {name: here.attribute(ident, name) for name in names}
    facts |= {"state": here.state(ident).state, "what": reading.interpretation.slots.get("what") or "title"}
    return act(reading, here, status="answered", facts=facts)


def settings(reading: Reading, here: Here) -> Act:
    """Shuffle, repeat, sound mode; a player has no others."""
    slots = reading.interpretation.slots
    setting, value = str(slots.get("setting") or ""), slots.get("value")
    on = value not in (False, "off", "no", "false")
    if setting == "shuffle":
        return act(
            reading, here, each(reading, "shuffle_set", {"shuffle": on}), facts={"setting": setting, "value": on}
        )
    if setting == "repeat":
        repeat = value if value in ("off", "one", "all") else "all" if on else "off"
        return act(
            reading, here, each(reading, "repeat_set", {"repeat": repeat}), facts={"setting": setting, "value": repeat}
        )
    if setting in ("equalizer", "sound_mode") and isinstance(value, str):
        return act(reading, here, each(reading, "select_sound_mode", {"sound_mode": value}), facts={"setting": setting})
    return act(reading, here, status="unsupported", reason="not_supported_here")


def screens(interpretation: Interpretation, here: Here) -> list[Reading]:
    """The screens of the room, the satellite's own first."""
    idents = here.index.by_domain.get("screen", [])
    name = interpretation.slots.get("name")
    if name:
        return [
            Reading(interpretation, (m.id,), m.score, m.how, one=True)
            for m in here.index.find(str(name))
            if m.id in idents
        ]
    place = place_of(interpretation, here)
    areas = place.areas or (frozenset({here.area}) if here.area else frozenset())
    near = [i for i in idents if here.entity(i).area in areas] or ([] if place.areas else idents)
    return [Reading(interpretation, (i,), areas=place.areas, place=here.area, one=True) for i in near]


def show(reading: Reading, here: Here) -> Act:
    """Puts something on a screen."""
    what = str(reading.interpretation.slots.get("what") or "home")
    return act(reading, here, each(reading, "show", {"what": what}), facts={"what": what})
