"""What has been learnt: data alone, read by every stage through the context, saved with a twin a person can read.

What residents say they like, and which rewrites they refuse, is kept by the turn that says it, so that it holds in the
very next one; a start reads it again from the log. The newest liking of a kind comes first: who likes two teams is
asked about neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.habits import known
from assistant.learnt import REFUSED, Learnt
from assistant.turn import Act, Turn

TEACHING = frozenset({"TeachPreference", "MediaLike"})
"""Intents that tell what is liked, or not."""

REPLIES = "replies"
"""The kind of what residents like of the replies themselves."""

WANTED: dict[str, Literal["brief", "full"]] = {"short replies": "brief", "full replies": "full"}
"""What is told of that kind, and the replies it asks for."""

Told = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By resident and by kind of thing, the values, the newest first."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What this household's assistant has learnt so far."""

    preferences: Told = field(default_factory=dict)
    """By resident, what they said they like: `{"ana": {"genre": ("jazz",)}}`; `""` is who is not known."""
    dislikes: Told = field(default_factory=dict)
    """The same of what they said they don't like."""
    learnt: Learnt = field(default_factory=Learnt)
    """Rewrites, the household's own and everybody's."""

    def liked(self, who: str, kind: str) -> str:
        """What a resident likes most lately, of a kind; empty where they said nothing of it."""
        return next(iter(self.preferences.get(who, {}).get(kind, ())), "")

    def replies(self, who: str) -> Literal["brief", "full"] | None:
        """The replies that a resident asked for; none where they never did, or want the usual ones again."""
        return WANTED.get(self.liked(who, REPLIES))

    def after(self, turn: Turn) -> Knowledge:
        """What is known once a turn is over: likings told are kept, and those taken back are gone."""
        if turn.resolution is None or turn.initiator != "resident":
            return self
        knowledge, who = self, known(turn.resident)
        for act in turn.resolution.acts:
            if act.status == "done" and act.intent in TEACHING:
                knowledge = knowledge._told(who, act)
            elif act.status == "done" and act.intent == "ForgetPreference":
                knowledge = knowledge._forgotten(who, act)
            elif act.intent == "Complain" and act.facts.get("refused"):
                knowledge = knowledge._refused([str(rule) for rule in act.facts["refused"]])
        return knowledge

    def _told(self, who: str, act: Act) -> Knowledge:
        kind, value = str(act.facts.get("kind") or "other"), str(act.facts.get("value") or "")
        if not value:
            return self
        likes = _without(self.preferences, who, "", value)
        hates = _without(self.dislikes, who, "", value)
        if kind == REPLIES:
            likes = _without(likes, who, REPLIES, "")
            if value not in WANTED:
                return replace(self, preferences=likes)
        if act.facts.get("like", True):
            return replace(self, preferences=_with(likes, who, kind, value), dislikes=hates)
        return replace(self, preferences=likes, dislikes=_with(hates, who, kind, value))

    def _refused(self, rules: Sequence[str]) -> Knowledge:
        learnt = self.learnt
        return replace(self, learnt=replace(learnt, withdrawn={**learnt.withdrawn, **dict.fromkeys(rules, REFUSED)}))

    def _forgotten(self, who: str, act: Act) -> Knowledge:
        kind, value = str(act.facts.get("kind") or ""), str(act.facts.get("value") or "")
        kind = "" if act.facts.get("all") else kind
        likes, hates = (_without(told, who, kind, value) for told in (self.preferences, self.dislikes))
        return replace(self, preferences=likes, dislikes=hates)


def _with(told: Told, who: str, kind: str, value: str) -> Told:
    own = told.get(who, {})
    return {**told, who: {**own, kind: (value, *own.get(kind, ()))}}


def _without(told: Told, who: str, kind: str, value: str) -> Told:
    """Without a value; without all values of a kind, or without all, where no value is given."""
    own, gone = told.get(who, {}), value.casefold()
    if not own:
        return told
    if gone:
        left = {each: tuple(one for one in values if one.casefold() != gone) for each, values in own.items()}
    else:
        left = {each: values for each, values in own.items() if kind and each != kind}
    return {**told, who: {each: values for each, values in left.items() if values}}
