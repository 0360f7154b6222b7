"""`ambient explain`: why a turn went as it did, stage by stage."""

from __future__ import annotations

import argparse
from typing import Any


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "explain",
        parents=[common],
        help="why a turn went as it did",
        description="Tells stage by stage what was heard, how it was understood, what in the context decided, "
        "and what came of it.",
    )
    parser.add_argument("turn", nargs="?", metavar="TURN", help="the turn's id (default: the last turn)")
    parser.add_argument("--json", action="store_true", help="print the turn with its evidence as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Explains a logged turn."""
    from rich.console import Console

    from assistant.files import InputError
    from assistant.learning.keeping import known
    from assistant.serial import to_json
    from simulator.display import turn_panel
    from simulator.explaining import explanation
    from simulator.setting import open_log

    log = open_log(options.data)
    entry = log.find(options.turn) if options.turn else next(iter(log.recent(1)), None)
    if entry is None:
        missing = (
            f"no turn '{options.turn}' in it; see ambient log list" if options.turn else "is empty; nothing to explain"
        )
        raise InputError(log.path, missing)
    if options.json:
        print(to_json(entry.turn))
    else:
        Console().print(turn_panel(entry.turn, explanation(entry.turn, known(log))))
    return 0
