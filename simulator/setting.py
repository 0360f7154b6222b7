"""Putting a home and its assistant together from files: what the commands have in common."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.assistant import Assistant
from assistant.config import Config, build_stages
from assistant.files import InputError, read_yaml
from assistant.learnt import Learnt
from assistant.log import FILE, InteractionLog
from assistant.nlu.custom import CustomSentences
from assistant.pipeline import Stages
from assistant.settings import Replies
from devices.declaration import DeclarationError, HomeDeclaration, checked, to_registry
from devices.home import Home
from devices.protocol import Area, Person, Registry

DEMO_HOME = Path(__file__).parent / "data" / "maple_street.yaml"
"""The home that is used where none is named."""


def load_home(path: Path | None = None) -> HomeDeclaration:
    """A home file, checked; raises `InputError` with the line of what does not fit."""
    document = read_yaml(path or DEMO_HOME)
    if not isinstance(document.value, dict):
        raise InputError(document.path, "is not a home: it holds no keys; see 'Homes' in the README", line=1)
    declaration = document.check(HomeDeclaration)
    try:
        checked(declaration)
    except DeclarationError as wrong:
        raise document.error(wrong.message, *wrong.key) from None
    return declaration


def load_sentences(folder: Path | None) -> CustomSentences | None:
    """A folder of custom sentences, if one is given."""
    return CustomSentences.load(folder) if folder else None


def make_home(declaration: HomeDeclaration, *, start: datetime, seed: object) -> Home:
    """The simulated home at its start."""
    return Home(declaration, start=start, rng=random.Random(f"home {seed}"))


def text_stages(
    declaration: HomeDeclaration, custom: CustomSentences | None = None, *, holdout: float = 0.0, seed: str = ""
) -> Stages:
    """The stages of the text channel: replies are not spoken. For `holdout` and `seed` see `LearntRewriter`."""
    return build_stages(Config(voice="silent"), to_registry(declaration), custom=custom, holdout=holdout, seed=seed)


def find_area(registry: Registry, words: str) -> Area:
    """An area by its id, name or alias, in any case; raises `InputError` where there is none."""
    wanted = words.strip().lower()
    for area in registry.areas.values():
        if wanted in (area.id.lower(), area.name.lower(), *(alias.lower() for alias in area.aliases)):
            return area
    names = ", ".join(area.name for area in registry.areas.values()) or "none is declared"
    raise InputError("--area", f"no area '{words}' in this home; its areas: {names}")


def find_resident(registry: Registry, words: str) -> Person:
    """A resident by id or name, in any case; raises `InputError` where there is none."""
    wanted = words.strip().lower()
    for person in registry.residents.values():
        if wanted in (person.id.lower(), person.name.lower()):
            return person
    names = ", ".join(person.name for person in registry.residents.values()) or "none is declared"
    raise InputError("--resident", f"no resident '{words}' in this home; its residents: {names}")


def find_satellite(registry: Registry, words: str | None) -> str:
    """A satellite by its id, the home's first without words; raises `InputError` where there is none."""
    known = list(registry.satellites)
    if not known:
        raise InputError("home", "declares no assistants; add an 'assistants:' block")
    if words is not None and words not in known:
        raise InputError("--assistant", f"no assistant '{words}' in this home; its assistants: {', '.join(known)}")
    return words or known[0]


def household_of(registry: Registry) -> str:
    """The name under which a home's turns are logged."""
    words = "".join(letter if letter.isalnum() else " " for letter in registry.settings.name.lower())
    return "_".join(words.split()) or "home"


@contextmanager
def data_folder(folder: Path | None) -> Iterator[Path]:
    """The folder given, or a temporary one that goes away afterwards."""
    if folder is not None:
        yield folder
        return
    with TemporaryDirectory(prefix="ambient-") as temporary:
        yield Path(temporary)


def open_log(folder: Path) -> InteractionLog:
    """The interaction log of a data folder."""
    return InteractionLog(folder / FILE)


def make_assistant(
    home: Home,
    stages: Stages,
    log: InteractionLog | None,
    *,
    replies: Replies = "full",
    learnt: Learnt | None = None,
) -> Assistant:
    """The assistant of a home; `replies` is how much it answers where nobody asked for more or less, `learnt` what it
    knows of rewrites."""
    return Assistant(home, stages, log, household=household_of(home.registry), replies=replies, learnt=learnt)
