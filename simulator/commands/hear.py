"""`ambient hear`: the full audio pipeline on recordings."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

LOUDEST = 60
"""Decibels that speech and noise may differ by."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "hear",
        parents=[common],
        help="what the assistant makes of recordings",
        description="Runs recordings (WAV or FLAC, any rate and width) through wake word, endpointing, recognition "
        "and understanding, as if they were played in the home.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--no-wake", action="store_true", help="the recording holds the request alone, no wake word")
    parser.add_argument(
        "--wake", action="append", metavar="NAME", help="wake word: a model's name or file (repeatable)"
    )
    parser.add_argument("--threshold", type=float, default=0.5, help="of the wake word's score (default: 0.5)")
    parser.add_argument(
        "--asr", metavar="NAME", help="recogniser: pocketsphinx, vosk or whisper (default: by this machine)"
    )
    parser.add_argument("--asr-model", type=Path, metavar="DIR", help="a model folder of the recogniser's own")
    parser.add_argument("--home", type=Path, metavar="FILE", help="the home (default: the demo home)")
    parser.add_argument("--assistant", metavar="ID", help="the assistant that hears (default: the home's first)")
    parser.add_argument("--sentences", type=Path, metavar="DIR", help="a folder of custom sentences")
    parser.add_argument(
        "--noise", metavar="NOISE", help="mix a noise under the recordings: a WAV file, or kitchen, fan, …"
    )
    parser.add_argument("--snr", type=float, default=12.0, help="decibels of the speech over that noise (default: 12)")
    parser.add_argument("--seed", type=int, default=0, help="of the place in the noise (default: 0)")
    parser.add_argument("--json", action="store_true", help="one JSON object a file")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Hears every file; each meets the home as its file has it."""
    import json

    from rich.console import Console

    from assistant.files import InputError
    from simulator.display import turn_card, turn_panel
    from simulator.hearing import Listener

    if not 0 < options.threshold <= 1:
        raise InputError("--threshold", f"must be above 0 and at most 1, not {options.threshold:g}")
    if not abs(options.snr) <= LOUDEST:
        raise InputError("--snr", f"must be between -{LOUDEST} and {LOUDEST} decibels, not {options.snr:g}")
    if options.seed < 0:
        raise InputError("--seed", f"must be 0 or more, not {options.seed}")
    console = Console()
    listener = Listener(options)
    for path in options.files:
        recording = listener.hear(path)
        if options.json:
            print(json.dumps(recording.as_json(), ensure_ascii=False), flush=True)
            continue
        console.rule(f"{path.name}  [dim]{recording.seconds:.1f} s[/]", align="left")
        if not recording.detections and not options.no_wake:
            console.print("nothing woke the assistant", style="dim")
        for turn in recording.turns:
            console.print(turn_panel(turn, turn_card(turn)))
    return 0
