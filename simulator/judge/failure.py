"""The failure point: the first stage that failed irrecoverably, by counterfactual.

Take the last unbroken run of wrong outputs that ends in the wrong action; its first stage is the candidate. The next
stage is given the right input and run again for real: if its output is the same wrong one, the slip before it made no
difference, and that stage is the candidate; if it changes, the candidate is the failure point.

Worked example: said is "turn on the hall light", heard "turn on the hull light"; the interpreter reads the name "hull
light", of which nothing is there. Wrong are asr, nlu, resolve and result, so the candidate is asr. In the right words
the interpreter reads "hall light": its output changes, and asr is the failure point. Had it read both times that the
light shall go off, and no name, the slip of hearing would have made no difference: the candidate would be nlu, and the
resolver would be asked next, with the right interpretation.
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
