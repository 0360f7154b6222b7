"""Small homes drawn from a seed, in which simulated choices are made (`choices.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from devices.declaration import AreaBlock, AssistantBlock, EntityBlock, HomeDeclaration, checked

ROOMS = ("living room", "bedroom", "study", "dining room", "guest room", "attic", "nursery", "library")


@dataclass(frozen=True, slots=True)
class House:
    """A home, with its things by domain."""

    declaration: HomeDeclaration
    rng: Random

    def things(self, *domains: str, room: str | None = None, other: str | None = None) -> list[str]:
        """Ids of these domains, in one room or in any but one."""
        entities = self.declaration.entities
        return [
            ident
            for ident, block in entities.items()
            if ident.partition(".")[0] in domains
            and (room is None or block.area == room)
            and (other is None or block.area != other)
        ]

    def name(self, ident: str) -> str:
        """What a thing is called."""
        return str(self.declaration.entities[ident].name).lower()

    def speaking(self) -> list[str]:
        """The rooms with an assistant."""
        return [str(block.area) for block in self.declaration.assistants.values()]

    def room(self, ident: str) -> str:
        """The room a thing is in."""
        return str(self.declaration.entities[ident].area)

    def choose(self, *domains: str, room: str | None = None, other: str | None = None) -> str | None:
        """One of them by chance; none where there is none."""
        found = self.things(*domains, room=room, other=other)
        return self.rng.choice(found) if found else None


def drawn_home(rng: Random) -> HomeDeclaration:
    """A kitchen, a hall, a garage and some rooms, with what such rooms have."""
    rooms = rng.sample(ROOMS, rng.randrange(2, 5))
    areas = {_slug(room): room.capitalize() for room in (*rooms, "kitchen", "hall", "garage")}
    entities: dict[str, EntityBlock] = {}

    def add(domain: str, room: str, name: str, **more: Any) -> None:
        entities[f"{domain}.{_slug(name)}"] = EntityBlock(name=name.capitalize(), area=_slug(room), **more)

    for room in (*rooms, "kitchen", "hall"):
        add("light", room, f"{room} ceiling light")
        if rng.random() < 0.6:
            add("light", room, rng.choice((f"{room} corner lamp", f"{room} wall lamp")))
        if rng.random() < 0.4:
            add("fan", room, f"{room} fan")
        if rng.random() < 0.5:
            add("cover", room, f"{room} blinds", device_class="blind", state="closed")
        if rng.random() < 0.7:
            add("media_player", room, f"{room} speaker", state="idle")
        if rng.random() < 0.5:
            add("climate", room, f"{room} heating", state="heat", attributes={"temperature": 66})
    for name in rng.sample(("kettle", "dishwasher", "toaster", "extractor", "radio"), 3):
        add("switch", "kitchen", name)
    add("oven", "kitchen", "oven", state="off")
    add("vacuum", rooms[0], rng.choice(("dusty", "robot vacuum")), state="docked")
    add("cover", "garage", "garage door", device_class="garage", state="closed")
    add("lock", "hall", "front door", state="locked")
    assistants = {f"{area}_speaker": AssistantBlock(area=area) for area in areas if area != "garage"}
    blocks = {ident: AreaBlock(name=name) for ident, name in areas.items()}
    return checked(HomeDeclaration(areas=blocks, assistants=assistants, entities=entities))


def _slug(name: str) -> str:
    return name.replace(" ", "_")
