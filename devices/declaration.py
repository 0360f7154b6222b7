"""A home as a file declares it: the schema, what it must hold to beyond the schema, and the registry made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from devices.protocol import Area, Entity, Floor, Person, Registry, Satellite, Settings, Value

Key = tuple[str | int, ...]
ENTITY_ID = re.compile(r"[a-z][a-z0-9_]*\.\S(.*\S)?")


class DeclarationError(ValueError):
    """Something in a home file that the schema cannot see: where (a path of keys), and what is wrong with the mend."""

    def __init__(self, key: Key, message: str) -> None:
        super().__init__(f"{'.'.join(str(part) for part in key)}: {message}")
        self.key, self.message = key, message


def _as_state(value: Value) -> Value:
    """YAML reads `off` as false and `42` as a number; a state is a word."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value) if isinstance(value, int | float) else value


def _as_name(value: Value) -> Value:
    """YAML reads a name like `42` as a number."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _as_block(value: Value) -> Value:
    """A key with nothing after it stands for an empty block."""
    return {} if value is None else value


Name = Annotated[str, BeforeValidator(_as_name), Field(min_length=1)]
StateWord = Annotated[str | None, BeforeValidator(_as_state)]
Aliases = Annotated[tuple[Name, ...], BeforeValidator(lambda value: () if value is None else value)]


class Block(BaseModel):
    """A block of a home file; a key that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class HomeBlock(Block):
    """`home:`"""

    name: Name = "Home"
    time_zone: str = "UTC"
    location: tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]] = (0.0, 0.0)
    units: Literal["us", "metric"] = "us"
    confirm: Literal["guesses", "always", "code"] = "guesses"
    code: Annotated[str | None, BeforeValidator(_as_name)] = None


class FloorBlock(Block):
    """One of `floors:`"""

    name: Name | None = None
    level: int = 0
    aliases: Aliases = ()


class AreaBlock(Block):
    """One of `areas:`"""

    name: Name | None = None
    floor: str | None = None
    aliases: Aliases = ()


class AssistantBlock(Block):
    """One of `assistants:`"""

    area: str | None = None
    screen: bool = False


class EntityBlock(Block):
    """One of `entities:`"""

    name: Name | None = None
    aliases: Aliases = ()
    area: str | None = None
    device_class: str | None = None
    state: StateWord = None
    attributes: Annotated[Mapping[str, Value], BeforeValidator(_as_block)] = {}


class ResidentBlock(Block):
    """One of `residents:`"""

    name: Name | None = None


class HomeDeclaration(Block):
    """A home file."""

    home: Annotated[HomeBlock, BeforeValidator(_as_block)] = HomeBlock()
    floors: Annotated[dict[str, Annotated[FloorBlock, BeforeValidator(_as_block)]], BeforeValidator(_as_block)] = {}
    areas: Annotated[dict[str, Annotated[AreaBlock, BeforeValidator(_as_block)]], BeforeValidator(_as_block)] = {}
    assistants: Annotated[
        dict[str, Annotated[AssistantBlock, BeforeValidator(_as_block)]], BeforeValidator(_as_block)
    ] = {}
    entities: Annotated[dict[str, Annotated[EntityBlock, BeforeValidator(_as_block)]], BeforeValidator(_as_block)] = {}
    residents: Annotated[
        dict[str, Annotated[ResidentBlock, BeforeValidator(_as_block)]], BeforeValidator(_as_block)
    ] = {}


def check(declaration: HomeDeclaration) -> list[tuple[Key, str]]:
    """What is wrong with a home file beyond its schema: the key path and one sentence each, in the file's order."""
    found: list[tuple[Key, str]] = []
    home = declaration.home
    if zone(home.time_zone) is None:
        message = f"there is no time zone '{home.time_zone}'; give one like America/Los_Angeles"
        found.append((("home", "time_zone"), message))
    if home.confirm == "code" and home.code is None:
        found.append((("home", "confirm"), "'confirm: code' needs a 'code' beside it"))
    for ident, area in declaration.areas.items():
        found += _reference(("areas", ident, "floor"), area.floor, "floor", declaration.floors)
    for ident, assistant in declaration.assistants.items():
        found += _reference(("assistants", ident, "area"), assistant.area, "area", declaration.areas)
    for ident, entity in declaration.entities.items():
        if not ENTITY_ID.fullmatch(ident):
            found.append((("entities", ident), f"'{ident}' is not an entity id; write it like light.kitchen_ceiling"))
        found += _reference(("entities", ident, "area"), entity.area, "area", declaration.areas)
    return found


def checked(declaration: HomeDeclaration) -> HomeDeclaration:
    """The same declaration; raises `DeclarationError` for the first thing that `check` finds."""
    wrong = check(declaration)
    if wrong:
        raise DeclarationError(*wrong[0])
    return declaration


def to_registry(declaration: HomeDeclaration) -> Registry:
    """What is declared, as the assistant sees it."""
    home = declaration.home
    settings = Settings(home.name, home.time_zone, home.location, home.units, home.confirm, home.code)
    return Registry(
        settings,
        {i: Floor(i, b.name or titled(i), b.level, b.aliases) for i, b in declaration.floors.items()},
        {i: Area(i, b.name or titled(i), b.floor, b.aliases) for i, b in declaration.areas.items()},
        {i: Satellite(i, b.area, b.screen) for i, b in declaration.assistants.items()},
        {i: _entity(i, b) for i, b in declaration.entities.items()},
        {i: Person(i, b.name or titled(i)) for i, b in declaration.residents.items()},
    )


def zone(name: str) -> ZoneInfo | None:
    """A time zone by its name; none where there is no such zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def titled(ident: str) -> str:
    """A name made of an id: `light.kitchen_ceiling` is `Kitchen ceiling`."""
    return ident.rpartition(".")[2].replace("_", " ").strip().capitalize()


def _entity(ident: str, block: EntityBlock) -> Entity:
    kind = block.device_class or block.attributes.get("device_class")
    return Entity(ident, block.name or titled(ident), block.area, None if kind is None else str(kind), block.aliases)


def _reference(key: Key, wanted: str | None, what: str, declared: Mapping[str, object]) -> list[tuple[Key, str]]:
    if wanted is None or wanted in declared:
        return []
    known = ", ".join(list(declared)[:8]) or "none"
    return [(key, f"there is no {what} '{wanted}'; declared are: {known}")]
