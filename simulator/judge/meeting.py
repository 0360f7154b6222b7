"""Whether commands, or what came of them, meet what was wanted.

Commands are weighed before they are carried out, by what their services make of a thing; after that the home itself is
looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.intents import CONVERSATION
from assistant.turn import Act, Resolution, Turn
from devices.protocol import UNAVAILABLE, Command, Home, State, Value
from simulator.households.values import Spoken, Want
from simulator.judge.sameness import folded

BECOMES: Mapping[str, str] = {
    "turn_on": "on", "turn_off": "off", "open_cover": "opening", "close_cover": "closing", "lock": "locked",
    "unlock": "unlocked", "start": "cleaning", "return_to_base": "returning", "brew": "brewing", "preheat": "heating",
    "media_pause": "paused", "media_play": "playing", "play_media": "playing", "media_stop": "idle",
    "volume_mute": "playing", "stop": "idle", "cancel": "idle",
}  # fmt: skip
"""The state that a service gives a thing at once."""

NAMED: Mapping[str, str] = {"target_temperature": "temperature"}
"""Attributes that a command's data has under another name."""

DECLINED = frozenset({"unsupported", "refused", "not_understood"})
"""What becomes of a request that nobody supports, handled properly."""

WAYS = ("direction", "volume_step")
"""Slots that say up or down."""

LEFT_OUT: Mapping[str, str] = {"name": "name", "repeat": "repeat", "day": "date", "place": "name"}
"""Data that may be left out of a request, and the slot that says it."""

Before = Mapping[str, State]
"""The things that are wanted changed, as they were."""


def as_said(want: Want, spoken: Spoken) -> Want:
    """What of a want these words ask for: who gives up half of it can't be understood to want the rest."""
    told = {
        key: values
        for key, values in want.data.items()
        if key not in LEFT_OUT or LEFT_OUT[key] in spoken.slots or "" in values
    }
    return replace(want, data=told) if len(told) < len(want.data) else want


def meets(resolution: Resolution, want: Want, states: Mapping[str, State]) -> bool:
    """Whether acts, carried out, would meet the want: all of it, and nothing else."""
    acts, commands = resolution.acts, resolution.commands
    if nothing_wanted(want):
        return not commands
    if not want.supported:
        return not commands and all(act.status in DECLINED for act in acts)
    if not acts or any(act.status not in ("done", "answered") for act in acts):
        return False
    return _met(acts, commands, want, states)


def nothing_wanted(want: Want) -> bool:
    """Whether it shall only be quiet: somebody waves it off."""
    return want.intents[0] in ("HassNevermind", "Deny") and not (want.targets or want.states or want.data)


def asks_rightly(resolution: Resolution, want: Want, states: Mapping[str, State]) -> bool:
    """Whether the question asked leads to the want: one of its options meets it, or what it lacks is asked for."""
    question = resolution.question
    if question is None or not _nothing_else(resolution.acts, resolution.commands, want):
        return False
    if question.kind == "what":
        return any(_lacks_only(act, question.slot, want) for act in question.options)
    return any(option_meets(option, want, states) for option in question.options)


def option_meets(option: Act, want: Want, states: Mapping[str, State]) -> bool:
    """Whether one of the things that were asked about would meet the want."""
    return _met((option,), option.commands, want, states)


def stands(want: Want, states: Mapping[str, State]) -> bool:
    """Whether the home is in every state that is wanted."""
    return all(_is(states, entity, wanted) for entity, wanted in want.states.items())


def reached(turn: Turn, want: Want, home: Home, before: Before) -> bool:
    """Whether the want stands met after a turn: by the home, where it is a state; by what was done or told else."""
    if nothing_wanted(want):
        return not turn.commands
    if turn.status not in ("done", "answered") or not want.supported:
        return False
    if any(outcome.failure is not None for outcome in turn.outcomes):
        return False
    states = home.states
    if want.states or want.rises:
        acts = turn.resolution.acts if turn.resolution else ()
        return (
            stands(want, states)
            and all(_risen(before, states, entity, *how) for entity, how in want.rises.items())
            and _touches(acts, turn.commands, want)
            and _nothing_else(acts, turn.commands, want)
        )
    return turn.resolution is not None and _met(turn.resolution.acts, turn.commands, want, states)


def _met(acts: Sequence[Act], commands: Sequence[Command], want: Want, states: Mapping[str, State]) -> bool:
    if want.states or want.rises:
        made = _made(commands, states)
        return (
            all(_will_be(made, states, entity, wanted) for entity, wanted in want.states.items())
            and all(_will_rise(commands, states, entity, *how) for entity, how in want.rises.items())
            and _touches(acts, commands, want)
            and _nothing_else(acts, commands, want)
        )
    if not any(act.intent in want.intents for act in acts):
        return False
    if want.intents[0] in CONVERSATION and not want.data:
        return True
    return _about(acts, want) and _holds(acts, commands, want.data) and _nothing_else(acts, commands, want)


