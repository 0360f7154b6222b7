"""Lists: the shopping list and those with names of their own."""

from __future__ import annotations

from assistant.resolve.acts import act
from assistant.resolve.here import Here
from assistant.resolve.reading import Reading
from assistant.resolve.sound import likeness
from assistant.resolve.words import slug, tokens
from assistant.turn import Act, Interpretation
from devices.protocol import Command

SHOPPING = "todo.shopping_list"
"""The list meant where none is named."""

SHOPPING_WORDS = frozenset({"shopping", "grocery", "groceries", "store", "supermarket"})


def list_readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """The list that is named, or the shopping list; one that isn't there yet is made when something is put on it."""
    name = str(interpretation.slots.get("name") or "")
    if not name or interpretation.intent.startswith("HassShopping"):
        return [Reading(interpretation, (_shopping(here),), how="kind")]
    said = tuple(word for word in tokens(name) if word != "list") or tokens(name)
    if set(said) <= SHOPPING_WORDS:
        return [Reading(interpretation, (_shopping(here),), 1.0, "exact")]
    found = []
    for ident in here.helpers.get("todo", ()):
        entity = here.entity(ident)
        called = [tuple(word for word in tokens(n) if word != "list") for n in (entity.name, *entity.aliases)]
        match = max(likeness(said, one) for one in called)
        if match:
            found.append(Reading(interpretation, (ident,), match, "exact" if match > 0.95 else "alike", one=True))
    made = interpretation.intent in ("HassListAddItem", "ListCreate")
    return found or ([Reading(interpretation, (f"todo.{slug(' '.join(said))}",))] if made else [])


def _shopping(here: Here) -> str:
    """The home's shopping list, whatever its id; its only list where there is just one."""
    lists = here.helpers.get("todo", ())
    for ident in lists:
        if set(tokens(here.entity(ident).name)) & SHOPPING_WORDS:
            return ident
    return lists[0] if len(lists) == 1 else SHOPPING


def add(reading: Reading, here: Here) -> Act:
    """Puts something on a list."""
    return _with_item("add_item", reading, here)


def complete(reading: Reading, here: Here) -> Act:
    """Checks something off."""
    return _with_item("update_item", reading, here, status="completed")


def remove(reading: Reading, here: Here) -> Act:
    """Takes something off."""
    return _with_item("remove_item", reading, here)


def _with_item(service: str, reading: Reading, here: Here, **more: str) -> Act:
    item = str(reading.interpretation.slots.get("item") or "").strip()
    if not item:
        return act(reading, here, status="asked", reason="missing:item")
    facts = {"item": item, "list": list_name(reading.targets[0], here)}
    return act(reading, here, [Command(reading.targets[0], service, {"item": item, **more})], facts=facts)


def read(reading: Reading, here: Here) -> Act:
    """Asks a list what is on it; the answer comes with the outcome."""
    facts = {"item": reading.interpretation.slots.get("item"), "list": list_name(reading.targets[0], here)}
    return act(reading, here, [Command(reading.targets[0], "get_items")], status="answered", facts=facts)


def create(reading: Reading, here: Here) -> Act:
    """Makes a list."""
    name = str(reading.interpretation.slots.get("name") or "")
    if not name:
        return act(reading, here, status="asked", reason="missing:name")
    command = Command(reading.targets[0], "create", {"name": name})
    return act(reading, here, [command], facts={"list": list_name(reading.targets[0], here)})


def delete(reading: Reading, here: Here) -> Act:
    """Does away with a list."""
    facts = {"list": list_name(reading.targets[0], here)}
    return act(reading, here, [Command(reading.targets[0], "delete")], facts=facts)


def list_name(ident: str, here: Here) -> str:
    """A list's name, without the word list."""
    entity = here.registry.entities.get(ident)
    name = entity.name if entity else ident.partition(".")[2].replace("_", " ")
    return name.removesuffix(" list").removesuffix(" List").lower()
