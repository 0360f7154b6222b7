"""Which recogniser is used where nobody says: by what is installed, and how fast this machine is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.models import Model

FAST = 1.0
"""Seconds for a request that a person still finds quick: a third of a second of them passes in the silence that ends
the request anyway."""


def choose(installed: Sequence[Model], speeds: Mapping[str, float], *, language: str = "en") -> str:
    """The recogniser's name: Whisper where this machine was found to be fast enough for it, else Vosk where a model of
    the language is here, else the embedded one.

    `speeds` are seconds for a request, by recogniser. Whisper unmeasured is used by those alone who ask for it.
    """
    here = {model.backend for model in installed if model.role == "recogniser" and speaks(model, language)}
    if "whisper" in here and speeds.get("whisper", FAST + 1) <= FAST:
        return "whisper"
    return "vosk" if "vosk" in here else "pocketsphinx"


def speaks(model: Model, language: str) -> bool:
    """Whether a model knows a language; Whisper's models that name none know many."""
    if model.backend == "whisper" and not model.language:
        return True
    return model.language.startswith(language)