def _lacks_only(act: Act, slot: str | None, want: Want) -> bool:
    """Whether an act will be right once its missing slot is told: nothing else of it is wrong."""
    meant = _meant(want)
    if act.intent not in want.intents or (meant and not meant >= set(act.targets)):
        return False
    ways = {way for _, way in want.rises.values()}
    if ways and any(act.slots[name] not in ways for name in WAYS if name in act.slots):
        return False
    # A time of day as spoken is no point in time yet, and can't be compared with one.
    told = [name for name in want.data if name in act.slots and name not in (slot, "time")]
    return all(_allowed(act.slots[name], want.data[name]) for name in told)


def _about(acts: Sequence[Act], want: Want) -> bool:
    """The things acted on are those meant; of several that would answer, one will do."""
    found = {target for act in acts for target in act.targets}
    if not want.targets:
        return True
    if all(act.status == "answered" for act in acts):
        return bool(found) and found <= want.targets
    return found == want.targets


def _holds(acts: Sequence[Act], commands: Iterable[Command], data: Mapping[str, tuple[Value, ...]]) -> bool:
    """Every value that is wanted stands in a command's data, or in an act's facts or slots."""
    sources: list[Mapping[str, Value]] = [command.data for command in commands]
    sources += [act.facts for act in acts] + [act.slots for act in acts]
    return all(
        any(folded(source[key]) in {folded(value) for value in values} for source in sources if key in source)
        for key, values in data.items()
    )


def _meant(want: Want) -> set[str]:
    return {*want.targets, *want.states, *want.rises}


def _touches(acts: Sequence[Act], commands: Iterable[Command], want: Want) -> bool:
    """Whether it is about what was meant at all: a light that is off already is not put off by telling the time."""
    about = {command.entity for command in commands} | {target for act in acts for target in act.targets}
    return not about.isdisjoint(_meant(want))


def _nothing_else(acts: Sequence[Act], commands: Iterable[Command], want: Want) -> bool:
    """No command is for a thing that was not meant; where none is named, for a request that was not made."""
    meant = _meant(want)
    if meant:
        return all(command.entity in meant for command in commands)
    return all(act.intent in want.intents for act in acts if act.commands)


def _made(commands: Iterable[Command], states: Mapping[str, State]) -> dict[str, dict[str, Value]]:
    """What commands make of things."""
    made: dict[str, dict[str, Value]] = {}
    for command in commands:
        change = made.setdefault(command.entity, {})
        change.update(command.data)
        if command.service == "toggle":
            now = states.get(command.entity)
            change["state"] = "off" if now is not None and now.state == "on" else "on"
        elif command.service in BECOMES:
            change["state"] = BECOMES[command.service]
    return made


def _will_be(
    made: Mapping[str, Mapping[str, Value]],
    states: Mapping[str, State],
    entity: str,
    wanted: Mapping[str, tuple[Value, ...]],
) -> bool:
    change = made.get(entity, {})
    now = states.get(entity)
    for name, allowed in wanted.items():
        value = change.get(name, change.get(NAMED.get(name, name)))
        if value is None and now is not None:
            value = now.state if name == "state" else now.attributes.get(name)
        if not _allowed(value, allowed):
            return False
    return True


def _will_rise(
    commands: Iterable[Command], states: Mapping[str, State], entity: str, name: str, direction: str
) -> bool:
    state = states.get(entity)
    now = _number(state.attributes.get(name)) if state is not None else None
    own = [command for command in commands if command.entity == entity]
    if name == "brightness":
        now = (now if now is not None else 255.0) if state is not None and state.state == "on" else 0.0
    for command in own:
        value = _number(command.data.get(name))
        if name == "brightness" and value is None and "brightness_pct" in command.data:
            value = float(command.data["brightness_pct"]) * 2.55
        step = _number(command.data.get("brightness_step_pct"))
        if value is None and step is not None:
            return (step > 0) == (direction == "up")
        if value is not None and now is not None:
            return value > now if direction == "up" else value < now
        if value is not None:
            return True
    return False


def _is(states: Mapping[str, State], entity: str, wanted: Mapping[str, tuple[Value, ...]]) -> bool:
    """A helper that is over has gone, which is as good as idle."""
    state = states.get(entity)
    if state is None:
        return "idle" in wanted.get("state", ())
    return all(
        _allowed(state.state if name == "state" else state.attributes.get(name), allowed)
        for name, allowed in wanted.items()
    )


def _risen(before: Before, states: Mapping[str, State], entity: str, name: str, direction: str) -> bool:
    """A light that is off is not dimmed."""
    after = states.get(entity)
    one, other = _level(before.get(entity), name), _level(after, name)
    if direction == "up":
        return other > one
    return other < one and (name != "brightness" or (after is not None and after.state == "on"))


def _level(state: State | None, name: str) -> float:
    if state is None or state.state == UNAVAILABLE:
        return 0.0
    value = _number(state.attributes.get(name))
    if name == "brightness":
        return (255.0 if value is None else value) if state.state == "on" else 0.0
    return 0.0 if value is None else value


def _allowed(value: Value, allowed: tuple[Value, ...]) -> bool:
    return folded(value) in {folded(one) for one in allowed}


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
