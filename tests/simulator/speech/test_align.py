"""Words said beside words heard."""

from __future__ import annotations

import pytest

from simulator.speech.align import Block, Counts, blocks, counted, total


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("turn on the light", "turn on the light", Counts(4, 0, 0, 0)),
        ("turn on the light", "turn on a light", Counts(4, 1, 0, 0)),
        ("turn on the light", "turn the light", Counts(4, 0, 1, 0)),
        ("turn on the light", "turn on the late night", Counts(4, 1, 0, 1)),
        ("stop", "", Counts(1, 0, 1, 0)),
    ],
)
def test_errors_are_counted_by_kind(said: str, heard: str, errors: Counts) -> None:
    assert counted(said, heard) == errors


def test_rates_are_per_word_said() -> None:
    whole = total([Counts(6, 1, 1, 0), Counts(4, 0, 0, 1)])
    assert whole.rates == (0.3, 0.1, 0.1, 0.1)


def test_neighbouring_differences_are_one_block() -> None:
    said, heard = ["read", "out", "my", "reminders", "please"], ["redoubt", "my", "reminder", "please"]
    assert blocks(said, heard) == [
        Block(0, ("read", "out"), ("redoubt",)),
        Block(3, ("reminders",), ("reminder",)),
    ]


def test_what_nobody_said_is_a_block_without_words_said() -> None:
    assert blocks(["next", "song"], ["oh", "next", "song"]) == [Block(0, (), ("oh",))]
