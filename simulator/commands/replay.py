"""`ambient replay`: plays scenarios and checks what they expect."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "replay",
        parents=[common],
        help="replay scenarios and check what they expect",
        description="Replays scenarios. Exit code 0: every expectation holds; 1: some do not; 2: bad input.",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a scenario file, or a folder of them")
    parser.add_argument("--channel", choices=("text", "audio"), default="text", help="as text (default) or as sound")
    parser.add_argument("--seed", type=int, default=0, help="seed of voices and noise (default: 0)")
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="play each N times, seeds counting up")
    parser.add_argument("--home", type=Path, metavar="FILE", help="a home file of your own, in place of the scenario's")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write one turn a line to FILE")
    parser.add_argument("--wav", type=Path, metavar="FILE", help="write the scenes as a person in the room hears them")
    parser.add_argument(
        "--asr", metavar="NAME", help="recogniser: pocketsphinx, vosk or whisper (default: by this machine)"
    )
    parser.add_argument("--asr-model", type=Path, metavar="DIR", help="a model folder of the recogniser's own")
    parser.add_argument("--quiet", action="store_true", help="print the summary and what fails, not every turn")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Plays every scenario; 0 where all expectations hold, else 1."""
    from rich.console import Console

    from assistant.files import InputError
    from assistant.learnt_file import load_learnt
    from simulator.display import pairs_summary, record_panel, summary
    from simulator.equipment import Equipment, audio_config, text_config
    from simulator.output import lines_to
    from simulator.scenario import find
    from simulator.scene import Result, line_of, load_scenes, play_scene
    from simulator.setting import data_folder, open_log

    if options.wav and options.channel != "audio":
        raise InputError("--wav", "only the audio channel makes sound; add --channel audio")
    if options.repeat < 1:
        raise InputError("--repeat", f"must be 1 or more, not {options.repeat}")
    learnt = load_learnt(options.data if options.data_given else None)
    console = Console()
    scenes, misfits = load_scenes(find(options.paths), home=options.home)
    for misfit in misfits:
        print(f"left out, {misfit}", file=sys.stderr)
    config = audio_config(options.data, options.asr, options.asr_model) if options.channel == "audio" else text_config()
    equipment = Equipment(options.channel, config)
    results: list[Result] = []
    with lines_to(options.json) as write, data_folder(options.data if options.data_given else None) as data:
        for seed in range(options.seed, options.seed + options.repeat):
            for scene in scenes:
                if not options.quiet:
                    console.rule(f"[bold]{scene.scenario.scenario}[/]  [dim]{scene.path.name}[/]", align="left")
                result = Result(scene.scenario.scenario, seed, scene.side)
                log = open_log(data if options.data_given else data / f"{len(results)}")
                for record in play_scene(scene, equipment, seed=seed, log=log, learnt=learnt):
                    result.add(record)
                    if not options.quiet or not record.holds:
                        console.print(record_panel(record))
                    for turn in record.turns or (None,):
                        write(line_of(scene, seed, options.channel, record, turn))
                log.close()
                results.append(result)
        if options.wav:
            equipment.write_wav(options.wav)
            console.print(f"The scenes as sound: {options.wav}")
    for table in (summary(results), pairs_summary(results)):
        if table.rows:
            console.print(table)
    return 0 if all(result.holds for result in results) else 1
