"""What is asked to be shown is shown as well as told, where a screen is in the room: "show me the shopping list"."""

from __future__ import annotations

from dataclasses import replace

from assistant.resolve.here import Here
from assistant.resolve.reading import Reading
from assistant.resolve.words import fold
from assistant.turn import Act
from devices.protocol import Command

VERBS = frozenset({"show", "display"})
"""Words that want to see."""

TOPICS: dict[str, str] = {
    "ListRead": "list",
    "HassGetWeather": "weather",
    "HassTimerStatus": "timers",
    "AlarmStatus": "alarms",
    "ReminderList": "reminders",
    "MediaInfo": "now playing",
    "FindRestaurant": "restaurants",
    "SportsScore": "score",
}
"""By intent, what a screen shows for its answer."""


def shown(act: Act, reading: Reading, here: Here) -> Act:
    """The act, with a screen's command where somebody at a screen asked to see the answer."""
    topic = TOPICS.get(reading.meant)
    if topic is None or act.status not in ("done", "answered") or not here.context.screen:
        return act
    if not VERBS & set(fold(reading.interpretation.text).split()):
        return act
    screens = [i for i in here.index.by_area.get(here.area or "", ()) if i.startswith("screen.")]
    return replace(act, commands=(*act.commands, *(Command(i, "show", {"what": topic}) for i in screens[:1])))
