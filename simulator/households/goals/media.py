"""Goals about music, films and books."""

from __future__ import annotations

from devices.protocol import Entity, MediaItem
from simulator.households.goals.scene import Scene, spoken
from simulator.households.language.spoken_values import levels
from simulator.households.values import Filler, Goal

SEEN = frozenset({"movie", "tvshow"})
HEARD = frozenset({"audiobook", "podcast"})
SONGS = {"track", "artist", "album", "playlist"}


def play_genre(scene: Scene) -> Goal | None:
    """Music of a kind that they like."""
    if not scene.resident.tastes.genres or _silent(scene) is None:
        return None
    genre = _liked(scene, scene.resident.tastes.genres)
    return scene.goal(
        "play_genre",
        need="it is too quiet",
        wants=f"{genre} music",
        targets=_only(scene),
        data={"genre": (genre,)},
        fillers={"genre": (Filler(spoken(genre), {"search_query": spoken(genre)}),)},
    )


def play_artist(scene: Scene) -> Goal | None:
    """Somebody whom they like."""
    if not scene.resident.tastes.artists or _player(scene) is None:
        return None
    artist = _liked(scene, scene.resident.tastes.artists)
    return scene.goal(
        "play_artist",
        need="they feel like singing along",
        wants=f"to hear {artist}",
        targets=_only(scene),
        data={"media_artist": (artist,)},
        fillers={"artist": (Filler(spoken(artist), {"search_query": spoken(artist)}),)},
    )


def play_title(scene: Scene) -> Goal | None:
    """A film or show at a screen, a book or podcast elsewhere; a song anywhere."""
    if _player(scene) is None:
        return None
    item = _title(scene)
    if item is None:
        return None
    kind = "music" if item.kind in SONGS else item.kind
    said = spoken(item.title.partition(":")[0].partition("(")[0])
    return scene.goal(
        "play_title",
        need="they have an hour for themselves",
        wants=f"the {item.kind} {item.title}",
        targets=_only(scene),
        data={"media_content_id": (item.title,), "media_content_type": (kind,)},
        fillers={"title": (Filler(said, {"search_query": said}),)},
    )


def play_taste(scene: Scene) -> Goal | None:
    """Just music."""
    if _silent(scene) is None:
        return None
    return scene.goal("play_taste", need="it is too quiet", wants="some music", data={"media_content_type": ("music",)})


def media_pause(scene: Scene) -> Goal | None:
    """The phone rings."""
    player = _in_state(scene, "playing")
    return _steered(scene, "media_pause", player, "the phone rings", "it paused", ("paused", "idle"))


def media_resume(scene: Scene) -> Goal | None:
    """They are back."""
    return _steered(scene, "media_resume", _in_state(scene, "paused"), "they are back", "it going on", ("playing",))


def media_next(scene: Scene) -> Goal | None:
    """Not this one."""
    player = _in_state(scene, "playing")
    music = player and scene.state(player.id).attributes.get("media_content_type") == "music"
    return _steered(scene, "media_next", player if music else None, "they don't like this song", "the next song", ())


def volume_up(scene: Scene) -> Goal | None:
    """Too quiet."""
    return _louder(scene, "volume_up", "up", "louder", "they can hardly hear it")


def volume_down(scene: Scene) -> Goal | None:
    """Too loud."""
    return _louder(scene, "volume_down", "down", "quieter", "the others want to sleep")


def volume_set(scene: Scene) -> Goal | None:
    """As loud as they like it."""
    player = _in_state(scene, "playing")
    if player is None:
        return None
    percent = scene.rng.choice((10, 20, 30, 40, 50, 60, 70))
    return scene.goal(
        "volume_set",
        need="it is not as loud as they like it",
        wants=f"the volume at {percent} percent",
        targets=[player.id],
        states={player.id: {"volume_level": (percent / 100,)}},
        fillers={"level": levels(percent, "volume_level")},
    )


def what_plays(scene: Scene) -> Goal | None:
    """Who is that?"""
    player = _in_state(scene, "playing")
    if player is None:
        return None
    return scene.goal("what_plays", need="they like this song", wants="to know what is playing", targets=[player.id])


def _player(scene: Scene) -> Entity | None:
    here = scene.things("media_player", area=scene.area)
    return here[0] if here else None


def _only(scene: Scene) -> list[str]:
    """The room's player; of several, any will do."""
    here = scene.things("media_player", area=scene.area)
    return [here[0].id] if len(here) == 1 else []


def _silent(scene: Scene) -> Entity | None:
    """The room's player, where nothing plays in the room yet."""
    playing = scene.are(scene.things("media_player", area=scene.area), "playing")
    return None if playing else _player(scene)


def _in_state(scene: Scene, state: str) -> Entity | None:
    """The room's one player in a state."""
    here = scene.are(scene.things("media_player", area=scene.area), state)
    return here[0] if len(here) == 1 else None


def _liked(scene: Scene, likings: tuple[str, ...]) -> str:
    """One of them, each half as often as the one before. Assumed."""
    return scene.rng.choices(likings, [0.5**rank for rank in range(len(likings))])[0]


def _title(scene: Scene) -> MediaItem | None:
    satellite = scene.home.registry.satellites.get(scene.satellite)
    fitting = SONGS | (SEEN if satellite and satellite.screen else HEARD)
    found = []
    for title in scene.resident.tastes.titles:
        same = [item for item in scene.home.world.find_media(title) if item.title == title and item.kind in fitting]
        found += same[:1]
    return scene.rng.choice(found) if found else None


def _steered(
    scene: Scene, kind: str, player: Entity | None, need: str, wants: str, states: tuple[str, ...]
) -> Goal | None:
    if player is None:
        return None
    return scene.goal(
        kind,
        need=need,
        wants=wants,
        targets=[player.id],
        states={player.id: {"state": states}} if states else {},
    )


def _louder(scene: Scene, kind: str, direction: str, word: str, need: str) -> Goal | None:
    player = _in_state(scene, "playing")
    level = scene.state(player.id).attributes.get("volume_level", 0.5) if player else 0.0
    if player is None or (level >= 0.95 if direction == "up" else level <= 0.05):
        return None
    return scene.goal(
        kind, need=need, wants=f"it {word}", targets=[player.id], rises={player.id: ("volume_level", direction)}
    )
