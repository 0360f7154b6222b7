"""`ambient talk`: the live session in a terminal."""

from __future__ import annotations

import argparse
from typing import Any

from simulator.flags import add_flags, settings_of


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "talk",
        parents=[common],
        help="talk to it: the live session with a microphone",
        description="You live in the simulated home: say the wake word and what you want, interrupt it, ask it why.",
    )
    parser.add_argument("--text", action="store_true", help="type instead of speaking; needs no sound")
    parser.add_argument("--plain", action="store_true", help="line by line, for screen readers and logs")
    add_flags(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the session until it is ended."""
    from simulator.live.session import Session
    from simulator.live.terminal import run as show

    session = Session(settings_of(options), data=options.data, sound=not options.text)
    return show(session, plain=options.plain)
