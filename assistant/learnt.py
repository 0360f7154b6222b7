"""What has been learnt of rewrites: data alone, carried by the knowledge and read by the rewriter.

Words may hold values that are carried over, each under the slot it fills: `set the {name} going` is rewritten to
`turn on the {name}` whatever the name. All words are as `nlu.text.normalise` gives them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assistant.track import Track

Source = Literal["personal", "global"]

NEAR = "near-"
"""Beginning of the ids of rewrites to a wording that no rule names: they are watched alike, and can be refused."""

REFUSED = "refused"
"""Why a rule is used no more that a resident refused by voice."""


def near_id(text: str) -> str:
    """The name of the rewrite to a wording, whatever was heard.

    >>> near_id("what's the time")
    'near-what-s-the-time'
    """
    return f"{NEAR}{'-'.join(text.replace(chr(39), ' ').split())}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A request that is heard and fails, and the words that get what it wants; with its evidence."""

    id: str
    """The same whenever the same rule is learnt again."""
    heard: str
    text: str
    """The wording that most often succeeded."""
    source: Source
    state: str = ""
    """The state of what is heard: see `log_schema.state_of`."""
    to: str = ""
    """The state of the wording."""
    households: int = 0
    """Households in which the one led to the other."""
    sessions: int = 0
    """Sessions in which it did."""
    chance: float = 0.0
    """The chance of success by way of the other state, N_ij R_j+."""
    kept: float = 0.0
    """The chance of success as it stands, N_ii R_i+."""
    uses: int = 0
    """How often it was used over all, as far as was counted: see `learning.overall`."""
    held: int = 0
    """How often it was held back over all."""
    better: float | None = None
    """The chance that it beats no rewrite, by those or by its sessions; none where nobody worked it out."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A request that was said and how it fared: what near matches are looked for among."""

    text: str
    state: str
    count: int
    """How often it was said."""
    good: float
    """How many of those went well, by friction: a sum of chances."""
    households: int = 1


@dataclass(frozen=True, slots=True)
class Ranking:
    """Weights over the features of a near match (`rewrite.features`), and the trigger's thresholds."""

    weights: Mapping[str, float] = field(default_factory=dict)
    """For requests that would come to nothing as they are."""
    least: float = 0.5
    """The chance that a candidate must then have to be right."""
    kept: float = 0.5
    """The same where a request was understood as what nobody here does, which may be right as it stands."""
    exchange: Mapping[str, float] = field(default_factory=dict)
    """For requests that would do something else; empty where those are left alone."""
    surely: float = 0.6
    """The chance that a candidate must have in place of those."""


Said = tuple[float, str, str]
"""When something was asked for, in seconds since 1970, the id of the room and that of who asked, empty where they are
not known."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What one household has learnt for itself, or many for all."""

    source: Source
    rules: tuple[Rule, ...] = ()
    wordings: tuple[Wording, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    """Names, titles, items that requests which went well held, each with the slot that it mostly filled."""
    ranking: Ranking | None = None
    """None where nothing but rules is used."""
    beside: Ranking | None = None
    """The same for households that have wordings and a past of their own beside these."""
    past: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    """A household's own: by state, when, where and by whom it was asked for and done, the oldest first."""
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    """By the id of a rule or a near match that is used by nobody, why: see `learning.overall`."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """All that a household's assistant knows of rewrites."""

    shared: Layer = field(default_factory=lambda: Layer("global"))
    own: Layer = field(default_factory=lambda: Layer("personal"))
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    """By the id of a rule that this household uses no more, why: `refused`, or what the watch says."""
    tracks: Mapping[str, Track] = field(default_factory=dict)
    """By the id of a rule, how it fares here; counted again from the log at each start."""
    support: Mapping[str, int] = field(default_factory=dict)
    """By the id of a rule that was withdrawn, the sessions that spoke for it then."""
    anew: Mapping[str, float] = field(default_factory=dict)
    """By the id of a rule that came back, since when its uses count, in seconds since 1970."""

    def rule(self, ident: str) -> Rule | None:
        """The rule of an id, from either layer; none where it is no longer known."""
        return next((rule for layer in (self.own, self.shared) for rule in layer.rules if rule.id == ident), None)

    def alike(self, ident: str) -> tuple[str, ...]:
        """A rule's id, and those of all that rewrite the same words, from either layer."""
        given = self.rule(ident)
        heard = given.heard if given else None
        rules = [rule.id for layer in (self.own, self.shared) for rule in layer.rules if rule.heard == heard]
        return tuple(dict.fromkeys((ident, *rules)))
