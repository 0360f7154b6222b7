"""Life in the homes, made ready for the page: one packed bundle a household and arm, opened when it is asked for.

A bundle holds goals (what was wanted) and events (what was said, and all that came of it), in order of time. Bundles
are JSON, deflated and in base64; the page unpacks one at a time, so that it stays quick with hundreds of homes. Where
all would be too much, a seeded draw of whole households is shown.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Levenshtein

from simulator.channels import spoken_seconds
from simulator.draws import drawn
from simulator.experiments.report import words
from simulator.experiments.report.data import Results, Said, local_time, turns

LARGEST = 11_000_000
"""Bytes of all bundles together: the page stays below 15 MB."""

MOST = 60_000
"""Things said in all bundles, at the most: what takes the time."""

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listened:
    """How one reply was received."""

    arm: str
    right: bool
    seconds: float
    """That were heard, at an ordinary speaking rate."""
    part: float
    """Of the reply that was heard."""
    cut: bool
    """Whether somebody spoke into it."""


@dataclass(frozen=True, slots=True)
class Stories:
    """What the page's reader can open."""

    households: tuple[str, ...]
    """Whose stories are shown."""
    bundles: Mapping[str, str]
    """By `arm/household`, packed."""
    index: str
    """Every defect of these households as one flat row, packed."""
    defects: int
    replies: tuple[Listened, ...]
    """How each reply to somebody was received."""


def gather(results: Results, *, largest: int = LARGEST, most: int = MOST) -> Stories:
    """The stories of as many households as fit."""
    chosen = _chosen(results, most)
    told = _told(results, frozenset(chosen))
    bundles: dict[str, str] = {}
    shown: list[str] = []
    size = 0
    for household in chosen:
        packed = {f"{arm}/{household}": packed_json(_bundle(told.get((arm, household), ()))) for arm in results.arms}
        size += sum(map(len, packed.values()))
        if size > largest and shown:
            break
        bundles.update(packed)
        shown.append(household)
    rows = _index(results, frozenset(shown))
    names = tuple(sorted(shown))
    return Stories(names, dict(sorted(bundles.items())), packed_json(rows), len(rows), _replies(told))


def packed_json(value: Any) -> str:
    """JSON, deflated (zlib), in base64."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def unpacked(packed: str) -> Any:
    """The value of `packed_json`."""
    return json.loads(zlib.decompress(base64.b64decode(packed)))


def marked(said: str, heard: str) -> list[list[str]]:
    """What was heard against what was said, word for word: `=` the same, `-` said but not heard, `+` heard instead."""
    left, right = said.split(), heard.split()
    parts: list[list[str]] = []
    for step in Levenshtein.opcodes(left, right):
        gone, come = " ".join(left[step.src_start : step.src_end]), " ".join(right[step.dest_start : step.dest_end])
        if step.tag == "equal":
            parts.append(["=", gone])
            continue
        parts += [[sign, part] for sign, part in (("-", gone), ("+", come)) if part]
    return parts


def _chosen(results: Results, most: int) -> list[str]:
    """Households in a seeded order, as many as fit."""
    counts: dict[str, int] = dict.fromkeys(results.households, 0)
    for one in results.said:
        counts[one.household] += 1
    order = list(results.households)
    if len(results.said) <= most:
        return order
    drawn("report", "stories", len(order)).shuffle(order)
    chosen: list[str] = []
    total = 0
    for household in order:
        total += counts[household]
        if total > most and chosen:
            break
        chosen.append(household)
    return chosen


def _told(results: Results, households: frozenset[str]) -> dict[tuple[str, str], list[tuple[Event, Said | None]]]:
    """By arm and household, every event with what was said."""
    told: dict[tuple[str, str], list[tuple[Event, Said | None]]] = {}
    by_turn: dict[tuple[str, str, str], Said] = {}
    for one in results.said:
        if one.household not in households:
            continue
        if one.truth["turn"]:
            by_turn[one.arm, one.household, one.truth["turn"]] = one
        else:
            told.setdefault((one.arm, one.household), []).append((_said(one), one))
    for row in turns(results.out, households):
        said = by_turn.pop((row["arm"], row["household"], row["turn"]), None)
        taken = json.loads(row["json"])
        if said is None and row["initiator"] != "assistant":
            continue
        event = {**(_said(said) if said else {"at": _at(taken["at"])}), **_taken(taken, said, row)}
        told.setdefault((row["arm"], row["household"]), []).append((event, said))
    for one in by_turn.values():  # Turns that the log no longer has.
        told.setdefault((one.arm, one.household), []).append((_said(one), one))
    for events in told.values():
        events.sort(key=lambda pair: pair[0]["at"])
    return told


def _bundle(told: Any) -> dict[str, Any]:
    goals: dict[str, Any] = {}
    for _, said in told:
        if said is not None and said.goal not in goals and said.goal:
            truth = said.truth
            goals[said.goal] = {
                "who": truth["resident"],
                "kind": words.kind(truth["kind"]),
                "need": truth["need"],
                "caption": truth["caption"],
                "want": words.wanted(truth["want"]),
                "supported": truth["supported"],
            }
    return {"goals": goals, "events": [event for event, _ in told]}


def _said(one: Said) -> Event:
    """The truth's side of an event."""
    truth, verdict = one.truth, one.verdict
    stages = ("wake", "asr", "rewrite", "nlu", "resolve", "result")
    return {
        "at": one.at.isoformat(timespec="seconds"),
        "who": truth["resident"],
        "area": truth["area"],
        "goal": truth["goal"],
        "n": truth["attempt"],
        "strategy": truth["strategy"],
        "said": truth["said"],
        "meant": truth["intent"],
        "meantSlots": words.pairs(json.loads(truth["slots"] or "{}")),
        "right": verdict["right"],
        "failure": verdict["failure"],
        "ticks": "".join("1" if verdict[f"{stage}_right"] else "0" for stage in stages),
        "note": verdict["note"],
        "planted": verdict["planted"],
        "reaction": truth["reaction"],
        "because": truth["because"],
        "noticed": truth["noticed"],
        "reached": truth["reached"],
        "turn": truth["turn"],
    }


