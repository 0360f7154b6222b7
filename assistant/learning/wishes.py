"""The walks of a log, as often as they are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.learning.shapes import shaped_walk
from assistant.learning.walks import COLUMNS, Walk, walks
from assistant.log import InteractionLog, Range


class Wishes(Iterable[Walk]):
    """The walks of a log, or of some households: as they were, or `shaped`, without their values.

    They are read anew each time that they are gone through, so that they are never held all together.
    """

    def __init__(
        self,
        log: InteractionLog,
        part: Range | None = None,
        *,
        shaped: bool = False,
        columns: Sequence[str] = COLUMNS,
    ) -> None:
        self._log, self._part, self._shaped, self._columns = log, part, shaped, columns

    def __iter__(self) -> Iterator[Walk]:
        found = walks(self._log.tuples(self._columns, self._part))
        return map(shaped_walk, found) if self._shaped else found
