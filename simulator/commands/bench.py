"""`ambient bench`: speed and memory of every stage on this machine."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "bench",
        parents=[common],
        help="speed and memory of each stage",
        description="Measures this machine: idle listening, recognition, the endpointer's wait, the time from the end "
        "of speech to the reply's first sample, a text turn, memory; and how fast words are understood, beside what "
        "else is installed that understands them.",
    )
    parser.add_argument("--runs", type=int, default=1, metavar="N", help="times each request is said (default: 1)")
    parser.add_argument(
        "--asr", metavar="NAME", help="recogniser: pocketsphinx, vosk or whisper (default: by this machine)"
    )
    parser.add_argument("--asr-model", type=Path, metavar="DIR", help="a model folder of the recogniser's own")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Measures and prints."""
    import json
    import sys

    from rich.console import Console
    from rich.table import Table

    from assistant.files import InputError
    from simulator.benchmark import measure
    from simulator.equipment import audio_config
    from simulator.peers import missing
    from simulator.understanding_bench import measure_understanding

    if options.runs < 1:
        raise InputError("--runs", f"must be 1 or more, not {options.runs}")
    figures = [
        *measure(audio_config(options.data, options.asr, options.asr_model), runs=options.runs),
        *measure_understanding(),
    ]
    if missing():
        print(missing(), file=sys.stderr)
    if options.json:
        print(json.dumps({figure.name: figure.as_json() for figure in figures}))
        return 0
    table = Table(title="This machine, models loaded", title_justify="left")
    for name in ("what", "median", "95 %", "unit", "of"):
        table.add_column(name, justify="right" if name in ("median", "95 %") else "left", overflow="fold")
    for figure in figures:
        worst = _shown(figure.percentile(95)) if len(figure.values) > 1 else ""
        table.add_row(figure.name, _shown(figure.percentile(50)), worst, figure.unit, str(len(figure.values)))
    Console().print(table)
    return 0


def _shown(value: float) -> str:
    """Three digits, or all of those before the point."""
    return f"{value:.0f}" if value >= 1000 else f"{value:.3g}"
