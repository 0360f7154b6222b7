"""A simulation's speech beside people's: worked out by hand on a few sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulator.realism.__main__ import main
from simulator.realism.measures import Figure, apart, distance, errors, spread
from simulator.realism.speech import People, Simulated, people, simulated
from simulator.realism.table import Row, realism


@pytest.mark.parametrize(
    ("said", "again", "expected"),
    [
        ("dim the lamp", "dim the lamp", 0.0),
        ("Dim the lamp, please!", "dim the lamp", 1 / 4),
        ("dim the lamp", "make it less bright", 1.0),
        ("turn the lamp on", "turn on the lamp", 2 / 4),  # "on" goes and comes
    ],
)
def test_a_distance_is_the_share_of_words_changed(said: str, again: str, expected: float) -> None:
    assert distance(said, again) == pytest.approx(expected)


def test_two_distributions_are_apart_by_the_area_between_their_curves() -> None:
    assert apart([0.0, 0.0, 1.0], [0.0, 1.0, 1.0]) == pytest.approx(1 / 3)
    assert apart([0.5], []) is None


def test_a_distribution_is_told_by_mean_and_quartiles() -> None:
    assert spread([0.0, 1.0, 2.0, 3.0, 9.0]) == Figure(3.0, 5, (1.0, 2.0, 3.0))
    assert spread([]) is None


def test_errors_are_told_by_kind_and_by_the_word_they_are_on() -> None:
    found = errors(
        [
            ("turn on the lamp", "turn the lump"),  # "on" left out, "lamp" heard as "lump"
            ("what time is it", "what time is it now"),  # "now" put in: no function word
            ("stop", "stop"),
        ]
    )
    counts = found.counts
    assert (counts.words, counts.substituted, counts.deleted, counts.inserted) == (9, 1, 1, 1)
    assert found.per_utterance == (2, 1, 0)
    assert (found.function_words, found.function_errors) == (5, 1)  # on, the; what, is, it


def truth(attempt: int, strategy: str, said: str, turn: str, goal: str = "g1") -> dict[str, Any]:
    key = {"arm": "plain", "household": "h00001", "goal": goal, "attempt": attempt}
    return {**key, "strategy": strategy, "said": said, "turn": turn}


def turn(name: str, session: str, heard: str) -> dict[str, Any]:
    return {"arm": "plain", "turn": name, "session": session, "json": json.dumps({"transcript": {"text": heard}})}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """One goal said four times, with an answer between, another said once, and a television."""
    truths = [
        truth(1, "first", "dim the lamp", ""),
        truth(2, "clearer", "dim the lamp", "t1"),
        truth(3, "answer", "yes please", "t2"),
        truth(4, "other_words", "lower the lamp", "t3"),
        truth(5, "clearer", "lower the lamp", "t4"),
        truth(1, "first", "what time is it", "t5", goal="g2"),
        truth(1, "", "and now the weather", "t6", goal=""),
    ]
    turns = [
        *(turn("t1", "s1", "dim the lamp"), turn("t2", "s1", "yes please"), turn("t3", "s1", "lower the lump")),
        *(turn("t4", "s1", "lower the lamp"), turn("t5", "s2", "what time"), turn("t6", "s2", "and now")),
    ]
    pq.write_table(pa.Table.from_pylist(truths), tmp_path / "truths.parquet")
    pq.write_table(pa.Table.from_pylist(turns), tmp_path / "turns.parquet")
    return tmp_path


def test_a_rephrase_is_held_against_the_request_before_it_and_not_against_an_answer(out: Path) -> None:
    assert simulated(out).rephrased == {"clearer": [0.0, 0.0], "other_words": [pytest.approx(1 / 3)]}


def test_the_same_words_heard_twice_are_compared_as_heard(out: Path) -> None:
    assert simulated(out).heard_again == [pytest.approx(1 / 3)]  # the first was heard by nobody


def test_a_session_counts_what_people_said_to_it(out: Path) -> None:
    assert simulated(out).sessions == [4, 1]
    assert simulated(out).hearings[-1] == ("what time is it", "what time")


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return path


def rewritten(*rewrites: str) -> dict[str, Any]:
    context = ["play the song", "which one", "the first", "here it is", "louder"]
    return {"text": "the first", "meta": {"human_rewrites": list(rewrites), "context": context}}


def test_peoples_rewrites_are_held_against_the_turn_and_against_each_other(tmp_path: Path) -> None:
    found = people(cqr=lines(tmp_path / "cqr.jsonl", rewritten("play the first", "play the song")))
    assert found.rewritten == [pytest.approx(1 / 3), pytest.approx(2 / 3)]
    assert found.worded == [pytest.approx(1 / 3)]
    assert found.dialogues == [3]


def test_of_pairs_only_two_hearings_of_one_saying_count(tmp_path: Path) -> None:
    same = {"first": "stop it", "second": "stop", "label": 1}
    path = lines(tmp_path / "pairs.jsonl", same, {"first": "stop", "second": "go", "label": 0})
    assert people(pairs=path).heard_twice == [0.5]


@pytest.fixture
def table() -> dict[str, Row]:
    ours = Simulated(
        {"clearer": [0.0], "half": [0.5]}, [], [1, 1, 2, 4], [("dim the lamp", "dim lamp"), ("stop", "stop")]
    )
    theirs = People(rewritten=[0.5, 1.0], dialogues=[2, 3], hearings=[("go", "no"), ("go on", "go on")])
    return {f"{row.about}: {row.measure}": row for row in realism(ours, theirs)}


@pytest.mark.parametrize(
    ("name", "ours", "theirs"),
    [
        ("request and rephrase, distance: all seven ways", 0.25, 0.75),
        ("request and rephrase, distance: all that change a word", 0.5, 0.75),
        ("sessions: turns, of two and more", 3.0, 2.5),
        ("sessions: two turns, of two and more", 0.5, 0.5),
        ("sessions: four turns and more, of two and more", 0.5, 0.0),
        ("word errors: a word said", 1 / 4, 1 / 3),
        ("word errors: deleted, of errors", 1.0, 0.0),
        ("word errors: utterances without any", 0.5, 0.5),
        ("word errors: an utterance that has any", 1.0, 1.0),
        ("function words: of errors", 1.0, 0.0),
    ],
)
def test_each_row_has_our_value_and_theirs(table: dict[str, Row], name: str, ours: float, theirs: float) -> None:
    row = table[name]
    assert row.ours is not None
    assert row.theirs is not None
    assert row.ours.value == pytest.approx(ours)
    assert row.theirs.value == pytest.approx(theirs)
    assert row.difference == pytest.approx(ours - theirs)


@pytest.mark.parametrize("name", ["request and rephrase, distance: half", "sessions: of one turn"])
def test_where_nobody_elses_data_can_be_compared_the_row_says_so(table: dict[str, Row], name: str) -> None:
    row = table[name]
    assert row.ours is not None
    assert (row.theirs, row.difference) == (None, None)
    assert row.why.startswith("no data here")


def test_the_command_prints_the_table(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cqr = lines(tmp_path / "cqr.jsonl", rewritten("play the first"))
    assert main([str(out), "--cqr", str(cqr), "--json"]) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert first["measure"] == "all seven ways"
    assert first["ours"]["of"] == 3
    assert first["difference"] == pytest.approx(1 / 9 - 1 / 3)
    assert main([str(out)]) == 0
    assert "no data" in capsys.readouterr().out


def test_a_line_of_another_data_set_is_told_with_its_number(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = lines(tmp_path / "cqr.jsonl", rewritten("play the first"), {"text": "the first"})
    assert main([str(out), "--cqr", str(wrong)]) == 2
    assert f"{wrong}:2: " in capsys.readouterr().err


def test_a_folder_without_a_simulation_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "is not there; name the folder of a simulation" in capsys.readouterr().err
