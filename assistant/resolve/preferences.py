"""What a resident likes: told, taken back, asked for. The turn carries it; `Knowledge.after` keeps it."""

from __future__ import annotations

from assistant.knowledge import TEACHING
from assistant.resolve.acts import act
from assistant.resolve.here import Here
from assistant.resolve.kinds import PRONOUNS
from assistant.resolve.reading import Reading
from assistant.resolve.words import fold, phrase, tokens, word_set
from assistant.turn import Act
from devices.protocol import MediaItem, Value

ALL = word_set("preference everything taste likings know what")
"""Words of one who wants all of it forgotten."""


def teach(reading: Reading, here: Here) -> Act:
    """A liking is told: what it is, and of which kind, by what the world knows of that name."""
    slots = reading.interpretation.slots
    said = str(slots.get("value") or slots.get("search_query") or "")
    if not said:
        return act(reading, here, status="asked", reason="missing:value")
    kind, value = known_as(said, str(slots.get("kind") or "other"), here)
    return act(reading, here, facts={"kind": kind, "value": value, "like": slots.get("like", True)})


def known_as(said: str, kind: str, here: Here) -> tuple[str, str]:
    """The kind of a thing that is liked and its own name: the words' kind where they tell one, else the world's."""
    if kind not in ("other", "artist", "title"):
        return kind, said
    for item in here.home.world.find_media(said):
        if phrase(said) in (phrase(item.title), phrase(item.by)):
            found = _of_item(item, said)
            return found if kind == "other" else (kind, found[1])
        if fold(said) == fold(item.genre) and kind == "other":
            return "genre", item.genre
    if kind != "other":
        return kind, said
    if here.home.world.score(said, here.context.now.date()):
        return "team", said
    if here.home.world.restaurants(said):
        return "cuisine", fold(said)
    return kind, said


def _of_item(item: MediaItem, said: str) -> tuple[str, str]:
    """A name is the artist's, the author's; a title is a title."""
    return ("title", item.title) if phrase(said) == phrase(item.title) != phrase(item.by) else ("artist", item.by)


def like(reading: Reading, here: Here) -> Act:
    """What is named is liked, or not; where nothing is, what plays now."""
    slots = reading.interpretation.slots
    likes = slots.get("like", True)
    if slots.get("search_query"):
        kind, value = known_as(str(slots["search_query"]), "other", here)
        return act(reading, here, facts={"kind": kind, "value": value, "like": likes})
    playing = [i for i in here.index.by_domain.get("media_player", ()) if here.state(i).state == "playing"]
    near = [i for i in playing if here.area_of(i) == here.area] or playing
    title = here.attribute(near[0], "media_title") if near else None
    if not title:
        return act(reading, here, status="failed", reason="nothing_playing")
    return act(reading, here, facts={"kind": "title", "value": str(title), "like": likes}, targets=tuple(near[:1]))


def learn(reading: Reading, here: Here) -> Act:
    """Asks for a first liking."""
    return act(reading, here, status="asked", reason="missing:value")


def forget(reading: Reading, here: Here) -> Act:
    """A liking is taken back: one, all of a kind ("my favourite team"), or all."""
    slots = reading.interpretation.slots
    said, kind = str(slots.get("value") or slots.get("search_query") or ""), str(slots.get("kind") or "")
    if said and said not in PRONOUNS:
        kind, said = known_as(said, kind or "other", here)
        return act(reading, here, facts={"kind": kind, "value": said})
    if kind and kind != "other":
        return act(reading, here, facts={"kind": kind, "value": ""})
    if ALL & set(tokens(reading.interpretation.text)):
        return act(reading, here, facts={"all": True})
    last = _told_last(here)
    return act(reading, here, facts=last) if last else act(reading, here, status="failed", reason="nothing_to_forget")


def _told_last(here: Here) -> dict[str, Value]:
    """What was last said to be liked: "forget that"."""
    for turn in reversed(here.context.recent):
        for told in turn.resolution.acts if turn.resolution else ():
            if told.intent in TEACHING and told.facts.get("value"):
                return {"kind": told.facts.get("kind"), "value": told.facts["value"]}
    return {}


def liked(reading: Reading, here: Here) -> Act:
    """What is known of the resident's likings."""
    likes = [value for values in here.likings.values() for value in values]
    hates = here.context.knowledge.dislikes.get(here.context.who, {})
    facts = {"likes": likes, "dislikes": [value for values in hates.values() for value in values]}
    return act(reading, here, status="answered", facts=facts)
