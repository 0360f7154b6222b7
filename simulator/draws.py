"""Chance, keyed: every draw has a name, so that one more draw elsewhere shifts nothing.

Arms of an experiment draw from the same keys (household, goal, attempt, stage), which gives them the same people,
wishes and noise: common random numbers.
"""

from __future__ import annotations

from hashlib import blake2b
from random import Random


def drawn(*key: object) -> Random:
    """A generator for what `key` names; the same key, the same numbers, in any process and on any machine."""
    words = "/".join(map(str, key)).encode()
    return Random(int.from_bytes(blake2b(words, digest_size=8).digest(), "big"))
