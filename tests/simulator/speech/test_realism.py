"""How words are misheard, in figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.files import InputError
from simulator.speech.realism import error_kinds, pairs_of_channel, pairs_of_file, rows


def test_kinds_of_errors_are_shares() -> None:
    kinds = error_kinds([("turn on the light", "turn on a light"), ("stop", "stop"), ("play jazz", "jazz")])
    assert kinds.rate == pytest.approx(2 / 7)
    assert (kinds.substituted, kinds.deleted, kinds.inserted) == (0.5, 0.5, 0.0)
    assert kinds.by_count == pytest.approx((1 / 3, 2 / 3, 0.0, 0.0))
    assert kinds.function == 0.5
    assert kinds.letters == 3


def test_what_is_misheard_sounds_like_what_was_said() -> None:
    near = error_kinds([("dim the lamp", "dim the lamb")])
    far = error_kinds([("dim the lamp", "dim the orchestra")])
    assert near.alike > 0.7 > far.alike


def test_both_sides_stand_beside_each_other(tmp_path: Path) -> None:
    file = tmp_path / "slurp.jsonl"
    said = [("What's the time", "what is the time"), ("stop", "stop"), ("wake me at 7", "wake me at heaven")]
    file.write_text("\n".join(json.dumps({"text": heard, "meta": {"ref": ref}}) for ref, heard in said), "utf-8")
    found = rows(error_kinds(pairs_of_channel("whisper", count=100)), error_kinds(pairs_of_file(file)))
    by_name = {row.name: row for row in found}
    assert by_name["utterances without an error"].real == pytest.approx(1 / 3)
    assert by_name["word error rate"].difference == pytest.approx(
        by_name["word error rate"].simulated - by_name["word error rate"].real
    )


def test_a_line_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "slurp.jsonl"
    file.write_text('{"text": "stop", "meta": {"ref": "stop"}}\n{"text": "go"}\n', "utf-8")
    with pytest.raises(InputError, match="2"):
        list(pairs_of_file(file))
