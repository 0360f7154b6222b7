"""Trains the weights of the ranker: `python -m simulator.train_ranker [--seed 0] [--choices 4500] [--out FILE]`.

List-wise: the chance that a candidate is meant is the softmax of the candidates' scores, and the weights are those of
the greatest posterior, the choices' likelihood times a Gaussian about the weights set by hand (`PRIOR`). So what the
choices say nothing of stays as it was set. Same seed, same weights. Written with the share of choices won, by kind, on
choices that were held out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.assistant import Assistant
from assistant.resolve.rank import MODEL
from assistant.turn import Candidate, Heard, Transcript, Turn
from devices.home import Home
from simulator.choices import Choice, Step, choices
from simulator.setting import make_assistant, make_home, text_stages

Floats = NDArray[np.float64]

PRIOR: dict[str, float] = {
    "confidence": 3.0,
    "match": 2.0,
    "exact": 1.0,
    "overlap": 0.8,
    "no_target": 1.2,
    "unfound": -0.5,
    "same_area": 1.0,
    "other_area": -0.5,
    "asked_elsewhere": -1.0,
    "other_place": -1.0,
    "same_floor": 0.1,
    "at_satellite": 0.3,
    "would_change": 0.4,
    "no_change": -0.4,
    "busy": 1.4,
    "busy_elsewhere": 0.3,
    "idle": -1.5,
    "natural": 0.5,
    "mentioned": 1.0,
    "pointed_at_said": 3.0,
    "just_changed": 0.5,
    "pointed_at_news": 2.0,
    "said_lately": 2.0,
    "ringing": 5.0,
    "occupied": 0.4,
    "follows": 1.5,
    "hour": 0.4,
    "usual": 1.0,
    "screen_here": 1.5,
    "screen_near": -0.4,
    "screen_missing": -3.0,
    "sound_on_screen": -0.2,
    "taste": 1.0,
    "preference": 1.5,
    "dislike": -1.5,
    "same_artist": 0.5,
    "popularity": 0.3,
    "can_be": 1.0,
    "implausible": -6.0,
}
"""Weights before anything was learnt: what each clue is worth by plain sense."""

STRENGTH = 40.0
"""Choices that a doubt of one about a weight of the prior is worth."""

HELD_OUT = 5
"""One choice in so many is kept for scoring."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """One choice as the ranker saw it: its candidates' features, and which of them are right."""

    kind: str
    features: Floats
    right: NDArray[np.bool_]


def main(arguments: Sequence[str] | None = None) -> None:
    """Trains and writes the weights."""
    parser = argparse.ArgumentParser(description="Train the ranker on simulated choices.")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--choices", type=int, default=4500, metavar="N")
    parser.add_argument("--out", type=Path, default=MODEL, metavar="FILE")
    options = parser.parse_args(arguments)
    names = sorted(PRIOR)
    known = [w for choice in choices(options.choices, seed=options.seed) if (w := weighing(choice, names)) is not None]
    held, taught = known[::HELD_OUT], [one for at, one in enumerate(known) if at % HELD_OUT]
    weights = fit(taught, names)
    report = {"choices": options.choices, "weighed": len(known), "before": score(held, _prior(names))}
    report["after"] = score(held, weights)
    written = {"weights": {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}, "report": report}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(written, indent=1) + "\n", "utf-8")


def weighing(choice: Choice, names: Sequence[str]) -> Weighing | None:
    """A choice played in its home; none where what is meant is not among the candidates, or nothing else is."""
    turn = played(choice)
    candidates = [one for one in turn.resolution.candidates if one.act == 0] if turn.resolution else []
    right = np.array([_is_meant(one, choice) for one in candidates])
    if not right.any() or right.all():
        return None
    rows = np.array([[one.features.get(name, 0.0) for name in names] for one in candidates])
    return Weighing(choice.kind, rows, right)


def played(choice: Choice) -> Turn:
    """The turn in which the words were said."""
    home = make_home(choice.home, start=choice.start, seed=0)
    assistant = make_assistant(home, text_stages(choice.home), None)
    for step in choice.steps:
        _play(step, home, assistant)
    return _say(choice.words, choice.room, assistant)


def _play(step: Step, home: Home, assistant: Assistant) -> None:
    if step.at is not None:
        home.advance(step.at)
    if step.say:
        _say(step.say, step.room, assistant)
    for ident, values in step.by_hand.items():
        attributes = dict(values)
        home.set_state(ident, attributes.pop("state", None), attributes)
    home.advance(home.now + step.wait)


def _say(words: str, room: str, assistant: Assistant) -> Turn:
    return assistant.hear(Heard(Transcript(words, 0.95)), assistant=f"{room}_speaker").turn


def _is_meant(candidate: Candidate, choice: Choice) -> bool:
    fits = choice.wanted is None or frozenset(candidate.targets) == choice.wanted
    return fits and (not choice.intents or candidate.intent in choice.intents)


def fit(known: Sequence[Weighing], names: Sequence[str]) -> Floats:
    """The weights of the greatest posterior; a convex problem wherever one candidate alone is right."""
    prior = _prior(names)

    def loss(weights: Floats) -> tuple[float, Floats]:
        off = weights - prior
        total, slope = 0.5 * STRENGTH * float(off @ off), STRENGTH * off
        for one in known:
            scores = one.features @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            meant = np.where(one.right, chances, 0.0)
            share = max(float(meant.sum()), 1e-12)
            total -= np.log(share)
            slope = slope + one.features.T @ (chances - meant / share)
        return total, slope

    found: Floats = minimize(loss, prior, jac=True, method="L-BFGS-B").x
    return found


def score(known: Iterable[Weighing], weights: Floats) -> dict[str, float]:
    """The share of choices whose best candidate is a right one, by kind and over all."""
    won: dict[str, list[bool]] = {}
    for one in known:
        won.setdefault(one.kind, []).append(bool(one.right[np.argmax(one.features @ weights)]))
    shares = {kind: round(sum(hits) / len(hits), 4) for kind, hits in sorted(won.items())}
    every = [hit for hits in won.values() for hit in hits]
    return {**shares, "all": round(sum(every) / len(every), 4) if every else 0.0}


def _prior(names: Sequence[str]) -> Floats:
    return np.array([PRIOR[name] for name in names])


if __name__ == "__main__":
    main()
