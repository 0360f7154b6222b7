"""Sound between two threads."""

from threading import Thread

import numpy as np

from assistant.live.ring import Ring
from assistant.stages import RATE


def counted(first, count):
    return np.arange(first, first + count, dtype=np.int16)


def test_samples_come_out_in_order_whatever_the_blocks() -> None:
    ring = Ring(1.0)
    for first in (0, 7, 30):
        ring.write(counted(first, {0: 7, 7: 23, 30: 70}[first]))
    assert np.concatenate([ring.read(40), ring.read(60)]).tolist() == list(range(100))


def test_fewer_samples_than_wanted_are_left_for_later() -> None:
    ring = Ring(1.0)
    ring.write(counted(0, 10))
    assert ring.read(11) is None
    assert ring.read(10).tolist() == list(range(10))


def test_the_oldest_is_lost_and_counted_where_nobody_reads() -> None:
    ring = Ring(0.01)
    for first in range(0, 400, 100):
        ring.write(counted(first, 100))
    assert ring.lost == 300
    assert ring.read(100).tolist() == list(range(300, 400))


def test_a_reader_waits_for_a_writer() -> None:
    ring = Ring(1.0)
    writer = Thread(target=lambda: [ring.write(counted(first, 10)) for first in range(0, 100, 10)])
    writer.start()
    assert ring.read(100, wait=5.0).tolist() == list(range(100))
    writer.join()


def test_what_is_dropped_on_purpose_is_not_lost() -> None:
    ring = Ring(1.0)
    ring.write(counted(0, RATE // 2))
    ring.clear()
    assert (len(ring), ring.lost) == (0, 0)
