"""The rules that arms learnt: read from their files, told with their evidence, searched for what was planted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.files import InputError
from assistant.learnt import Layer, Learnt, Rule
from simulator.experiments.learnt_rules import KNEW, Known, poisoned, read_known, rules_table, write_known


def rule(ident: str, source: str = "global", **evidence: Any) -> dict[str, Any]:
    return {"id": ident, "heard": f"heard {ident}", "text": f"text {ident}", "source": source, **evidence}


RULES = {"a": rule("a", households=4, sessions=9, chance=0.8, kept=0.2), "b": rule("b"), "c": rule("c", "personal")}
SEEN = {
    "a": Counter(uses=3, wins=1, losses=2),
    "b": Counter(uses=5, wins=5),
    "c": Counter(uses=3, wins=0, losses=3),
}


def test_rules_and_withdrawals_are_read_from_every_file(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "layer.json").write_text(json.dumps({"source": "global", "rules": [rule("a"), rule("b")]}))
    (tmp_path / "x" / "knowledge.json").write_text(json.dumps({"learnt": {"withdrawn": {"b": "refused"}}}))
    known = read_known(tmp_path)
    assert (list(known.rules), known.withdrawn) == (["a", "b"], {"b": "refused"})


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "layer.json").write_text("rules:")
    with pytest.raises(InputError, match=r"layer.json: is no JSON"):
        read_known(tmp_path)


def test_the_most_used_come_first_and_the_worst_by_wins_less_losses() -> None:
    table = rules_table(SEEN, Known(RULES))
    assert table["used"] == 3
    assert [one["rule"] for one in table["most_used"]] == ["b", "a", "c"]
    assert [one["rule"] for one in table["worst"]] == ["c", "a"]


def test_a_rule_is_told_with_its_evidence_and_what_became_by_truth() -> None:
    table = rules_table(SEEN, Known(RULES), most=2)
    assert table["most_used"][1] == {
        "rule": "a", "heard": "heard a", "text": "text a", "source": "global", "households": 4, "sessions": 9,
        "chance": 0.8, "kept": 0.2, "uses": 3, "wins": 1, "losses": 2, "both_right": 0, "both_wrong": 0,
    }  # fmt: skip


def test_what_was_withdrawn_is_told_with_its_reason_though_it_was_never_used() -> None:
    (told,) = rules_table({}, Known(RULES, {"b": "refused"}))["withdrawn"]
    assert (told["rule"], told["heard"], told["uses"], told["why"]) == ("b", "heard b", 0, "refused")


def test_a_rule_on_which_colluders_agreed_is_found_where_it_is_for_all() -> None:
    assert poisoned(RULES, [("heard a", "text a"), ("heard c", "text c"), ("heard b", "text a")]) == ["a"]


def test_what_a_household_knew_is_read_as_it_was_written(tmp_path: Path) -> None:
    shared, own = Rule("s", "heard s", "text s", "global"), Rule("o", "heard o", "text o", "personal", sessions=3)
    kept = Rule("k", "heard k", "text k", "global")
    learnt = Learnt(Layer("global", (shared, kept)), Layer("personal", (own,)), {"s": "refused"})
    write_known(learnt, tmp_path / KNEW)
    known = read_known(tmp_path)
    assert (sorted(known.rules), known.rules["o"]["sessions"]) == (["o", "s"], 3)
    assert (known.withdrawn, known.homes) == ({"s": "refused"}, {"s": 1})


def test_of_a_household_that_learnt_nothing_there_is_no_file(tmp_path: Path) -> None:
    write_known(Learnt(), tmp_path / KNEW)
    assert not list(tmp_path.iterdir())


def test_homes_that_withdrew_a_rule_are_counted() -> None:
    known = Known(dict(RULES), {"b": "refused"}, Counter("b"))
    known.add(Known({}, {"b": "later", "c": "it failed"}, Counter("bc")))
    (first, second) = rules_table({}, known)["withdrawn"]
    assert (first["rule"], first["why"], first["homes"]) == ("b", "refused", 2)
    assert (second["rule"], second["why"], second["homes"]) == ("c", "it failed", 1)
