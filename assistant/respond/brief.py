"""Whether a chime says enough: what was asked is done, and whoever asked sees it, or wants no more than that."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.context import Context
from assistant.intents import CONVERSATION
from assistant.resolve.kinds import SECURED
from assistant.turn import Act, Resolution
from devices.protocol import Home, Outcome

SEEN = frozenset({"light", "cover", "fan", "media_player", "screen", "vacuum"})
"""Domains whose things show in the room what was done to them."""

GUARDING = frozenset({"lock", "alarm_control_panel"})
"""Domains on which the home's safety rests: what became of them is always said."""


def chimes(resolution: Resolution, outcomes: Sequence[Outcome], home: Home, context: Context) -> bool:
    """Whether a chime is the reply to requests that were all done without a question."""
    wanted = context.replies
    if wanted == "full" or not all(_plain(act, home) for act in resolution.acts):
        return False
    return wanted == "brief" or all(_seen(outcome, home, context) for outcome in outcomes)


def _plain(act: Act, home: Home) -> bool:
    """Whether nothing about it is to be told: it was done now, to what guards nothing. That it is so already, that it
    will be done later and what is said about the conversation are told."""
    told = any(act.facts.get(fact) for fact in ("put_off", "command", "response"))
    if told or not act.commands or act.intent in CONVERSATION:
        return False
    return not any(_guards(command.entity, home) for command in act.commands)


def _guards(ident: str, home: Home) -> bool:
    entity = home.registry.entities.get(ident)
    if entity is None:
        return False
    return entity.domain in GUARDING or (entity.domain == "cover" and entity.device_class in SECURED)


def _seen(outcome: Outcome, home: Home, context: Context) -> bool:
    """Whether it shows where the resident is: something in the room has changed, and what plays can be heard."""
    entity = home.registry.entities.get(outcome.command.entity)
    changed = outcome.changes.get(outcome.command.entity)
    if entity is None or not changed or entity.domain not in SEEN or entity.area != context.area:
        return False
    return entity.domain != "media_player" or "state" in changed or home.states[entity.id].state == "playing"
