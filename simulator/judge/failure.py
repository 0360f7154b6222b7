"""The failure point: the first stage that failed irrecoverably, by counterfactual.

Take the last unbroken run of wrong outputs that ends in the wrong action; its first stage is the candidate. The next
stage is given the right input and run again for real: if its output is the same wrong one, the slip before it made no
difference, and that stage is the candidate; if it changes, the candidate is the failure point.

Worked example: the recogniser hears "turn on the hull light", the interpreter finds the name "hull light", nothing of
that name is there. Wrong: asr, nlu, resolve, result. Given "turn on the hall light" the interpreter finds "hall light":
its output changes, so the recogniser failed. Where the interpreter finds "hull light"'s intent even in the right words
to be `HassTurnOff`, and did so in the wrong ones, with the same slots, the slip of hearing made no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.judge.values import STAGES, FailurePoint

Same = Callable[[FailurePoint], bool]
"""Whether a stage, given the right input, gives the same wrong output again."""


def failure_point(rights: Mapping[FailurePoint, bool], same_again: Same) -> FailurePoint:
    """The failure point of a turn whose action was wrong.

    `rights` tells of each stage that ran, in the order of `STAGES`, whether its output was right; the last must be
    wrong. `same_again` is asked of stages after the candidate only.
    """
    stages = [stage for stage in STAGES if stage in rights]
    first = len(stages) - 1
    while first > 0 and not rights[stages[first - 1]]:
        first -= 1
    candidate = first
    while candidate + 1 < len(stages) and same_again(stages[candidate + 1]):
        candidate += 1
    return stages[candidate]
