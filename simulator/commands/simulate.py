"""`ambient simulate`: an experiment on simulated households."""

from __future__ import annotations

import argparse
import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.commands.numbers import count

if TYPE_CHECKING:
    from simulator.experiments.run import Plan
    from simulator.experiments.spec import Experiment

NEEDED = ("pyarrow",)
"""What the extra `simulate` brings."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "simulate",
        parents=[common],
        help="run an experiment on simulated households",
        description=(
            "Runs an experiment: households that live the same days in each of its arms, judged by truth. What is done "
            "is kept: the same command goes on where it was stopped. Simulated lives never go into --data."
        ),
    )
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the experiment, such as scenarios/experiments/week.yaml"
    )
    _add_changes(parser)
    parser.add_argument("--workers", type=count, metavar="N", help="processes (default: one a core)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the results go (default: FILE's name-results)")
    parser.add_argument("--fresh", action="store_true", help="throw away what an experiment left in the folder")
    parser.add_argument("--only", type=_number, metavar="N", help="household N alone")
    parser.add_argument("--keep-log", action="store_true", help="keep each arm's interaction log: DIR/logs/ARM")
    parser.add_argument(
        "--sound", type=count, metavar="N", help="then speak N things that were said, to a real recogniser: DIR/sound"
    )
    parser.add_argument(
        "--calibrate", action="store_true", help="fit the speech profile --asr (default: whisper) to real sound instead"
    )
    parser.add_argument("--json", action="store_true", help="print the summary as JSON alone")
    parser.set_defaults(run=run)


def _add_changes(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("in place of what FILE says")
    group.add_argument("--households", type=count, metavar="N", help="how many")
    group.add_argument("--days", type=count, metavar="N", help="how long they live")
    group.add_argument("--seed", type=int, metavar="N", help="what everything is drawn from")
    group.add_argument("--asr", metavar="NAME", help="the speech profile, in every arm that names none")
    group.add_argument("--phrases", type=Path, metavar="FILE", help="a phrase bank: JSON lines of text, intent, slots")


def run(options: argparse.Namespace) -> int:
    """Runs the experiment; 0 done, 1 a bug, 2 bad input or a full disk, 130 stopped."""
    if options.calibrate:
        return _calibrate(options)
    _check(options)
    from rich.console import Console

    from simulator.experiments.pool import EndedError
    from simulator.experiments.run import kept

    plan = _plan(options)
    errors = Console(stderr=True, soft_wrap=True)
    try:
        summary = _run(plan, options, errors)
    except EndedError as ended:
        print(f"ambient: {ended.message}", file=sys.stderr)
        return ended.code
    except KeyboardInterrupt:
        print(f"stopped: {kept(plan)}", file=sys.stderr)
        return 130
    if options.json:
        print(json.dumps(summary))
    else:
        _show(plan, summary)
    return 0


def _calibrate(options: argparse.Namespace) -> int:
    from simulator.speech.calibrate import calibrate
    from simulator.speech.profile import FOLDER

    asr = options.asr or "whisper"
    out = options.out or FOLDER
    calibrate(asr, options.data, out=out, report=lambda line: print(line, file=sys.stderr))
    print(f"The profile and its plot: {out / asr}.json, {out / asr}.svg")
    return 0


def _check(options: argparse.Namespace) -> None:
    from assistant.files import InputError

    if options.file is None:
        raise InputError("FILE", "is missing: name an experiment, such as scenarios/experiments/week.yaml")
    lacking = [name for name in NEEDED if find_spec(name) is None]
    if lacking:
        raise InputError("simulate", f'needs {" and ".join(lacking)}; pip install "ambient-home[parquet]"')


def _plan(options: argparse.Namespace) -> Plan:
    from simulator.experiments.run import Plan
    from simulator.experiments.spec import changed, read_experiment

    experiment = changed(
        read_experiment(options.file),
        households=options.households,
        days=options.days,
        seed=options.seed,
        asr=options.asr,
        phrases=options.phrases.resolve() if options.phrases else None,
    )
    _check_names(experiment)
    numbers = experiment.tested if options.only is None else (options.only,)
    alone = f"-h{options.only:05d}" if options.only is not None else ""
    out = options.out or Path(f"{options.file.stem}{alone}-results")
    return Plan(experiment, out, tuple(numbers), options.keep_log)


def _check_names(experiment: Experiment) -> None:
    """What would otherwise go wrong in every worker."""
    from simulator.households.language.bank import Bank
    from simulator.speech.profile import load_profile

    for name in (experiment.asr, *(arm.asr for arm in experiment.arms.values() if arm.asr)):
        load_profile(name)
    if experiment.phrases:
        Bank.from_lines(experiment.phrases)


def _run(plan: Plan, options: argparse.Namespace, errors: Any) -> dict[str, Any]:
    from simulator.experiments.report import write_report
    from simulator.experiments.run import run, todo
    from simulator.experiments.shown import pace_lines, progress
    from simulator.households.living_there import live_household

    workers = options.workers or os.cpu_count() or 1
    with progress(errors, todo(plan, fresh=options.fresh)) as pace:
        summary = run(
            plan,
            live=live_household,
            workers=workers,
            fresh=options.fresh,
            seen=pace.add,
            report=write_report,
            says=lambda words: errors.print(words) if errors.is_terminal else None,
        )
    for line in pace_lines(pace):
        print(line, file=sys.stderr)
    if options.sound:
        from simulator.experiments.sound import in_sound

        summary = {**summary, "sound": in_sound(plan, count=options.sound, data=options.data)}
    return summary


def _show(plan: Plan, summary: dict[str, Any]) -> None:
    from rich.console import Console

    from simulator.experiments.shown import against_table, rewriting_table, summary_table

    console = Console()
    for table in (summary_table(summary), against_table(summary), rewriting_table(summary)):
        if table is not None:
            console.print(table)
    if "sound" in summary:
        sound = summary["sound"]
        rates = (sound["word_error_rate_in_sound"], sound["word_error_rate_as_text"])
        shown = " against ".join("–" if rate is None else f"{rate:.1%}" for rate in rates)
        console.print(f"{sound['said']} of them in sound: word error rate {shown} as text; {plan.out / 'sound'}")
    console.print(f"The report: {plan.out / 'report.html'}", soft_wrap=True)


def _number(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("a number from 0 is expected")
    return number
