"""A scene: a scenario with its home, loaded and checked, and what playing it came to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from assistant.files import Document, InputError
from assistant.learnt import Learnt
from assistant.log import InteractionLog
from assistant.nlu.custom import CustomSentences
from assistant.pipeline import Stages
from assistant.serial import to_dict
from assistant.turn import Turn
from devices.declaration import HomeDeclaration, to_registry
from devices.protocol import Registry
from simulator.channels import Channel, TextChannel
from simulator.learnt_before import learnt_before
from simulator.pairs import ContextFile, SideOf, sides
from simulator.replay import Player, Record
from simulator.scenario import LearntSpec, Scenario, Step, parse
from simulator.setting import load_home, load_sentences, make_assistant, make_home


class MisfitError(InputError):
    """A scenario names something that its home doesn't have."""

    @staticmethod
    def of(wrong: InputError) -> MisfitError:
        """The same line, as this kind of error."""
        return MisfitError(wrong.path, wrong.message, line=wrong.line)


class Equipment(Protocol):
    """What a scene is played with."""

    def stages(self, scene: Scene) -> Stages:
        """The stages of the scene's assistant."""

    def open(self, scene: Scene, *, seed: int) -> Channel:
        """The channel its lines are said in."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A scenario file and the home it takes place in."""

    path: Path
    key: str
    """Scenes with the same home and sentences have the same key."""
    scenario: Scenario
    declaration: HomeDeclaration
    registry: Registry
    custom: CustomSentences | None
    side: SideOf | None = None
    """The pair that it is a side of, if it is one."""


@dataclass(slots=True)
class Result:
    """What playing a scene came to."""

    scene: str
    seed: int
    side: SideOf | None = None
    turns: int = 0
    checks: int = 0
    held: int = 0
    replied: list[float] = field(default_factory=list)
    """Milliseconds of processing from the end of the request to the reply, a turn."""

    def add(self, record: Record) -> None:
        """Counts a record in."""
        self.turns += len(record.turns)
        self.checks += len(record.checks)
        self.held += sum(check.holds for check in record.checks)
        self.replied += [sum(turn.ms.values()) for turn in record.turns]

    @property
    def holds(self) -> bool:
        """Whether every expectation held."""
        return self.held == self.checks


def load_scenes(paths: list[Path], *, home: Path | None = None) -> tuple[list[Scene], list[MisfitError]]:
    """All scenes; where they shall take place in another home than their own, those that don't fit it stand apart.

    Raises `InputError` for bad input, and the first misfit where no scene fits.
    """
    scenes: list[Scene] = []
    misfits: list[MisfitError] = []
    for path in paths:
        try:
            scenes.extend(scenes_of(path, home=home))
        except MisfitError as wrong:
            if home is None:
                raise
            misfits.append(wrong)
    if not scenes:
        raise misfits[0]
    return scenes, misfits


def scenes_of(path: Path, *, home: Path | None = None) -> list[Scene]:
    """The scenes of a file, one scenario or the sides of all its pairs, in its home or in the one given in its place.

    Raises `InputError` with the line of what does not fit.
    """
    document = parse(path)
    value = document.check(ContextFile) if "context" in document.value else document.check(Scenario)
    home = home or _beside(document, value.home, "home")
    sentences = _beside(document, value.sentences, "sentences")
    declaration, custom = load_home(home), load_sentences(sentences)
    registry = to_registry(declaration)
    if not registry.satellites:
        raise MisfitError(path, "its home declares no assistants; add an 'assistants:' block")
    made = [(value, None, ())] if isinstance(value, Scenario) else list(sides(value))
    scenes = []
    for scenario, side, key in made:
        _check_steps(document, registry, scenario, key)
        scenes.append(Scene(path, f"{home} {sentences}", scenario, declaration, registry, custom, side))
    return scenes


