"""What a person sees of an experiment in the terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from simulator.experiments.shown import rewriting_table


def _arm(used: int, wins: int, losses: int, low: float | None) -> dict[str, Any]:
    change = {"value": -0.25, "low": -0.3, "high": -0.2}
    return {
        "used": used, "wins": wins, "losses": losses, "right_to_wrong_low": low, "fired_on_right": {"share": 0.03},
        "defect_rate": {"value": 0.34, "low": 0.3, "high": 0.4}, "against_first": change,
    }  # fmt: skip


def test_rewrites_are_shown_arm_by_arm() -> None:
    arms = {"off": _arm(0, 0, 0, None), "learnt": _arm(580, 422, 34, 8.77)}
    summary = {"rewriting": {"arms": arms}, "mended": {"learnt": {"share": {"value": 0.26}}}}
    summary["asked_before"] = {"defects": 100, "same_wish": 0.47, "same_words": 0.07}
    console = Console(width=120, color_system=None)
    with console.capture() as shown:
        console.print(rewriting_table(summary))
    lines = [" ".join(line.split()) for line in shown.get().splitlines()]
    assert "learnt 580 422 : 34 8.77 3.0 % 34.0 % -25.0 % (-30.0 to -20.0) 26.0 %" in lines
    assert "asked for 47.0 % before, for 7.0 % in the same words" in " ".join(lines)


def test_where_nothing_was_rewritten_no_table_is_shown() -> None:
    assert rewriting_table({"rewriting": {"arms": {"off": _arm(0, 0, 0, None)}}}) is None
