"""Life in the homes, made ready for the page: one packed bundle a household and arm, opened when it is asked for.

A bundle holds goals (what was wanted) and events (what was said, and all that came of it), in order of time. Bundles
are JSON, deflated and in base64; the page unpacks one at a time, so that it stays quick with hundreds of homes. Where
all would be too much, a seeded draw of whole households is shown.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from rapidfuzz.distance import Levenshtein

from assistant.files import InputError
from simulator.channels import spoken_seconds
from simulator.draws import drawn
from simulator.experiments.report import words
from simulator.experiments.report.data import Results, Said, turns

LARGEST = 12_500_000
"""Bytes of all bundles together: the page stays below 15 MB."""

MOST = 150_000
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
    """The stories of as many households as fit; a home's turns must stand together in `turns.parquet`."""
    order = _chosen(results, most)
    said: dict[tuple[str, str], list[Said]] = {(arm, one): [] for one in order for arm in results.arms}
    for one in results.said:
        if (one.arm, one.household) in said:
            said[one.arm, one.household].append(one)
    told: dict[tuple[str, str], tuple[str, list[Listened]]] = {}
    for key, rows in groupby(turns(results.out, frozenset(order)), lambda row: (row["arm"], row["household"])):
        if key in told:
            raise InputError(results.out / "turns.parquet", f"the turns of {key[1]} do not stand together")
        told[key] = _home(key[0], said.get(key, []), rows)
    for key in sorted(said.keys() - told.keys()):
        told[key] = _home(key[0], said[key], ())
    shown = _fitting(order, results.arms, told, largest)
    rows_of_defects = _index(results, frozenset(shown))
    keys = [(arm, household) for arm in results.arms for household in shown]
    return Stories(
        households=shown,
        bundles={f"{arm}/{household}": told[arm, household][0] for arm, household in keys},
        index=packed_json(rows_of_defects),
        defects=len(rows_of_defects),
        replies=tuple(reply for key in keys for reply in told[key][1]),
    )


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


def _fitting(
    order: Sequence[str], arms: Sequence[str], told: Mapping[tuple[str, str], tuple[str, Any]], largest: int
) -> tuple[str, ...]:
    """The first households of the order that fit, by name; one at the least."""
    shown: list[str] = []
    size = 0
    for household in order:
        size += sum(len(told[arm, household][0]) for arm in arms)
        if size > largest and shown:
            break
        shown.append(household)
    return tuple(sorted(shown))


def _home(arm: str, said: Sequence[Said], rows: Iterable[Mapping[str, Any]]) -> tuple[str, list[Listened]]:
    """One home in one arm: its bundle, packed, and how replies were received."""
    by_turn = {one.truth.turn: one for one in said if one.truth.turn}
    events = [_said(one) for one in said if not one.truth.turn]
    replies: list[Listened] = []
    for row in rows:
        one, taken = by_turn.pop(row["turn"], None), json.loads(row["json"])
        if one is not None:
            events.append({**_said(one), **_taken(taken, one, row)})
            replies += _listened(arm, one, events[-1])
        elif row["initiator"] == "assistant":
            events.append({"at": _at(taken["at"]), **_taken(taken, None, row)})
    events += [_said(one) for one in by_turn.values()]  # Turns that the log no longer has.
    events.sort(key=lambda event: str(event["at"]))
    return packed_json({"goals": _goals(said), "events": events}), replies


def _goals(said: Sequence[Said]) -> dict[str, Any]:
    goals: dict[str, Any] = {}
    for one in said:
        truth = one.truth
        if truth.goal and truth.goal not in goals:
            goals[truth.goal] = {
                "who": truth.resident,
                "need": truth.need,
                "caption": truth.caption,
                "want": words.wanted(truth.want),
                "supported": truth.supported,
            }
    return goals


def _said(one: Said) -> Event:
    """The truth's side of an event."""
    truth, verdict = one.truth, one.verdict
    stages = ("wake", "asr", "rewrite", "nlu", "resolve", "result")
    return {
        "at": one.at.isoformat(timespec="seconds"),
        "who": truth.resident,
        "area": truth.area,
        "goal": truth.goal,
        "n": truth.attempt,
        "strategy": truth.strategy,
        "said": truth.said,
        "meant": truth.intent,
        "meantSlots": words.pairs(json.loads(truth.slots or "{}")),
        "right": verdict.right,
        "failure": verdict.failure,
        "ticks": "".join("1" if getattr(verdict, f"{stage}_right") else "0" for stage in stages),
        "note": verdict.note,
        "planted": verdict.planted,
        "reaction": truth.reaction,
        "because": truth.because,
        "noticed": truth.noticed,
        "reached": truth.reached,
        "turn": truth.turn,
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
    if said is not None and heard != said.truth.said:
        event["diff"] = marked(said.truth.said, heard)
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
    """The home's own time, as truths have it."""
    return datetime.fromisoformat(text).replace(tzinfo=None).isoformat(timespec="seconds")


def _listened(arm: str, one: Said, event: Event) -> list[Listened]:
    if not one.goal or event["part"] is None:
        return []
    part = event["part"]
    return [Listened(arm, one.right, spoken_seconds(event["reply"]) * part, part, event["by"] is not None)]


def _index(results: Results, households: frozenset[str]) -> list[list[Any]]:
    """One flat row a defect: arm, household, time, goal, attempt, turn, stage, kind, reaction, caption, said, note."""
    rows: list[list[Any]] = []
    for one in results.said:
        if one.right or one.household not in households:
            continue
        truth = one.truth
        rows.append([
            results.arms.index(one.arm), one.household, one.at.isoformat(timespec="seconds"), one.goal,
            truth.attempt, truth.turn, one.verdict.failure, words.kind(truth.kind), truth.reaction,
            truth.caption, truth.said, one.verdict.note,
        ])  # fmt: skip
    return rows
