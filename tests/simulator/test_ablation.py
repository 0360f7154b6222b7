"""Playing the context pairs without a kind of context; and the pairs themselves."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assistant.resolve.rank import WEIGHTS
from devices.declaration import to_registry
from simulator.ablation import KINDS, plain_sentences, plainly_right, rights
from simulator.scenario import find
from simulator.scene import load_scenes
from simulator.setting import load_home
from tests.simulator.conftest import SCENES

CONTEXT = SCENES / "context"


def test_every_learnt_feature_of_context_belongs_to_a_kind() -> None:
    kinds = {name for kind in KINDS.values() for name in kind.features}
    assert kinds >= {name for name in WEIGHTS if name.startswith(("screen", "busy", "pointed", "same", "other"))}


def test_there_are_eighty_pairs_and_more_over_every_kind_of_context() -> None:
    scenes, _ = load_scenes(find([CONTEXT]))
    pairs = {(scene.side.context, scene.side.pair) for scene in scenes if scene.side}
    assert len(pairs) >= 80
    assert len({context for context, _ in pairs}) == 11


@pytest.mark.slow
def test_both_sides_of_nearly_all_pairs_are_right() -> None:
    scenes, _ = load_scenes(find([CONTEXT]))
    hits = [right for kind in rights(scenes, KINDS["nothing"]).values() for right in kind]
    assert sum(hits) >= 0.97 * len(hits)


def test_without_knowing_the_room_pairs_about_rooms_are_lost() -> None:
    scenes, _ = load_scenes(find([Path(CONTEXT / "room_of_speaker.yaml")]))
    (whole,), (blind,) = (rights(scenes, KINDS[name]).values() for name in ("nothing", "rooms"))
    assert sum(blind) < sum(whole)


def test_with_no_context_ranking_costs_nothing() -> None:
    sentences = plain_sentences(to_registry(load_home()), 400, rng=random.Random(1))
    alone = {name: WEIGHTS[name] if name == "confidence" else 0.0 for name in WEIGHTS}
    assert plainly_right(sentences, WEIGHTS) >= plainly_right(sentences, alone)
