"""What `ambient bench` times understanding on; how long it takes is for the bench alone."""

import random

import pytest

from devices.declaration import to_registry
from simulator import peers as others
from simulator.grown_home import grown_home
from simulator.understanding_bench import WARMING, sentences, timed_in_turn


def test_a_grown_home_is_of_the_size_asked_for_and_the_same_for_the_same_seed() -> None:
    home = grown_home(107, seed=1)
    assert len(home.entities) == 107
    assert grown_home(107, seed=1) == home
    assert grown_home(107, seed=2) != home


def test_a_larger_home_holds_all_of_a_smaller_one() -> None:
    small, large = grown_home(50, seed=0), grown_home(400, seed=0)
    assert small.entities.items() <= large.entities.items()
    assert small.areas.items() <= large.areas.items()


def test_sentences_are_all_different_and_the_same_for_the_same_seed() -> None:
    registry = to_registry(grown_home(60, seed=0))
    said = sentences(registry, 80, rng=random.Random(4))
    assert len(set(said)) == 80
    assert sentences(registry, 80, rng=random.Random(4)) == said


def test_every_way_takes_every_sentence_and_the_warming_ones_are_not_counted() -> None:
    heard: dict[str, list[str]] = {"one": [], "other": []}
    texts = [str(number) for number in range(WARMING + 7)]
    times = timed_in_turn({name: taken.append for name, taken in heard.items()}, texts)
    assert heard == {"one": texts, "other": texts}
    assert {name: len(found) for name, found in times.items()} == {"one": 7, "other": 7}


def test_hassil_knows_the_names_of_the_home() -> None:
    registry = to_registry(grown_home(60, seed=0))
    light = next(entity for entity in registry.entities.values() if entity.domain == "light")
    found = others.hassil(registry)(f"turn on the {light.name}")
    assert found is not None
    assert found.intent.name == "HassTurnOn"
    assert found.entities["name"].value == light.name


def test_gazetteer_matcher_knows_the_names_of_the_home() -> None:
    pytest.importorskip("gazetteer_matcher")
    registry = to_registry(grown_home(60, seed=0))
    light = next(entity for entity in registry.entities.values() if entity.domain == "light")
    assert others.gazetteer(registry)(f"turn on the {light.name}").accepted


def test_a_peer_that_is_not_installed_is_left_out_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(others, "find_spec", lambda name: None)
    assert "ambient-home[peers]" in others.missing()
    assert list(others.peers(to_registry(grown_home(10, seed=0)))) == ["hassil"]
