"""How a goal is worded at first, and how it is said again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from simulator.households.language.bank import Bank
from simulator.households.language.spoken_values import levels
from simulator.households.language.wording import Wording, used
from simulator.households.values import REPHRASINGS, Day, Filler, Goal, Resident, Spoken, Strategy, Tastes, Want

Fillers = dict[str, tuple[Filler, ...]]

DAY = Day(7, 8, 17, 23)
ANA = Resident("ana", "Ana", "adult", DAY, DAY, Tastes())
BIG = Filler("big light", {"name": "big light"})
CEILING = Filler("kitchen ceiling light", {"name": "kitchen ceiling light"}, official=True)
NAMES: Fillers = {"name": (BIG, CEILING)}
KITCHEN: Fillers = {"area": (Filler("kitchen", {"area": "kitchen"}),)}
HERE: Fillers = {"here": (Filler("", {}),)}
LEVEL: Fillers = {"level": levels(30, "brightness")}


def goal(kind: str, fillers: Mapping[str, tuple[Filler, ...]]) -> Goal:
    return Goal(
        id=f"h1/2026-03-04/ana/{kind}",
        resident="ana",
        at=datetime(2026, 3, 4, 19),  # noqa: DTZ001 (the home's own zone)
        need="it is dark",
        kind=kind,
        area="kitchen",
        satellite="kitchen",
        want=Want(("HassTurnOn",)),
        fillers=fillers,
    )


def firsts(one: Goal, *, resident: Resident = ANA, count: int = 200) -> list[Spoken]:
    wording = Wording()
    return [wording.first(one, resident, Random(seed)) for seed in range(count)]


def agains(one: Goal, strategy: Strategy, *, wording: Wording | None = None) -> list[tuple[Spoken, Spoken]]:
    """First and second attempts, where the strategy is possible."""
    wording, found = wording or Wording(), []
    for seed in range(120):
        rng = Random(seed)
        before = wording.first(one, ANA, rng)
        if strategy in wording.possible(one, before):
            found.append((before, wording.again(one, ANA, before, strategy, rng)))
    return found


def name_first(one: Goal, said: Spoken) -> bool:
    """Whether the name comes before the level; both are said."""
    parts = used(one, said)
    return said.text.index(parts["name"].text) < said.text.index(parts["level"].text)


def test_a_thing_is_named_unless_it_is_plain_which() -> None:
    assert all(BIG.text in one.text or CEILING.text in one.text for one in firsts(goal("light_on", NAMES)))
    assert any("name" not in one.slots for one in firsts(goal("light_on", NAMES | HERE)))


def test_words_that_name_nothing_are_about_light() -> None:
    unnamed = [one for one in firsts(goal("light_on", KITCHEN | HERE)) if "area" not in one.slots]
    assert unnamed
    assert {one.slots["domain"] for one in unnamed} == {"light"}


def test_people_repeat_themselves() -> None:
    counts = Counter(one.phrasing for one in firsts(goal("light_on", NAMES)))
    assert sum(count for _, count in counts.most_common(3)) >= 100
    assert len(counts) > 20


def test_other_people_have_other_favourites() -> None:
    people = [replace(ANA, id=name) for name in ("bo", "cy", "di", "ed", "flo", "gus", "hal", "ida")]
    said = [Counter(one.phrasing for one in firsts(goal("light_on", NAMES), resident=who, count=60)) for who in people]
    assert len({each.most_common(1)[0][0] for each in said}) >= 5


def test_the_usual_name_is_used_mostly() -> None:
    usual = sum(one.slots["name"] == "big light" for one in firsts(goal("light_on", NAMES)))
    assert 130 <= usual <= 185


def test_the_polite_say_please_and_the_talkative_say_more() -> None:
    one = goal("light_on", NAMES)
    polite, curt = (firsts(one, resident=replace(ANA, politeness=share)) for share in (1.0, 0.0))
    assert sum("please" in said.text for said in polite) > 3 * sum("please" in said.text for said in curt)
    wordy, terse = (firsts(one, resident=replace(ANA, verbosity=share)) for share in (1.0, 0.0))
    assert sum(len(said.text) for said in wordy) > 1.25 * sum(len(said.text) for said in terse)


def test_the_same_seed_says_the_same_words() -> None:
    assert firsts(goal("light_level", NAMES | LEVEL), count=30) == firsts(goal("light_level", NAMES | LEVEL), count=30)


def test_clearer_are_the_same_words() -> None:
    said = agains(goal("light_on", NAMES), "clearer")
    assert all(after.text == before.text and after.care >= 0.8 for before, after in said)


def test_other_words_share_no_template() -> None:
    said = agains(goal("light_on", NAMES), "other_words")
    assert len(said) == 120
    assert all(after.phrasing != before.phrasing for before, after in said)


def test_more_specific_names_what_was_not_named() -> None:
    said = agains(goal("light_on", NAMES | HERE), "more_specific")
    assert said
    assert all("name" not in before.slots and "name" in after.slots for before, after in said)


def test_less_specific_names_no_more() -> None:
    said = agains(goal("light_on", NAMES | HERE), "less_specific")
    assert said
    assert all("name" in before.slots and "name" not in after.slots for before, after in said)


def test_the_official_name_is_the_home_s() -> None:
    said = agains(goal("light_on", NAMES), "official_name")
    assert said
    assert {after.slots["name"] for _, after in said} == {CEILING.text}


def test_in_another_order_the_same_parts_are_said() -> None:
    one = goal("light_level", NAMES | LEVEL)
    said = agains(one, "other_order")
    assert said
    assert all(name_first(one, before) != name_first(one, after) for before, after in said)


def test_half_gives_up_one_of_two_parts() -> None:
    one = goal("light_level", NAMES | LEVEL)
    said = agains(one, "half")
    assert said
    assert all(len(used(one, before)) == 2 for before, _ in said)
    assert all(("name" in after.slots) != ("brightness" in after.slots) for _, after in said)


def test_what_is_impossible_becomes_the_nearest() -> None:
    one = goal("coffee", {})
    wording, rng = Wording(), Random(1)
    before = wording.first(one, ANA, rng)
    assert wording.possible(one, before) == ("clearer", "other_words")
    assert wording.again(one, ANA, before, "half", rng).strategy == "other_words"


def test_with_one_phrasing_only_it_is_said_more_clearly(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("@coffee\nbrew\n")
    wording, rng = Wording(Bank.read(tmp_path)), Random(1)
    before = wording.first(goal("coffee", {}), ANA, rng)
    assert wording.again(goal("coffee", {}), ANA, before, "other_words", rng).strategy == "clearer"


def test_after_a_complaint_the_goal_is_said_and_not_the_complaint() -> None:
    one = goal("light_on", NAMES)
    complaint = Spoken("that's wrong", ("Complain",), {}, "complain", phrasing="that's wrong")
    said = Wording().again(one, ANA, complaint, "clearer", Random(2))
    assert said.strategy == "other_words"
    assert "name" in said.slots


def test_what_cannot_be_said_is_an_error() -> None:
    with pytest.raises(LookupError, match="no phrasing of 'light_level' can be said with name"):
        Wording().first(goal("light_level", NAMES), ANA, Random(1))


@pytest.mark.parametrize("strategy", REPHRASINGS)
def test_every_way_is_used_of_a_lamp_at_a_level(strategy: Strategy) -> None:
    said = agains(goal("light_level", NAMES | LEVEL | HERE), strategy)
    assert said
    assert {after.strategy for _, after in said} == {strategy}


def test_several_things_are_spoken_of_as_several() -> None:
    lights = goal("is_light_on", {"name": (Filler("garden lights", {"name": "garden lights"}),)})
    said = [one.text for one in firsts(lights)]
    assert any("are the garden lights" in text for text in said)
    assert not any("is the garden lights" in text for text in said)


def test_the_impatient_show_it_when_they_say_it_again() -> None:
    rude = replace(ANA, politeness=0.0, verbosity=0.0)
    wording, one = Wording(), goal("light_on", NAMES)
    before = wording.first(one, rude, Random(0))
    said = [wording.again(one, rude, before, "other_words", Random(seed)).text for seed in range(100)]
    assert (
        sum(text.startswith(("come on", "no ", "i said", "ugh", "listen", "look", "argh", "hello")) for text in said)
        >= 10
    )


def test_what_nobody_does_stays_the_same_wish() -> None:
    one = goal("unsupported", {})
    wording = Wording()
    said = [wording.first(one, ANA, Random(seed)) for seed in range(20)]
    assert len({each.phrasing for each in said}) == 1
    assert wording.possible(one, said[0]) == ("clearer",)


def test_a_length_that_is_joined_to_its_timer_is_still_said() -> None:
    one = goal("timer_set", {"duration": (Filler("ten minutes", {"minutes": 10}),)})
    before = Spoken("ten minute timer", ("HassStartTimer",), {"minutes": 10}, "first", phrasing="{duration} timer")
    assert set(used(one, before)) == {"duration"}
