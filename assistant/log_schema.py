"""The interaction log's tables, and how a turn becomes a row.

Mining reads columns; people, `explain` and exports read the whole turn in `json`. `MIGRATIONS[n]` brings a file of
version n to version n + 1; what has once been released here is never edited, only added to.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.friction import Rephrase
from assistant.serial import to_json
from assistant.turn import Interpretation, Turn

APPLICATION = 0x616D6269
"""SQLite's `application_id` of our files ("ambi"): tells them from other programs' databases."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE turns (
            number INTEGER PRIMARY KEY, -- the order in which turns were taken
            turn TEXT NOT NULL UNIQUE,
            household TEXT NOT NULL,
            session TEXT NOT NULL,
            at REAL NOT NULL, -- seconds since 1970, UTC
            initiator TEXT NOT NULL,
            assistant TEXT NOT NULL,
            area TEXT,
            resident TEXT,
            status TEXT NOT NULL,
            intent TEXT,
            text TEXT NOT NULL, -- as heard, before any rewrite
            state TEXT NOT NULL, -- as understood, before context: see `state_of`
            arm TEXT, -- of the rewrite, if there was one
            question INTEGER NOT NULL,
            ms REAL NOT NULL, -- all stages together
            gap_s REAL, -- seconds since the household's turn before
            heard REAL, -- the fraction of the reply that was heard
            barged_in_by TEXT,
            rephrase_of TEXT, -- the id of the turn whose wish was said again
            rephrase_gap_s REAL, -- seconds between the two
            similarity REAL, -- of the two
            json TEXT NOT NULL
        )""",
        # Each entry ends in the row's number, so this also gives a household's turns in their order.
        "CREATE INDEX turns_by_household ON turns (household)",
        "CREATE INDEX turns_by_session ON turns (session)",
    ),
    (
        "CREATE TABLE kept (household TEXT PRIMARY KEY, json TEXT NOT NULL)",
        # How many turns a household ever took, forgotten ones included, so that no id is given twice.
        "CREATE TABLE households (household TEXT PRIMARY KEY, taken INTEGER NOT NULL)",
        "INSERT INTO households SELECT household, count(*) FROM turns GROUP BY household",
    ),
    (
        # What a hand did soon after the turn, and after how many seconds: see `by_hand.Way`.
        "ALTER TABLE turns ADD COLUMN by_hand TEXT",
        "ALTER TABLE turns ADD COLUMN by_hand_s REAL",
        # What was heard, where the household wants that kept: FLAC.
        "CREATE TABLE sounds (turn TEXT PRIMARY KEY, flac BLOB NOT NULL)",
    ),
    (
        # The rule of the rewrite, if there was one.
        "ALTER TABLE turns ADD COLUMN rule TEXT",
        # The chance that it was a defect, by the signals of friction; none until its session was weighed.
        "ALTER TABLE turns ADD COLUMN defect REAL",
        "CREATE INDEX turns_unweighed ON turns (household) WHERE defect IS NULL AND initiator = 'resident'",
    ),
)

VERSION = len(MIGRATIONS)
"""The version that this program reads and writes, kept in SQLite's `user_version`."""

INSERT = """INSERT INTO turns (
    turn, household, session, at, initiator, assistant, area, resident, status, intent, text, state, arm, rule,
    question, ms, gap_s, heard, barged_in_by, rephrase_of, rephrase_gap_s, similarity, json
) VALUES (
    :turn, :household, :session, :at, :initiator, :assistant, :area, :resident, :status, :intent, :text, :state, :arm,
    :rule, :question, :ms, :gap_s, :heard, :barged_in_by, :rephrase_of, :rephrase_gap_s, :similarity,
    :json
)"""

Cell = str | float | int | None


def row_of(turn: Turn) -> dict[str, Cell]:
    """The columns that a turn alone decides; `household`, `gap_s` and those of the rephrase are the log's to add."""
    received, rewrite = turn.received, turn.rewrite
    return {
        "turn": turn.turn,
        "session": turn.session,
        "at": turn.at.timestamp(),
        "initiator": turn.initiator,
        "assistant": turn.assistant,
        "area": turn.area,
        "resident": turn.resident.id if turn.resident else None,
        "status": turn.status,
        "intent": turn.intent,
        "text": turn.transcript.text,
        "state": state_of(turn),
        "arm": rewrite.arm if rewrite else None,
        "rule": rewrite.rule if rewrite else None,
        "question": int(turn.question),
        "ms": float(sum(turn.ms.values())),
        "heard": received.heard if received else None,
        "barged_in_by": received.by if received else None,
        "json": to_json(turn),
    }


def rephrase_columns(rephrase: Rephrase | None) -> dict[str, Cell]:
    """The columns of what a turn says again."""
    return {
        "rephrase_of": rephrase.of if rephrase else None,
        "rephrase_gap_s": rephrase.gap_seconds if rephrase else None,
        "similarity": rephrase.similarity if rephrase else None,
    }


def state_of(turn: Turn) -> str:
    """The turn's state in the chains that are mined: the NLU's hypothesis before context.

    `intent|slot:value|…` of the first interpretation, slots by name, and ` & ` between an utterance's several
    requests; `?|text` where nothing was understood. Values are folded, so that one wish is one state. What was
    rewritten is a state apart, with `rewritten|` before it: how it fares says nothing of the request as it stood.
    """
    apart = "rewritten|" if turn.rewrite is not None and turn.rewrite.arm == "rewritten" else ""
    return apart + understood_state(turn.interpretations, turn.transcript.text)


def understood_state(interpretations: Iterable[Interpretation], heard: str) -> str:
    """The state of a request that is understood so; `heard` are its words."""
    firsts: dict[int, Interpretation] = {}
    for interpretation in interpretations:
        firsts.setdefault(interpretation.act, interpretation)
    if not firsts:
        return f"?|{heard}"
    return " & ".join(_hypothesis(firsts[act]) for act in sorted(firsts))


def _hypothesis(interpretation: Interpretation) -> str:
    slots = (f"{name}:{_folded(value)}" for name, value in sorted(interpretation.slots.items()))
    return "|".join((interpretation.intent, *slots))


def _folded(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).casefold().split())
