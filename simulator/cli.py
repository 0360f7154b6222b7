"""The command line: `ambient COMMAND`, each a module of `simulator.commands`; what it needs is imported on use.

Bad input ends with one line on standard error and exit code 2; no traceback reaches a person.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from assistant.files import InputError

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""What the libraries for sums take their number of threads from."""

COMMANDS = ("replay", "ask", "hear", "talk", "simulate", "learn", "explain", "log", "models", "doctor", "bench")


class OneLine(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """Ends the program with exit code 2."""
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def data_folder() -> Path:
    """Where the log and the knowledge live unless told otherwise: `AMBIENT_DATA`, or the platform's usual folder."""
    given = os.environ.get("AMBIENT_DATA")
    if given:
        return Path(given)
    from platformdirs import user_data_path

    return user_data_path("ambient-home", appauthor=False)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="where the log and the knowledge live (default: AMBIENT_DATA, or the platform's usual folder)",
    )
    top = OneLine(prog="ambient", description="A voice assistant for the home, and simulated homes to live with it.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        import_module(f"simulator.commands.{name}").add(commands, common)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; its exit code."""
    for name in THREADS:
        # Our sums are small: more threads would wait for each other, and take the core that the room's sound needs.
        os.environ.setdefault(name, "1")
    options = parser().parse_args(arguments)
    options.data_given = options.data is not None or "AMBIENT_DATA" in os.environ
    options.data = options.data or data_folder()
    try:
        return int(options.run(options))
    except InputError as wrong:
        print(f"ambient: {wrong}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 141
