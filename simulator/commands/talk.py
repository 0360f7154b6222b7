"""`ambient talk`: the live session in a terminal."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


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
    parser.add_argument("--home", type=Path, metavar="FILE", help="the home (default: the demo home)")
    parser.add_argument("--assistant", metavar="ID", help="the assistant spoken to (default: the home's first)")
    parser.add_argument("--resident", metavar="ID", help="who speaks")
    parser.add_argument("--wake", action="append", metavar="NAME", help="wake word: a model's name or file")
    parser.add_argument("--threshold", type=float, default=0.5, help="of the wake word's score (default: 0.5)")
    parser.add_argument("--asr", metavar="NAME", help="recogniser (default: the best that this machine can run)")
    parser.add_argument("--asr-model", type=Path, metavar="DIR", help="a model folder of the recogniser's own")
    parser.add_argument("--voice", default="pyttsx3", metavar="NAME", help="pyttsx3 or piper")
    parser.add_argument("--microphone", metavar="NAME", help="part of a device's name, or its number")
    parser.add_argument("--speaker", metavar="NAME", help="part of a device's name, or its number")
    parser.add_argument("--follow-up", type=float, default=0.0, metavar="S", help="seconds to listen on after a reply")
    parser.add_argument("--sentences", type=Path, metavar="DIR", help="a folder of custom sentences")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the session until it is ended."""
    from simulator.live.session import Session, SessionOptions
    from simulator.live.terminal import run_plain

    session = Session(
        SessionOptions(
            data=options.data,
            home=options.home,
            assistant=options.assistant,
            resident=options.resident,
            wake=tuple(options.wake or ("alexa",)),
            threshold=options.threshold,
            asr=options.asr,
            asr_model=options.asr_model,
            voice=options.voice,
            microphone=options.microphone,
            speaker=options.speaker,
            follow_up=options.follow_up,
            sentences=options.sentences,
            sound=not options.text,
        )
    )
    return run_plain(session)
