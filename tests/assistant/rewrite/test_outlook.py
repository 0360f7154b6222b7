"""What would come of a request is told from how it is understood and settled."""

from __future__ import annotations

import pytest

from assistant.rewrite.outlook import End, before_of, outlook_of
from assistant.turn import Act, Interpretation, Question, Resolution
from tests.assistant.homes import a_home
from tests.assistant.turns import turn

ON = Interpretation("HassTurnOn", {"name": "lamp"}, 0.8)


def act(status: str = "done", reason: str = "") -> Act:
    return Act("HassTurnOn", {}, (), (), status, reason)  # type: ignore[arg-type]


DOUBT = act("asked", "in_doubt")


@pytest.mark.parametrize(
    ("understood", "resolution", "end"),
    [
        pytest.param(None, None, "nothing", id="not understood"),
        pytest.param(ON, Resolution(()), "nothing", id="too unsure to settle"),
        pytest.param(
            Interpretation("Unsupported", {}, 0.9), Resolution((act("unsupported"),)), "unsupported", id="nobody does"
        ),
        pytest.param(ON, Resolution((act("failed", "no_entity"),)), "fails", id="no such thing"),
        pytest.param(ON, Resolution((act("failed", "no_timer"),)), "acts", id="nothing to be mended by other words"),
        pytest.param(ON, Resolution((DOUBT,), question=Question("confirm", (DOUBT,))), "doubts", id="was that meant"),
        pytest.param(
            ON,
            Resolution((act("asked", "needs_confirmation"),), question=Question("confirm", ())),
            "acts",
            id="a risky thing is asked for rightly",
        ),
        pytest.param(ON, Resolution((act("asked"),), question=Question("which", ())), "asks", id="which one"),
        pytest.param(ON, Resolution((act(),)), "acts", id="done"),
    ],
)
def test_every_end_is_told_apart(understood: Interpretation | None, resolution: Resolution | None, end: End) -> None:
    found = outlook_of((understood,) if understood else (), resolution, "the words")
    assert (found.end, found.failing) == (end, end in ("nothing", "unsupported", "fails"))


def test_its_state_is_that_of_the_log() -> None:
    assert outlook_of((ON,), Resolution((act(),)), "lamp on").state == "HassTurnOn|name:lamp"
    assert outlook_of((), None, "lump on").state == "?|lump on"
    assert outlook_of((ON,), Resolution((act(),)), "lamp on").values == (("name", "lamp"),)


def test_of_the_turn_before_a_question_and_what_nobody_said_do_not_count() -> None:
    now = a_home().now
    failed = turn("Lump ON", at=now, status="not_understood")
    found = before_of(failed)
    assert found is not None
    assert (found.text, found.state, found.came_to_nothing) == ("lump on", "?|Lump ON", True)
    assert before_of(turn("hm", at=now, question=True)) is None
    assert before_of(turn("dinner", at=now, initiator="assistant")) is None
    assert before_of(None) is None
