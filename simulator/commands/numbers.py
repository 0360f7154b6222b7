"""Numbers given on the command line."""

from __future__ import annotations

import argparse


def count(text: str) -> int:
    """A whole number from 1 on: argparse's `type` of so many things."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 is expected")
    return number