def play_scene(
    scene: Scene, equipment: Equipment, *, seed: int, log: InteractionLog, learnt: Learnt | None = None
) -> Iterator[Record]:
    """Plays a scene: first the days before it as text, then its script in the channel; one record a step."""
    start = scene.scenario.start
    if start.tzinfo is None:
        start = start.replace(tzinfo=ZoneInfo(scene.registry.settings.time_zone))
    days = scene.scenario.before.days if scene.scenario.before else 0
    begin = (start - timedelta(days=days)).replace(hour=0, minute=0) if days else start
    home = make_home(scene.declaration, start=begin, seed=seed)
    if scene.scenario.learnt != LearntSpec():
        learnt = learnt_before(scene.scenario.learnt)
    assistant = make_assistant(home, equipment.stages(scene), log, learnt=learnt)
    player = Player(scene.scenario, home, assistant, TextChannel())
    player.live_before()
    player.pass_until(start)
    player.hear_out()
    player.turns.clear()
    player.channel = equipment.open(scene, seed=seed)
    yield from player.play()


def line_of(scene: Scene, seed: int, channel: str, record: Record, turn: Turn | None) -> dict[str, Any]:
    """One line of `replay --json`: the turn, and under `scenario` what was said and expected."""
    step = record.step
    told = {
        "file": str(scene.path),
        "scenario": scene.scenario.scenario,
        "channel": channel,
        "seed": seed,
        "step": record.index,
        "said": step.say,
        "by": step.by,
        "expect": [
            {"what": check.what, "expected": check.expected, "found": check.found, "holds": check.holds}
            for check in record.checks
        ],
    }
    return {**(to_dict(turn) if turn else {"version": 1, "turn": None}), "scenario": told}


def _beside(document: Document, relative: str | None, key: str) -> Path | None:
    """A path given in a scenario, from the scenario's own folder; it must stay within two folders of it."""
    if relative is None:
        return None
    folder = document.path.resolve().parent
    path = (folder / relative).resolve()
    if Path(relative).is_absolute() or not path.is_relative_to(folder.parent):
        raise document.error(f"'{relative}' must stay inside {folder.parent.name}/", key)
    if not path.exists():
        raise document.error(f"'{relative}' is not there (looked in {folder})", key)
    return path


def _check_steps(document: Document, registry: Registry, scenario: Scenario, key: tuple[Any, ...]) -> None:
    """Every name in a scenario, which stands at `key` in its file; a side of a pair calls its script `first`."""
    script = "first" if key else "script"
    for step in scenario.before.script if scenario.before else []:
        _check_names(document, registry, scenario, step, (*key, "before"))
    for index, step in enumerate(scenario.script):
        last = bool(key) and index == len(scenario.script) - 1
        _check_names(document, registry, scenario, step, key if last else (*key, script, index))


def _check_names(document: Document, registry: Registry, scenario: Scenario, step: Step, key: tuple[Any, ...]) -> None:
    """Every device, assistant and resident that a step names must be there."""
    named = [(entity, "happens") for entity in step.happens or {}]
    named += [(entity, "fault") for entity in step.fault or {}]
    named += [(entity, "mend") for entity in step.mend or []]
    named += [(entity, "expect") for expect in step.expectations for entity in expect.states]
    for entity, part in named:
        if entity not in registry.entities and entity.partition(".")[0] not in ("timer", "alarm", "reminder", "todo"):
            raise MisfitError.of(document.error(f"no device '{entity}' in this home", *key, part, entity))
    if step.to is not None and step.to not in registry.satellites:
        known = ", ".join(registry.satellites) or "none is declared"
        raise MisfitError.of(
            document.error(f"no assistant '{step.to}' in this home; its assistants: {known}", *key, "to")
        )
    if step.area is not None and step.area not in registry.areas:
        raise MisfitError.of(document.error(f"no area '{step.area}' in this home", *key, "area"))
    if step.by is not None and step.by not in registry.residents and step.by not in scenario.residents:
        raise MisfitError.of(document.error(f"no resident '{step.by}' in this home or scenario", *key, "by"))
