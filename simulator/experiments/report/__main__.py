"""Writes the report of results anew: `python -m simulator.experiments.report OUT`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.files import InputError
from simulator.experiments.report import write_report


def main() -> int:
    """0 when it is written; 2 with one line where the folder holds no results."""
    parser = argparse.ArgumentParser(prog="python -m simulator.experiments.report", description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder of a simulation")
    options = parser.parse_args()
    try:
        write_report(options.out)
    except InputError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    print(f"{options.out / 'report.html'} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
