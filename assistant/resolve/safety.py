"""What is asked back before it is done: unlocking, opening what lets people in, disarming.

Done at once only when heard and understood surely, not rewritten, and named so that only one thing fits. A home can ask
always, or for a spoken code. Closing and locking are never asked back.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.resolve.here import Here
from assistant.resolve.kinds import SECURED
from assistant.resolve.names import SURE
from assistant.resolve.plainly import plain
from assistant.resolve.reading import Reading
from assistant.resolve.words import fold
from assistant.turn import Act, Question, Resolution
from devices.protocol import Command

SURELY_HEARD = 0.7
"""The least confidence of the transcript."""

SURELY_UNDERSTOOD = 0.7
"""The least confidence of the interpretation."""

DOUBTFUL = 0.7
"""The confidence of the likeliest meaning under which nothing is done unasked. It is calibrated: of what is understood
with little less than this, one in three means something else."""

DOUBTFUL_TITLE = 0.9
"""The same for a title that nobody has heard of: any words follow "play" where they were misheard."""

SECURING = frozenset({"lock", "close_cover", "close_valve", "alarm_arm_away", "alarm_arm_home", "alarm_arm_night"})
"""Services that are never asked back: too much of them lets nobody in."""

LETS_IN = frozenset({"unlock", "open", "alarm_disarm"})
"""Services that always let somebody in."""

OPENS = frozenset({"open_cover", "toggle", "set_cover_position"})
"""Services that do so on a garage door, a gate or an outer door."""


OPENING = frozenset({"open", "unlock", "disarm", "raise"})
"""Words of a command that is put off, which make it such a command."""


def lets_in(command: Command, here: Here) -> bool:
    """Whether a command opens the home to somebody outside."""
    domain = command.entity.partition(".")[0]
    if domain == "timer":
        return bool(OPENING & set(fold(str(command.data.get("conversation_command") or "")).split()))
    if domain in ("lock", "alarm_control_panel"):
        return command.service in LETS_IN
    entity = here.registry.entities.get(command.entity)
    if domain != "cover" or entity is None or entity.device_class not in SECURED or command.service not in OPENS:
        return False
    return command.service != "set_cover_position" or bool(command.data.get("position"))


def guarded(act: Act, reading: Reading, here: Here, *, later: bool = False) -> tuple[Act, Question | None]:
    """The act, or in its place a question that must be answered first; always, where it is done `later` unwatched."""
    rewritten = here.context.rewritten and any(_opens_within(command, here) for command in act.commands)
    if not rewritten and not any(lets_in(command, here) for command in act.commands):
        return act, None
    settings = here.registry.settings
    if settings.code:
        return _asking(act, "needs_code"), Question("confirm", (act,), slot="code")
    if later or settings.confirm == "always" or not sure(reading, here):
        return _asking(act, "needs_confirmation"), Question("confirm", (act,))
    return act, None


def asked_first(resolution: Resolution, here: Here) -> Resolution:
    """The resolution, or in its place a question where it would let somebody in."""
    commands = [command for act in resolution.acts for command in act.commands]
    if not any(lets_in(command, here) or _opens_within(command, here) for command in commands):
        return resolution
    coded = bool(here.registry.settings.code)
    asking = tuple(_asking(act, "needs_code" if coded else "needs_confirmation") for act in resolution.acts)
    return Resolution(asking, question=Question("confirm", resolution.acts, slot="code" if coded else None))


def _opens_within(command: Command, here: Here) -> bool:
    """Whether a scene or a routine unlocks, opens or disarms: whoever names it wants that, but no learnt repair may."""
    if command.entity.partition(".")[0] not in ("scene", "script", "automation"):
        return False
    states, steps = here.attribute(command.entity, "entities"), here.attribute(command.entity, "sequence")
    for ident, wanted in states.items() if isinstance(states, dict) else ():
        if _is_open(str(ident), wanted.get("state") if isinstance(wanted, dict) else wanted, here):
            return True
    for step in steps if isinstance(steps, list) else ():
        given = (step.get("entity") or step.get("entity_id")) if isinstance(step, dict) else None
        for ident in given if isinstance(given, list) else [given]:
            service = str(step.get("service")).rpartition(".")[2] if isinstance(step, dict) else ""
            if lets_in(Command(str(ident), service, {"position": 100}), here):
                return True
    return False


def _is_open(ident: str, state: object, here: Here) -> bool:
    domain, entity = ident.partition(".")[0], here.registry.entities.get(ident)
    if domain == "lock":
        return state != "locked"
    if domain == "alarm_control_panel":
        return state == "disarmed"
    return domain == "cover" and entity is not None and entity.device_class in SECURED and state != "closed"


def doubted(act: Act, understood: float, here: Here) -> tuple[Act, Question | None]:
    """The act, or in its place a question where the words may well mean something else; `understood` is the confidence
    of their likeliest meaning."""
    harmless = all(command.service in SECURING for command in act.commands)
    title = str(act.facts.get("title") or "") if act.intent == "HassMediaSearchAndPlay" else ""
    unheard_of = bool(title) and not here.home.world.find_media(title)
    if harmless or understood >= (DOUBTFUL_TITLE if unheard_of else DOUBTFUL):
        return act, None
    return _asking(act, "in_doubt"), Question("confirm", (act,))


def sure(reading: Reading, here: Here) -> bool:
    """Whether nothing about the request was guessed."""
    return (
        here.context.heard >= SURELY_HEARD
        and reading.interpretation.confidence >= SURELY_UNDERSTOOD
        and not here.context.rewritten
        and reading.how in SURE
        and plain(reading, here)
    )


def _asking(act: Act, reason: str) -> Act:
    return replace(act, commands=(), status="asked", reason=reason)
