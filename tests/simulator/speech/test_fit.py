"""From what was said and heard to a profile, on samples made by hand."""

from __future__ import annotations

from random import Random

import pytest

from simulator.speech.align import counted, total
from simulator.speech.cells import CELLS
from simulator.speech.collect import Sample
from simulator.speech.features import NOTHING
from simulator.speech.fit import fit
from simulator.speech.hearing_model import Utterance, fit_hearing
from simulator.speech.measured import rates_in_sound, transcripts, words_heard

TEXT = "turn on the kitchen light set timer for ten minutes play music open door please"
WORDS = TEXT.split()


def samples(rng: Random) -> list[Sample]:
    """Utterances in which each word is heard as another by the cell's chance, in one utterance of two none."""
    found = []
    for number in range(480):
        cell = CELLS[number % 4]
        said = [rng.choice(WORDS) for _ in range(6)]
        chance = (0.1, 0.2, 0.4, 0.6)[number % 4] if rng.random() < 0.5 else 0.0
        heard = [("lice" if word == "light" else "dime") if rng.random() < chance else word for word in said]
        right = heard == said
        found.append(
            Sample(
                number=number,
                cell=cell.name,
                resident="ana",
                noise="fan",
                kind="light_on",
                intents=("HassTurnOn",),
                said=" ".join(said),
                heard=None if number % 40 == 3 else " ".join(heard),
                confidence=0.9 if right else 0.2,
                alternatives=((" ".join(said), 0.1),) if not right else (),
                utterances=1,
            )
        )
    return found


def test_a_fit_repeats_rates_confidences_and_missed_wakes_of_what_it_was_given() -> None:
    given = samples(Random(1))
    profile = fit("made up", given, expected=NOTHING)
    assert profile.cells[3].missed == pytest.approx(0.1)
    assert profile.cells[0].missed == 0
    assert set(profile.confusions[1]["light"]) == {"lice"}
    for cell in CELLS:
        own = [one for one in given if one.cell == cell.name and one.heard is not None]
        texts = words_heard(profile, cell, own, repeats=4, seed="test")
        text = total(counted(one.said, each) for one, each in zip(own * 4, texts, strict=True))
        assert text.rates[0] == pytest.approx(rates_in_sound(own).rates[0], abs=0.03)
        heard = transcripts(profile, cell, own, seed="test")
        assert [one.text for one in heard] == texts[: len(own)]
        assert {round(one.confidence, 1) for one in heard if one.text} <= {0.2, 0.9}


def test_a_cell_in_which_nothing_was_heard_is_no_ground_for_a_fit() -> None:
    given = [one for one in samples(Random(1)) if one.cell != CELLS[2].name]
    with pytest.raises(ValueError, match="espeak, 30 dB"):
        fit("made up", given, expected=NOTHING)


def test_a_hard_word_and_an_utterance_that_is_heard_badly_are_told_from_chance() -> None:
    rng = Random(3)
    utterances = []
    for _ in range(600):
        bad = rng.random() < 0.3
        words = tuple(rng.choice(WORDS) for _ in range(5))
        wrong = tuple(rng.random() < (0.7 if bad else 0.05) * (1.3 if word == "door" else 1.0) for word in words)
        utterances.append(Utterance(0, words, wrong))
    model = fit_hearing(utterances, cells=1, expected=NOTHING)
    assert model.spreads[0] > 1
    assert model.words["door"] > model.words["music"]
