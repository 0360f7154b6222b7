"""`ambient learn`: learns from the log, and shows what was learnt and what it rests on."""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.commands.numbers import count

if TYPE_CHECKING:
    from assistant.learning.keeping import Lesson
    from assistant.learnt import Rule, Source

SHOWN = 20
"""Rewrites shown of each layer; the twin has all of them."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "learn",
        parents=[common],
        help="learn from the log which words to take for which",
        description=(
            "Learns from the log which requests fail and by which words people get what they want, for the household "
            "of the log or, with --global, for everybody from a pooled log. What is learnt is used from the next start "
            "on; it stands in the data folder as JSON, with a twin to read."
        ),
    )
    parser.add_argument("--global", dest="shared", action="store_true", help="learn for everybody, from a pooled log")
    parser.add_argument("--household", metavar="NAME", help="the household of a pooled log to learn of")
    parser.add_argument(
        "--method",
        choices=("chain", "one_step", "next_request"),
        default="chain",
        help="how (default: the chain, solved)",
    )
    parser.add_argument("--workers", type=count, metavar="N", help="processes for a big log (default: one a core)")
    parser.add_argument("--dry-run", action="store_true", help="show what would be learnt; write nothing")
    parser.add_argument("--show", action="store_true", help="show what is known now; learn nothing")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Learns, or shows what was learnt before."""
    from assistant.learnt_file import path_of

    if options.show:
        lessons = _known(options.data)
        kept = {lesson.layer.source: path_of(options.data, lesson.layer.source) for lesson in lessons}
    else:
        lesson = _learn(options)
        lessons, kept = [lesson], {}
        if not options.dry_run:
            from assistant.learning.keeping import keep

            kept[lesson.layer.source] = keep(lesson, options.data)
    if options.json:
        told = [_as_json(lesson, kept.get(lesson.layer.source)) for lesson in lessons]
        print(json.dumps(told if options.show else told[0], ensure_ascii=False))
        return 0
    for lesson in lessons:
        _print(lesson, kept.get(lesson.layer.source))
    if not lessons:
        print(f"Nothing was learnt in {options.data} yet; ambient learn does it.")
    return 0


def _learn(options: argparse.Namespace) -> Lesson:
    from assistant.files import InputError
    from assistant.learning.keeping import learn_from
    from assistant.log import FILE, InteractionLog

    path = options.data / FILE
    if not path.exists():
        raise InputError(path, "is not there; talk to the assistant first, or name another folder with --data")
    source: Source = "global" if options.shared else "personal"
    with InteractionLog(path) as log:
        return learn_from(
            log,
            source,
            household=options.household,
            method=options.method,
            workers=options.workers or os.cpu_count() or 1,
        )


def _known(data: Path) -> list[Lesson]:
    from assistant.learning.keeping import Lesson, known
    from assistant.learnt_file import load_learnt, path_of
    from assistant.log import FILE, InteractionLog

    learnt = load_learnt(data)
    if (data / FILE).exists():
        with InteractionLog(data / FILE) as log:
            learnt = known(log)
    layers = (layer for layer in (learnt.own, learnt.shared) if path_of(data, layer.source).exists())
    return [Lesson(layer, learnt.withdrawn) for layer in layers]


def _as_json(lesson: Lesson, path: Path | None) -> dict[str, Any]:
    from assistant.learnt_file import twin_of
    from assistant.learnt_twin import by_use, odds

    rules = [
        {**asdict(rule), "odds": round(odds(rule), 3), "withdrawn": lesson.withdrawn.get(rule.id)}
        for rule in by_use(lesson.layer.rules)
    ]
    return {
        "source": lesson.layer.source,
        "file": str(path) if path else None,
        "twin": str(twin_of(path)) if path else None,
        "wordings": len(lesson.layer.wordings),
        "rules": rules,
    }


def _print(lesson: Lesson, path: Path | None) -> None:
    from rich.console import Console

    from assistant.learnt import NEAR
    from assistant.learnt_file import twin_of
    from assistant.learnt_twin import by_use

    console, layer = Console(), lesson.layer
    used = by_use([rule for rule in layer.rules if rule.id not in lesson.withdrawn])
    gone = by_use([rule for rule in layer.rules if rule.id in lesson.withdrawn])
    whose = "for this household" if layer.source == "personal" else "for everybody"
    console.print(f"{len(used)} rewrites {whose}, {len(layer.wordings)} wordings; {len(gone)} rewrites withdrawn.")
    for title, rules in (("Rewrites", used), ("Withdrawn", gone)):
        if rules:
            console.print(_table(title, rules[:SHOWN], lesson))
        if len(rules) > SHOWN:
            console.print(f"and {len(rules) - SHOWN} more", style="dim")
    near = sum(rule.startswith(NEAR) for rule in lesson.withdrawn)
    if near:
        console.print(f"{near} near matches are made no more; the twin says why.", style="dim")
    console.print(f"Kept in {path}; to read: {twin_of(path)}" if path else "Nothing was written.", soft_wrap=True)


def _table(title: str, rules: list[Rule], lesson: Lesson) -> Any:
    """Fits in 80 columns: what is heard and what is taken stand in one cell."""
    from rich.table import Table
    from rich.text import Text

    from assistant.learnt_twin import odds, reason

    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column("heard, taken as", overflow="fold", ratio=1)
    for column in ("households", "sessions", "goes well", "odds"):
        table.add_column(column, justify="right")
    for rule in rules:
        words = Text(f"{rule.heard}\n").append(f"→ {rule.text}", style="magenta")
        if rule.id in lesson.withdrawn:
            words.append(f"\n{reason(lesson.withdrawn[rule.id])}", style="yellow")
        well = f"{rule.kept:.0%} → {rule.chance:.0%}"
        table.add_row(words, str(rule.households), str(rule.sessions), well, f"×{odds(rule):.1f}")
    return table
