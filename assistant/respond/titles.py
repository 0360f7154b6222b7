"""Naming titles to choose from, by what tells them apart."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.respond.speech import listed
from assistant.turn import Act

KINDS = {"tvshow": "show", "channel": "station", "movie": "film", "track": "song"}
"""Kinds as people say them, where they say them otherwise."""


def titles(options: Sequence[Act]) -> str:
    """`Heat or Heat and Dust`; for namesakes what differs, artist, kind or year: `Crazy by Seal or by Patsy Cline`;
    empty where nothing of the titles themselves does."""
    names = [str(act.facts.get("title") or "") for act in options]
    if not all(names):
        return ""
    if len(set(names)) == len(names):
        return listed(names, "or")
    for differing in (_by, _kind, _year):
        told = [differing(act) for act in options]
        if all(told) and len(set(zip(names, told, strict=True))) == len(told):
            alike = len(set(names)) == 1
            return f"{names[0]} {listed(told, 'or')}" if alike else listed(_pairs(names, told), "or")
    return ""


def _pairs(names: Sequence[str], told: Sequence[str]) -> list[str]:
    return [f"{name} {mark}" for name, mark in zip(names, told, strict=True)]


def _by(act: Act) -> str:
    return f"by {act.facts['by']}" if act.facts.get("by") else ""


def _kind(act: Act) -> str:
    kind = str(act.facts.get("kind") or "")
    return f"the {KINDS.get(kind, kind)}" if kind else ""


def _year(act: Act) -> str:
    return f"of {act.facts['year']}" if act.facts.get("year") else ""
