"""Titles to choose from are told apart by what differs."""

from __future__ import annotations

import pytest

from assistant.respond.titles import titles
from assistant.turn import Act


def options(*told: dict[str, object]) -> list[Act]:
    return [Act("HassMediaSearchAndPlay", {}, (), (), "done", facts=facts) for facts in told]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (({"title": "Heat"}, {"title": "Hair"}), "Heat or Hair"),
        (
            ({"title": "Crazy", "by": "Seal"}, {"title": "Crazy", "by": "Patsy Cline"}),
            "Crazy by Seal or by Patsy Cline",
        ),
        (
            ({"title": "Emma", "kind": "movie", "by": "X"}, {"title": "Emma", "kind": "audiobook"}),
            "Emma the film or the audiobook",
        ),
        (
            ({"title": "Dune", "kind": "movie", "year": 1984}, {"title": "Dune", "kind": "movie", "year": 2021}),
            "Dune of 1984 or of 2021",
        ),
        (
            ({"title": "One", "by": "U2"}, {"title": "One", "by": "Metallica"}, {"title": "One Day", "by": "Asap"}),
            "One by U2, One by Metallica or One Day by Asap",
        ),
        (({"title": "One", "by": "U2"}, {"title": "One", "by": "U2"}), ""),
        (({"title": ""}, {"title": "One"}), ""),
    ],
)
def test_titles(told: tuple[dict[str, object], ...], said: str) -> None:
    assert titles(options(*told)) == said
