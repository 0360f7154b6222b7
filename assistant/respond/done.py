"""Saying that something was done, in as few words as tell what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.context import Context
from assistant.knowledge import REPLIES
from assistant.respond.phrases import DONE
from assistant.respond.speech import article, clock, counted, day_of, duration, number
from assistant.respond.things import thing
from assistant.turn import Act
from devices.protocol import Home, Outcome


def done(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    """One sentence for an act that worked."""
    if act.facts.get("put_off"):
        return _put_off(act, context)
    if act.intent in SPECIAL:
        return SPECIAL[act.intent](act, home, context)
    if act.facts.get("response"):
        return str(act.facts["response"])
    if not outcomes:
        return "it already is" if act.reason == "already" else "okay"
    return _by_service(act, outcomes, home, context)


def _by_service(act: Act, outcomes: Sequence[Outcome], home: Home, context: Context) -> str:
    command = outcomes[0].command
    targets = tuple(dict.fromkeys(outcome.command.entity for outcome in outcomes))
    named = thing(targets, home, context)
    data = {key: number(value) if isinstance(value, int | float) else value for key, value in command.data.items()}
    words = {**data, **_extra(act, outcomes), "thing": named, "bare": named.removeprefix("the ")}
    if command.service == "turn_on" and command.data:
        return _lit(words, len(targets) > 1)
    if command.service == "preheat" and command.data.get("temperature") is not None:
        return f"heating {named} to {number(command.data['temperature'])} degrees"
    return DONE.get(command.service, "okay").format_map(Words(words))


class Words(dict[str, object]):
    """What a template may name; what isn't known stands as `that`."""

    def __missing__(self, key: str) -> str:
        return "that"


def _extra(act: Act, outcomes: Sequence[Outcome]) -> dict[str, object]:
    data = outcomes[0].command.data
    level = data.get("volume_level")
    return {
        **{key: act.facts[key] for key in ("item", "list") if act.facts.get(key)},
        "volume": number(round(level * 100)) if isinstance(level, int | float) else "set",
        "muted": "muted" if data.get("is_volume_muted") else "sound is back",
        "shuffle": "on" if data.get("shuffle") else "off",
    }


def _lit(words: dict[str, object], several: bool) -> str:
    if "brightness_pct" in words:
        return f"{words['bare']} at {words['brightness_pct']} percent"
    if "color_name" in words:
        return f"{words['bare']} {words['color_name']}"
    if "color_temp_kelvin" in words:
        return f"{words['bare']} changed"
    return f"{words['bare']} on"


def _put_off(act: Act, context: Context) -> str:
    seconds = float(act.facts["put_off"])
    if seconds >= 6 * 3600 or act.slots.get("at"):
        return f"I'll do that {_moment(str(act.facts['due']), context)}"
    return f"I'll do that in {duration(seconds)}"


def _moment(iso: str, context: Context) -> str:
    at = datetime.fromisoformat(iso).astimezone(context.now.tzinfo)
    day = day_of(at.date(), context.now.date())
    return f"at {clock(at)}" if day == "today" else f"{day} at {clock(at)}"


def _timer(act: Act, home: Home, context: Context) -> str:
    facts = act.facts
    if facts.get("command"):
        return f"I'll do that in {duration(facts['seconds'])}"
    name = f"{facts['name']} timer" if facts.get("name") else "timer"
    return f"{name} set for {duration(facts['seconds'])}"


def _changed(act: Act, home: Home, context: Context) -> str:
    more = "added to" if act.facts["more"] else "taken off"
    name = f"the {act.facts['name']} timer" if act.facts.get("name") else "the timer"
    return f"{duration(act.facts['seconds'])} {more} {name}"


def _cancelled(act: Act, home: Home, context: Context) -> str:
    count = int(act.facts.get("count") or 0)
    if count != 1:
        return f"{counted(count, 'timer')} cancelled" if count else "there are no timers"
    return f"{act.facts['name']} timer cancelled" if act.facts.get("name") else "timer cancelled"


def _paused(act: Act, home: Home, context: Context) -> str:
    return "timer paused"


