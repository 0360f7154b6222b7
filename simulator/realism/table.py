"""The table: each thing that is measured, ours beside theirs, and why the two differ or can't be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.households.values import REPHRASINGS
from simulator.realism.measures import Errors, Figure, apart, errors, share, spread
from simulator.realism.speech import People, Simulated

BESIDE: Mapping[str, tuple[str, str]] = {
    "clearer": ("", "the same words, so 0; what is heard of them is further down"),
    "other_words": (
        "worded",
        "people who rewrite one written turn have it before their eyes and share most of its words; a resident who was "
        "not understood takes another phrasing",
    ),
    "more_specific": (
        "rewritten",
        "people add what the dialogue told and keep the rest; a resident takes a phrasing that names more, and then "
        "other words come with it",
    ),
    "less_specific": ("", "no data here has people who leave out what they had said"),
    "official_name": ("", "no data here has people who change from a name of their own to the home's"),
    "other_order": ("", "no data here marks requests said in another order"),
    "half": ("", "no data here has people who give up half of a request"),
    "again_later": ("", "no data here has people who ask again minutes later"),
}
"""By strategy, what of people's is compared with it, and why the two differ or there is nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is compared."""

    about: str
    measure: str
    ours: Figure | None
    theirs: Figure | None
    why: str
    apart: float | None = None
    """Between two distributions."""
    shares: bool = False
    """Whether the values are shares, shown in percent."""

    @property
    def difference(self) -> float | None:
        """Ours less theirs."""
        return self.ours.value - self.theirs.value if self.ours and self.theirs else None


def realism(ours: Simulated, theirs: People) -> list[Row]:
    """The table."""
    misheard = errors(theirs.hearings) if theirs.hearings else None
    return [*rephrasing(ours, theirs), *lengths(ours, theirs), *mishearing(errors(ours.hearings), misheard)]


def rephrasing(ours: Simulated, theirs: People) -> Iterator[Row]:
    """Word edit distance between a request and the next one for the same goal: 0 the same words, 1 no word kept."""
    about = "request and rephrase, distance"
    again = [each for name in REPHRASINGS for each in ours.rephrased.get(name, ())]
    changed = [each for each in again if each]
    yield _distributed(
        about,
        "all seven ways",
        again,
        theirs.rewritten,
        "cqr's people write a turn anew so that it stands alone; none of them repeats it because it was misheard, as "
        "residents often do in the same words",
    )
    yield _distributed(
        about,
        "all that change a word",
        changed,
        theirs.rewritten,
        "cqr's people keep the turn's words and add to them; residents who choose other words begin from another "
        "phrasing",
    )
    for name, values in ours.rephrased.items():
        beside, why = BESIDE[name]
        yield _distributed(about, name.replace("_", " "), values, getattr(theirs, beside) if beside else (), why)
    yield _distributed(
        "request and repeat, distance where heard differently",
        "the same words",
        ours.heard_again,
        theirs.heard_twice,
        "two microphones heard one saying; residents say it twice, more clearly the second time, and do so because it "
        "was misheard",
    )


def lengths(ours: Simulated, theirs: People) -> Iterator[Row]:
    """Turns a session."""
    about, none = "sessions", "no data here has sessions as they come: cqr's dialogues were written to have a context"
    longer, dialogues = ([size for size in sizes if size > 1] for sizes in (ours.sessions, theirs.dialogues))
    yield _distributed(about, "turns", ours.sessions, (), none)
    yield Row(about, "of one turn", share(size == 1 for size in ours.sessions), None, none, shares=True)
    because = (
        "cqr's dialogues go from one wish to the next with nothing misheard; residents' sessions go on because "
        "something went wrong or was asked back, and their wishes seldom lead to another at once"
    )
    yield _distributed(about, "turns, of two and more", longer, dialogues, because)
    for name, counts in (("two turns", (2,)), ("three turns", (3,)), ("four turns and more", range(4, 1000))):
        one, other = (share(size in counts for size in sizes) for sizes in (longer, dialogues))
        yield Row(about, f"{name}, of two and more", one, other, because, shares=True)


def mishearing(ours: Errors, theirs: Errors | None) -> Iterator[Row]:
    """Word errors and their kinds."""
    about = "word errors"
    speakers = (
        "slurp has another recogniser, and people of many accents, near and far; ours is the profile's recogniser, as "
        "hard to hear as the residents' accents and rooms make it"
    )
    kinds = "which kind prevails is the recogniser's way: what is faint, one leaves out and another guesses"
    yield Row(
        about,
        "words an utterance",
        _words(ours),
        _words(theirs),
        "slurp's people ask for news, mail and calendars too, which takes more words",
    )
    yield Row(about, "a word said", _rate(ours), _rate(theirs), speakers, shares=True)
    for kind in ("substituted", "deleted", "inserted"):
        yield Row(about, f"{kind}, of errors", _kind(ours, kind), _kind(theirs, kind), kinds, shares=True)
    bunched = (
        "from the error rate and from how errors bunch: one speaker far away, or one hard name, has many, and others "
        "have none"
    )
    yield Row(about, "utterances without any", _clean(ours), _clean(theirs), bunched, shares=True)
    for name, least in (("an utterance", 0), ("an utterance that has any", 1)):
        one, other = ([each for each in of.per_utterance if each >= least] if of else [] for of in (ours, theirs))
        yield _distributed(about, name, one, other, bunched)
    yield from _function_words(ours, theirs)


def _function_words(ours: Errors, theirs: Errors | None) -> Iterator[Row]:
    about = "function words"
    said = "slurp's people ask for news, mail and calendars too, with more names"
    yield Row(about, "of words said", _said(ours), _said(theirs), said, shares=True)
    why = "follows their share of the words said, and how rare the names are that people ask for"
    yield Row(about, "of errors", _of_errors(ours), _of_errors(theirs), why, shares=True)


def _words(of: Errors | None) -> Figure | None:
    return _over(of.counts.words, len(of.per_utterance)) if of else None


def _rate(of: Errors | None) -> Figure | None:
    return _over(of.counts.errors, of.counts.words) if of else None


def _kind(of: Errors | None, kind: str) -> Figure | None:
    return _over(getattr(of.counts, kind), of.counts.errors) if of else None


def _clean(of: Errors | None) -> Figure | None:
    return share(not each for each in of.per_utterance) if of else None


def _said(of: Errors | None) -> Figure | None:
    return _over(of.function_words, of.counts.words) if of else None


def _of_errors(of: Errors | None) -> Figure | None:
    return _over(of.function_errors, of.counts.errors) if of else None


def _over(count: int, of: int) -> Figure | None:
    return Figure(count / of, of) if of else None


def _distributed(about: str, measure: str, ours: Sequence[float], theirs: Sequence[float], why: str) -> Row:
    return Row(about, measure, spread(ours), spread(theirs), why, apart=apart(ours, theirs))
