"""What a log has taught, kept in its data folder, and dropped with the log's turns.

A layer for all is learnt from a pooled log alone; so in a log of one household whatever is global came from elsewhere,
and holds none of its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.files import InputError
from assistant.knowledge import Knowledge
from assistant.learnt import REFUSED, Layer, Learnt, Source
from assistant.learnt_file import forget, load, load_learnt, path_of, save
from assistant.log import InteractionLog
from assistant.serial import from_json

if TYPE_CHECKING:
    from assistant.learning.cycle import Method


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt, and what of it is used no more, by the id of the rule and why."""

    layer: Layer
    withdrawn: Mapping[str, str]


def learn_from(
    log: InteractionLog, source: Source, *, household: str | None = None, method: Method = "chain", workers: int = 1
) -> Lesson:
    """Learns from a log: of one household alone for it, of all of them for everybody.

    A big log is read by so many processes, `workers`; what is learnt is the same.

    Raises `InputError` where the log is empty, or holds too few or too many households for that.
    """
    from assistant.learning import cycle  # on use: it brings the libraries for sums

    lived = _named(log, source, household)
    before = load(path_of(log.path.parent, source), source).withdrawn
    settings = replace(cycle.PERSONAL if source == "personal" else cycle.LearnSettings(), method=method)
    layer = cycle.learn(log, source=source, settings=settings, household=lived, workers=workers)
    # What was withdrawn over all is judged anew each time; what a household refused stays so.
    kept = {rule: why for rule, why in before.items() if source == "personal" or why == REFUSED}
    return Lesson(layer, {**kept, **layer.withdrawn, **(refused(log, lived) if lived is not None else {})})


def known(log: InteractionLog) -> Learnt:
    """What is known in the log's data folder, without what was refused since it was learnt."""
    learnt, households = load_learnt(log.path.parent), log.households()
    since = refused(log, households[0]) if len(households) == 1 else {}
    return replace(learnt, withdrawn={**learnt.withdrawn, **since})


def keep(lesson: Lesson, data: Path) -> Path:
    """Writes it into a data folder; the file's path."""
    return save(lesson.layer, data, withdrawn=lesson.withdrawn)


def refused(log: InteractionLog, household: str) -> dict[str, str]:
    """By rule, that a household refused it by voice: ever, as far as the log goes back."""
    knowledge = Knowledge()
    for row in log.rows(household=household, intent="Complain", columns=("json",)):
        knowledge = knowledge.after(from_json(row["json"]))
    return dict(knowledge.learnt.withdrawn)


def drop(log: InteractionLog) -> list[Source]:
    """Deletes what may have been learnt from a log; which layers there were."""
    sources: list[Source] = ["personal", "global"] if len(log.households()) > 1 else ["personal"]
    return [source for source in sources if forget(log.path.parent, source)]


def learn_again(log: InteractionLog, sources: list[Source]) -> list[Source]:
    """Learns these layers from what is left in the log; those that could be learnt. One household's own layer stays
    away in a pooled log, which does not tell whose it was."""
    households = len(log.households())
    learnt: list[Source] = []
    for source in sources:
        if (source == "global" or households == 1) and log.recent(1):
            keep(learn_from(log, source), log.path.parent)
            learnt.append(source)
    return learnt


def _named(log: InteractionLog, source: Source, household: str | None) -> str | None:
    """The household to learn of, none for all of them."""
    households = log.households()
    if not households or not log.recent(1):
        raise InputError(
            log.path, "holds no turns yet; talk to the assistant first, or name another folder with --data"
        )
    if source == "global":
        if len(households) == 1:
            raise InputError(
                log.path, "holds one household; learn for everybody from a pooled log, or leave out --global"
            )
        return None
    if household is None and len(households) > 1:
        message = f"holds {len(households)} households; name one with --household, or learn for everybody with --global"
        raise InputError(log.path, message)
    if household is not None and household not in households:
        raise InputError("--household", f"no household '{household}' in {log.path}; such as {households[0]}")
    return household or households[0]
