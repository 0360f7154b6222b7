"""`ambient simulate`: simulated households live through the arms of an experiment."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from time import perf_counter
from typing import Any


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "simulate",
        parents=[common],
        help="run an experiment on simulated households",
        description="Runs an experiment on simulated households: tables, a summary and a report go to the --out "
        "folder. What is done is kept when it is interrupted; the same command goes on from there.",
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="an experiment file")
    parser.add_argument("--households", type=int, metavar="N", help="how many households (default: the file's)")
    parser.add_argument("--days", type=int, metavar="N", help="how many days they live (default: the file's)")
    parser.add_argument("--seed", type=int, metavar="N", help="seed of everything (default: the file's)")
    parser.add_argument("--workers", type=int, metavar="N", help="processes (default: one for each core)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where results go (default: the file's name-results)")
    parser.add_argument("--asr", metavar="NAME", help="speech profile: whisper or pocketsphinx (default: the file's)")
    parser.add_argument("--phrases", type=Path, metavar="FILE", help="a phrase bank: JSON lines of text, intent, slots")
    parser.add_argument("--fresh", action="store_true", help="begin again, where the folder holds other results")
    parser.add_argument("--sound", type=int, metavar="N", help="say N of the requests aloud, through the audio channel")
    parser.add_argument("--calibrate", action="store_true", help="fit the speech profile of --asr to the audio channel")
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the experiment, or the calibration; 0 when it is done, 1 for a bug in a household's life."""
    from assistant.files import InputError

    if options.calibrate:
        from simulator.speech.calibrate import calibrate

        return int(calibrate(options.asr or "whisper", options.data))
    if options.file is None:
        raise InputError("FILE", "an experiment file is needed; scenarios/experiments/ has some")
    if options.workers is not None and options.workers < 1:
        raise InputError("--workers", f"must be 1 or more, not {options.workers}")
    try:
        import pyarrow  # noqa: F401 - only whether it is here
    except ModuleNotFoundError:
        raise InputError("simulate", 'results need pyarrow; pip install "ambient-home[simulate]"') from None
    return _simulate(options)


def _simulate(options: argparse.Namespace) -> int:
    from simulator.experiments.progress import Progress
    from simulator.experiments.report import write_report
    from simulator.experiments.run import run as run_experiment
    from simulator.experiments.shown import show
    from simulator.experiments.spec import load_experiment
    from simulator.experiments.summary import summarise
    from simulator.speech.profile import load_profile

    experiment = load_experiment(
        options.file,
        households=options.households,
        days=options.days,
        seed=options.seed,
        asr=options.asr,
        phrases=options.phrases,
    )
    for arm in experiment.arms.values():
        load_profile(arm.asr or experiment.asr)
    out = options.out or Path(f"{options.file.stem}-results")
    if options.fresh:
        shutil.rmtree(out, ignore_errors=True)
    workers = options.workers or min(experiment.households, len(os.sched_getaffinity(0)))
    began = perf_counter()
    try:
        with Progress(experiment, out) as progress:
            run_experiment(experiment, out, workers=workers, report=progress.report)
    except KeyboardInterrupt:
        print(f"stopped; what is done is kept in {out}, the same command goes on from there", file=sys.stderr)
        return 130
    except RuntimeError as bug:
        (out / "errors.txt").write_text(str(bug), "utf-8")
        first, _, rest = str(bug).partition("\n")
        print(
            f"a bug in the life of {first}: {rest.strip().rpartition(chr(10))[2]}; see {out / 'errors.txt'}",
            file=sys.stderr,
        )
        return 1
    progress.measured(perf_counter() - began)
    summary = summarise(out, arms=list(experiment.arms), seed=experiment.seed)
    write_report(out)
    show(summary, out, as_json=options.json)
    return 0
