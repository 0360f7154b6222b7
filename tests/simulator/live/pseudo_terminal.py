"""The real program in a pseudo-terminal, and what a person would see there."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from select import select
from time import monotonic
from typing import Any

import pyte

ROOT = Path(__file__).parent.parent.parent.parent

PATIENCE = 60.0
"""Seconds to wait for something to be seen: loading takes some on a busy machine."""


class PseudoTerminal:
    """A terminal of a size with a program in it. `screen` is what its user sees."""

    def __init__(
        self, words: list[str], data: Path, *, size: tuple[int, int], term: str, environment: Mapping[str, str]
    ) -> None:
        self.master, self.slave = os.openpty()
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        self._resize(size)
        self.modes_before = termios.tcgetattr(self.slave)
        environment = {**environment, "AMBIENT_DATA": str(data), "TERM": term, "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            words,
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            cwd=ROOT,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )

    @property
    def shown(self) -> str:
        """The rows on the screen."""
        return "\n".join(row.rstrip() for row in self.screen.display)

    @property
    def modes(self) -> list[Any]:
        """The terminal's modes."""
        return termios.tcgetattr(self.slave)

    @property
    def on_main_screen(self) -> bool:
        """Whether the alternate screen is left."""
        return self.written.rfind(b"\x1b[?1049l") >= self.written.rfind(b"\x1b[?1049h")

    def type(self, text: str) -> None:
        """Somebody types."""
        os.write(self.master, text.encode())

    def see(self, wanted: str | Callable[[str], bool], *, patience: float = PATIENCE) -> str:
        """Waits until something is to be seen; what is."""
        ends = monotonic() + patience
        while not (wanted in self.shown if isinstance(wanted, str) else wanted(self.shown)):
            assert monotonic() < ends, f"{wanted} was not to be seen:\n{self.shown}"
            self._read(0.05)
        return self.shown

    def end(self) -> int:
        """Waits for the program's end; its exit code."""
        ends = monotonic() + PATIENCE
        while self.process.poll() is None:
            assert monotonic() < ends, f"it did not end:\n{self.shown}"
            self._read(0.05)
        while self._read(0.0):
            pass
        return self.process.returncode

    def resize(self, size: tuple[int, int]) -> None:
        """Somebody pulls at the window."""
        self._resize(size)
        self.screen.resize(size[1], size[0])

    def close(self) -> None:
        """Ends it in any case."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)

    def _resize(self, size: tuple[int, int]) -> None:
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def _read(self, wait: float) -> bool:
        if not select([self.master], [], [], wait)[0]:
            return False
        given = os.read(self.master, 65_536)
        self.written += given
        self._stream.feed(given)
        return True


@contextmanager
def talk(data: Path, *words: str, **named: Any) -> Iterator[PseudoTerminal]:
    """`ambient talk` in a terminal; what else is named, as for `program`."""
    with program([sys.executable, "-m", "simulator", "talk", *words], data, **named) as terminal:
        yield terminal


@contextmanager
def program(
    words: list[str],
    data: Path,
    *,
    size: tuple[int, int] = (80, 24),
    term: str = "xterm",
    environment: Mapping[str, str] = os.environ,
) -> Iterator[PseudoTerminal]:
    """Any program in a terminal."""
    terminal = PseudoTerminal(words, data, size=size, term=term, environment=environment)
    try:
        yield terminal
    finally:
        terminal.close()
