"""Turns and scenes as a person reads them: rich renderables, printed by the commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import median
from typing import Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from assistant.learnt import Learnt
from assistant.resolve.rank import contributions
from assistant.turn import Candidate, Turn
from simulator.replay import Record
from simulator.rewrites_seen import rewrite_label, rewrite_seen
from simulator.scene import Result

COLOURS = {
    "done": "green",
    "answered": "green",
    "asked": "cyan",
    "refused": "yellow",
    "unsupported": "yellow",
    "failed": "red",
    "not_understood": "red",
}


def turn_card(turn: Turn, *, said: str | None = None, by: str | None = None, learnt: Learnt | None = None) -> Table:
    """One turn, a line a stage: what was said, heard, understood, in which context, done, answered; time a stage."""
    card = Table.grid(padding=(0, 1))
    card.add_column(justify="right", style="dim", min_width=10)
    card.add_column(overflow="fold")
    if said is not None:
        who = f"  [dim]{by}[/]" if by else ""
        card.add_row("said", Text.from_markup(f"“{_plain(said)}”{who}"))
    if turn.initiator == "resident":
        card.add_row("heard", _heard(turn))
        if turn.rewrite is not None:
            card.add_row(rewrite_label(turn), rewrite_seen(turn.rewrite, learnt))
        card.add_row("understood", _understood(turn))
        context = deciding(turn)
        if context:
            card.add_row("context", Text(context))
    if turn.commands or turn.changes:
        card.add_row("did", _did(turn))
    card.add_row("answered", Text(f"“{turn.reply}”" if turn.reply else "(nothing)", style="bold"))
    if turn.received is not None and turn.received.by:
        card.add_row(
            "received", Text(f"{turn.received.heard:.0%} heard, cut off by {turn.received.by}", style="yellow")
        )
    times = " · ".join(f"{stage} {ms:.1f}" for stage, ms in turn.ms.items() if ms >= 0.05)
    if times:
        card.add_row("ms", Text(times, style="dim"))
    return card


def turn_panel(turn: Turn, body: RenderableType) -> Panel:
    """A frame that says when, where and how it ended."""
    colour = COLOURS[turn.status]
    place = f"{turn.assistant}" + (f" in {turn.area}" if turn.area else "")
    title = f"[bold]{turn.at:%H:%M:%S}[/] {place} [{colour}]{turn.status.replace('_', ' ')}[/]"
    return Panel(body, title=title, title_align="left", border_style=colour)


def record_panel(record: Record) -> RenderableType:
    """One step of a scene, with what was expected of it."""
    step = record.step
    parts: list[RenderableType] = []
    for turn in record.turns:
        resident = turn.initiator == "resident"
        parts.append(turn_panel(turn, turn_card(turn, said=step.say if resident else None, by=step.by)))
    if not record.turns:
        parts.append(Text(f"{record.at:%H:%M:%S}  {_happening(record)}", style="dim"))
    if record.checks:
        parts.append(_checks(record))
    return Group(*parts)


def summary(results: Iterable[Result]) -> Table:
    """The table at the end of a replay: a row a scene."""
    table = Table(title="Scenes", title_justify="left")
    table.add_column("scene", overflow="fold")
    for name in ("seed", "turns", "held", "reply after, ms"):
        table.add_column(name, justify="right")
    table.add_column("")
    for result in results:
        if result.side is not None:
            continue
        mark = "[green]holds[/]" if result.holds else "[red]fails[/]"
        after = f"{median(result.replied):.0f}" if result.replied else ""
        held = f"{result.held}/{result.checks}"
        table.add_row(result.scene, str(result.seed), str(result.turns), held, after, mark)
    return table


def pairs_summary(results: Iterable[Result]) -> Table:
    """Context pairs, a row a kind of context: how many are right on both sides."""
    table = Table(title="Context pairs, right on both sides", title_justify="left")
    table.add_column("kind of context", overflow="fold")
    for name in ("pairs", "right", "share"):
        table.add_column(name, justify="right")
    kinds = rights_by_kind(results)
    together = [right for kind in kinds.values() for right in kind]
    for kind, rights in (*kinds.items(), ("all", together)):
        if rights:
            table.add_row(kind, str(len(rights)), str(sum(rights)), f"{sum(rights) / len(rights):.1%}")
    return table


def rights_by_kind(results: Iterable[Result]) -> dict[str, list[bool]]:
    """By kind of context, whether each of its pairs was right on every side and with every seed."""
    pairs: dict[tuple[str, str], bool] = {}
    for result in results:
        if result.side is not None:
            key = (result.side.context, result.side.pair)
            pairs[key] = pairs.get(key, True) and result.holds
    kinds: dict[str, list[bool]] = {}
    for (kind, _), right in pairs.items():
        kinds.setdefault(kind, []).append(right)
    return kinds


def deciding(turn: Turn, *, most: int = 4) -> str:
    """What in the context spoke for the reading that was chosen, strongest first; empty where nothing did."""
    candidates = turn.resolution.candidates if turn.resolution else ()
    chosen = next((one for one in candidates if one.act == 0), None)
    if chosen is None:
        return ""
    rivals = [one for one in candidates if one.act == 0 and one is not chosen]
    gains = _gains(chosen, rivals[0] if rivals else None)
    return ", ".join(f"{name.replace('_', ' ')} {gain:+.2f}" for name, gain in gains[:most])


def _gains(chosen: Candidate, rival: Candidate | None) -> list[tuple[str, float]]:
    ours, theirs = dict(contributions(chosen.features)), dict(contributions(rival.features if rival else {}))
    gains = [(name, ours.get(name, 0.0) - theirs.get(name, 0.0)) for name in ours.keys() | theirs.keys()]
    return sorted((gain for gain in gains if abs(gain[1]) > 0.005), key=lambda gain: (-abs(gain[1]), gain[0]))


def _heard(turn: Turn) -> Text:
    text = Text(f"“{turn.transcript.text}”" if turn.transcript.text else "(no words)")
    text.append(f"  {turn.transcript.confidence:.2f}", style="dim")
    if turn.detection:
        text.append(f"  woken by {turn.detection.phrase} {turn.detection.score:.2f}", style="dim")
    return text


def _understood(turn: Turn) -> Text:
    if not turn.interpretations:
        return Text("nothing", style="red")
    text = Text()
    if turn.intent:
        slots = ", ".join(f"{name}: {value}" for name, value in turn.slots.items())
        text.append(turn.intent + (f" ({slots})" if slots else ""), style="bold")
    readings = [f"{one.intent} {one.confidence:.2f}" for one in turn.interpretations[:3]]
    text.append(("  from " if turn.intent else "") + " · ".join(readings), style="dim")
    return text


def _did(turn: Turn) -> Text:
    lines = []
    for outcome in turn.outcomes:
        command = outcome.command
        data = ", ".join(f"{name}: {value}" for name, value in command.data.items())
        became = ", ".join(
            f"{'' if entity == command.entity else entity + ' '}{_change(change)}"
            for entity, change in outcome.changes.items()
        )
        result = f" ✗ {outcome.failure}" if outcome.failure else f" → {became}" if became else " (no change)"
        lines.append(f"{command.entity} {command.service}" + (f" ({data})" if data else "") + result)
    return Text("\n".join(lines))


def _change(change: Mapping[str, Any]) -> str:
    return str(change["state"]) if "state" in change else ", ".join(f"{k}: {v}" for k, v in change.items())


def _checks(record: Record) -> Text:
    text = Text()
    for check in record.checks:
        if check.holds:
            text.append(f"  ✓ {check.what} ", style="green")
        else:
            text.append(f"\n  ✗ {check.what}: expected {check.expected}, found {check.found}\n", style="bold red")
    return text


def _happening(record: Record) -> str:
    step = record.step
    if step.say is not None:
        return f"“{step.say}” {step.by or ''}: nothing woke the assistant"
    if step.happens:
        return "by hand: " + ", ".join(step.happens)
    if step.fault:
        return "fault: " + ", ".join(f"{entity} {fault.kind}" for entity, fault in step.fault.items())
    if step.mend:
        return "mended: " + ", ".join(step.mend)
    return f"{step.wait:g} s pass" if step.wait else "looking at the home"


def _plain(text: str) -> str:
    return text.replace("[", r"\[")
