"""Runs one command of the command line in this process, as `simulator.cli` does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from assistant.files import InputError

Run = Callable[..., tuple[int, str, str]]
"""Takes the words of a command line; its exit code, standard output and standard error."""


def runner(module: ModuleType) -> Any:
    """A fixture that runs `module`'s command alone, so that no other command needs to be there."""

    @pytest.fixture
    def ambient(capsys: pytest.CaptureFixture[str]) -> Run:
        def run(*words: object) -> tuple[int, str, str]:
            common = argparse.ArgumentParser(add_help=False)
            common.add_argument("--data", type=Path)
            top = argparse.ArgumentParser(prog="ambient")
            module.add(top.add_subparsers(dest="command"), common)
            options = top.parse_args([str(word) for word in words])
            try:
                code = options.run(options)
            except InputError as wrong:
                print(f"ambient: {wrong}", file=sys.stderr)
                code = 2
            return (code, *capsys.readouterr())

        return run

    return ambient