def _resumed(act: Act, home: Home, context: Context) -> str:
    return "timer goes on"


def _alarm(act: Act, home: Home, context: Context) -> str:
    if act.facts.get("snooze"):
        return f"snoozing for {duration(act.facts['snooze'])}"
    repeat = f", {act.facts['repeat']}" if act.facts.get("repeat") else ""
    return f"alarm set for {_moment(str(act.facts['time']), context).removeprefix('at ')}{repeat}"


def _alarm_over(act: Act, home: Home, context: Context) -> str:
    if not act.commands:
        return "no alarm is set"
    if act.facts.get("ringing"):
        return "snoozing" if act.facts.get("service") == "snooze" else "okay"
    return "alarm cancelled" if len(act.commands) == 1 else f"{counted(len(act.commands), 'alarm')} cancelled"


def _reminder(act: Act, home: Home, context: Context) -> str:
    return f"I'll remind you {_moment(str(act.facts['time']), context)}"


def _play(act: Act, home: Home, context: Context) -> str:
    facts = act.facts
    by = f" by {facts['by']}" if facts.get("by") and facts.get("kind") in ("track", "album", "audiobook") else ""
    where = ""
    entity = home.registry.entities.get(act.targets[0]) if act.targets else None
    if entity is not None and context.area and entity.area != context.area:
        where = f" on {thing(act.targets, home, context)}"
    what = facts.get("title") or _plain(str(facts.get("kind")), str(facts.get("genre") or ""))
    return f"playing {what}{by}{where}"


def _plain(kind: str, genre: str) -> str:
    """`music`, `jazz music`, `a comedy film`, `the radio`."""
    words = {"channel": "station", "tvshow": "show", "movie": "film", "audiobook": "audiobook", "podcast": "podcast"}
    noun = words.get(kind, "playlist" if kind == "playlist" else "music")
    if noun == "music" or (kind == "channel" and not genre):
        return f"{genre} music".strip() if noun == "music" else "the radio"
    return article(f"{genre} {noun}".strip())


def _never_mind(act: Act, home: Home, context: Context) -> str:
    return "okay, I won't" if act.facts.get("dropped") else "okay"


def _undone(act: Act, home: Home, context: Context) -> str:
    return f"undone: {thing(act.targets, home, context)} {'are' if len(act.targets) > 1 else 'is'} as before"


def _sorry(act: Act, home: Home, context: Context) -> str:
    undo = ". Say undo to take it back" if act.facts.get("can_undo") else ""
    heard = act.facts.get("heard")
    if act.facts.get("refused"):
        return f'okay, I won\'t take "{heard}" for "{act.facts["taken_for"]}" again'
    return f'I took you at your word: "{heard}"{undo}' if heard else f"sorry about that{undo}"


def _taught(act: Act, home: Home, context: Context) -> str:
    likes, value = act.facts.get("like", True), str(act.facts["value"])
    if act.facts.get("kind") == REPLIES:
        return f"okay, {value} from now on"
    if act.facts.get("kind") == "team":
        return f"got it, you're {article(f'{value.title()} fan') if likes else f'no {value.title()} fan'}"
    verb = "like" if likes else "don't like"
    return f"got it, you {verb} {value}"


def _forgotten(act: Act, home: Home, context: Context) -> str:
    return "okay, I'll forget that"


SPECIAL = {
    "HassStartTimer": _timer,
    "HassIncreaseTimer": _changed,
    "HassDecreaseTimer": _changed,
    "HassCancelTimer": _cancelled,
    "HassCancelAllTimers": _cancelled,
    "HassPauseTimer": _paused,
    "HassUnpauseTimer": _resumed,
    "AlarmSet": _alarm,
    "AlarmCancel": _alarm_over,
    "ReminderSet": _reminder,
    "HassMediaSearchAndPlay": _play,
    "HassNevermind": _never_mind,
    "Deny": _never_mind,
    "Undo": _undone,
    "Complain": _sorry,
    "TeachPreference": _taught,
    "MediaLike": _taught,
    "ForgetPreference": _forgotten,
}
"""Intents whose doing is worded from their facts rather than from the service."""
