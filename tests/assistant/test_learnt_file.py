"""What was learnt is kept in a file that loads as it was saved, and beside it in words that a person can read."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from assistant.files import InputError
from assistant.learnt import Layer, Learnt, Ranking, Rule, Wording
from assistant.learnt_file import forget, load, load_learnt, path_of, save, twin_of

RULE = Rule(
    "r1", "set the hall going", "turn on the hall light", "personal", state="?|set the hall going",
    to="HassTurnOn|name:hall light", households=3, sessions=7, chance=0.6, kept=0.2,
)  # fmt: skip
SELDOM = Rule("r2", "brew éclairs", "brew coffee", "personal", sessions=2, chance=0.5, kept=0.5)
WORDING = Wording("turn on", "HassTurnOn", 4, 3.5, 2)
LAYER = Layer("personal", (SELDOM, RULE), (WORDING,), {"jazz": "genre", "hall": "area"}, Ranking({"sound": 1.5}, 0.6))


def test_a_layer_loads_as_it_was_saved(tmp_path: Path) -> None:
    save(LAYER, tmp_path, withdrawn={"r2": "refused"})
    save(Layer("global"), tmp_path, withdrawn={"g1": "it harmed"})
    assert load_learnt(tmp_path) == Learnt(Layer("global"), LAYER, {"g1": "it harmed", "r2": "refused"})


def test_a_folder_without_files_has_learnt_nothing(tmp_path: Path) -> None:
    assert load_learnt(tmp_path) == load_learnt(None) == Learnt()


def test_the_same_layer_gives_the_same_bytes(tmp_path: Path) -> None:
    turned = dict(reversed(LAYER.values.items()))
    one = save(LAYER, tmp_path / "one", withdrawn={"r2": "x", "r1": "y"})
    other = save(replace(LAYER, values=turned), tmp_path / "b", withdrawn={"r1": "y", "r2": "x"})
    assert one.read_bytes() == other.read_bytes()
    assert twin_of(one).read_bytes() == twin_of(other).read_bytes()


def test_the_twin_tells_what_each_rewrite_rests_on_the_most_used_first(tmp_path: Path) -> None:
    told = twin_of(save(LAYER, tmp_path)).read_text("utf-8")
    assert '"set the hall going" is taken for "turn on the hall light"' in told
    assert "7 sessions in 3 households; goes well 60% against 20% as it stands, odds x6.0" in told
    assert told.index("set the hall going") < told.index("brew éclairs")


def test_the_twin_tells_why_a_rewrite_is_used_no_more(tmp_path: Path) -> None:
    told = twin_of(save(LAYER, tmp_path, withdrawn={"r2": "refused"})).read_text("utf-8")
    assert told.index("## Withdrawn") < told.index("brew éclairs") < told.index("a resident refused it")


def _cut(text: str) -> str:
    return text[:-20]


def _misspelt(text: str) -> str:
    return text.replace('"chance"', '"chanse"', 1)


def _as_text(text: str) -> str:
    return text.replace('"kept": 0.2', '"kept": "0.2"')


def _newer(text: str) -> str:
    return text.replace('"version": 1', '"version": 2')


def _foreign(_: str) -> str:
    return "[1, 2]"


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (_cut, "is damaged"),
        (_misspelt, "does not fit at layer.rules.0.chanse"),
        (_as_text, "does not fit at layer.rules.1.kept"),
        (_newer, "is of version 2"),
        (_foreign, "is not what ambient learn writes"),
    ],
)
def test_a_bad_file_is_one_line_that_says_what_to_do(tmp_path: Path, damage: Callable[[str], str], told: str) -> None:
    path = save(LAYER, tmp_path)
    path.write_text(damage(path.read_text("utf-8")), "utf-8")
    with pytest.raises(InputError) as wrong:
        load_learnt(tmp_path)
    line = str(wrong.value)
    assert line.startswith(str(path))
    assert told in line
    assert "remove it" in line
    assert "\n" not in line


def test_a_file_under_the_others_name_is_refused(tmp_path: Path) -> None:
    save(LAYER, tmp_path).rename(path_of(tmp_path, "global"))
    with pytest.raises(InputError, match="holds what is personal, not global"):
        load(path_of(tmp_path, "global"), "global")


def test_an_interrupted_writing_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(LAYER, tmp_path)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="cannot be written: No space left"):
        save(Layer("personal"), tmp_path)
    assert path.read_bytes() == before
    assert sorted(one.name for one in path.parent.iterdir()) == ["personal.json", "personal.md"]


def test_forgetting_leaves_neither_file_nor_twin(tmp_path: Path) -> None:
    path = save(LAYER, tmp_path)
    assert forget(tmp_path, "personal")
    assert list(path.parent.iterdir()) == []
    assert not forget(tmp_path, "personal")


def test_ten_thousand_wordings_and_thousands_of_rules_load_quickly(tmp_path: Path) -> None:
    rules = tuple(Rule(f"r{n}", f"heard {n}", f"text {n}", "global", chance=0.6) for n in range(3000))
    wordings = tuple(Wording(f"text {n}", "HassTurnOn", n, 0.5 * n) for n in range(10_000))
    path = save(Layer("global", rules, wordings), tmp_path)
    load(path, "global")
    begun = perf_counter()
    load(path, "global")
    assert perf_counter() - begun < 1.0  # 0.06 s where nothing else runs
