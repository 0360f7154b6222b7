"""Why a turn went as it did, in words and figures that a person can check."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from assistant.learnt import Learnt
from assistant.resolve.rank import contributions
from assistant.turn import Candidate, Turn
from simulator.display import turn_card

SHOWN = 4
"""Candidates shown: the chosen one and its nearest rivals."""


def explanation(turn: Turn, learnt: Learnt | None = None) -> RenderableType:
    """The turn's card, and under it the candidates that were weighed with what spoke for each; `learnt` tells what a
    rewrite rests on."""
    parts: list[RenderableType] = [turn_card(turn, learnt=learnt)]
    candidates = turn.resolution.candidates if turn.resolution else ()
    for act in sorted({one.act for one in candidates}):
        weighed = [one for one in candidates if one.act == act][:SHOWN]
        parts.append(Text())
        parts.append(candidate_table(weighed, request=act + 1 if turn.acts > 1 else None))
    if turn.resolution and turn.resolution.chance < 1:
        parts.append(Text(f"chosen by chance: {turn.resolution.chance:.0%}", style="yellow"))
    for act_made in turn.resolution.acts if turn.resolution else ():
        if act_made.reason:
            parts.append(Text(f"{act_made.intent}: {act_made.reason.replace('_', ' ')}", style="yellow"))
    return Group(*parts)


def candidate_table(candidates: list[Candidate], *, request: int | None = None) -> Table:
    """The candidates side by side, a row a feature: what it adds to the score, so that a column sums to it."""
    title = "What was weighed" + (f", request {request}" if request else "")
    table = Table(title=title, title_justify="left", show_footer=True)
    points = [dict(contributions(one.features)) for one in candidates]
    names = sorted({name for added in points for name, value in added.items() if abs(value) > 0.005})
    kept = any(one.chance is not None for one in candidates)
    table.add_column("feature", footer="score\nchance" if kept else "score")
    for rank, one in enumerate(candidates):
        head = one.intent + ("\n" + ", ".join(one.targets[:2]) if one.targets else "")
        footer = f"{one.score:.2f}" + (f"\n{one.chance:.1%}" if one.chance is not None else "")
        style = "bold" if rank == 0 else "dim"
        table.add_column(head, justify="right", footer=footer, style=style, overflow="fold")
    for name in names:
        values = [added.get(name, 0.0) for added in points]
        table.add_row(name.replace("_", " "), *(f"{value:+.2f}" if value else "" for value in values))
    return table
