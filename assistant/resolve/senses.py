"""What binary sensors say: the words for on and off, by device class, as Home Assistant shows them."""

from __future__ import annotations

ON_OFF: dict[str, tuple[str, str]] = {
    "battery": ("low", "normal full charged"),
    "battery_charging": ("charging", "not_charging"),
    "carbon_monoxide": ("detected", "clear"),
    "cold": ("cold", "normal"),
    "connectivity": ("connected online", "disconnected offline"),
    "door": ("open opened", "closed shut"),
    "garage_door": ("open opened", "closed shut"),
    "gas": ("detected", "clear"),
    "heat": ("hot", "normal"),
    "light": ("detected", "no_light dark"),
    "lock": ("unlocked", "locked"),
    "moisture": ("wet leaking", "dry"),
    "motion": ("detected moving", "clear"),
    "moving": ("moving", "not_moving"),
    "occupancy": ("detected occupied", "clear empty"),
    "opening": ("open opened", "closed shut"),
    "plug": ("plugged_in plugged", "unplugged"),
    "power": ("powered", "no_power"),
    "presence": ("home", "away not_home gone"),
    "problem": ("problem broken", "ok fine"),
    "running": ("running", "not_running stopped"),
    "safety": ("unsafe", "safe"),
    "smoke": ("detected", "clear"),
    "sound": ("detected", "clear quiet"),
    "tamper": ("tampered", "clear"),
    "update": ("available", "up_to_date"),
    "vibration": ("vibrating", "still not_vibrating"),
    "window": ("open opened", "closed shut"),
}
"""By device class: the words for on, and those for off; the first of each is said."""

_STATES = {
    device_class: {**dict.fromkeys(on.split(), "on"), **dict.fromkeys(off.split(), "off")}
    for device_class, (on, off) in ON_OFF.items()
}


def sensed(device_class: str | None, word: str) -> str | None:
    """`on` or `off` for a sensor's word: a door sensor's `closed` is `off`; none for a word that it never says."""
    return word if word in ("on", "off") else _STATES.get(device_class or "", {}).get(word.lower().replace(" ", "_"))


def said(device_class: str | None, state: str) -> str:
    """The word for a sensor's state: `closed` for a door sensor's `off`."""
    words = ON_OFF.get(device_class or "")
    if words is None or state not in ("on", "off"):
        return state.replace("_", " ")
    return words[state == "off"].split()[0].replace("_", " ")
