from __future__ import annotations

from pathlib import Path

import pytest

from assistant.asr.lexicon import lexicon, written


@pytest.fixture
def known(tmp_path: Path) -> Path:
    path = tmp_path / "words.dict"
    path.write_text("a AH\na(2) EY\nana AE N AH\ncat K AE T\nhouse HH AW S\nparents P EH R AH N T S\n", "utf-8")
    return path


def test_words_come_with_all_their_pronunciations(known: Path) -> None:
    assert written(lexicon(["cat", "a"], known, None)) == "a AH\na(2) EY\ncat K AE T\n"


@pytest.mark.parametrize(
    ("word", "phones"),
    [("ana's", "AE N AH Z"), ("cat's", "K AE T S"), ("house's", "HH AW S IH Z"), ("parents'", "P EH R AH N T S")],
)
def test_possessives_are_pronounced_as_english_does(known: Path, word: str, phones: str) -> None:
    assert lexicon([word], known, None) == {word: [phones]}


def test_other_words_are_asked_for(known: Path) -> None:
    assert lexicon(["zorg", "cat"], known, lambda word: ["Z", "AO", "R", "G"])["zorg"] == ["Z AO R G"]


def test_a_word_that_nobody_can_pronounce_is_left_out(known: Path) -> None:
    assert lexicon(["zorg"], known, None) == {}
    assert lexicon(["zorg"], known, lambda word: []) == {}
