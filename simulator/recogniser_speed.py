"""How fast each recogniser is on this machine, measured by having it hear, and kept for the choice between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assistant.asr.choice import FAST, choose
from assistant.asr.speed import FILE, save_speeds, seconds_a_request
from assistant.backends import RECOGNISERS
from assistant.config import FIRST, build_recogniser, configured
from assistant.files import InputError
from assistant.models import installed
from assistant.settings import Settings
from devices.catalogue import shipped
from devices.declaration import to_registry
from simulator.finding import Finding
from simulator.setting import load_home, load_sentences


def check_speeds(data: Path, settings: Settings) -> Iterator[Finding]:
    """Times every recogniser that is installed, in this home, and keeps the times in the data folder.

    Raises `InputError` where they cannot be kept.
    """
    registry, custom = to_registry(load_home(settings.home)), load_sentences(settings.sentences)
    config = configured(settings, data=data, titles=tuple(item.title for item in shipped().items))
    speeds: dict[str, float] = {}
    for name in RECOGNISERS:
        wanted = settings.asr == name
        own = replace(config, asr=name, asr_model=config.asr_model if wanted else None)
        try:
            recogniser = build_recogniser(own, registry, custom=custom)
        except InputError as wrong:
            if wanted:
                said, _, mend = wrong.message.partition("; ")
                yield Finding(f"speed: {name}", "note", said, mend)
            continue
        speeds[name] = seconds_a_request(recogniser)
        yield _timed(name, speeds[name])
    save_speeds(data, speeds)
    used = settings.asr or choose(installed(config.models), speeds, language=config.language)
    yield Finding("recogniser in use", "ok", f"{used}; the times are kept in {data / FILE}")


def _timed(name: str, seconds: float) -> Finding:
    said = f"{seconds:.2f} s from the end of a request to its words"
    if seconds <= FAST:
        return Finding(f"speed: {name}", "ok", said)
    mend = f"fetch a smaller model, or one for Vosk: ambient models fetch {FIRST['vosk']}"
    return Finding(f"speed: {name}", "note", f"{said}: slow", mend)
