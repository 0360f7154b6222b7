"""The turn on the screen, a line a stage as each finishes, and the last turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO

from rich.console import Console
from rich.text import Text

from assistant.learnt import Learnt as Rewrites
from assistant.learnt_twin import times
from assistant.turn import Rewrite, Status, Turn
from devices.protocol import Outcome, Registry
from simulator.display import COLOURS, deciding
from simulator.live.paper import heading, spread
from simulator.live.plain import WHY
from simulator.live.view import View
from simulator.rewrites_seen import rewrite_label

LABEL = 11
"""Cells of a stage's name."""

REPLY = 4
"""Lines that a reply takes at most."""

SURE = ((0.8, "green"), (0.5, "yellow"), (0.0, "red"))

_MEASURE = Console(file=StringIO(), width=80)
"""What rich wants to see before it wraps."""

MARKS = {"done": "✓", "answered": "✓", "asked": "?", "refused": "–", "unsupported": "–"}


@dataclass(frozen=True, slots=True)
class Stage:
    """One line. `rank` says which lines stay where there is little room: the lowest do."""

    name: str
    text: Text
    rank: int
    confidence: float | None = None
    ms: float | None = None


def turn_lines(stages: tuple[Stage, ...], status: Status | None, width: int, height: int) -> list[Text]:
    """A heading and the stages that fit, in their order; a long reply goes before what matters least."""
    drawn = [_stage_lines(stage, width, REPLY if stage.name == "answered" else 1) for stage in stages]
    kept, left = set(), height - 1
    for place in sorted(range(len(stages)), key=lambda place: stages[place].rank):
        if left > 0:
            kept.add(place)
            drawn[place] = drawn[place][:left]
            left -= len(drawn[place])
    return [turn_heading(status, width), *(line for place in sorted(kept) for line in drawn[place])]


def turn_heading(status: Status | None, width: int) -> Text:
    """What the turn came to, and the names of the columns."""
    line = heading("This turn", width, end="sure ───── ms")
    if status is None:
        return line
    words = f" {status.replace('_', ' ')} "
    return Text.assemble(line[:12], (words, COLOURS[status]), line[12 + len(words) :])


def stages_of(view: View) -> tuple[Stage, ...]:
    """The turn so far: under way, or the last one."""
    if view.turn is not None:
        return tuple(_stages(view.turn, view.registry, view.rewrites))
    stages = []
    if view.by:
        stages.append(Stage("woken", Text(f"by {view.phrase}" if view.phrase else WHY.get(view.by, view.by)), 3))
    words = view.words or view.asked
    if words:
        stages.append(Stage("hearing" if view.words else "heard", Text(f"“{words}”"), 0))
    return tuple(stages)


def last_lines(turns: Iterable[Turn], width: int, height: int) -> list[Text]:
    """The turns before this one, a line each, the newest last."""
    return [_last(turn, width) for turn in list(turns)[-max(0, height - 1) :]] if height > 1 else []


def _stage_lines(stage: Stage, width: int, most: int) -> list[Text]:
    figures = Text(f"{_ms(stage.ms):>6} ", style="dim")
    if stage.confidence is not None:
        figures = Text.assemble((f"{stage.confidence:.2f}", _sure(stage.confidence)), "   ", figures)
    room = width - LABEL - 3 - figures.cell_len
    texts = [stage.text]
    if stage.text.cell_len > room and most > 1:
        texts = list(stage.text.wrap(_MEASURE, room))
        texts = [*texts[: most - 1], Text(" ").join(texts[most - 1 :])] if len(texts) > most else texts
    first = spread(Text.assemble((f"{stage.name:>{LABEL}}  ", "dim"), texts[0]), figures, width)
    return [first, *(Text.assemble(" " * (LABEL + 2), text) for text in texts[1:])]


def _sure(confidence: float | None) -> str:
    return next(style for least, style in SURE if (confidence or 0.0) >= least)


def _ms(ms: float | None) -> str:
    return "" if ms is None or ms < 0.05 else f"{ms:.1f}" if ms < 10 else f"{ms:.0f}"


