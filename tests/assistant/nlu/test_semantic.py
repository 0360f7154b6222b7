"""What words mean: vectors, and a model of intents over them."""

from pathlib import Path

import numpy as np
import pytest

from assistant.nlu.distil import distilled
from assistant.nlu.semantic import SemanticModel, fit_semantic
from assistant.nlu.vectors import STATISTICS, WordVectors, word_vectors


def likeness(first: str, second: str) -> float:
    vectors = word_vectors()
    a, b = (vectors.table[vectors.rows[word]].astype(float) for word in (first, second))
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_words_of_like_meaning_lie_nearer_than_others() -> None:
    assert likeness("lamp", "lantern") > likeness("lamp", "podcast")
    assert likeness("storm", "rain") > likeness("storm", "alarm")


def test_a_request_without_a_known_word_is_described_by_zeros() -> None:
    described = word_vectors().describe(["xqzzt"])
    assert described.shape == (word_vectors().size,)
    assert not described.any()


def test_the_first_and_the_last_word_are_told_apart() -> None:
    vectors = word_vectors()
    assert not np.array_equal(vectors.describe(["lock", "door"]), vectors.describe(["door", "lock"]))


def test_distilling_keeps_the_main_axes_and_says_rare_words_tell_more(tmp_path: Path) -> None:
    meanings = np.array([[3, 0, 0.1], [-3, 0, 0.1], [0, 2, 0.1], [0, -2, 0.1]], np.float32)
    vectors = distilled(["the", "a", "lamp", "radio"], 3, meanings, dimensions=2)
    assert vectors.table.shape == (4, 2)
    assert vectors.size == STATISTICS * 2
    assert vectors.weights[0] < vectors.weights[2] < vectors.weights[3]
    vectors.save(tmp_path / "vectors.npz")
    again = WordVectors.load(tmp_path / "vectors.npz")
    assert list(again.rows) == ["the", "a", "lamp", "radio"]
    assert np.array_equal(again.table, vectors.table)


def test_a_model_learns_what_its_sentences_mean_and_knows_words_it_never_saw(tmp_path: Path) -> None:
    said = [("rain", 0), ("snow", 0), ("storm", 0), ("song", 1), ("album", 1), ("singer", 1)] * 20
    described = np.stack([word_vectors().describe([word]) for word, _ in said])
    targets = np.array([intent for _, intent in said])
    model = fit_semantic(described, targets, 2, np.ones(len(said), np.float32), epochs=30)
    model.save(tmp_path / "model.npz")
    again = SemanticModel.load(tmp_path / "model.npz")
    assert again.log_probabilities(["thunder"]).argmax() == 0
    assert again.log_probabilities(["guitarist"]).argmax() == 1
    assert np.exp(again.log_probabilities(["thunder"])).sum() == pytest.approx(1)
