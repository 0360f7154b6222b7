"""`ambient doctor`: what works on this machine, and how to mend what does not."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.settings import FILE, Settings, write
from simulator.flags import add_flags, settings_of

MARKS = {"ok": "[green]✓[/]", "note": "[yellow]–[/]", "broken": "[red]✗[/]"}


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "doctor",
        parents=[common],
        help="what works on this machine, and how to mend the rest",
        description="Tries each part once: packages, models, voice, wake word, recogniser, understanding, log, disk, "
        "microphone and speaker. It records two seconds and speaks a sentence. Exit 0: text and simulated audio work; "
        "1: something that they need is broken.",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a check")
    parser.add_argument("--no-sound", action="store_true", help="list the sound devices, but neither record nor speak")
    parser.add_argument(
        "--write-config",
        nargs="?",
        const=Path(),
        type=Path,
        metavar="FILE",
        help="write a config file of the settings given, with a comment on each, and check nothing "
        f"(default: {FILE} in the data folder)",
    )
    add_flags(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Checks; each line appears as soon as its part has been tried."""
    settings = settings_of(options)
    if options.write_config is not None:
        return _write(settings, options.write_config if options.write_config.name else options.data / FILE)
    from simulator.checkup import check_up

    show = _print_json if options.json else _printer()
    broken = 0
    for finding in check_up(options.data, settings, noisy=not options.no_sound, tell=_tell):
        show(finding)
        broken += finding.verdict == "broken"
    if not options.json:
        print(f"\n{broken} of these must be mended." if broken else "\nText and simulated audio work here.")
    return 1 if broken else 0


def _write(settings: Settings, path: Path) -> int:
    write(settings, path)
    print(path)
    return 0


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


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
