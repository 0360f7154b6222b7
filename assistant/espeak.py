"""espeak-ng with no system package: the library that `espeakng-loader` carries, spoken through pyttsx3.

pyttsx3 looks the library up by its soname, so loading ours first is enough for it to be found. It is never loaded with
global symbols: Piper has a copy of its own, and the two would answer each other's calls. The library keeps its voice
and its settings in globals, so one lock guards it and every utterance sets all that it depends on.

espeak's "flutter" (a slow waver of the pitch) goes on from one utterance to the next, so that the same text would give
other samples every time. The voices here are the language's own with flutter, and breath drawn by chance, switched off:
same text, same bytes. What it does not handle: SSML, word times, playing aloud.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import tempfile
import threading
import wave
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from weakref import proxy

import espeakng_loader
import numpy as np

from assistant.turn import Samples, Speech

MEMORY = Path("/dev/shm")
"""Files kept in memory, where the system has them: pyttsx3 hands its sound over in a file."""

UNSTEADY = ("flutter", "roughness", "breath", "echo", "name", "language variant")
"""Lines of a voice file that are left out: what chance or the utterance before decides, and what names a variant."""

_LOCK = threading.RLock()
_UTF8, _IPA = 1, 0x02


@cache
def library() -> ctypes.CDLL:
    """The loaded library, its data found. Idempotent.

    Raises `OSError` where this machine cannot load it.
    """
    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    loaded = ctypes.CDLL(espeakng_loader.get_library_path())
    loaded.espeak_TextToPhonemes.restype = ctypes.c_char_p
    loaded.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    return loaded


@cache
def languages() -> dict[str, Path]:
    """The voice file of every language, by its tag: `en-us`, `ko`, …"""
    found: dict[str, tuple[int, Path]] = {}
    for path in sorted((Path(espeakng_loader.get_data_path()) / "lang").rglob("*")):
        if not path.is_file():
            continue
        for line in path.read_text("utf-8").splitlines():
            words = line.split()
            if len(words) < 2 or words[0] != "language":
                continue
            rank = int(words[2]) if len(words) > 2 and words[2].isdigit() else 5
            if words[1] not in found or rank < found[words[1]][0]:
                found[words[1]] = (rank, path)
    return {tag: path for tag, (_, path) in sorted(found.items())}


def variants() -> tuple[str, ...]:
    """The names that may follow a language in a voice's name: `f2` in `en-us+f2`."""
    return tuple(sorted(path.name for path in _variants().iterdir()))


def phonemes(text: str, *, language: str = "en-us") -> str:
    """How `text` is pronounced, in IPA, stress marks included; clauses joined by a space.

    Raises `ValueError` for a language that espeak-ng does not have.
    """
    with _LOCK, tempfile.TemporaryDirectory(dir=_memory()) as folder:
        _engine()
        _set_voice(language, Path(folder))
        rest = ctypes.c_char_p(text.encode())
        clauses = []
        while rest.value:
            clause = library().espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA)
            clauses.append((clause or b"").decode().strip())
        return " ".join(clause for clause in clauses if clause)


def synthesise(text: str, *, voice: str = "en-us", rate: int = 175, pitch: int = 50, volume: float = 1.0) -> Speech:
    """`text` as mono sound, through pyttsx3; the same bytes for the same arguments.

    `voice` is a language, with a variant after a plus where wanted (`en-us+f2`); `rate` is in words a minute, `pitch`
    0 to 100, `volume` 0 to 1. No samples where there is nothing to say. Raises `ValueError` for an unknown voice and
    `OSError` where the sound cannot be handed over (no room for a temporary file).
    """
    if not text.strip():
        return Speech(np.zeros(0, np.int16), 22_050)
    with _LOCK, tempfile.TemporaryDirectory(dir=_memory()) as folder:
        engine = _engine()
        _set_voice(voice, Path(folder))
        engine.setProperty("rate", rate)
        engine.setProperty("pitch", pitch)
        engine.setProperty("volume", volume)
        sound = Path(folder) / "speech.wav"
        engine.save_to_file(text, str(sound))
        engine.runAndWait()
        return _read(sound)


@cache
def _engine() -> Any:
    """pyttsx3's engine, made once a process: espeak-ng cannot be started twice."""
    library()
    import pyttsx3
    from pyttsx3.drivers import _espeak as binding
    from pyttsx3.drivers import espeak as driver

    # It asks for sound from a thread of espeak-ng's own, takes a setting still in that thread's queue for the speech
    # before and cancels the utterance, polls in steps of 10 ms, and prints each file's name. Asked for sound within the
    # call, espeak-ng is quick and loses nothing, but leaves out the event that pyttsx3 ends an utterance by.
    binding.AUDIO_OUTPUT_RETRIEVAL = binding.AUDIO_OUTPUT_SYNCHRONOUS
    driver.time = SimpleNamespace(sleep=lambda _: None)
    driver.print = lambda *_: None
    engine, synth = pyttsx3.init("espeak"), binding.Synth
    speaking = proxy(engine.proxy._driver)
    ended = (binding.EVENT * 2)()
    ended[0].type, ended[1].type = binding.EVENT_MSG_TERMINATED, binding.EVENT_LIST_TERMINATED

    def whole(text: bytes, **options: Any) -> None:
        synth(text, **options)
        binding.SynthCallback(None, 0, ended)
        speaking.endLoop()  # also where the file could not be written, or it would wait for ever

    binding.Synth = whole
    # Left to the end, the engine would be taken apart after the modules that its taking apart needs.
    atexit.register(_engine.cache_clear)
    return engine


def _set_voice(name: str, folder: Path) -> None:
    """Makes a voice file without the unsteady lines and loads it."""
    language, _, variant = name.partition("+")
    if language not in languages():
        raise ValueError(f"espeak-ng has no language '{language}'")
    lines = _steady(languages()[language])
    if variant:
        if variant not in variants():
            raise ValueError(f"espeak-ng has no voice variant '{variant}'")
        lines += _steady(_variants() / variant)
    path = folder / "voice"
    path.write_text("\n".join(["name ambient", *lines, "flutter 0", "roughness 0", ""]), "utf-8")
    if library().espeak_SetVoiceByFile(str(path).encode()) != 0:
        raise ValueError(f"espeak-ng cannot load the voice '{name}'")


def _steady(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith(UNSTEADY)]


def _variants() -> Path:
    return Path(espeakng_loader.get_data_path()) / "voices" / "!v"


def _memory() -> Path | None:
    return MEMORY if os.access(MEMORY, os.W_OK) else None


def _read(path: Path) -> Speech:
    if not path.is_file():
        raise OSError(f"espeak-ng gave no sound in {path}")
    with wave.open(str(path), "rb") as sound:
        samples: Samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
        return Speech(samples, sound.getframerate())
