"""The rules that an experiment's arms learnt, with their evidence, and how they fared by truth."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from assistant.files import InputError
from assistant.learnt import Learnt
from simulator.experiments.rewrites_counted import Used

KNEW = "knew.json"
"""In a household's folder: what it knew for itself at the end."""

OUTCOMES = ("wins", "losses", "both_right", "both_wrong")


@dataclass(slots=True)
class Known:
    """What was learnt, of many learners together."""

    rules: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """By id; the same rule learnt twice stands once."""
    withdrawn: dict[str, str] = field(default_factory=dict)
    """By id, why; by the first who withdrew it."""
    homes: Counter[str] = field(default_factory=Counter)
    """By id, how many have withdrawn it."""

    def add(self, other: Known) -> None:
        """Takes in what others know; of what both know, this stays."""
        for name, rule in other.rules.items():
            self.rules.setdefault(name, rule)
        for name, why in other.withdrawn.items():
            self.withdrawn.setdefault(name, why)
        self.homes.update(other.homes)


def write_known(learnt: Learnt, path: Path) -> None:
    """Writes what a household knows for itself: its own rules, those withdrawn, and why; no file where there is
    nothing."""
    gone = [rule for rule in learnt.shared.rules if rule.id in learnt.withdrawn]
    rules = [asdict(rule) for rule in (*learnt.own.rules, *gone)]
    if rules or learnt.withdrawn:
        path.write_text(json.dumps({"rules": rules, "withdrawn": dict(learnt.withdrawn)}) + "\n", "utf-8")


def read_known(folder: Path) -> Known:
    """All that JSON files below a folder know; empty where nothing was learnt.

    Raises `InputError` where one is no JSON.
    """
    known = Known()
    for path in sorted(folder.rglob("*.json")):
        try:
            value = json.loads(path.read_text("utf-8"))
        except ValueError as wrong:
            raise InputError(path, f"is no JSON: {wrong}; delete the folder and run the experiment again") from None
        for rule in found_rules(value):
            known.rules.setdefault(str(rule["id"]), rule)
        for withdrawn in _found(value, "withdrawn"):
            known.withdrawn.update({str(rule): str(why) for rule, why in withdrawn.items()})
            known.homes.update(withdrawn.keys())
    return known


def _found(value: Any, name: str) -> Iterator[Mapping[str, Any]]:
    """The objects under a name, anywhere in a JSON value."""
    if isinstance(value, dict):
        if isinstance(value.get(name), dict):
            yield value[name]
        for one in value.values():
            yield from _found(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _found(one, name)


def rules_table(
    seen: Mapping[str, Counter[str]], known: Known, *, examples: Mapping[str, Used] | None = None, most: int = 10
) -> dict[str, Any]:
    """The most used, those that did most harm, and those withdrawn.

    A rule of which no file is there, such as a household's own, is told by the example of its first use.
    """
    names = sorted(seen, key=lambda rule: (-seen[rule]["uses"], rule))
    harmful = [rule for rule in names if seen[rule]["losses"] > 0]
    harmful.sort(key=lambda rule: (seen[rule]["wins"] - seen[rule]["losses"], rule))

    def told(rule: str) -> dict[str, Any]:
        return _told(rule, seen.get(rule, Counter()), known.rules.get(rule), (examples or {}).get(rule))

    return {
        "used": len(names),
        "most_used": [told(rule) for rule in names[:most]],
        "worst": [told(rule) for rule in harmful[:most]],
        "withdrawn": [
            {**told(rule), "why": known.withdrawn[rule], "homes": known.homes[rule]} for rule in sorted(known.withdrawn)
        ],
    }


def _told(rule: str, counts: Counter[str], known: Mapping[str, Any] | None, example: Used | None) -> dict[str, Any]:
    evidence: Mapping[str, Any] = known or {}
    if known is None and example is not None:
        evidence = {name: getattr(example, name) for name in ("heard", "text", "source")}
    names = ("heard", "text", "source", "households", "sessions", "chance", "kept")
    return {
        "rule": rule,
        **{name: evidence.get(name) for name in names},
        **{name: counts[name] for name in ("uses", *OUTCOMES)},
    }


def found_rules(value: Any) -> Iterator[Mapping[str, Any]]:
    """The rules anywhere in a JSON value: objects with an id, what is heard and the text."""
    if isinstance(value, dict):
        if {"id", "heard", "text"} <= value.keys():
            yield value
        for one in value.values():
            yield from found_rules(one)
    elif isinstance(value, list):
        for one in value:
            yield from found_rules(one)


def poisoned(rules: Mapping[str, Mapping[str, Any]], pairs: Sequence[tuple[str, str]]) -> list[str]:
    """The ids of the global rules that hold a pair (heard, text) on which colluders agreed."""
    agreed = set(pairs)
    return sorted(
        rule for rule, one in rules.items() if one.get("source") == "global" and (one["heard"], one["text"]) in agreed
    )
