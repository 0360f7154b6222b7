"""The cost of a simulation is summed up rightly: worked out by hand on small figures."""

from __future__ import annotations

import json

import pytest

from simulator import simulation_cost
from simulator.simulation_cost import Lap, Own, Worked, a_day, main, most_own, simpy_share, speed

STEP, SEND, PUSH, TALK, MINE = (
    ("/lib/simpy/core.py", 182, "step"),
    ("~", 0, "<method 'send' of 'generator' objects>"),
    ("~", 0, "<built-in method heappush>"),
    ("/simulator/households/talking.py", 86, "pursue"),
    ("/simulator/judge/witness.py", 52, "verdict"),
)

PROFILE = {
    STEP: (10, 10, 1.0, 9.0, {}),
    SEND: (10, 10, 0.5, 8.0, {STEP: (10, 10, 0.5, 8.0)}),
    PUSH: (8, 8, 0.5, 0.5, {STEP: (6, 6, 0.3, 0.3), TALK: (2, 2, 0.2, 0.2)}),
    TALK: (10, 10, 2.0, 8.0, {SEND: (10, 10, 2.0, 8.0)}),
    MINE: (4, 4, 6.0, 6.0, {TALK: (4, 4, 6.0, 6.0)}),
}
"""Ten seconds; simpy's own are 1.0 of its step, 0.5 of sending and 0.3 of pushing."""


def test_simpys_share_is_its_own_time_and_what_it_calls_built_in_not_the_processes() -> None:
    assert simpy_share(PROFILE, "/lib/simpy") == pytest.approx(0.18)


def test_the_functions_with_most_own_time_come_first() -> None:
    assert most_own(PROFILE, 2) == [
        Own("judge/witness.py:52 verdict", 0.6, 4),
        Own("households/talking.py:86 pursue", 0.2, 10),
    ]


def test_speed_is_the_median_household_of_each_worker_and_the_sum_of_workers() -> None:
    laps = (Lap(100, 1.0, 2.0), Lap(100, 0.5, 1.0), Lap(400, 1.0, 4.0))  # 100, 200, 400 a second of processor time
    crew = [Worked(1.0, laps, 200.0), Worked(1.0, laps[:1], 200.0)]
    assert speed(crew) == (200.0 + 100.0, 100.0 + 50.0)


@pytest.mark.parametrize(
    ("days", "grows"),
    [((100.0, 250.0, 252.0, 254.0), 2.0), ((200.0, 251.0, 250.0, 251.0), 0.0), ((200.0, 300.0), 0.0)],
)
def test_memory_grows_by_what_comes_after_the_first_day(days: tuple[float, ...], grows: float) -> None:
    assert a_day(days) == pytest.approx(grows)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """One worker takes 100 turns in 0.25 s; of two, each takes 0.3 s of processor time and 0.5 s by the clock."""
    one, two = (
        Worked(2.0, (Lap(100, 0.25, 0.25),), 300.0, (280.0, 280.0, 281.0)),
        Worked(2.0, (Lap(100, 0.3, 0.5),), 310.0),
    )
    monkeypatch.setattr(simulation_cost, "worked", lambda *_, workers: [one] if workers == 1 else [two, two])
    monkeypatch.setattr(simulation_cost, "profiled", lambda *_: PROFILE)


@pytest.mark.usefixtures("measured")
def test_the_figures_are_told_as_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--households", "1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["turns_a_second"] == {"cpu": 400.0, "wall": 400.0}
    assert found["ratio"] == {"cpu": pytest.approx(2 * 0.25 / 0.3), "wall": pytest.approx(1.0)}
    assert found["mb"] == 310.0
    assert found["functions"][0]["function"] == "judge/witness.py:52 verdict"


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize(("load", "said"), [(0.2, False), (3.0, True)])
def test_it_is_said_where_other_jobs_ran_beside_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], load: float, said: bool
) -> None:
    monkeypatch.setattr("os.getloadavg", lambda: (load, load, load))
    assert main(["--households", "1"]) == 0
    assert ("Other jobs ran beside it" in capsys.readouterr().out) is said
