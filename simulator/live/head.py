"""The top of the screen: what it does now, how loud it is, when and where, and the words of the moment."""

from __future__ import annotations

from datetime import datetime

from rich.text import Text

from devices.protocol import Registry
from simulator.live.paper import spread
from simulator.live.plain import WHY
from simulator.live.view import LOUDEST, QUIETEST, Notice, State, View, Wrong

STATES: dict[State, tuple[str, str]] = {
    "loading": ("loading", "dim"),
    "muted": ("muted", "bold red"),
    "held": ("held: somebody speaks", "bold yellow"),
    "lowered": ("lowered: somebody speaks", "bold yellow"),
    "listening": ("listening", "bold cyan"),
    "thinking": ("thinking", "bold magenta"),
    "speaking": ("speaking", "bold green"),
    "waiting": ("waiting", "bold"),
}

BAR = 20
"""Cells of the level meter."""


def state_line(
    state: State, by: str, wake: str, sound: bool, at: datetime | None, speed: float, home: str, width: int
) -> Text:
    """What it does, and the home's clock."""
    words, style = STATES[state]
    if state == "waiting":
        words = f"waiting for “{wake.title()}”" if sound else "waiting for words"
    elif state == "listening":
        words = f"listening, {WHY.get(by, by)}"
    clock = Text()
    if at is not None:
        clock.append(f"{home}  ", style="dim")
        clock.append(f"{at:%a %H:%M:%S}", style="bold")
        clock.append(f"  ×{speed:g} ", style="cyan" if speed != 1 else "dim")
    return spread(Text.assemble((" ● ", style), (words, style)), clock, width)


def meter_line(state: State, level: int, near: bool, strain: tuple[float, float], place: str, width: int) -> Text:
    """The microphone's level, and who speaks where."""
    behind, lost = strain
    full = round((level - QUIETEST) / (LOUDEST - QUIETEST) * BAR)
    style = "red" if state == "muted" else "yellow" if near else "cyan" if state == "listening" else "green"
    line = Text.assemble("   ", ("━" * full, style), ("─" * (BAR - full), "dim"), (f" {level:4d} dBFS", "dim"))
    if state == "muted":
        line.append("  muted", style="red")
    elif near:
        line.append("  near", style="yellow")
    if behind >= 0.5:
        line.append(f"  {behind:.1f} s late", style="yellow")
    if lost:
        line.append(f"  {lost:.1f} s lost", style="bold red")
    return spread(line, Text(place + " ", style="dim"), width, gives="right")


def place_line(place: str, width: int) -> Text:
    """Who types where, in a session without sound."""
    return spread(Text("   by keyboard, without sound", style="dim"), Text(place + " ", style="dim"), width)


def moment_line(state: State, words: str, asked: str, notice: Notice | None, hint: str) -> Text:
    """The words as they come, or what was said in passing, or what could be said next."""
    if state in ("listening", "lowered", "held") and words:
        return Text.assemble("   ", (f"“{words} …”", "bold"))
    if asked:
        return Text.assemble("   ", (f"“{asked}”", "bold"))
    if notice is not None:
        return Text.assemble("   ", (notice.text, "yellow" if notice.kind == "dropped" else "italic"))
    return Text("   " + hint, style="dim")


def wrong_line(wrong: Wrong, width: int) -> Text:
    """A trouble across the whole screen: it cannot be missed."""
    line = Text(f" {'✓' if wrong.over else '▲'} {wrong.text}", style="black on green" if wrong.over else "white on red")
    line.truncate(width, overflow="ellipsis", pad=True)
    return line


def place(view: View) -> str:
    """Which satellite, in which room, and who speaks."""
    if view.ready is None:
        return ""
    who = view.registry.residents.get(view.resident)
    return " · ".join((_where(view.registry, view.ready.satellite), who.name if who else "somebody"))


def _where(registry: Registry, satellite: str) -> str:
    found = registry.satellites.get(satellite)
    area = registry.areas.get(found.area or "") if found else None
    return f"{satellite} in the {area.name.lower()}" if area else satellite


def hint(view: View) -> str:
    """What somebody who sees this for the first time may try next."""
    if view.ready is None:
        return "The models are being loaded; that takes some seconds."
    light = next((one for one in view.registry.entities.values() if one.domain == "light"), None)
    if not view.taken and light is not None:
        request = f"turn on the {light.name.lower()}"
        return f"Say “{view.ready.wake.title()}, {request}”." if view.sound else f"Type “{request}”."
    if view.taken == 1:
        return "Was it right? If not, w says so; y shows why." if view.sound else "/why shows why; /wrong corrects it."
    return ""