def _stages(turn: Turn, registry: Registry, learnt: Rewrites) -> Iterator[Stage]:
    ms = turn.ms
    if turn.initiator == "resident":
        if turn.detection is not None:
            yield Stage("woken", Text(f"by {turn.detection.phrase}"), 4, turn.detection.score, ms.get("wake"))
        heard = Text(f"“{turn.transcript.text}”" if turn.transcript.text else "(no words)", style="bold")
        yield Stage("heard", heard, 0, turn.transcript.confidence, ms.get("asr"))
        if turn.rewrite is not None:
            yield from _rewritten(turn, turn.rewrite, learnt)
        yield _understood(turn)
        meant = _meant(turn, registry)
        if meant:
            yield Stage("meant", meant, 2, None, ms.get("resolve"))
    if turn.outcomes:
        yield Stage("did", _did(turn.outcomes, registry), 5, None, ms.get("execute"))
    reply = Text(f"“{turn.reply}”" if turn.reply else "(nothing)", style="bold")
    yield Stage("answered", reply, 0, None, ms.get("respond", 0.0) + ms.get("tts", 0.0))
    if turn.received is not None:
        yield Stage("received", _received(turn), 3)


def _rewritten(turn: Turn, rewrite: Rewrite, learnt: Rewrites) -> Iterator[Stage]:
    """The words that were taken, or held back; where there is room, what that rests on."""
    words = Text(f"“{rewrite.text}”", style="magenta")
    yield Stage(rewrite_label(turn), words, 1, rewrite.score, turn.ms.get("rewrite"))
    rule = learnt.rule(rewrite.rule)
    if rule is not None:
        homes = f" in {rule.households} homes" if rule.households > 1 else ""
        rests = f"{rule.source}, {times(rule.sessions)}{homes}, {rule.chance:.0%} : {rule.kept:.0%}"
        yield Stage("because", Text(rests, style="dim"), 2)


def _understood(turn: Turn) -> Stage:
    if not turn.interpretations:
        return Stage("understood", Text("nothing", style="red"), 1, None, turn.ms.get("nlu"))
    chosen = next((one for one in turn.interpretations if one.intent == turn.intent), turn.interpretations[0])
    slots = ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in turn.slots.items())
    text = Text.assemble((turn.intent or chosen.intent, "cyan"), (f"  {slots}" if slots else "", "dim"))
    return Stage("understood", text, 1, chosen.confidence, turn.ms.get("nlu"))


def _meant(turn: Turn, registry: Registry) -> Text:
    text = Text(_names(turn.targets, registry))
    reasons = [act.reason.replace("_", " ") for act in turn.resolution.acts if act.reason] if turn.resolution else []
    if reasons:
        text.append(f"{'  ' if text else ''}{', '.join(reasons)}", style="yellow")
    context = deciding(turn, most=3)
    if context and text:
        text.append(f"  because {context}", style="dim")
    return text


def _did(outcomes: tuple[Outcome, ...], registry: Registry) -> Text:
    text = Text()
    for outcome in outcomes:
        name = _names([outcome.command.entity], registry)
        states = {str(change["state"]) for change in outcome.changes.values() if "state" in change}
        text.append("; " if text else "")
        if outcome.failure:
            text.append(f"{name}: {outcome.failure.replace('_', ' ')}", style="red")
        elif not outcome.changes:
            text.append(f"{name}: was so already", style="dim")
        else:
            text.append(f"{name}: {', '.join(sorted(states)) or outcome.command.service.replace('_', ' ')}")
    return text


def _names(entities: Iterable[str], registry: Registry) -> str:
    known = registry.entities
    return ", ".join(known[one].name if one in known else one.partition(".")[2] or one for one in entities)


def _received(turn: Turn) -> Text:
    received = turn.received
    if received is None or not received.by:
        return Text("to its end", style="dim")
    return Text(f"{received.heard:.0%} of it, then interrupted by {received.by}", style="yellow")


def _last(turn: Turn, width: int) -> Text:
    words = f"“{turn.transcript.text}”" if turn.initiator == "resident" else "(by itself)"
    mark = MARKS.get(turn.status, "✗")
    room = max(10, min(48, (width - 12) * 2 // 5))
    asked = Text(words)
    asked.truncate(room, overflow="ellipsis", pad=True)
    reply = turn.reply or turn.status.replace("_", " ")
    line = Text.assemble(
        (f" {turn.at:%H:%M}  ", "dim"), (f"{mark} ", COLOURS[turn.status]), asked, "  ", (reply, "dim")
    )
    if turn.received is not None and turn.received.by:
        return spread(line, Text(f"interrupted at {turn.received.heard:.0%} ", style="yellow"), width)
    return line
