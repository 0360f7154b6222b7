"""Commands of several actions: `ambient log export`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any


def add_action(actions: Any, name: str, do: Callable[..., int], *, help: str, **texts: str) -> argparse.ArgumentParser:  # noqa: A002
    """Adds an action, which takes its command's `--data` and `--json` too, before its name or after it."""
    parser: argparse.ArgumentParser = actions.add_parser(name, help=help, **texts)
    # Suppressed defaults, since an action's own would undo what stood before its name.
    parser.add_argument("--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="the data folder")
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON alone")
    parser.set_defaults(do=do)
    return parser
