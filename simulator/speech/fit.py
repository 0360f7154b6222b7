"""From what was said and heard to a profile: the hearing model, tables of what is heard instead, confidences.

After the fit, sentences go through the text channel, and each cell is moved until its rates are those of the sound: the
model's own are a little off, as the utterances' share is not quite normal and what is heard is aligned anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import log

import numpy as np

from assistant.nlu.text import normalise
from simulator.speech.align import Counts, blocks, counted, total
from simulator.speech.cells import CELLS, Cell
from simulator.speech.channel import BRIEF, FAINT, MOST
from simulator.speech.collect import Sample
from simulator.speech.confusions import LONGEST
from simulator.speech.features import NAMES, Expected
from simulator.speech.hearing_model import fit_hearing, utterance
from simulator.speech.measured import rates_in_sound, words_heard
from simulator.speech.profile import CellProfile, Others, Profile, Quantiles, Table

CLOSED = ("pocketsphinx",)
"""Recognisers that know the words of their sentences alone."""

SIZES = 6
"""Words misheard in a row, up to which the number of words heard is counted apart."""

STRENGTH = 8.0
"""Blocks of all cells together that each cell's own table of sizes is given."""

LEVELS = 11
"""Quantiles of a confidence."""

FEW = 25
"""Utterances under which a cell's confidences are those of all cells."""

REPEATS = 6
"""How often each sentence goes through the text channel when rates are compared."""

ROUNDS = 9
"""How often the cells are moved."""

SPREADS, WIDEST = 0.7, 4.0
"""How much a spread grows for log-odds of being heard word for word; and the widest."""

SHARPNESS = 10.0
"""Of the choice among what sounds alike: at 10, what is heard sounds as much like what was said as in sound."""


def fit(name: str, samples: Sequence[Sample], *, expected: Expected) -> Profile:
    """The profile of a recogniser that expects these words (`features.expected_in`).

    Raises `ValueError` where a cell has no sample that was heard.
    """
    by_cell = {cell.name: [one for one in samples if one.cell == cell.name] for cell in CELLS}
    for cell, own in by_cell.items():
        if not any(one.heard for one in own):
            raise ValueError(f"nothing was heard in the cell '{cell}'")
    heard = [one for one in samples if one.heard]
    index = {cell.name: at for at, cell in enumerate(CELLS)}
    utterances = [utterance(index[one.cell], one.said, one.heard or "") for one in heard]
    model = fit_hearing(utterances, cells=len(CELLS), expected=expected)
    cells = [
        _cell(cell, by_cell[cell.name], heard, base=model.bases[at], spread=model.spreads[at])
        for at, cell in enumerate(CELLS)
    ]
    profile = Profile(
        name=name,
        closed=name in CLOSED,
        cells=tuple(cells),
        features={feature: model.features[feature] for feature in NAMES},
        words={word: value for word, value in model.words.items() if abs(value) >= 0.05},
        expected=expected.words,
        joints=expected.joints,
        confusions=(_confusions(heard, hard=False), _confusions(heard, hard=True)),
        inserted=_inserted(heard),
        sharpness=SHARPNESS,
    )
    return _settled(profile, by_cell)


def _settled(profile: Profile, by_cell: Mapping[str, Sequence[Sample]]) -> Profile:
    """The profile moved until rates, and the share of utterances heard word for word, are those of the sound.

    Each round draws anew: what is left of one round's chance is taken back by the next; the steps become smaller.
    """
    for turn in range(ROUNDS):
        cells = []
        for cell, one in zip(CELLS, profile.cells, strict=True):
            heard = [each for each in by_cell[cell.name] if each.heard is not None]
            texts = words_heard(profile, cell, heard, repeats=REPEATS, seed=("settle", turn))
            cells.append(_moved(one, heard, texts, step=1 / (1 + turn / 3)))
        profile = replace(profile, cells=tuple(cells))
    return profile


def _moved(cell: CellProfile, heard: Sequence[Sample], texts: Sequence[str], *, step: float) -> CellProfile:
    """Closer to the sound: the base by the words misheard, the spread by the utterances heard word for word, the sizes
    by what was lost and added."""
    said = list(heard) * REPEATS
    audio = rates_in_sound(heard)
    text = total(counted(one.said, text) for one, text in zip(said, texts, strict=True))
    wrong = [(one.substituted + one.deleted + 0.5) / (one.words + 1) for one in (audio, text)]
    whole = [
        (sum(one.heard == one.said for one in heard) + 0.5) / (len(heard) + 1),
        (sum(one.said == each for one, each in zip(said, texts, strict=True)) + 0.5) / (len(texts) + 1),
    ]
    lost, added = (_ratio(audio, text, name) ** step for name in ("deleted", "inserted"))
    sizes = {size: _tilted(size, table, lost, added) for size, table in cell.sizes.items()}
    base = cell.base + step * (_odds(wrong[0]) - _odds(wrong[1]))
    spread = min(WIDEST, max(0.0, cell.spread + step * SPREADS * (_odds(whole[0]) - _odds(whole[1]))))
    return replace(cell, base=base, spread=spread, sizes=sizes)


def _tilted(said: int, table: Table, lost: float, added: float) -> Table:
    """A table of sizes in which fewer words are `lost` times, and more `added` times as likely."""
    weighed = [(size, chance * (lost if size < said else added if size > said else 1.0)) for size, chance in table]
    whole = sum(chance for _, chance in weighed)
    return tuple((size, chance / whole) for size, chance in weighed)


def _ratio(audio: Counts, text: Counts, name: str) -> float:
    """How much more often words are lost or added in sound, against the words misheard, within bounds."""
    wrong = [max(1, one.substituted + one.deleted) for one in (audio, text)]
    shares = [(getattr(one, name) + 2.0) / count for one, count in zip((audio, text), wrong, strict=True)]
    return float(min(1.6, max(0.6, shares[0] / shares[1])))


