"""The watch while the assistant runs: a session with rewrites in it is weighed as soon as it is over. Pure.

Only the household's recent turns are looked at; what was said later is not known yet, so that a turn may be judged more
kindly here than by night. A session without rewrites costs a glance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.by_hand import ByHand
from assistant.context import SESSION_GAP, Context
from assistant.entry import Entry
from assistant.friction import rephrase_of
from assistant.learning.sessions import Session
from assistant.learning.signals import defect_chances
from assistant.learning.watch import weighed
from assistant.turn import Turn


def settled(context: Context, now: datetime) -> Context:
    """The context once the session before `now` is weighed, if it is over and rewrites were in it; else as it is."""
    recent = context.recent
    if not recent or now - recent[-1].at <= SESSION_GAP or context.weighed == recent[-1].session:
        return context
    session = recent[-1].session
    told = [turn for turn in recent if turn.session == session and turn.rewrite is not None]
    if not told:
        return context
    chances = defect_chances(Session("", session, _entries(recent, session, context.hands, now)))
    learnt = context.knowledge.learnt
    seen: list[tuple[str, str, float]] = []
    for turn in told:
        assert turn.rewrite is not None
        began = learnt.anew.get(turn.rewrite.rule, 0.0)
        if turn.turn in chances and turn.at.timestamp() >= began:
            seen.append((turn.rewrite.rule, turn.rewrite.arm, chances[turn.turn]))
    knowledge = replace(context.knowledge, learnt=weighed(learnt, seen))
    return replace(context, knowledge=knowledge, weighed=session)


def touched(context: Context, turn: str, by_hand: ByHand) -> Context:
    """The context once a hand did something soon after a turn. As in the log, the first counts, but before all that
    something was undone."""
    known = context.hands.get(turn)
    if known is not None and (by_hand.way != "undone" or known.way == "undone"):
        return context
    recent = {one.turn for one in context.recent}
    kept = {one: hand for one, hand in context.hands.items() if one in recent}
    return replace(context, hands={**kept, turn: by_hand})


def _entries(recent: Sequence[Turn], session: str, hands: Mapping[str, ByHand], now: datetime) -> tuple[Entry, ...]:
    """A session's turns as the log would give them back by now."""
    found: list[Entry] = []
    for at, turn in enumerate(recent):
        if turn.session != session:
            continue
        hand = hands.get(turn.turn)
        if hand is not None and turn.at + timedelta(seconds=hand.seconds) > now:
            hand = None
        found.append(Entry(at + 1, "", turn, "", None, rephrase_of(turn, recent[:at]), hand))
    return tuple(found)
