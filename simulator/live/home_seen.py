"""The home on the screen: rooms with their devices, what is still to come, and what was learnt."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from simulator.live.devices_seen import Device, Due, HomeView, Room

NAME = 12
"""Most cells of a room's name."""

GAP = " \u2007"
"""After a device: a space as wide as a figure tells it from the spaces in names."""


def home_lines(home: HomeView, width: int, height: int) -> list[Text]:
    """The rooms, as far as they fit. What has just changed and what is on goes before what rests."""
    if height <= 0:
        return []
    label = min(NAME, max((len(room.name) for room in home.rooms), default=0))
    wrapped = [_room_lines(room, width, label) for room in home.rooms]
    shares = _shares(home.rooms, wrapped, height)
    lines = [line for taken, share in zip(wrapped, shares, strict=True) for line in _cut(taken, share)]
    left_out = [room for room, share in zip(home.rooms, shares, strict=True) if not share]
    if left_out:
        devices = sum(len(room.devices) for room in left_out)
        rooms = "1 more room" if len(left_out) == 1 else f"{len(left_out)} more rooms"
        lines.append(Text(f" and {rooms} with {devices} devices", style="dim"))
    return lines


def due_lines(due: Sequence[Due], width: int, height: int) -> list[Text]:
    """What is still to come, the nearest first."""
    if not due:
        return [Text("none", style="dim")][:height]
    kept = due if len(due) <= height else due[: max(0, height - 1)]
    lines = [_due_line(one, width) for one in kept]
    if len(kept) < len(due) and height > 0:
        lines.append(Text(f"and {len(due) - len(kept)} more", style="dim"))
    return lines


def learnt_lines(learnt: Sequence[str], height: int) -> list[Text]:
    """What was learnt, a line each."""
    if not learnt:
        return [Text("nothing yet", style="dim")][:height]
    kept = learnt if len(learnt) <= height else learnt[: max(0, height - 1)]
    lines = [Text(line) for line in kept]
    if len(kept) < len(learnt) and height > 0:
        lines.append(Text(f"and {len(learnt) - len(kept)} more", style="dim"))
    return lines


def _shares(rooms: Sequence[Room], wrapped: Sequence[list[Text]], height: int) -> list[int]:
    """How many lines each room gets: first what is on, then a line for each room, then the rest from the top."""
    shares = [0] * len(rooms)
    left = height
    for place in sorted(range(len(rooms)), key=lambda place: (not rooms[place].fresh, -rooms[place].active, place)):
        unseen = len(rooms) - sum(share > 0 for share in shares)
        wanted = min(_lines_on(rooms[place], wrapped[place]), max(1, left - (unseen > 1)))
        if left - wanted >= (unseen > 1):  # a line is kept for what is left out
            shares[place], left = wanted, left - wanted
    while left > 0 and all(shares) and any(share < len(lines) for share, lines in zip(shares, wrapped, strict=True)):
        for place, lines in enumerate(wrapped):
            if left > 0 and shares[place] < len(lines):
                shares[place], left = shares[place] + 1, left - 1
    return shares


def _lines_on(room: Room, lines: list[Text]) -> int:
    """The lines that it takes to show all that is on in a room; one at least."""
    seen, taken = 0, 0
    for line in lines:
        if taken and seen >= room.active:
            break
        seen, taken = seen + line.plain.count(GAP), taken + 1
    return taken


def _cut(lines: list[Text], share: int) -> list[Text]:
    """So many lines; the last says how many devices are left out."""
    if not share or len(lines) <= share:
        return lines[:share]
    more = sum(line.plain.count(GAP) for line in lines[share:])
    last = lines[share - 1].copy()
    last.append(f"+{more}", style="dim")
    return [*lines[: share - 1], last]


def _room_lines(room: Room, width: int, label: int) -> list[Text]:
    """All of a room's devices, as many to a line as fit, with a little left for "+3"."""
    name = Text(" " + room.name)
    name.truncate(label + 1, overflow="ellipsis", pad=True)
    lines, line = [], Text.assemble(name, "  ")
    space = width - 6
    for device in room.devices:
        chip = _chip(device)
        if line.cell_len > label + 3 and line.cell_len + chip.cell_len > space:
            lines.append(line)
            line = Text(" " * (label + 3))
        line.append_text(chip)
        line.append(GAP)
    return [*lines, line]


def _chip(device: Device) -> Text:
    words = f" {device.words}" if device.words else ""
    if device.danger:
        return Text(f"▲ {device.name}{words}", style="bold reverse red" if device.fresh else "bold red")
    mark = "●" if device.active else "○"
    if device.fresh:
        return Text(f"{mark} {device.name}{words or (' on' if device.active else ' off')}", style="reverse")
    if device.active:
        return Text.assemble((f"{mark} ", "yellow"), device.name, (words, "yellow"))
    return Text(f"{mark} {device.name}{words}", style="dim")


def _due_line(one: Due, width: int) -> Text:
    when = one.words if one.left is None else f"{one.words}  {left(one.left)}" if one.words else left(one.left)
    style = "bold reverse yellow" if one.words == "ringing" else "bold"
    name = Text(one.name)
    name.truncate(max(4, width - len(when) - 2), overflow="ellipsis", pad=True)
    return Text.assemble(name, "  ", (when, style))


def left(seconds: float) -> str:
    """How long still, as short as it can be told: `9:42`, `1:20:05`, `2 d 3 h`."""
    whole = round(seconds)
    if whole >= 86_400:
        return f"{whole // 86_400} d {whole % 86_400 // 3600} h"
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
