"""Which class plays which domain; any domain not named here is `Generic`."""

from __future__ import annotations

from devices.alarm import Alarm, Reminder
from devices.climate import Climate
from devices.coffee_maker import CoffeeMaker
from devices.cover import Cover, Valve
from devices.device import Device
from devices.fan import Fan
from devices.generic import Generic
from devices.helper import Helper
from devices.light import Light
from devices.lock import Lock
from devices.media_player import MediaPlayer
from devices.oven import Oven
from devices.scene import Automation, Scene, Script
from devices.screen import Screen
from devices.sensor import BinarySensor, Sensor
from devices.timer import Timer
from devices.todo import Todo
from devices.vacuum import LawnMower, Vacuum
from devices.weather import Weather

DOMAINS: dict[str, type[Device]] = {
    "alarm": Alarm,
    "automation": Automation,
    "binary_sensor": BinarySensor,
    "climate": Climate,
    "coffee_maker": CoffeeMaker,
    "cover": Cover,
    "fan": Fan,
    "lawn_mower": LawnMower,
    "light": Light,
    "lock": Lock,
    "media_player": MediaPlayer,
    "oven": Oven,
    "reminder": Reminder,
    "routine": Script,
    "scene": Scene,
    "screen": Screen,
    "script": Script,
    "sensor": Sensor,
    "timer": Timer,
    "todo": Todo,
    "vacuum": Vacuum,
    "valve": Valve,
    "weather": Weather,
}

HELPERS: dict[str, type[Helper]] = {"alarm": Alarm, "reminder": Reminder, "timer": Timer, "todo": Todo}
"""Domains whose entities may be made at run time."""

MAKES: dict[str, tuple[str, ...]] = {
    "alarm": ("set",),
    "reminder": ("set",),
    "timer": ("start",),
    "todo": ("create", "add_item"),
}
"""The services that make one."""


def kind_of(domain: str) -> type[Device]:
    """The class that plays a domain."""
    return DOMAINS.get(domain, Generic)
