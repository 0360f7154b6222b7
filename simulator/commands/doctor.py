"""`ambient doctor`: what works on this machine, and how to mend what does not."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

MARKS = {"ok": "[green]✓[/]", "note": "[yellow]–[/]", "broken": "[red]✗[/]"}


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "doctor",
        parents=[common],
        help="what works on this machine, and how to mend the rest",
        description="Tries each part once: packages, models, voice, wake word, recogniser, understanding, sound "
        "devices, log and disk. Exit 0: text and simulated audio work; 1: something that they need is broken.",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a check")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Checks; each line appears as soon as its part has been tried."""
    from simulator.checkup import check_up

    show = _print_json if options.json else _printer()
    broken = 0
    for finding in check_up(options.data):
        show(finding)
        broken += finding.verdict == "broken"
    if not options.json:
        print(f"\n{broken} of these must be mended." if broken else "\nText and simulated audio work here.")
    return 1 if broken else 0


def _print_json(finding: Any) -> None:
    print(json.dumps(asdict(finding), ensure_ascii=False))


def _printer() -> Any:
    from rich.console import Console
    from rich.markup import escape
    from rich.padding import Padding

    console = Console(highlight=False)

    def show(finding: Any) -> None:
        console.print(f"{MARKS[finding.verdict]} [bold]{escape(finding.part)}[/]  {escape(finding.said)}")
        if finding.mend:
            console.print(Padding(f"mend: {escape(finding.mend)}", (0, 0, 0, 4)), style="yellow")

    return show
