"""A household's past is what it got, and nothing of what lets in."""

from __future__ import annotations

from assistant.learning.past import MOST, Until, pasts
from tests.assistant.learning.wishes import wish

KETTLE = ("turn on the kettle", "HassTurnOn|name:kettle")


def test_what_was_accepted_is_kept_with_its_time_whether_it_was_rewritten_or_not() -> None:
    walks = [
        wish(("cattle on", "?|cattle on"), KETTLE, home="a"),
        wish(("cattle on", f"rewritten|{KETTLE[1]}"), home="b"),
        wish(KETTLE, home="c", accepted=False),
        wish(("unlock the front door", "HassUnlock|name:front door"), home="d"),
    ]
    times = {step.turn: (float(at), "kitchen", "ana") for at, walk in enumerate(walks) for step in walk.steps}
    assert pasts(walks, times) == {
        "a": {KETTLE[1]: ((0.0, "kitchen", "ana"),)},
        "b": {KETTLE[1]: ((1.0, "kitchen", "ana"),)},
    }


def test_the_last_times_are_kept_and_can_be_seen_as_they_were() -> None:
    walks = [wish(KETTLE, home="a") for _ in range(MOST + 5)]
    times = {walk.steps[0].turn: (7.0, "", "") for walk in walks}
    past = pasts(walks, times)["a"]
    assert len(past[KETTLE[1]]) == MOST
    early, late = Until(past, 7.0), Until(past, 7.5)
    assert (len(early[KETTLE[1]]), len(late[KETTLE[1]])) == (0, MOST)
    assert late.get("HassTurnOff", ()) == ()
