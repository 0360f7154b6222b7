"""A turn's rewrite as a person reads it: the words taken, and what they rest on."""

from __future__ import annotations

from rich.text import Text

from assistant.learnt import NEAR, Learnt
from assistant.learnt_twin import evidence, reason
from assistant.repaired import rewritten
from assistant.turn import Rewrite, Turn


def rewrite_label(turn: Turn) -> str:
    """The name of the rewrite's line: a rewrite that is held back changes nothing."""
    return "taken as" if rewritten(turn) else "held back"


def rewrite_seen(rewrite: Rewrite, learnt: Learnt | None = None) -> Text:
    """The words, where they come from and how sure they are; with what was learnt, what the rule rests on."""
    text = Text(f"“{rewrite.text}”", style="magenta")
    text.append(f"  {rewrite.score:.2f}  {rewrite.source} rule {rewrite.rule}", style="dim")
    if learnt is None:
        return text
    rule = learnt.rule(rewrite.rule)
    unknown = "like a request that was served before" if rewrite.rule.startswith(NEAR) else "no longer known"
    text.append(f": {evidence(rule) if rule else unknown}", style="dim")
    why = learnt.withdrawn.get(rewrite.rule)
    return text.append(f"; withdrawn since: {reason(why)}", style="yellow") if why else text
