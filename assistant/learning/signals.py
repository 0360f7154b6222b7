"""Friction signals: evidence, from the log alone, that a turn was a defect, or that it was not.

Each signal is worth its weight in log-odds: ln P(signal | defect) - ln P(signal | no defect). They are summed as if
each were independent of the others given the truth (naive Bayes), which is not quite so (who complains also says it
again): read the sum as a score that orders turns; as a chance it is too sure of itself. One evidence never decides:
people interrupt right answers and let wrong ones pass.

`python -m simulator.friction_bench` measures every signal, and what its weight should be, against a simulation's truth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from math import exp, log
from typing import Literal

from assistant.learning import clues, rewritten
from assistant.learning.clues import Place
from assistant.learning.sessions import Session

Signal = Literal[
    "not_understood", "failed", "refused", "unsupported", "cut_off_early", "cut_off_late", "heard_enough", "rephrased",
    "said_again", "repeated", "tried_again", "complained", "taken_back", "reversed", "undone_by_hand", "done_by_hand",
    "beside_by_hand", "asked_later", "abandoned", "unanswered", "in_vain", "denied", "otherwise", "heard_out",
    "went_on", "played_on", "stood",
]  # fmt: skip

PRIOR = 0.2
"""How many turns are defects before anything is known of them. Assumed."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a signal is worth and how it is found."""

    weight: float
    """In log-odds (nats): above 0 it speaks for a defect."""
    source: str
    """Where the weight comes from, or `assumed`, with the reason."""
    found: Callable[[Place], str | None]
    """A note for people where the signal is there."""


def _as_heard(clue: Callable[[Place], str | None], place: Place) -> str | None:
    """A clue that says nothing after a rewrite: the next wish may be the same one, and what plays is let play on though
    it is another thing (simulations show both after wrong rewrites at least as often as after right ones)."""
    return None if rewritten.used(place.turn) else clue(place)


SIGNALS: Mapping[Signal, Sign] = {
    # How it ended. A right "I can't do that" is no defect, so that the weights stay small there.
    "not_understood": Sign(2.5, "assumed: few right turns end so", partial(clues.status, "not_understood")),
    "failed": Sign(1.5, "assumed: there may be no such thing, or it may be offline", partial(clues.status, "failed")),
    "refused": Sign(0.5, "assumed", partial(clues.status, "refused")),
    "unsupported": Sign(0.5, "assumed: mostly so", partial(clues.status, "unsupported")),
    # How the reply was taken
    "cut_off_early": Sign(1.8, "assumed: few know what a reply will say before half of it", clues.cut_off_early),
    "cut_off_late": Sign(0.4, "assumed: long replies are cut off too", clues.cut_off_late),
    "heard_enough": Sign(0.0, "assumed: says nothing", clues.heard_enough),
    "heard_out": Sign(-0.4, "assumed: wrong replies are heard out too", clues.heard_out),
    # What was said next
    "rephrased": Sign(1.8, "assumed: the log's rule joins one pair in fifty that it should not", clues.rephrased),
    "said_again": Sign(1.5, "assumed: a follow-up may sound alike", clues.said_again),
    "repeated": Sign(1.3, "assumed: a thing may be wanted twice", clues.repeated),
    "tried_again": Sign(0.7, "assumed: how it ended has been counted already", clues.tried_again),
    "complained": Sign(2.8, "assumed: said of few right turns", clues.complained),
    "taken_back": Sign(2.2, "assumed: a mind may be changed", clues.taken_back),
    "reversed": Sign(0.8, "assumed: a mind may be changed", clues.reversed_by_voice),
    "asked_later": Sign(1.0, "assumed", clues.asked_later),
    "abandoned": Sign(0.6, "assumed: how it ended has been counted already", clues.abandoned),
    "unanswered": Sign(0.3, "assumed: right questions are left unanswered too", clues.unanswered),
    "went_on": Sign(-0.6, "assumed: who goes on has mostly got what they wanted", partial(_as_heard, clues.went_on)),
    # What was said and came of it where the words were rewritten
    "in_vain": Sign(2.5, "assumed, at half of what simulations show: nobody asks for what is so", rewritten.in_vain),
    "denied": Sign(2.5, "assumed, at half of what simulations show", rewritten.denied),
    "otherwise": Sign(2.5, "assumed, at a little less than simulations show", rewritten.otherwise),
    # What came of it in the home
    "undone_by_hand": Sign(2.2, "assumed: another person's hand, at times", partial(clues.by_hand, "undone")),
    "done_by_hand": Sign(1.2, "assumed: how it ended has been counted already", partial(clues.by_hand, "instead")),
    "beside_by_hand": Sign(1.0, "assumed: two lamps may both be wanted", partial(clues.by_hand, "beside")),
    "played_on": Sign(-0.8, "assumed: what plays is stopped where it is wrong", partial(_as_heard, clues.played_on)),
    "stood": Sign(-0.4, "assumed: a wrong lamp in another room stands too", clues.stood),
}  # fmt: skip
"""Every signal: the one place where weights stand."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One signal about one turn."""

    turn: str
    """Its id."""
    signal: Signal
    weight: float
    note: str
    """What was seen, for people."""


def signals(session: Session) -> tuple[Evidence, ...]:
    """All evidence about a session's turns, in their order. What the assistant began by itself has none."""
    found: list[Evidence] = []
    for at, entry in enumerate(session.entries):
        if entry.turn.initiator != "resident":
            continue
        place = Place(session, at)
        for name, sign in SIGNALS.items():
            note = sign.found(place)
            if note is not None:
                found.append(Evidence(entry.turn.turn, name, sign.weight, note))
    return tuple(found)


def defect_chance(evidence: Iterable[Evidence], *, prior: float = PRIOR) -> float:
    """The chance, 0 to 1, that a turn with this evidence is a defect: the weights added to the prior's log-odds."""
    odds = log(prior / (1 - prior)) + sum(one.weight for one in evidence)
    return 1 / (1 + exp(-odds))


def defect_chances(session: Session, *, prior: float = PRIOR) -> dict[str, float]:
    """The same of each of a session's turns that a resident began, by id."""
    by_turn: dict[str, list[Evidence]] = {
        entry.turn.turn: [] for entry in session.entries if entry.turn.initiator == "resident"
    }
    for one in signals(session):
        by_turn[one.turn].append(one)
    return {turn: defect_chance(evidence, prior=prior) for turn, evidence in by_turn.items()}
