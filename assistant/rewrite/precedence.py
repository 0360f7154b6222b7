"""Which of two exact rules is used, if any: the household's own, everybody's, or the words as they were heard. Pure.

The own rule goes before everybody's, and what the household has got by the very words goes before everybody's rule: who
plays a song and hears it out means that song, whatever others meant who were misheard. Nor is the same done twice to
somebody who asks again.
"""

from __future__ import annotations

from assistant.context import Context
from assistant.learning.clues import steps
from assistant.learnt import Rule, Wording
from assistant.turn import Rewrite

ENOUGH = 2.0
"""Times, by friction, that the words as heard must have gone well in the household to block everybody's rule: once may
be chance, or nobody noticed. Assumed."""

MOSTLY = 0.6
"""The share of times that they must have gone well. Assumed: over chance, under what friction makes of right turns."""


def chosen(personal: Rule | None, everyone: Rule | None, own: Wording | None) -> Rule | None:
    """The rule to use, none where the words stand as they are.

    `personal` and `everyone` are the rules for exactly the words heard, without those withdrawn; `own` is how the words
    as heard fared in this household when nothing rewrote them.
    """
    if personal is not None:
        return personal
    if everyone is not None and own is not None and suffices(own):
        return None
    return everyone


def suffices(own: Wording) -> bool:
    """Whether the household gets what it wants by these words as they are."""
    return own.good >= ENOUGH and own.count > 0 and own.good >= MOSTLY * own.count


def made_before(found: Rewrite, context: Context) -> bool:
    """Whether the same words were put in place a moment ago, in this session: that was not it, or they would not ask
    again. What is asked for again because it worked ("louder") may be. In simulations one in ten such was right."""
    last = context.last
    return last is not None and any(
        turn.session == last.session
        and turn.rewrite is not None
        and (turn.rewrite.arm, turn.rewrite.text) == ("rewritten", found.text)
        and not steps(turn)
        for turn in context.recent
    )
