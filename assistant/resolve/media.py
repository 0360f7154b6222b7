"""What to play and where: titles of the catalogue, the players of the room, and what the resident likes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from assistant.resolve.acts import act, each
from assistant.resolve.find import place_of, readings
from assistant.resolve.here import Here
from assistant.resolve.reading import Reading
from assistant.resolve.words import fold, phrase, tokens, word_set
from assistant.turn import Act, Interpretation
from devices.protocol import Command, MediaItem, Value

WATCHED = frozenset({"movie", "tvshow", "video", "episode"})
"""Kinds that need a screen."""

MUSIC = frozenset({"music", "album", "track", "artist", "genre"})
"""Kinds that are commanded as music."""

GENERIC: dict[str, str] = {
    "music": "music", "song": "music", "tune": "music", "track": "music", "something": "music", "anything": "music",
    "movie": "movie", "film": "movie", "show": "tvshow", "tv": "tvshow", "audiobook": "audiobook", "book": "audiobook",
    "podcast": "podcast", "radio": "channel", "station": "channel", "playlist": "playlist", "album": "album",
}  # fmt: skip
"""Words that ask for a kind and not for a title."""

EMPTY = word_set("something anything good nice to listen watch hear me favorite favourite random any")
"""Words that say nothing about which title."""

PICTURES = word_set("tv television telly display projector screen")
SOUNDS = word_set("speaker radio stereo receiver soundbar")
"""Words in the name of a player with a screen, and of one without."""

MOST_ITEMS = 6
"""Titles weighed; the catalogue's best."""

MOST_PLAYERS = 4
"""Players weighed."""

VOLUME_STEP = 10
"""Percent points of "louder" where no step is said."""


def play_readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """Every title that fits on every player that is near or named."""
    players = _players(interpretation, here)
    items = _items(interpretation, here)
    screened = {r.targets: has_screen(r.targets[0], here) for r in players}
    found = []
    for reading in players:
        for item, match in items:
            clues = (*reading.clues, *_clues(item, screened[reading.targets], here))
            named = max(reading.match, match)
            found.append(replace(reading, item=item, match=named, clues=clues, one=True))
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


def _items(interpretation: Interpretation, here: Here) -> list[tuple[MediaItem, float]]:
    """What may be played, each with how well its title fits the words."""
    query = str(interpretation.slots.get("search_query") or "").strip()
    asked, rest = _asked(query)
    kind = str(interpretation.slots.get("media_class") or "")
    if not rest:
        wanted = kind or asked or "music"
        return [(MediaItem("", wanted, genre=_liked_genre(here) if wanted in MUSIC else ""), 0.0)]
    known = here.home.world.find_media(query) or here.home.world.find_media(rest)
    genre = _genre(rest, known)
    if genre and not kind:
        return [(MediaItem("", asked or "music", genre=genre), 1.0)]
    wanted = kind or (asked if asked != "music" else "")
    fitting = [item for item in known if not wanted or _same_kind(item.kind, wanted)][:MOST_ITEMS]
    if not fitting:
        return [(MediaItem(query, wanted or "music"), 0.8)]
    return [(item, _fit(query, item)) for item in fitting]


def _asked(query: str) -> tuple[str, str]:
    """The kind of media that the words name, and the words left: `rock music` → `music`, `rock`."""
    words = [word for word in tokens(query) if word not in EMPTY] if query else []
    kinds = [GENERIC[word] for word in words if word in GENERIC]
    return kinds[0] if kinds else "", " ".join(word for word in words if word not in GENERIC)


def _genre(words: str, known: Sequence[MediaItem]) -> str:
    """The genre that the words stand for: what they found has it in common, and none of it is called so."""
    if not known or any(words in (phrase(item.title), phrase(item.by)) for item in known if item.by or item.title):
        return ""
    genres = {item.genre for item in known}
    shared = next(iter(genres)) if len(genres) == 1 else ""
    named = {fold(genre) for genre in genres} & {words}
    return next(iter(named)) if named else shared if not _called(words, known) else ""


def _called(words: str, known: Sequence[MediaItem]) -> bool:
    """Whether any of the words stands in a title or a name."""
    said = set(words.split())
    return any(said & {*tokens(item.title), *tokens(item.by)} for item in known)


def _same_kind(kind: str, wanted: str) -> bool:
    return kind == wanted or (kind in MUSIC and wanted in MUSIC) or (kind in WATCHED and wanted == "video")


def _fit(query: str, item: MediaItem) -> float:
    asked = phrase(query)
    return (
        max(fuzz.token_sort_ratio(asked, phrase(name)) for name in (item.title, item.by, f"{item.title} {item.by}"))
        / 100
    )


def _liked_genre(here: Here) -> str:
    """The genre the resident said they like, else the one they mostly play: over half, and more than once."""
    said = here.likings.get("genre")
    if said:
        return said
    genres = _counts(here, "genre:")
    best = max(genres, key=lambda genre: genres[genre], default="")
    return best if best and genres[best] > 1 and 2 * genres[best] > sum(genres.values()) else ""


def _counts(here: Here, start: str) -> Mapping[str, int]:
    plays = here.context.habits.plays.get(here.context.who, {})
    return {key[len(start) :]: count for key, count in plays.items() if key.startswith(start)}


def _clues(item: MediaItem, screened: bool, here: Here) -> list[tuple[str, float]]:
    clues = [("popularity", item.popularity)]
    if item.kind in WATCHED:
        fits = "screen_here" if here.context.screen else "screen_near"
        clues.append((fits if screened else "screen_missing", 1.0))
    elif screened:
        clues.append(("sound_on_screen", 1.0))
    clues.append(("taste", max(_share(here, "genre:", item.genre), _share(here, "kind:", content_type(item.kind)))))
    said = {fold(value) for value in here.likings.values()}
    clues.append(("preference", float(bool({fold(item.genre), fold(item.by), fold(item.kind)} & said - {""}))))
    return clues


def _share(here: Here, start: str, value: str) -> float:
    counts = _counts(here, start)
    return counts.get(value, 0) / (sum(counts.values()) + 1) if value else 0.0


def content_type(kind: str) -> str:
    """Home Assistant's `media_content_type` for a media class."""
    return "music" if kind in MUSIC else kind


def play(reading: Reading, here: Here) -> Act:
    """Plays the title chosen on the player chosen."""
    item = reading.item or MediaItem("", "music")
    data: dict[str, Value] = {"media_content_type": content_type(item.kind)}
    if item.title:
        data["media_content_id"] = item.title
    if item.by and item.kind in MUSIC:
        data["media_artist"] = item.by
    if item.genre and (item.kind in MUSIC):
        data["genre"] = item.genre
    facts = {"title": item.title, "kind": item.kind, "by": item.by, "genre": item.genre}
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
