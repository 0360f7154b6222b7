"""`python -m simulator.households.show SEED NUMBER`: a household as a person would describe it, to judge by eye."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

from devices.declaration import AreaBlock, EntityBlock, HomeDeclaration
from simulator.households.draw import draw_household
from simulator.households.values import Day, Habit, Household, Resident

DAYS = {"all": "", "work": " on working days", "free": " on free days"}


def described(household: Household) -> RenderableType:
    """The home floor by floor, then who lives there."""
    lines: list[RenderableType] = [Text(headline(household), style="bold")]
    lines += [Text(line) for line in rooms(household.home)]
    for resident in household.residents:
        lines += [Text(), Text(f"{resident.name}, {resident.age}", style="bold")]
        lines += [Text(f"  {line}") for line in person(resident, household.home)]
    return Group(*lines)


def headline(household: Household) -> str:
    """`h00003: 2 people in 7 rooms on 2 floors, …`"""
    home = household.home
    count = len(household.residents)
    people = "1 person" if count == 1 else f"{count} people"
    floors = "1 floor" if len(home.floors) <= 1 else f"{len(home.floors)} floors"
    evenings = ", ".join(f"{clock(start)} to {clock(end)}" for start, end in household.television)
    parts = [
        f"{household.id}: {people} in {len(home.areas)} rooms on {floors}",
        f"{home.home.time_zone}, {home.home.units} units",
        f"speech {household.snr:.0f} dB over the noise",
        f"television {evenings}" if evenings else "no television talks",
    ]
    return "; ".join([*parts, "keeps sound"] if household.keeps_audio else parts)


def rooms(home: HomeDeclaration) -> Iterator[str]:
    """A line a room, floor by floor from below, then what belongs to no room."""
    levels = {ident: block.level for ident, block in home.floors.items()}
    for ident, area in sorted(home.areas.items(), key=lambda one: levels.get(one[1].floor or "", 0)):
        things = ", ".join(_thing(block) for block in home.entities.values() if block.area == ident)
        yield f"  {_room(home, ident, area)}: {things or 'nothing'}"
    shared = ", ".join(_thing(block) for block in home.entities.values() if block.area is None)
    yield f"  Everywhere: {shared or 'nothing'}"


def person(resident: Resident, home: HomeDeclaration) -> Iterator[str]:
    """What there is to say about somebody, a line each."""
    tastes = resident.tastes
    yield f"working days: {_day(resident.work)}; free days: {_day(resident.free)}"
    yield f"likes {', '.join((*tastes.genres, *tastes.artists))}"
    yield f"plays {', '.join(tastes.titles)}"
    yield f"eats {', '.join(tastes.cuisines)}; follows {', '.join(tastes.teams) or 'no team'}"
    yield "places: " + (", ".join(f"{name} (that is {meant})" for name, meant in tastes.places) or "none")
    for habit in resident.habits:
        yield _habit(habit)
    for ident, name in resident.names.items():
        yield f'calls {home.entities[ident].name} "the {name}"'
    yield (
        f"verbosity {resident.verbosity}, politeness {resident.politeness}, accent {resident.accent}, "
        f"tries {resident.patience} times; interrupts ×{resident.interrupts}, rephrases ×{resident.rephrases}, "
        f"complains ×{resident.complains}, by hand ×{resident.by_hand}, teaches ×{resident.teaches}"
    )


def clock(hours: float) -> str:
    """Hours since midnight as a time of day.

    >>> clock(7.5), clock(24.25)
    ('07:30', '00:15')
    """
    minutes = round(hours * 60) % (24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _room(home: HomeDeclaration, ident: str, area: AreaBlock) -> str:
    also = f" (also {', '.join(area.aliases)})" if area.aliases else ""
    floor = home.floors[area.floor].name if area.floor else "no floor"
    ears = [block for block in home.assistants.values() if block.area == ident]
    heard = " [speaks here, with a screen]" if any(one.screen for one in ears) else " [speaks here]" if ears else ""
    return f"{area.name}{also}, {str(floor).lower()}{heard}"


def _thing(block: EntityBlock) -> str:
    return f"{block.name} (also {', '.join(block.aliases)})" if block.aliases else str(block.name)


def _day(day: Day) -> str:
    out = "at home"
    if day.leaves is not None and day.returns is not None:
        out = f"away {clock(day.leaves)} to {clock(day.returns)}"
    return f"up {clock(day.wakes)}, {out}, to bed {clock(day.sleeps)}"


def _habit(habit: Habit) -> str:
    kind = habit.kind.replace("_", " ")
    when = f"about {habit.delay:.0f} min after: {habit.after}{DAYS[habit.days]}"
    return f"habit: {kind}, {when}, {habit.chance:.0%} of times"


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints one household, or several from a number on."""
    parser = argparse.ArgumentParser(prog="simulator.households.show", description="Look at simulated households.")
    parser.add_argument("seed", type=int, metavar="SEED")
    parser.add_argument("number", type=int, metavar="NUMBER")
    parser.add_argument("--count", type=int, default=1, help="how many, from this number on (1)")
    options = parser.parse_args(arguments)
    console = Console(highlight=False)
    for number in range(options.number, options.number + options.count):
        console.print(described(draw_household(options.seed, number)), "")


if __name__ == "__main__":
    main()
