"""Text turns without a scene: the questions of `ambient ask` put to an assistant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from assistant.assistant import Assistant
from assistant.files import InputError
from assistant.learnt_file import load_learnt
from assistant.turn import Belief, Heard, Transcript, Turn
from devices.declaration import to_registry
from devices.home import Home
from simulator.living import keep, resume
from simulator.setting import find_area, load_home, load_sentences, make_assistant, make_home, open_log, text_stages

FIRST_YEAR, LAST_YEAR = 1900, 2500


@dataclass(frozen=True, slots=True)
class Question:
    """One line given to `ask`; the names are those of a turn's JSON."""

    text: str
    area: str | None = None
    assistant: str | None = None
    at: str | None = None
    resident: str | None = None
    state: Mapping[str, Any] = field(default_factory=dict)
    line: int | None = None

    def with_text(self, text: str) -> Question:
        """The same circumstances, other words."""
        return replace(self, text=text)


def question_of(value: Any, defaults: Question, line: int) -> Question:
    """A parsed JSON line as a question; raises `InputError` for a wrong key or type."""
    where = "standard input"
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise InputError(where, 'a line looks like {"text": "turn on the light", "area": "kitchen"}', line=line)
    known = {one.name for one in fields(Question)} - {"line"}
    for key, given in value.items():
        if key not in known:
            raise InputError(where, f"'{key}' is not known; one of: {', '.join(sorted(known))}", line=line)
        kind = dict if key == "state" else str
        if given is not None and not isinstance(given, kind):
            raise InputError(where, f"'{key}' must be a {'mapping' if kind is dict else 'string'}", line=line)
    return replace(defaults, line=line, **{key: given for key, given in value.items() if given is not None})


class Asker:
    """Asks one assistant. With a data folder the lines are one life in order, and go on where the last call ended;
    without one, each stands alone."""

    def __init__(self, *, home: Path | None, sentences: Path | None, data: Path | None, defaults: Question) -> None:
        self.declaration = load_home(home)
        self.registry = to_registry(self.declaration)
        self.zone = ZoneInfo(self.registry.settings.time_zone)
        self.stages = text_stages(self.declaration, load_sentences(sentences))
        self.defaults, self.data = defaults, data
        self.learnt = load_learnt(data)

    def answers(self, questions: Iterable[Question]) -> Iterator[Turn]:
        """The turn of each question, in order."""
        assistant: Assistant | None = None
        for question in questions:
            if assistant is None or self.data is None:
                assistant = self._assistant(question)
            turn = self._take(assistant, question)
            if self.data is not None:
                keep(self._home(assistant), self.data)
            yield turn

    def _assistant(self, question: Question) -> Assistant:
        start = self._time(question) or datetime.now(self.zone)
        home = make_home(self.declaration, start=start, seed=0)
        if self.data is None:
            return make_assistant(home, self.stages, None)
        log = open_log(self.data)
        resume(home, self.data)
        return make_assistant(home, self.stages, log, learnt=self.learnt)

    def _home(self, assistant: Assistant) -> Home:
        home = assistant.home
        assert isinstance(home, Home)
        return home

    def _take(self, assistant: Assistant, question: Question) -> Turn:
        home = self._home(assistant)
        at = self._time(question)
        if at is not None and at > home.now:
            home.advance(at)
            assistant.notice()
        for entity, change in question.state.items():
            self._set(home, entity, change, question)
        satellite, area = self._place(question)
        resident = Belief(question.resident, 1.0) if question.resident else None
        # Half a character, which JSON can name and no file can hold, becomes the mark for what cannot be read.
        heard = Heard(Transcript(question.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), 1.0))
        return assistant.hear(heard, assistant=satellite, area=area, resident=resident).turn

    def _set(self, home: Home, entity: str, change: Any, question: Question) -> None:
        if entity not in home.registry.entities:
            raise InputError("state", f"no device '{entity}' in this home", line=question.line)
        values = dict(change) if isinstance(change, dict) else {"state": change}
        state = values.pop("state", None)
        home.set_state(entity, None if state is None else str(state), values)

    def _place(self, question: Question) -> tuple[str, str | None]:
        """The satellite spoken to and the area spoken in: each follows from the other where only one is given."""
        satellites = self.registry.satellites
        area = find_area(self.registry, question.area).id if question.area else None
        if question.assistant is not None:
            if question.assistant not in satellites:
                known = ", ".join(satellites) or "none is declared"
                message = f"no assistant '{question.assistant}' in this home; its assistants: {known}"
                raise InputError("--assistant", message, line=question.line)
            return question.assistant, area
        if area is not None:
            return next((one.id for one in satellites.values() if one.area == area), ""), area
        return "", None

    def _time(self, question: Question) -> datetime | None:
        if question.at is None:
            return None
        try:
            at = datetime.fromisoformat(question.at)
        except ValueError:
            message = f"'{question.at}' is no time; it looks like 2026-03-02T07:05"
            raise InputError("--at", message, line=question.line) from None
        if not FIRST_YEAR <= at.year <= LAST_YEAR:
            message = (
                f"'{question.at}' is beyond what a calendar here knows; use a year from {FIRST_YEAR} to {LAST_YEAR}"
            )
            raise InputError("--at", message, line=question.line)
        return at.replace(tzinfo=self.zone) if at.tzinfo is None else at.astimezone(self.zone)
