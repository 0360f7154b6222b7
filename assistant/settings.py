"""What a person chooses about their assistant: a config file, and flags that go before it.

Each setting is a field of `Settings`, with what it means beside it: the schema of the file, the flags and the comments
of the file that is written out all come from there. What stands in a file is data: safe YAML, checked, and its paths
are taken from the file's own folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from textwrap import fill
from typing import Annotated, Any, ClassVar, Literal, get_type_hints

import yaml
from annotated_types import Interval, MinLen

from assistant.backends import RECOGNISERS
from assistant.files import Document, InputError, read_yaml

FILE = "config.yaml"
"""The config file's name in the data folder."""

Replies = Literal["auto", "full", "brief"]

Device = str | int
"""A sound device: a part of its name, or its number."""

NAMES = frozenset({"assistant", "resident"})
"""Settings that name somebody or something in the home's file."""


@dataclass(frozen=True, slots=True)
class Says:
    """What a setting means: for its flag's help, and for the comment in the file."""

    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be chosen; none where it is left to the assistant."""

    __pydantic_config__: ClassVar[Mapping[str, Any]] = {"extra": "forbid"}

    home: Annotated[Path | None, Says("The home's file; empty: the demo home.")] = None
    assistant: Annotated[
        str | None, Says("The assistant (satellite) that listens here, by its id; empty: the home's first.")
    ] = None
    resident: Annotated[str | None, Says("Who speaks, by name or id; empty: nobody in particular.")] = None
    wake: Annotated[
        tuple[str, ...],
        MinLen(1),
        Says("The wake words: names of models (ambient models lists them) or files of one's own."),
    ] = ("alexa",)
    threshold: Annotated[
        float,
        Interval(gt=0, le=1),
        Says("The score from which a wake word counts as heard, up to 1: higher wakes less often, rightly or wrongly."),
    ] = 0.5
    asr: Annotated[
        str | None,
        Says(f"The recogniser: {', '.join(sorted(RECOGNISERS))}; empty: the best that is here and quick enough."),
    ] = None
    asr_model: Annotated[
        Path | None, Says("A model folder of the recogniser's own; empty: the one that is installed.")
    ] = None
    voice: Annotated[Literal["pyttsx3", "piper"], Says("The assistant's voice: pyttsx3 (espeak-ng) or piper.")] = (
        "pyttsx3"
    )
    voice_speed: Annotated[
        float, Interval(ge=0.5, le=2), Says("How fast it speaks: 1 is ordinary, 2 twice as fast.")
    ] = 1.0
    microphone: Annotated[
        Device | None,
        Says("The microphone: a part of its name or its number (ambient doctor lists them); empty: the system's own."),
    ] = None
    speaker: Annotated[Device | None, Says("The speaker, in the same way.")] = None
    replies: Annotated[
        Replies,
        Says(
            "auto: a chime where what was done is to be seen in the room, else a sentence; full: always a sentence; "
            "brief: a chime whenever it is done."
        ),
    ] = "auto"
    follow_up: Annotated[
        float,
        Interval(ge=0, le=30),
        Says("Seconds to go on listening after a reply, without the wake word; after a question it always does."),
    ] = 0.0
    echo_cancellation: Annotated[
        bool, Says("Whether the assistant's own voice is taken out of what the microphone hears.")
    ] = True
    keep_audio: Annotated[
        bool,
        Says(
            "Whether the log keeps the sound of what was asked, for learning from it later; forgetting a resident "
            "deletes theirs."
        ),
    ] = False
    sentences: Annotated[
        Path | None, Says("A folder of sentences of one's own, in Home Assistant's format; empty: none.")
    ] = None
    lite: Annotated[bool, Says("Whether to do without what needs much memory: for machines with 1 GB.")] = False


def meanings() -> dict[str, str]:
    """What each setting means, in the order of the file."""
    hints = get_type_hints(Settings, include_extras=True)
    said = {one.name: hints[one.name].__metadata__ for one in fields(Settings)}
    return {name: next(part.meaning for part in parts if isinstance(part, Says)) for name, parts in said.items()}


def load_settings(path: Path | None, *, data: Path, flags: Mapping[str, Any] | None = None) -> Settings:
    """The settings in `path`, or in the data folder's own file where there is one, with `flags` (by the names of the
    fields, none where not given) before them.

    Raises `InputError`: for the file, with the line of what does not fit; for a flag, with its name.
    """
    settings = Settings()
    path = path or (data / FILE if (data / FILE).is_file() else None)
    if path is not None:
        settings = _read(path)
    given = {key: value for key, value in (flags or {}).items() if value is not None}
    return replace(settings, **_flagged(given)) if given else settings


def written(settings: Settings) -> str:
    """A config file that holds these settings, each with what it means above it."""
    head = "# What can be chosen about the assistant. A flag of the same name goes before what stands here.\n"
    return head + "".join(_entry(name, says, getattr(settings, name)) for name, says in meanings().items())


def write(settings: Settings, path: Path) -> None:
    """Writes a config file; raises `InputError` where one is there already, or none can be written."""
    absolute: dict[str, Any] = {name: value.absolute() for name, value in _paths(settings).items()}
    if path.exists():
        raise InputError(path, "is there already; move it away, or name another file")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(written(replace(settings, **absolute)))
    except OSError as wrong:
        raise InputError(path, f"cannot be written: {wrong.strerror or wrong}") from None


def _read(path: Path) -> Settings:
    document = read_yaml(path)
    if document.value is None:
        return Settings()
    if not isinstance(document.value, dict):
        raise InputError(path, "holds no settings; ambient doctor --write-config writes a file to start from", line=1)
    document = Document(path, document.root, _eased(document.value))
    settings = document.check(Settings)
    for key, message in problems(settings):
        raise document.error(message, key)
    folder = path.absolute().parent
    inside: dict[str, Any] = {name: folder / value.expanduser() for name, value in _paths(settings).items()}
    words = tuple(str(folder / Path(word).expanduser()) if _is_file(word) else word for word in settings.wake)
    return replace(settings, wake=words, **inside)


def _flagged(given: Mapping[str, Any]) -> dict[str, Any]:
    """Flags, checked as the file is."""
    from pydantic import TypeAdapter, ValidationError  # on use: `ambient --help` needs none of it

    try:
        settings = TypeAdapter(Settings).validate_python(_eased(given))
    except ValidationError as wrong:
        first = wrong.errors()[0]
        message = f"{first['msg'].removeprefix('Value error, ')} (found {first.get('input')!r})"
        raise InputError(flag(str(first["loc"][0])), message) from None
    for key, message in problems(settings):
        raise InputError(flag(key), message)
    return {key: getattr(settings, key) for key in given}


def problems(settings: Settings) -> Iterator[tuple[str, str]]:
    """What the schema cannot see: the setting, and what is wrong with it."""
    if settings.asr is not None and settings.asr not in RECOGNISERS:
        yield "asr", f"'{settings.asr}' is not known; one of: {', '.join(sorted(RECOGNISERS))}"


def flag(key: str) -> str:
    """A setting's flag: `--asr-model`."""
    return f"--{key.replace('_', '-')}"


def _eased(values: Mapping[str, Any]) -> dict[str, Any]:
    """One wake word may stand alone, and a name may look like a number."""
    eased = {key: str(value) if key in NAMES and type(value) is int else value for key, value in values.items()}
    wake = values.get("wake")
    return {**eased, "wake": [wake]} if isinstance(wake, str) else eased


def _is_file(word: str) -> bool:
    """Whether a wake word is a file rather than a name."""
    return word.endswith(".onnx") or "/" in word


def _paths(settings: Settings) -> dict[str, Path]:
    values = {one.name: getattr(settings, one.name) for one in fields(Settings)}
    return {name: value for name, value in values.items() if isinstance(value, Path)}


def _entry(name: str, says: str, value: Any) -> str:
    """One setting of the file: what it means, and its value."""
    meaning = fill(says, 118, initial_indent="# ", subsequent_indent="# ")
    if value is None:
        return f"\n{meaning}\n{name}:\n"
    plain = list(value) if isinstance(value, tuple) else str(value) if isinstance(value, Path) else value
    shown = yaml.safe_dump(plain, default_flow_style=True, allow_unicode=True, width=1000).partition("\n")[0]
    return f"\n{meaning}\n{name}: {shown}\n"
