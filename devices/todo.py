"""To-do and shopping lists, as Home Assistant's; lists can be made and deleted by voice.

The state is the number of items still to do. Items are named by their `summary`, capitals apart, or by `uid`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from devices.device import Response, Service
from devices.helper import Helper
from devices.parameters import Data, as_number, invalid, needed_word, word
from devices.protocol import Value

OPEN, DONE = "needs_action", "completed"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do."""

    uid: str
    summary: str
    status: str = OPEN
    due: str | None = None
    description: str | None = None


class Todo(Helper):
    """A list."""

    initial = "0"

    def begin(self) -> None:
        self._items: list[Item] = []
        self._made = 0

    @property
    def items(self) -> tuple[Item, ...]:
        """What is on it, in the order added."""
        return tuple(self._items)

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        others = {key: value for key, value in attributes.items() if key != "items"}
        given = attributes.get("items")
        if isinstance(given, list | tuple):
            self._items = []
            for item in given:
                self._take(item)
        count = as_number(state)
        # A count that was declared without its items stands until the first item comes or goes.
        self.update(f"{count:.0f}" if count is not None and not self._items else str(self._left()), **others)

    def add_item(self, data: Data) -> Response:
        """Adds `item`, with `due_date` or `due_datetime` and `description` if given."""
        summary = needed_word(data, "item", "summary")
        self._items.append(self._item(summary, word(data, "due_datetime", "due_date"), word(data, "description")))
        self._count()
        return None

    def remove_item(self, data: Data) -> Response:
        """Removes `item`, which may be several."""
        wanted = data.get("item")
        found = [self._find(each) for each in (wanted if isinstance(wanted, list) and wanted else [wanted])]
        self._items = [item for item in self._items if item not in found]
        self._count()
        return None

    def update_item(self, data: Data) -> Response:
        """Gives `item` another `status` (`completed`, `needs_action`) or name (`rename`)."""
        item = self._find(data.get("item"))
        status = word(data, "status") or item.status
        if status not in (OPEN, DONE):
            raise invalid("an item is to do or completed")
        due = word(data, "due_datetime", "due_date") or item.due
        changed = replace(item, status=status, summary=word(data, "rename") or item.summary, due=due)
        self._items = [changed if each is item else each for each in self._items]
        self._count()
        return None

    def remove_completed_items(self, data: Data) -> Response:
        """Removes what is done."""
        self._items = [item for item in self._items if item.status == OPEN]
        self._count()
        return None

    def get_items(self, data: Data) -> Response:
        """All items, or those of `status`."""
        wanted = data.get("status")
        statuses = wanted if isinstance(wanted, list) else [wanted] if wanted else [OPEN, DONE]
        return {"items": [_as_data(item) for item in self._items if item.status in statuses]}

    def create(self, data: Data) -> Response:
        """Makes the list; nothing to do where it is there."""
        return None

    def delete(self, data: Data) -> Response:
        """Takes a list that was made by voice out of the home; one of the home file is emptied."""
        self._items = []
        self.over("0")
        return None

    def keep(self) -> Mapping[str, Value] | None:
        return {"state": self.state, "items": [_as_data(item) for item in self._items], "next": self._made}

    def resume(self, kept: Mapping[str, Value]) -> None:
        self._items = [_from_data(item) for item in kept["items"]]
        self._made = int(kept["next"])
        self.update(kept["state"])

    def _item(self, summary: str, due: str | None = None, description: str | None = None) -> Item:
        self._made += 1
        return Item(str(self._made), summary, due=due, description=description)

    def _take(self, given: Value) -> None:
        """An item of a home file: its words, or a mapping with `summary` and `status`."""
        if not isinstance(given, Mapping):
            self._items.append(self._item(str(given)))
            return
        summary = word(given, "summary", "item", "name")
        if summary is not None:
            item = self._item(summary, word(given, "due"), word(given, "description"))
            self._items.append(replace(item, status=DONE if given.get("status") == DONE else OPEN))

    def _find(self, wanted: Value) -> Item:
        name = str(wanted or "").strip().casefold()
        same = [item for item in self._items if name in (item.summary.casefold(), item.uid)]
        if not same:
            raise invalid(f"there is no {name} on the list" if name else "the item is missing")
        return next((item for item in same if item.status == OPEN), same[0])

    def _left(self) -> int:
        return sum(item.status == OPEN for item in self._items)

    def _count(self) -> None:
        self.update(str(self._left()))

    services: ClassVar[Mapping[str, Service]] = {
        "add_item": add_item,
        "remove_item": remove_item,
        "update_item": update_item,
        "remove_completed_items": remove_completed_items,
        "get_items": get_items,
        "create": create,
        "delete": delete,
    }


def _as_data(item: Item) -> dict[str, Value]:
    whole = {
        "uid": item.uid,
        "summary": item.summary,
        "status": item.status,
        "due": item.due,
        "description": item.description,
    }
    return {key: value for key, value in whole.items() if value is not None}


def _from_data(data: Mapping[str, Value]) -> Item:
    return Item(data["uid"], data["summary"], data["status"], data.get("due"), data.get("description"))
