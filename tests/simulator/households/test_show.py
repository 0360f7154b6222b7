"""A household as a person would describe it."""

from __future__ import annotations

import re

import pytest

from simulator.households.draw import draw_household
from simulator.households.show import clock, headline, main, person, rooms


@pytest.mark.parametrize(("hours", "shown"), [(7.5, "07:30"), (24.25, "00:15"), (23.999, "00:00")])
def test_hours_are_shown_as_a_time_of_day(hours: float, shown: str) -> None:
    assert clock(hours) == shown


def test_every_thing_of_a_home_is_shown_once() -> None:
    home = draw_household(11, 5).home
    text = "\n".join(rooms(home))

    shown = [line.partition(": ")[2] for line in rooms(home)]
    things = sum(len(re.sub(r" \(also [^)]*\)", "", line).split(", ")) for line in shown if line != "nothing")
    assert things == len(home.entities)
    assert all(str(block.name) in text for block in home.entities.values())


def test_what_people_call_things_and_where_their_places_are_is_shown() -> None:
    household = next(one for one in (draw_household(11, number) for number in range(50)) if one.residents[0].names)
    resident = household.residents[0]
    text = "\n".join(person(resident, household.home))

    assert all(f'"the {name}"' in text for name in resident.names.values())
    assert all(meant in text for _, meant in resident.tastes.places)


def test_the_headline_counts_people_and_rooms() -> None:
    household = draw_household(11, 5)

    assert f"{len(household.home.areas)} rooms" in headline(household)


def test_the_command_prints_households_one_after_another(capsys: pytest.CaptureFixture[str]) -> None:
    main(["11", "2", "--count", "2"])

    shown = capsys.readouterr().out
    assert shown.index("h00002") < shown.index("h00003")
