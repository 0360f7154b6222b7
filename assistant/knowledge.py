"""What has been learnt: data alone, read by every stage through the context, saved with a twin a person can read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What this household's assistant has learnt so far."""

    preferences: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By resident, what they said or showed they like: `{"ana": {"genre": "jazz"}}`."""