def _taken(taken: Mapping[str, Any], said: Said | None, row: Mapping[str, Any]) -> Event:
    """The assistant's side of an event."""
    transcript = taken["transcript"]
    heard = transcript["text"]
    event: Event = {
        "area": taken.get("area") or "",
        "turn": taken["turn"],
        "heard": heard,
        "sure": round(transcript["confidence"], 2),
        "others": [[one["text"], round(one["confidence"], 2)] for one in transcript.get("alternatives", ())[:3]],
        "understood": [
            [one["intent"], words.pairs(one["slots"]), round(one["confidence"], 2)]
            for one in taken.get("interpretations", ())[:3]
        ],
        "settled": _settled(taken),
        "did": [_command(one) for one in taken.get("commands", ())],
        "failed": [one["failure"] for one in taken.get("outcomes", ()) if one.get("failure")],
        "reply": taken.get("reply", ""),
        "status": taken.get("status", ""),
        "part": row["heard"],
        "by": row["barged_in_by"],
    }
    if said is not None and heard != said.truth["said"]:
        event["diff"] = marked(said.truth["said"], heard)
    if taken.get("rewrite"):
        event["rewrite"] = taken["rewrite"]["text"]
    return event


def _settled(taken: Mapping[str, Any]) -> list[list[str]]:
    acts = (taken.get("resolution") or {}).get("acts", ())
    return [[one["intent"], words.pairs(one["slots"]), ", ".join(one["targets"]), one["reason"]] for one in acts]


def _command(command: Mapping[str, Any]) -> str:
    data = words.pairs(command.get("data") or {})
    return f"{command['service']} {command['entity']}" + (f" ({data})" if data else "")


def _at(text: str) -> str:
    return local_time(text).isoformat(timespec="seconds")


def _replies(told: Mapping[tuple[str, str], list[tuple[Event, Said | None]]]) -> tuple[Listened, ...]:
    found: list[Listened] = []
    for (arm, _), events in sorted(told.items()):
        for event, said in events:
            if said is not None and said.goal and event.get("part") is not None:
                seconds, part = spoken_seconds(event["reply"]), event["part"]
                found.append(Listened(arm, said.right, seconds * part, part, event["by"] is not None))
    return tuple(found)


def _index(results: Results, households: frozenset[str]) -> list[list[Any]]:
    """One flat row a defect: arm, household, time, goal, attempt, turn, stage, kind, reaction, caption, said, note."""
    rows: list[list[Any]] = []
    for one in results.said:
        if one.right or one.household not in households:
            continue
        truth = one.truth
        rows.append([
            results.arms.index(one.arm), one.household, one.at.isoformat(timespec="seconds"), one.goal,
            truth["attempt"], truth["turn"], one.verdict["failure"], words.kind(truth["kind"]), truth["reaction"],
            truth["caption"], truth["said"], one.verdict["note"],
        ])  # fmt: skip
    return rows