def _odds(chance: float) -> float:
    return log(chance / (1 - chance))


def _cell(
    cell: Cell, own: Sequence[Sample], everything: Sequence[Sample], *, base: float, spread: float
) -> CellProfile:
    woken = [one for one in own if one.heard is not None]
    heard = [one for one in own if one.heard]
    return CellProfile(
        name=cell.name,
        accent=cell.accent,
        snr=cell.snr,
        base=base,
        spread=spread,
        gap=_gap(heard),
        missed=(len(own) - len(woken)) / len(own),
        nothing=_nothing(woken),
        sizes=_sizes(heard, everything),
        sure=_sure(heard, everything),
        others=(_others(heard, everything, right=True), _others(heard, everything, right=False)),
    )


def _nothing(woken: Sequence[Sample]) -> tuple[float, float]:
    """How often nothing is heard of brief requests and of others; a request of each kind that was heard is added."""
    rates = []
    for brief in (True, False):
        those = [one for one in woken if (len(one.said.split()) <= BRIEF) == brief]
        rates.append(sum(not one.heard for one in those) / (len(those) + 1))
    return rates[0], rates[1]


def _gap(heard: Sequence[Sample]) -> float:
    """The log-odds of words out of nothing before a word heard right, where the one before it was right too."""
    places = inserted = 0
    for one in heard:
        inserted += sum(not block.said for block in blocks(one.said.split(), (one.heard or "").split()))
        wrong = utterance(0, one.said, one.heard or "").wrong
        places += sum(not this and not before for before, this in pairwise((False, *wrong)))
    return _odds((inserted + 0.2) / (max(places, inserted) + 1))


def _sizes(heard: Sequence[Sample], everything: Sequence[Sample]) -> dict[int, Table]:
    own, whole = _size_counts(heard), _size_counts(everything)
    tables = {}
    for said in range(1, SIZES + 1):
        common, mine = whole.get(said, Counter({said: 1})), own.get(said, Counter())
        among = sum(common.values())
        weights = {size: mine[size] + STRENGTH * count / among for size, count in sorted(common.items())}
        sum_of = sum(weights.values())
        tables[said] = tuple((size, weight / sum_of) for size, weight in weights.items())
    return tables


def _size_counts(samples: Sequence[Sample]) -> dict[int, Counter[int]]:
    found: dict[int, Counter[int]] = {}
    for one in samples:
        for block in blocks(one.said.split(), (one.heard or "").split()):
            if block.said:
                said = min(len(block.said), SIZES)
                size = max(0, len(block.heard) - (len(block.said) - said))
                found.setdefault(said, Counter())[size] += 1
    return found


def _confusions(heard: Sequence[Sample], *, hard: bool) -> dict[str, dict[str, int]]:
    """What was heard in place of at most `LONGEST` words, by the words, of one voice."""
    voices = {cell.name: cell.accent >= 0.5 for cell in CELLS}
    found: dict[str, Counter[str]] = {}
    for one in heard:
        if voices[one.cell] != hard:
            continue
        for block in blocks(one.said.split(), (one.heard or "").split()):
            if 0 < len(block.said) <= LONGEST:
                found.setdefault(" ".join(block.said), Counter())[" ".join(block.heard)] += 1
    return {said: dict(sorted(counts.items())) for said, counts in sorted(found.items())}


def _inserted(heard: Sequence[Sample]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for one in heard:
        for block in blocks(one.said.split(), (one.heard or "").split()):
            if not block.said:
                found[" ".join(block.heard)] += 1
    return dict(sorted(found.items()))


def errors_of(sample: Sample) -> int:
    """0, 1 or 2 for more: the class of a confidence."""
    return min(2, counted(sample.said, sample.heard or "").errors)


def _sure(heard: Sequence[Sample], everything: Sequence[Sample]) -> tuple[Quantiles, Quantiles, Quantiles]:
    found = []
    for errors in range(3):
        own = [one.confidence for one in heard if errors_of(one) == errors]
        if len(own) < FEW:
            own = [one.confidence for one in everything if errors_of(one) == errors] or [0.5]
        found.append(_quantiles(own))
    return found[0], found[1], found[2]


def _quantiles(values: Sequence[float]) -> Quantiles:
    return tuple(float(value) for value in np.quantile(values, np.linspace(0, 1, LEVELS)))


def _others(heard: Sequence[Sample], everything: Sequence[Sample], *, right: bool) -> Others:
    own = [one for one in heard if (one.heard == one.said) == right]
    if len(own) < FEW:
        own = [one for one in everything if (one.heard == one.said) == right]
    told = [(one, [(text, sure) for text, sure in one.alternatives if sure >= FAINT][:MOST]) for one in own]
    counts = Counter(len(others) for _, others in told)
    ranks: Counter[int] = Counter()
    shares: list[list[float]] = [[] for _ in range(MOST)]
    for one, others in told:
        texts = [normalise(text) for text, _ in others]
        if normalise(one.said) in texts:
            ranks[texts.index(normalise(one.said))] += 1
        before = one.confidence
        for rank, (_, sure) in enumerate(others):
            shares[rank].append(min(2.0, sure / max(before, 1e-6)))
            before = sure
    return Others(
        counts=_chances(counts),
        truth=sum(ranks.values()) / max(1, len(own)),
        ranks=_chances(ranks) or ((0, 1.0),),
        shares=tuple(_quantiles(each) for each in shares if each) or ((0.3, 0.3),),
    )


def _chances(counts: Counter[int]) -> Table:
    whole = sum(counts.values())
    return tuple((value, count / whole) for value, count in sorted(counts.items()))
