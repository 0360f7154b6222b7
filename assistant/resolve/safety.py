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
from assistant.turn import Act, Question
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
    if not any(lets_in(command, here) for command in act.commands):
        return act, None
    settings = here.registry.settings
    if settings.code:
        return _asking(act, "needs_code"), Question("confirm", (act,), slot="code")
    if later or settings.confirm == "always" or not sure(reading, here):
        return _asking(act, "needs_confirmation"), Question("confirm", (act,))
    return act, None


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
