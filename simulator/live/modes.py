"""The terminal's modes while the screen is shown, and that they are put back whatever happens."""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile
from threading import current_thread, main_thread
from types import FrameType
from typing import Any

ENTER = "\x1b[?1049h\x1b[?2004h\x1b[?7l\x1b[?25l\x1b[2J\x1b[H"
"""The alternate screen with nothing on it, pastes marked, no cursor; what a terminal finds too wide is cut."""

LEAVE = "\x1b[0m\x1b[?25h\x1b[?7h\x1b[?2004l\x1b[?1049l"

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def endings() -> Iterator[None]:
    """Ctrl-C raises `KeyboardInterrupt`, a request to end `SystemExit`; only the first does: ending is whole."""
    if current_thread() is not main_thread():
        yield
        return
    over = False

    def end(number: int, _frame: FrameType | None) -> None:
        nonlocal over
        if over:
            return
        over = True
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(0)

    before = {number: signal.signal(number, end) for number in ENDINGS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def whole_screen(inward: int, outward: int) -> Iterator[None]:
    """The terminal of two file descriptors as a screen: keys come at once, nothing is echoed, Ctrl-C still signals."""
    before = termios.tcgetattr(inward)
    try:
        _set(inward, before)
        write(outward, ENTER)
        yield
    finally:
        _put_back(inward, outward, before)


@contextmanager
def held_errors() -> Iterator[None]:
    """Standard error is kept from the screen, which it would tear: sound libraries grumble there even when all is well.

    A traceback is shown when the screen is gone, with what stood before it.
    """
    sys.stderr.flush()
    kept = os.dup(2)
    with TemporaryFile() as file:
        os.dup2(file.fileno(), 2)
        try:
            yield
        finally:
            sys.stderr.flush()
            os.dup2(kept, 2)
            os.close(kept)
            file.seek(0)
            said = file.read().decode("utf-8", "replace")
            if "Traceback (most recent call last)" in said:
                sys.stderr.write(said)


def write(descriptor: int, text: str) -> None:
    """All of the text."""
    rest = text.encode("utf-8", "replace")
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _set(inward: int, before: list[Any]) -> None:
    """Letters at once and unseen; Ctrl-Z, Ctrl-\\ and Ctrl-S, which would leave a torn screen, are keys as others."""
    mode = list(before)
    control = list(mode[6])
    mode[0] = mode[0] & ~(termios.IXON | termios.ICRNL)
    mode[3] = mode[3] & ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
    control[termios.VMIN], control[termios.VTIME] = 1, 0
    for special in (termios.VSUSP, termios.VQUIT):
        control[special] = bytes([os.fpathconf(inward, "PC_VDISABLE")])
    mode[6] = control
    termios.tcsetattr(inward, termios.TCSADRAIN, mode)


def _put_back(inward: int, outward: int, before: list[Any]) -> None:
    """As it was; a terminal that is gone has nothing to be put back."""
    with suppress(OSError):
        write(outward, LEAVE)
    with suppress(termios.error):
        termios.tcsetattr(inward, termios.TCSADRAIN, before)
