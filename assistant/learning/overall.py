"""The watch over all: which rewrites of a layer go live and which leave, by the log of many households. Pure.

A rule goes live when the posterior chance that it beats no rewrite is over `watch.LIVE`. One that nobody has used yet
has the sessions for evidence in which its words were heard: of these, `Rule.sessions` went well by way of it, which is
the share `Rule.chance`, and the share `Rule.kept` as they stood. Once it is used, those count for `watch.TRUST` trials
at the most, and uses stand against holdouts. It leaves when that chance falls under `watch.GONE`; or when its uses fail
as those of rewrites do that don't work, in `HOMES` households or more. So do near matches, each by the wording that it
led to, with its values or without.

Not seen: that a rewrite serves some households and harms others, which is their own watch's matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from assistant.learning.past import meant_by
from assistant.learning.shapes import shaped, values_of
from assistant.learning.watch import GONE, LIVE, first, goes_live
from assistant.learnt import NEAR, Layer, Rule, near_id
from assistant.log import InteractionLog
from assistant.serial import from_json
from assistant.track import Track, failing, often, still_works

CAPPED = 3
"""Uses and holdouts of one rewrite in one household that count: nobody can shout. Assumed."""

LEAST = 0.01
"""The chance under which a rule's own is not taken to be: how many sessions there were is then not known."""

HOMES = 2
"""Households in which uses must have failed: one household's change of habit is not everyone's. Assumed."""


@dataclass(frozen=True, slots=True)
class Use:
    """A rewrite that was used, or held back, and how that went."""

    household: str
    rule: str
    text: str
    """What it put there, or would have."""
    state: str
    """What was understood then."""
    used: bool
    defect: float


@dataclass(slots=True)
class Fate:
    """How a rewrite fared over all."""

    track: Track = field(default_factory=Track)
    homes: Counter[str] = field(default_factory=Counter)
    """Households that had it."""
    failed_in: set[str] = field(default_factory=set)

    def add(self, use: Use) -> None:
        """Counts a use in, as long as the household may still be heard."""
        self.homes[use.household] += 1
        if self.homes[use.household] > CAPPED:
            return
        self.track = self.track.after(use.used, use.defect)
        if use.used and failing(use.defect) >= 0.5:
            self.failed_in.add(use.household)

    @property
    def harms(self) -> bool:
        """Whether its uses fail as those of rewrites that don't work."""
        uses, failed = self.track.uses, self.track.failed
        return len(self.failed_in) >= HOMES and still_works(0.5, failed / uses, uses) < GONE

    @property
    def told(self) -> str:
        """How it fared, for people."""
        homes = len(self.homes)
        where = f"in {homes} households" if homes > 1 else "in one household"
        return f"used {often(self.track.uses)} {where}, failed {self.track.failed:.0f}"


def uses_of(log: InteractionLog) -> Iterator[Use]:
    """The rewrites in a log that were weighed, oldest first."""
    for row in log.rows(rewritten=True):
        rewrite = from_json(row["json"]).rewrite
        if row["defect"] is not None and rewrite is not None:
            used = rewrite.arm == "rewritten"
            yield Use(row["household"], rewrite.rule, rewrite.text, row["state"], used, row["defect"])


def over_all(layer: Layer, uses: Iterable[Use], *, proves: bool = True) -> Layer:
    """The layer with what is known of its rewrites from their use, and what of it is withdrawn.

    With `proves`, rules that were not used yet must have been shown to be better to go live.
    """
    rules, near = _fates(layer, uses)
    told = tuple(_told(rule, rules.get(rule.id)) for rule in layer.rules)
    gone: dict[str, str] = {}
    for rule in told:
        why = _withdrawn(rule, rules.get(rule.id), proves)
        if why:
            gone[rule.id] = why
    harmful = {text: fate for text, fate in near.items() if fate.harms}
    gone |= {near_id(text): f"{fate.told}: withdrawn" for text, fate in sorted(harmful.items())}
    # A near match is known by its words as they were filled; so what has values to be filled must go altogether.
    wordings = tuple(one for one in layer.wordings if one.text not in harmful or "{" not in one.text)
    return replace(layer, rules=told, wordings=wordings, withdrawn=gone)


def _fates(layer: Layer, uses: Iterable[Use]) -> tuple[Mapping[str, Fate], Mapping[str, Fate]]:
    """By id of a rule, and by the words of a near match, how they fared."""
    rules = {rule.id: Fate(first(rule)) for rule in layer.rules}
    texts = {one.text for one in layer.wordings}
    near: defaultdict[str, Fate] = defaultdict(Fate)
    for use in uses:
        if use.rule in rules:
            rules[use.rule].add(use)
        elif use.rule.startswith(NEAR):
            for text in _wordings(use):
                if text in texts:
                    near[text].add(use)
    return rules, near


def _wordings(use: Use) -> set[str]:
    """The words that a near match put there, as they are and without their values."""
    return {use.text, shaped(use.text, values_of(meant_by(use.state)))[0]}


def _told(rule: Rule, fate: Fate | None) -> Rule:
    track = fate.track if fate is not None else Track()
    return replace(rule, uses=track.uses, held=track.held, better=round(_standing(rule, track).better(), 4))


def _standing(rule: Rule, track: Track) -> Track:
    """What speaks for a rule: its use, else the sessions that it was learnt from."""
    if track.uses or track.held:
        return track
    # Its sessions are those that went well by way of it: so many of all in which the words were heard.
    heard = rule.sessions / max(rule.chance, LEAST)
    kept = rule.kept * heard
    return Track(good=rule.sessions, bad=heard - rule.sessions, held_good=kept, held_bad=heard - kept)


def _withdrawn(rule: Rule, fate: Fate | None, proves: bool) -> str:
    """Why a rule is not used; empty where it is."""
    track = fate.track if fate is not None else Track()
    if fate is not None and track.uses:
        if fate.harms:
            return f"{fate.told}: withdrawn"
        if track.held and track.better() < GONE:
            return f"{fate.told}; left alone {often(track.held)}, which went better: withdrawn"
        return ""
    if proves and not goes_live(_standing(rule, track)):
        return f"not live yet: better than no rewrite with a chance of {rule.better:.0%}, {LIVE:.0%} are needed"
    return ""
