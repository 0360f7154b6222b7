"""What a service tells systemd about itself: one datagram a message, to the socket that `NOTIFY_SOCKET` names.

The protocol is that of sd_notify(3): lines of `NAME=value` in one datagram. An address that begins with `@` is in
Linux's abstract namespace. Where nobody supervises, nothing is sent, so that callers need not ask.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping

SHARE = 0.25
"""Of the watchdog's time, after which it is told again: late twice is still in time."""


class Supervisor:
    """Tells systemd how the service is. `address` is a socket's path, `watchdog` the seconds after which silence counts
    as death; None where nobody supervises, or no watchdog does.

    Every message answers whether it left. One that cannot leave is dropped: the sound must not wait for it, and if the
    supervisor is really gone, the next watchdog will tell.
    """

    def __init__(self, address: str | None, *, watchdog: float | None = None) -> None:
        self._address = "\0" + address[1:] if address and address.startswith("@") else address
        self.watchdog = watchdog
        self._told: float | None = None

    def ready(self, status: str = "listening") -> bool:
        """All models are loaded and the sound is open; units that wait for this one may start."""
        return self._send("READY=1", _status(status))

    def status(self, text: str) -> bool:
        """One line that `systemctl status` shows."""
        return self._send(_status(text))

    def alive(self, now: float) -> bool:
        """The work goes on. To be called from the loop that does it, as often as it likes, with the seconds of any
        clock that never goes back: a message leaves only when it is time for one."""
        if self.watchdog is None or (self._told is not None and now - self._told < self.watchdog * SHARE):
            return False
        sent = self._send("WATCHDOG=1")
        if sent:
            self._told = now
        return sent

    def stopping(self) -> bool:
        """It ends by its own will or was told to, and is closing its log."""
        return self._send("STOPPING=1")

    def _send(self, *lines: str) -> bool:
        if not self._address:
            return False
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as channel:
            channel.setblocking(False)
            try:
                channel.sendto("\n".join(lines).encode(), self._address)
            except OSError:
                return False
        return True


def supervisor(environment: Mapping[str, str], *, process: int) -> Supervisor:
    """The supervisor that systemd's variables name, for the process of that number; one that stays silent without them.

    `WATCHDOG_PID` says for which process `WATCHDOG_USEC` is meant: a child that inherits both is not watched.
    """
    address = environment.get("NOTIFY_SOCKET")
    meant = environment.get("WATCHDOG_PID", str(process)) == str(process)
    micros = environment.get("WATCHDOG_USEC", "") if meant else ""
    return Supervisor(address, watchdog=int(micros) / 1e6 if micros.isdecimal() and int(micros) else None)


def _status(text: str) -> str:
    """One line, whatever the text: a line more would be a message of its own."""
    return "STATUS=" + " ".join(text.split())
