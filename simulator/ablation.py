"""What each kind of context is worth: `python -m simulator.ablation [PATH…]` plays the context pairs without it.

One row a kind of context: its features weigh nothing, and what it knows is withheld from the turn. Beside it the pairs
that are still right on both sides, over all and of the files given.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.context import Context
from assistant.habits import Habits
from assistant.log import FILE, InteractionLog
from assistant.pipeline import Stages
from assistant.resolve.rank import WEIGHTS
from assistant.resolve.resolver import ContextResolver
from assistant.stages import Interpreter, Resolver
from assistant.turn import Interpretation, Resolution, Transcript
from devices.protocol import Home
from simulator.display import rights_by_kind
from simulator.equipment import Equipment, text_config
from simulator.scenario import find
from simulator.scene import Result, Scene, load_scenes, play_scene

Withhold = Callable[[Context], Context]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of context."""

    features: tuple[str, ...]
    withhold: Withhold = lambda context: context


KINDS: Mapping[str, Kind] = {
    "nothing": Kind(()),
    "states of devices": Kind(("would_change", "no_change", "busy", "busy_elsewhere", "idle", "can_be")),
    "screens": Kind(
        ("screen_here", "screen_near", "screen_missing", "sound_on_screen"), lambda c: replace(c, screen=False)
    ),
    "rooms": Kind(
        ("same_area", "other_area", "asked_elsewhere", "same_floor", "at_satellite", "natural"),
        lambda c: replace(c, area=None),
    ),
    "turns before": Kind(("mentioned", "said_lately", "same_artist"), lambda c: replace(c, recent=())),
    "news of the home": Kind(("just_changed", "pointed_at_news", "ringing")),
    "habits": Kind(("follows", "hour", "usual", "taste"), lambda c: replace(c, habits=Habits())),
    "who speaks": Kind(("preference", "dislike"), lambda c: replace(c, resident=None)),
    "all of it": Kind(
        tuple(name for name in WEIGHTS if name not in ("confidence", "match", "exact", "overlap", "unfound")),
        lambda c: replace(c, area=None, screen=False, recent=(), habits=Habits(), resident=None),
    ),
}
"""What is taken away, a row each."""


@dataclass(frozen=True, slots=True)
class Blind:
    """An interpreter and a resolver that do not get to know one kind of context."""

    interpreter: Interpreter
    resolver: Resolver
    kind: Kind

    def interpret(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        """See `stages.Interpreter`."""
        return self.interpreter.interpret(transcript, self.kind.withhold(context))

    def resolve(self, interpretations: Sequence[Interpretation], home: Home, context: Context) -> Resolution:
        """See `stages.Resolver`."""
        return self.resolver.resolve(interpretations, home, self.kind.withhold(context))


class BlindEquipment(Equipment):
    """The text channel's, with stages that lack one kind of context."""

    def __init__(self, kind: Kind) -> None:
        super().__init__("text", text_config())
        self._kind = kind

    def stages(self, scene: Scene) -> Stages:
        """The scene's stages, made blind."""
        stages = super().stages(scene)
        weights = {name: 0.0 if name in self._kind.features else weight for name, weight in WEIGHTS.items()}
        blind = Blind(stages.interpreter, ContextResolver(weights), self._kind)
        return replace(stages, interpreter=blind, resolver=blind)


def rights(scenes: Sequence[Scene], kind: Kind) -> dict[str, list[bool]]:
    """By the pairs' own kind of context, which are right without `kind`."""
    equipment, results = BlindEquipment(kind), []
    for scene in scenes:
        result = Result(scene.scenario.scenario, 0, scene.side)
        with tempfile.TemporaryDirectory() as folder, InteractionLog(Path(folder) / FILE) as log:
            for record in play_scene(scene, equipment, seed=0, log=log):
                result.add(record)
        results.append(result)
    return rights_by_kind(results)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table."""
    from rich.console import Console
    from rich.table import Table

    parser = argparse.ArgumentParser(description="Play the context pairs without each kind of context.")
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("scenarios/context")], metavar="PATH")
    scenes, _ = load_scenes(find(parser.parse_args(arguments).paths))
    table = Table(title="Context pairs right on both sides, without …", title_justify="left")
    table.add_column("without")
    table.add_column("right", justify="right")
    table.add_column("lost most in", overflow="fold")
    whole = rights(scenes, KINDS["nothing"])
    for name, kind in KINDS.items():
        left = rights(scenes, kind)
        table.add_row(name, _share([right for hits in left.values() for right in hits]), _losses(whole, left))
    Console().print(table)


def _share(hits: Sequence[bool]) -> str:
    return f"{sum(hits)} of {len(hits)}"


def _losses(whole: Mapping[str, Sequence[bool]], left: Mapping[str, Sequence[bool]]) -> str:
    lost = {kind: sum(whole[kind]) - sum(hits) for kind, hits in left.items()}
    worst = sorted((kind for kind in lost if lost[kind] > 0), key=lambda kind: -lost[kind])[:3]
    return ", ".join(f"{kind} {-lost[kind]}" for kind in worst)


if __name__ == "__main__":
    main()
