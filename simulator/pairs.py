"""Context pairs: the same words in two situations that differ in one thing, so that another thing is meant.

A file holds the pairs of one kind of context. Each side is played as a scene of its own; a pair is right when both are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from simulator.scenario import Before, Expect, Model, Scenario, Staging, Start, Step


@dataclass(frozen=True, slots=True)
class SideOf:
    """Which pair a scene is a side of."""

    context: str
    """The kind of context: `device state`."""
    pair: str


class Side(Model):
    """One situation, and what the words mean in it."""

    when: str
    to: str | None = None
    area: str | None = None
    by: str | None = None
    start: Start | None = None
    before: Before | None = None
    first: list[Step] = Field(default=[])
    """What is said or happens just before."""
    expect: Expect


class Pair(Model):
    """The words, and the situations."""

    name: str
    say: str
    sides: list[Side] = Field(min_length=2)


class ContextFile(Staging):
    """The pairs of one kind of context."""

    context: str
    pairs: list[Pair] = Field(min_length=1)


def sides(file: ContextFile) -> Iterator[tuple[Scenario, SideOf, tuple[str | int, ...]]]:
    """Each side as a scenario, with the pair it belongs to and its place in the file."""
    staging = {name: getattr(file, name) for name in Staging.model_fields}
    for number, pair in enumerate(file.pairs):
        for index, side in enumerate(pair.sides):
            said = Step(say=pair.say, by=side.by, to=side.to, area=side.area, expect=side.expect)
            scenario = Scenario(
                scenario=f"{pair.name}: {side.when}",
                before=side.before,
                script=[*side.first, said],
                **{**staging, "start": side.start or file.start},
            )
            yield scenario, SideOf(file.context, pair.name), ("pairs", number, "sides", index)
