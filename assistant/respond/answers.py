"""Answers to questions, from the facts that resolving has gathered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from assistant.context import Context
from assistant.resolve.senses import said as said_of
from assistant.respond.phrases import BECAUSE, CONDITIONS, STATES, TO_COME
from assistant.respond.speech import clock, counted, day_of, degrees, duration, length, listed, long_date, number
from assistant.respond.things import are, one, thing
from assistant.turn import Act
from devices.protocol import Home, Outcome, Value

Wording = Callable[[Act, Sequence[Outcome], Home, Context], str]
"""Words one act's answer."""

PERCENT = frozenset({"brightness", "position", "battery", "volume", "speed", "humidity"})
"""Attributes in percent."""


def temperature(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """`The oven is at 312 degrees, on its way to 400.`"""
    facts, ident = act.facts, str(act.facts["entity"])
    now, target = facts["temperature"], facts.get("target")
    if ident.startswith(("climate.", "sensor.")):
        entity = home.registry.entities[ident]
        area = home.registry.areas.get(entity.area or "")
        if area is not None:
            said = f"it's {degrees(now)} in the {area.name.lower()}"
        else:
            said = f"{one(ident, home)} shows {degrees(now)}"
        return said
    said = f"{one(ident, home)} is at {degrees(now)}"
    if target is None or abs(float(target) - float(now)) < 2:
        return said
    return f"{said}, on its way to {number(target)}" if facts["state"] != "off" else said


def state(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """The state asked for; yes or no where a state was asked about."""
    facts = act.facts
    if "asked" in facts:
        return _whether(act, home, context)
    if "temperature" in facts:
        return temperature(act, outcomes, home, context)
    things = facts.get("things") or []
    if len(things) > 4:
        return _counted(things, home)
    return ", ".join(_told(each, str(facts.get("attribute") or ""), home) for each in things)


def _told(told: Mapping[str, Value], attribute: str, home: Home) -> str:
    ident, value = str(told["entity"]), told["value"]
    name = one(ident, home)
    if attribute and value is not None:
        if attribute in ("temperature", "target"):
            return f"{name} is {'set to' if attribute == 'target' else 'at'} {degrees(value)}"
        unit = " percent" if attribute in PERCENT else ""
        return f"{name} is at {number(value)}{unit}"
    state = home.states.get(ident)
    unit = str(state.attributes.get("unit_of_measurement") or "") if state else ""
    said = spoken_state(ident, str(told["state"]), home)
    if unit:
        return f"{name} is {number(said)} {spoken_unit(unit)}"
    return f"{name} is {said}"


def spoken_state(ident: str, state: str, home: Home) -> str:
    """A state in words: `closed` for a door sensor that is off."""
    entity = home.registry.entities.get(ident)
    if entity is not None and entity.domain == "binary_sensor":
        return said_of(entity.device_class, state)
    return STATES.get(state, state.replace("_", " "))


def spoken_unit(unit: str) -> str:
    """`percent` for `%`, `degrees` for `°F`."""
    return {"%": "percent", "°F": "degrees", "°C": "degrees", "lx": "lux"}.get(unit, unit)


def _counted(things: Sequence[Mapping[str, Value]], home: Home) -> str:
    by_state: dict[str, list[str]] = {}
    for each in things:
        by_state.setdefault(str(each["state"]), []).append(str(each["entity"]))
    return listed([f"{len(idents)} {are(idents)} {STATES.get(state, state)}" for state, idents in by_state.items()])


def _whether(act: Act, home: Home, context: Context) -> str:
    facts = act.facts
    asked, yes, no = str(facts["asked"]).replace("_", " "), list(facts["yes"]), list(facts["no"])
    if len(yes) + len(no) == 1:
        ident = (yes or no)[0]
        if yes:
            state = home.states.get(ident)
            binary = ident.startswith("binary_sensor.") and state is not None
            return f"yes, {one(ident, home)} is {spoken_state(ident, state.state, home) if binary and state else asked}"
        now = home.states.get(ident)
        return f"no, {one(ident, home)} is {spoken_state(ident, now.state if now else 'unknown', home)}"
    if facts.get("every"):
        return f"yes, all {len(yes)}" if not no else f"no, {listed([one(i, home) for i in no])} {are(no)} not"
    if not yes:
        return f"no, none is {asked}" if no else "no"
    return f"yes, {listed([one(i, home) for i in yes])}"


def weather(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """Now: condition and temperature. A day to come: what to expect, high and low."""
    facts = act.facts
    where = f" in {facts['place']}" if facts.get("place") else ""
    condition = str(facts["condition"])
    if facts.get("only_temperature"):
        return f"it's {degrees(facts['temperature'])} outside{where}"
    if facts["day"] == "today":
        return f"it's {degrees(facts['temperature'])} and {CONDITIONS.get(condition, condition)}{where}"
    when = day_of(date.fromisoformat(str(facts["day"])), context.now.date())
    sky = TO_COME.get(condition, condition)
    high, low = number(round(facts["temperature"])), number(round(facts["low"]))
    return f"{when}{where}, expect {sky}, with a high of {high} and a low of {low}"


def current_time(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """`It's 7:05 AM.`"""
    return f"it's {clock(datetime.fromisoformat(str(act.facts['time'])))}"


def current_date(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """`It's Monday, March 2, 2026.`"""
    return f"it's {long_date(date.fromisoformat(str(act.facts['date'])))}"


def timers(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """What each timer has left."""
    running = act.facts.get("timers") or []
    if not running:
        return "there are no timers"
    said = [
        f"{duration(t['remaining'])} left on {_timer(t)}{' (paused)' if t['state'] == 'paused' else ''}"
        for t in running
    ]
    return f"{duration(running[0]['remaining'])} left" if len(running) == 1 and not running[0]["name"] else listed(said)


def _timer(told: Mapping[str, Value]) -> str:
    return f"the {told['name']} timer" if told["name"] else f"the {length(told['duration'])} timer"


def alarms(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """When the alarms are due."""
    due = act.facts.get("alarms") or []
    if not due:
        return "no alarm is set"
    said = [", ".join(word for word in (_when(str(a["time"]), context), a["repeat"]) if word) for a in due]
    return f"your alarm is {said[0]}" if len(said) == 1 else f"{counted(len(said), 'alarm')}: {listed(said)}"


def _when(iso: str, context: Context) -> str:
    at = datetime.fromisoformat(iso).astimezone(context.now.tzinfo)
    day = day_of(at.date(), context.now.date())
    return f"{day} at {clock(at)}" if day != "today" else f"at {clock(at)}"


def reminders(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """What one will be reminded of."""
    due = act.facts.get("reminders") or []
    if not due:
        return "there are no reminders"
    return listed([f"{r['message']} {_when(str(r['time']), context)}" for r in due])


def list_read(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """What is on a list, or whether something is."""
    answers = [item for outcome in outcomes for item in outcome.response.get("items", ())]
    items = [str(item["summary"]) for item in answers if item.get("status") != "completed"]
    name, asked = act.facts["list"], act.facts.get("item")
    if asked:
        on = any(str(asked).lower() in item.lower() for item in items)
        return f"{'yes' if on else 'no'}, {asked} is {'' if on else 'not '}on the {name} list"
    if not items:
        return f"the {name} list is empty"
    return f"on the {name} list: {listed(items, most=8)}"


def playing(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """What plays, and by whom."""
    facts = act.facts
    if not facts.get("media_title"):
        return "nothing is playing"
    by = f" by {facts['media_artist']}" if facts.get("media_artist") else ""
    return f"this is {facts['media_title']}{by}"


def response(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """The words that came with the sentence, or those said before."""
    return str(act.facts.get("response") or "hello")


def preferences(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """What is known of the resident's likings."""
    likes, dislikes = act.facts.get("likes") or [], act.facts.get("dislikes") or []
    told = [f"you {verb} {listed(values)}" for verb, values in (("like", likes), ("don't like", dislikes)) if values]
    return " and ".join(told) or "you haven't told me what you like yet"


def score(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """How a team's latest game went."""
    facts = act.facts
    ours, theirs = facts["points"], facts["against"]
    went = "won" if ours > theirs else "lost" if ours < theirs else "drew"
    when = day_of(date.fromisoformat(str(facts["day"])), context.now.date())
    said = f"{facts['team']} {went} {ours} to {theirs} against {facts['opponent']}"
    return said if when == "today" else f"{said} {when}"


def restaurants(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """The best few nearby."""
    unit = "miles" if home.registry.settings.units == "us" else "kilometres"
    return listed([f"{r['name']} at {number(r['distance'])} {unit}" for r in act.facts["restaurants"]])


def explained(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """Why, in at most three reasons."""
    facts = act.facts
    if not facts.get("intent"):
        return "I haven't done anything yet"
    targets = [str(t) for t in facts.get("targets") or []]
    words = {
        "thing": thing(targets, home, context, known="that"),
        "is_": are(targets),
        "was": "were" if len(targets) > 1 else "was",
    }
    named = [name for name in facts["reasons"] if name in BECAUSE and (targets or name == "confidence")]
    # What the words themselves say is no news beside what the context said.
    telling = [name for name in named if name not in ("confidence", "match")] or named
    reasons = listed([BECAUSE[name].format(**words) for name in telling[:3]])
    heard = f'I heard "{facts["heard"]}"' if facts.get("heard") else "I started that myself"
    if facts.get("taken_for"):
        return f"{heard}, and {_taken(facts)}"
    return f"{heard}, and {reasons}" if reasons else heard


def _taken(facts: Mapping[str, Value]) -> str:
    """What the words were taken for, and why."""
    sessions = int(facts.get("worked") or 0)
    because = f", because that worked {'once' if sessions == 1 else f'{sessions} times'}" if sessions else ""
    return f'took it for "{facts["taken_for"]}"{because}'


ANSWERS: dict[str, Wording] = {
    "HassClimateGetTemperature": temperature,
    "HassGetState": state,
    "HassGetWeather": weather,
    "HassGetCurrentTime": current_time,
    "HassGetCurrentDate": current_date,
    "HassTimerStatus": timers,
    "AlarmStatus": alarms,
    "ReminderList": reminders,
    "ListRead": list_read,
    "MediaInfo": playing,
    "HassRespond": response,
    "Repeat": response,
    "ListPreferences": preferences,
    "SportsScore": score,
    "FindRestaurant": restaurants,
    "Explain": explained,
}
"""By intent."""
