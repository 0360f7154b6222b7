"""`ambient ask`: one text turn, or one a line of standard input."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.asking import Question


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "ask",
        parents=[common],
        help="one request as text, no audio",
        description="Takes one request as text. Without TEXT, reads JSON lines such as "
        '{"text": "turn on the light", "area": "kitchen"} and answers each with one line, in order.',
    )
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the request; without it, JSON lines on standard input")
    parser.add_argument("--home", type=Path, metavar="FILE", help="the home (default: the demo home)")
    parser.add_argument("--area", metavar="NAME", help="where the resident is: an area's id, name or alias")
    parser.add_argument("--assistant", metavar="ID", help="the assistant spoken to")
    parser.add_argument("--resident", metavar="ID", help="who speaks")
    parser.add_argument("--at", metavar="TIME", help="when, such as 2026-03-02T07:05 (default: now)")
    parser.add_argument("--sentences", type=Path, metavar="DIR", help="a folder of custom sentences")
    parser.add_argument("--fresh", action="store_true", help="each line meets the home as its file has it; no log")
    parser.add_argument("--json", action="store_true", help="print the turn as one line of JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Answers every question; exit code 0 unless the input is bad."""
    from simulator.asking import Asker, Question

    asker = Asker(
        home=options.home,
        sentences=options.sentences,
        data=None if options.fresh else options.data,
        defaults=Question(
            text="", area=options.area, assistant=options.assistant, at=options.at, resident=options.resident
        ),
    )
    questions = [asker.defaults.with_text(options.text)] if options.text is not None else read(sys.stdin, asker)
    for turn in asker.answers(questions):
        if options.json:
            from assistant.serial import to_json

            print(to_json(turn), flush=True)
        else:
            from rich.console import Console

            from simulator.display import turn_card, turn_panel

            Console().print(turn_panel(turn, turn_card(turn, said=turn.transcript.text, learnt=asker.learnt)))
    return 0


def read(lines: Iterable[str], asker: Any) -> Iterator[Question]:
    """One question a line of JSON; raises `InputError` with the number of a line that is none."""
    from assistant.files import InputError
    from simulator.asking import question_of

    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            raise InputError("standard input", 'not JSON; a line looks like {"text": "…"}', line=number) from None
        yield question_of(value, asker.defaults, number)
