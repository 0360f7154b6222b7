"""`ambient log`: the interaction log, listed, exported, forgotten."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.actions import add_action

if TYPE_CHECKING:
    from assistant.log import Entry, InteractionLog

SHOWN = 20
"""Turns listed unless told otherwise."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "log",
        parents=[common],
        help="list, export or forget what was said",
        description="The interaction log: every turn with its evidence. Sound is kept only with keep_audio.",
    )
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.set_defaults(run=run, do=_list, most=SHOWN)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions (default: list)")
    _add_list(actions)
    _add_export(actions)
    _add_forget(actions)


def run(options: argparse.Namespace) -> int:
    """Opens the log of the data folder and does what was asked."""
    from assistant.log import FILE, InteractionLog

    action: Callable[[argparse.Namespace, InteractionLog], int] = options.do
    with InteractionLog(options.data / FILE) as log:
        return action(options, log)


def _add_list(actions: Any) -> None:
    description = "The last turns, the newest at the end; with --json each with its evidence, as a line."
    parser = add_action(actions, "list", _list, help="the last turns", description=description)
    parser.add_argument("-n", "--most", type=_count, default=SHOWN, metavar="N", help=f"how many (default: {SHOWN})")


def _add_export(actions: Any) -> None:
    description = "Writes every turn as JSON lines or as Parquet."
    parser = add_action(actions, "export", _export, help="write all of it to a file", description=description)
    parser.add_argument("file", type=Path, metavar="FILE", help="ends in .jsonl or .parquet; - prints JSON lines")
    parser.add_argument("--audio", type=Path, metavar="FOLDER", help="write the sound that was kept there, as FLAC")


def _add_forget(actions: Any) -> None:
    description = (
        "Deletes a resident's turns, and the timers, alarms, reminders and list items they made. The file is rewritten "
        "so that no word stays in it, and what was learnt from it is learnt again from what is left. Files exported "
        "before are not touched."
    )
    parser = add_action(
        actions, "forget", _forget, help="delete what a resident said, for good", description=description
    )
    parser.add_argument("resident", metavar="RESIDENT", help="the resident's id, or all for everything")


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("a number from 0 is expected")
    return number


def _list(options: argparse.Namespace, log: InteractionLog) -> int:
    from assistant.export import json_line

    entries = log.recent(options.most)
    if options.json:
        for entry in entries:
            print(json_line(entry))
        return 0
    from rich.console import Console

    console = Console()
    console.print(_table(entries) if entries else f"Nothing is logged in {log.path} yet.")
    return 0


def _table(entries: tuple[Entry, ...]) -> Any:
    """Fits in 80 columns: what belongs together stands in one cell."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("turn", "when", "who"):
        table.add_column(column, no_wrap=True)
    for column in ("heard, answered", "came of it"):
        table.add_column(column, overflow="fold", ratio=1)
    for entry in entries:
        turn = entry.turn
        who = turn.resident.id if turn.resident else "?" if turn.initiator == "resident" else "assistant"
        said = Text(f"{turn.transcript.text or '-'}\n").append(f"→ {turn.reply or '-'}", style="dim")
        outcome = Text(f"{turn.status} {turn.intent or ''}\n").append(_friction(entry), style="yellow")
        outcome.rstrip()
        table.add_row(turn.turn, f"{turn.at:%d %b %H:%M:%S}", Text(who), said, outcome)
    return table


def _friction(entry: Entry) -> str:
    """What went against a turn, in a few words."""
    received, rephrase = entry.turn.received, entry.rephrase
    cut = f"cut off by {received.by} at {received.heard:.0%}" if received and received.by else ""
    again = f"says {rephrase.of} again after {rephrase.gap_seconds:.0f} s" if rephrase else ""
    return "; ".join(part for part in (cut, again) if part)


def _export(options: argparse.Namespace, log: InteractionLog) -> int:
    from assistant.export import FORMATS, export, export_sounds, json_line
    from assistant.files import InputError

    sounds = {} if options.audio is None else {"sounds": export_sounds(log, options.audio)}
    if str(options.file) == "-":
        for entry in log.entries():
            print(json_line(entry))
        return 0
    kind = options.file.suffix.removeprefix(".")
    if kind not in FORMATS:
        raise InputError(options.file, "should end in " + " or ".join(f".{known}" for known in FORMATS))
    count = export(log, options.file, kind=kind)
    if options.json:
        print(json.dumps({"file": str(options.file), "turns": count, **sounds}))
    else:
        print(f"{count} turns written to {options.file}.")
        if sounds:
            print(f"The sound of {sounds['sounds']} of them written to {options.audio}.")
    return 0


def _forget(options: argparse.Namespace, log: InteractionLog) -> int:
    from assistant.forgetting import ALL
    from assistant.learning.keeping import drop, learn_again
    from simulator import living

    dropped = drop(log)  # before the rows, so that nothing that was learnt outlives them
    count = log.forget(options.resident)
    living.forget(log.path.parent)
    again = [] if options.resident == ALL else learn_again(log, dropped)
    if options.json:
        learnt = {"dropped": dropped, "learnt_again": again} if dropped else {}
        print(json.dumps({"resident": options.resident, "turns": count, **learnt}))
    elif count:
        print(f"{count} turns deleted for good. What was exported or copied before is still where it was put.")
        if dropped:
            print("What was learnt from them is gone too" + ("; learnt again from what is left." if again else "."))
    else:
        print(f"No turn of '{options.resident}' is in the log.")
    return 0
