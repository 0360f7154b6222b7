"""What each kind of context is worth: `python -m simulator.ablation [PATH…]` plays the context pairs without it.

One row a kind of context: its features weigh nothing, and what it knows is withheld from the turn. Beside it the pairs
that are still right on both sides, over all and of the files given.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from assistant.context import Context
from assistant.habits import Habits
from assistant.log import FILE, InteractionLog
from assistant.nlu.examples import held_out
from assistant.nlu.fillers import Fillers
from assistant.nlu.names import home_names
from assistant.nlu.sentences import our_grammar
from assistant.pipeline import Stages
from assistant.resolve.rank import WEIGHTS
from assistant.resolve.resolver import ContextResolver
from assistant.stages import Interpreter, Resolver
from assistant.turn import Interpretation, Resolution, Transcript
from devices.declaration import to_registry
from devices.protocol import Home, Registry
from simulator.display import rights_by_kind
from simulator.equipment import Equipment, text_config
from simulator.scenario import find
from simulator.scene import Result, Scene, load_scenes, play_scene
from simulator.setting import load_home, make_home, text_stages

PLAIN = 2000
"""Sentences said with no context."""

START = datetime(2026, 3, 2, 12)  # noqa: DTZ001 - the home's own time

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

    def guesses(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        """See `stages.Interpreter`."""
        return self.interpreter.guesses(transcript, self.kind.withhold(context))

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


def plain_sentences(registry: Registry, count: int, *, rng: random.Random) -> list[tuple[str, str]]:
    """Sentences about this home that the interpreter was never trained on, each with its intent."""
    grammar, fillers = our_grammar(), Fillers(home_names(registry), our_grammar().lists)
    held = [(t, intent) for intent, templates in grammar.templates.items() for t in templates if held_out(t)]
    found: list[tuple[str, str]] = []
    while len(found) < count:
        template, intent = rng.choice(held)
        phrase = grammar.sample(template, fillers, rng)
        if phrase is not None:
            found.append((phrase.text, intent))
    return found


def plainly_right(sentences: Sequence[tuple[str, str]], weights: Mapping[str, float]) -> float:
    """The share of sentences, each said alone in a fresh home by nobody in no room, that are taken for their intent."""
    declaration = load_home()
    home = make_home(declaration, start=START, seed=0)
    stages, resolver = text_stages(declaration), ContextResolver(weights)
    right = 0
    for text, intent in sentences:
        context = Context(now=home.now, words=text)
        resolution = resolver.resolve(stages.interpreter.interpret(Transcript(text, 1.0), context), home, context)
        right += bool(resolution.acts) and resolution.acts[0].intent == intent
    return right / len(sentences)


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
    console = Console()
    console.print(table)
    sentences = plain_sentences(to_registry(load_home()), PLAIN, rng=random.Random(0))
    alone = {name: WEIGHTS[name] if name == "confidence" else 0.0 for name in WEIGHTS}
    ranked, unranked = plainly_right(sentences, WEIGHTS), plainly_right(sentences, alone)
    console.print(f"{PLAIN} sentences with no context: {ranked:.1%} right, {unranked:.1%} by the interpreter alone")


def _share(hits: Sequence[bool]) -> str:
    return f"{sum(hits)} of {len(hits)}"


def _losses(whole: Mapping[str, Sequence[bool]], left: Mapping[str, Sequence[bool]]) -> str:
    lost = {kind: sum(whole[kind]) - sum(hits) for kind, hits in left.items()}
    worst = sorted((kind for kind in lost if lost[kind] > 0), key=lambda kind: -lost[kind])[:3]
    return ", ".join(f"{kind} {-lost[kind]}" for kind in worst)


if __name__ == "__main__":
    main()
