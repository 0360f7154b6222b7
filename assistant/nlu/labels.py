"""What the model tells apart."""

from __future__ import annotations

from assistant.intents import INTENTS, UNSUPPORTED

BABBLE = "Babble"
"""The model's word for what makes no sense; it never leaves the interpreter."""

LABELS = (*INTENTS, UNSUPPORTED, BABBLE)
"""All intents, what nobody here does, and what makes no sense."""
