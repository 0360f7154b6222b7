"""Media players: a queue, what is playing and how far it is, and how loud.

What a title means (an artist's tracks, an album, one film) comes from the world's catalogue; a title that it does not
know plays as the one item it is. `media_position` moves by itself while something plays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.catalogue import length
from devices.device import Device, Response, Service, Steps
from devices.parameters import Data, as_number, invalid, needed_number, needed_word, number, switch, word
from devices.protocol import MediaItem, State, Value

STEP = 0.1
"""One step of the volume."""


class MediaPlayer(Device):
    """A speaker, television or other player."""

    initial = "idle"

    def begin(self) -> None:
        self._queue: list[MediaItem] = []
        self._index = 0
        self._position, self._since = 0.0, 0.0
        self.update(None, volume_level=0.4, is_volume_muted=False)

    @property
    def queue(self) -> tuple[MediaItem, ...]:
        """What plays, in order."""
        return tuple(self._queue)

    @property
    def position(self) -> float:
        """Seconds into what plays, now."""
        if self.state == "playing":
            return self._position + self.house.env.now - self._since
        return self._position

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        others = {key: value for key, value in attributes.items() if key != "volume_level"}
        volume = as_number(attributes.get("volume_level"))
        if volume is not None:
            others["volume_level"] = _level(volume / 100 if volume > 1 else volume)
        wanted = self.state if state is None else "idle" if state == "on" else state
        if wanted not in ("playing", "paused"):
            self._end(wanted)
            self.update(None, **others)
            return
        title = others.get("media_title")
        if isinstance(title, str) and title != self.get("media_title"):
            item = MediaItem(
                title, str(others.get("media_content_type") or "music"), str(others.get("media_artist") or "")
            )
            self._queue, self._index = [item], 0
            self._load(wanted, position=as_number(others.get("media_position")) or 0.0)
        else:
            self._go(wanted)
        self.update(None, **{key: value for key, value in others.items() if key != "media_position"})

    def snapshot(self) -> State:
        state = self._state
        if state.state not in ("playing", "paused"):
            return state
        return State(state.state, {**state.attributes, "media_position": int(self.position)}, state.changed)

    def play_media(self, data: Data) -> Response:
        """Plays `media_content_id` (a title or words), of `media_content_type`, `genre` or `media_artist`."""
        title = word(data, "media_content_id", "media_title") or ""
        artist, genre = word(data, "media_artist") or "", word(data, "genre") or ""
        kind = word(data, "media_content_type", "media_class") or "music"
        items = self.house.world.tracks(title or artist, kind=kind, genre=genre, artist=artist)
        if not items:
            items = (MediaItem(title or artist or genre or kind, kind, artist, genre),)
        if data.get("enqueue") == "add" and self._queue:
            self._queue.extend(items)
            self.update(None, queue_size=len(self._queue))
            return None
        self._queue, self._index = list(items), 0
        if self.get("shuffle"):
            self.random.shuffle(self._queue)
        asked: dict[str, Value] = {"media_content_type": kind, "media_content_id": title or artist or genre or kind}
        if genre:
            asked["genre"] = genre
        self._load("playing", asked=asked)
        return None

    def play(self, data: Data) -> Response:
        """Goes on, or starts the queue again."""
        if self._queue and self.state != "playing":
            self._load("playing") if self.state in ("idle", "off") else self._go("playing")
        return None

    def pause(self, data: Data) -> Response:
        """Holds where it is."""
        if self.state == "playing":
            self._go("paused")
        return None

    def play_pause(self, data: Data) -> Response:
        """One or the other."""
        return self.pause(data) if self.state == "playing" else self.play(data)

    def stop(self, data: Data) -> Response:
        """Stops; the queue stays."""
        if self.state != "off":
            self._end("idle")
        return None

    def next_track(self, data: Data) -> Response:
        """The next of the queue."""
        self._skip(1)
        return None

    def previous_track(self, data: Data) -> Response:
        """The one before."""
        self._skip(-1)
        return None

    def seek(self, data: Data) -> Response:
        """To `seek_position`, in seconds."""
        position = needed_number(data, "seek_position", 0, self.get("media_duration") or 1e6)
        if self.state in ("playing", "paused"):
            self._go(self.state, position=position)
        return None

    def volume_set(self, data: Data) -> Response:
        """To `volume_level`, 0 to 1."""
        self.update(None, volume_level=_level(needed_number(data, "volume_level", 0, 1)), is_volume_muted=False)
        return None

    def volume_up(self, data: Data) -> Response:
        """A step louder."""
        self._louder(number(data, "step", 0, 1) or STEP)
        return None

    def volume_down(self, data: Data) -> Response:
        """A step quieter."""
        self._louder(-(number(data, "step", 0, 1) or STEP))
        return None

    def volume_mute(self, data: Data) -> Response:
        """Silent or not: `is_volume_muted`."""
        self.update(None, is_volume_muted=switch(data, "is_volume_muted"))
        return None

    def shuffle_set(self, data: Data) -> Response:
        """In any order or not: `shuffle`."""
        shuffle = switch(data, "shuffle")
        if shuffle:
            rest = self._queue[self._index + 1 :]
            self.random.shuffle(rest)
            self._queue[self._index + 1 :] = rest
        self.update(None, shuffle=shuffle)
        return None

    def repeat_set(self, data: Data) -> Response:
        """`repeat`: off, one or all."""
        repeat = needed_word(data, "repeat")
        if repeat not in ("off", "one", "all"):
            raise invalid("repeat is off, one or all")
        self.update(None, repeat=repeat)
        return None

    def select_source(self, data: Data) -> Response:
        """To `source`."""
        self.update("idle" if self.state == "off" else None, source=needed_word(data, "source"))
        return None

    def select_sound_mode(self, data: Data) -> Response:
        """To `sound_mode`."""
        self.update(None, sound_mode=needed_word(data, "sound_mode"))
        return None

    def clear_playlist(self, data: Data) -> Response:
        """Empties the queue."""
        self._queue = []
        self.stop(data)
        return None

    def turn_on(self, data: Data) -> Response:
        """On, silent."""
        if self.state == "off":
            self.update("idle")
        return None

    def turn_off(self, data: Data) -> Response:
        """Off."""
        self._end("off")
        return None

    def toggle(self, data: Data) -> Response:
        """On or off."""
        return self.turn_on(data) if self.state == "off" else self.turn_off(data)

    def _louder(self, step: float) -> None:
        level = _level(min(1.0, max(0.0, self.get("volume_level", 0.0) + step)))
        self.update(None, volume_level=level, is_volume_muted=False)

    def _load(self, state: str, *, position: float = 0.0, asked: Mapping[str, Value] | None = None) -> None:
        """Puts the item at the index on."""
        item, asked = self._queue[self._index], asked or {}
        self._position, self._since = position, self.house.env.now
        shown = {
            "media_title": item.title,
            "media_artist": item.by or None,
            "media_content_type": asked.get("media_content_type", self.get("media_content_type", item.kind)),
            "genre": asked.get("genre", item.genre or None),
            "media_duration": length(item),
            "queue_position": self._index + 1,
            "queue_size": len(self._queue),
        }
        self.update(state, **{**asked, **shown})
        self._follow()

    def _go(self, state: str, *, position: float | None = None) -> None:
        self._position, self._since = self.position if position is None else position, self.house.env.now
        self.update(state)
        self._follow()

    def _follow(self) -> None:
        """Waits for the end of what plays."""
        self.halt()
        length = self.get("media_duration")
        if self.state == "playing" and length:
            self.run(self._play_out(length - self._position))

    def _play_out(self, seconds: float) -> Steps:
        yield self.wait(seconds)
        if self.get("repeat") == "one":
            self._load("playing")
        elif self._index + 1 < len(self._queue):
            self._skip(1)
        elif self.get("repeat") == "all":
            self._index = 0
            self._load("playing")
        else:
            self._end("idle")

    def _skip(self, by: int) -> None:
        if not self._queue or self.state not in ("playing", "paused"):
            return
        self._index += by
        if self._index >= len(self._queue) and self.get("repeat") != "all":
            self._index = 0
            self._end("idle")
            return
        self._index = 0 if by < 0 and self._index < 0 else self._index % len(self._queue)
        self._load("playing")

    def _end(self, state: str) -> None:
        self.halt()
        self._position = 0.0
        shown = ("media_title", "media_artist", "media_content_type", "media_content_id", "genre", "media_duration")
        self.update(state, **{key: None for key in shown if self.get(key) is not None})

    services: ClassVar[Mapping[str, Service]] = {
        "play_media": play_media,
        "media_play": play,
        "media_pause": pause,
        "media_play_pause": play_pause,
        "media_stop": stop,
        "media_next_track": next_track,
        "media_previous_track": previous_track,
        "media_seek": seek,
        "volume_set": volume_set,
        "volume_up": volume_up,
        "volume_down": volume_down,
        "volume_mute": volume_mute,
        "shuffle_set": shuffle_set,
        "repeat_set": repeat_set,
        "select_source": select_source,
        "select_sound_mode": select_sound_mode,
        "clear_playlist": clear_playlist,
        "turn_on": turn_on,
        "turn_off": turn_off,
        "toggle": toggle,
    }


def _level(volume: float) -> float:
    return round(min(1.0, max(0.0, volume)), 2)
