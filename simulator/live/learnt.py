"""What the assistant has learnt, in lines that a person can read."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.context import Context
from assistant.learnt_twin import by_use, reason, times

OFTEN = 3
"""Times something was played before it counts as learnt."""


def learnt(context: Context) -> tuple[str, ...]:
    """Likings that were told, rewrites of one's own, then what was played often; the newest and the most frequent
    first."""
    return (*_told(context), *_rewritten(context), *_played(context))


def _told(context: Context) -> Iterator[str]:
    knowledge = context.knowledge
    for verb, told in (("likes", knowledge.preferences), ("does not like", knowledge.dislikes)):
        for who, kinds in told.items():
            for kind, values in kinds.items():
                yield f"{who or 'somebody'} {verb} {', '.join(values)} ({kind})"


def _rewritten(context: Context) -> Iterator[str]:
    known = context.knowledge.learnt
    for rule in by_use(known.own.rules):
        if rule.id in known.withdrawn:
            yield f"“{rule.heard}” is left as it is: {reason(known.withdrawn[rule.id])}"
        else:
            yield f"“{rule.heard}” is taken as “{rule.text}”: {times(rule.sessions)}"


def _played(context: Context) -> Iterator[str]:
    counted = [(count, who, what) for who, plays in context.habits.plays.items() for what, count in plays.items()]
    for count, who, what in sorted(counted, reverse=True):
        if count >= OFTEN and who:
            yield f"{who} plays {what.partition(':')[2]}: {count} times"
