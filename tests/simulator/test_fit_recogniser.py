"""The curves of the recognisers' confidences: fitted on synthesised speech that a seed repeats."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.asr.calibration import curve_of, fitted
from assistant.asr.pocketsphinx import PocketSphinxRecogniser
from assistant.asr.pronunciation import pronounce
from assistant.config import build_recogniser
from assistant.models import installed
from devices.declaration import to_registry
from devices.protocol import Registry
from simulator.equipment import audio_config
from simulator.fit_recogniser import calibration_error, error_of, judge, write
from simulator.setting import load_home
from simulator.spoken_sample import sample
from simulator.voices import has_piper

pytestmark = pytest.mark.skipif(not has_piper(), reason="needs Piper's voice (the extra `piper`)")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return to_registry(load_home())


def test_a_seed_says_the_same_and_another_seed_something_else(registry: Registry) -> None:
    one, again, other = (list(sample(registry, count=2, seed=seed)) for seed in (1, 1, 2))
    assert [said.text for said in one] == [said.text for said in again]
    assert all(np.array_equal(first.sound, second.sound) for first, second in zip(one, again, strict=True))
    assert [said.text for said in one] != [said.text for said in other]


def test_a_curve_that_is_fitted_again_is_the_same(registry: Registry, tmp_path: Path) -> None:
    sentences = ["turn on the kitchen light", "open the garage door", "play some music", "stop"]
    said = list(sample(registry, count=2, seed=1))
    runs = [judge(PocketSphinxRecogniser(sentences * 5, phonemes=pronounce), said) for _ in range(2)]
    assert runs[0] == runs[1]
    for run in (0, 1):
        curve = fitted([one.raw for one in runs[run]] * 50, [one.right for one in runs[run]] * 50)
        write(tmp_path / f"{run}.json", "pocketsphinx", curve, seed=1, count=2)
    assert (tmp_path / "0.json").read_bytes() == (tmp_path / "1.json").read_bytes()


def test_promises_that_are_kept_are_no_error_and_others_are() -> None:
    assert calibration_error([0.8] * 50, ([True] * 8 + [False] * 2) * 5) == pytest.approx(0)
    assert calibration_error([1.0] * 50, [False] * 50) == 1


@pytest.mark.slow
def test_whispers_confidence_holds_on_speech_that_it_was_not_fitted_on(registry: Registry, tmp_path: Path) -> None:
    pytest.importorskip("faster_whisper", reason="needs the extra `whisper`")
    if not any(model.backend == "whisper" for model in installed(())):
        pytest.skip("the packages with Whisper's weights are missing")
    recogniser = build_recogniser(audio_config(tmp_path, "whisper"), registry, calibrated=False)
    judged = judge(recogniser, sample(registry, count=24, seed=99))
    assert error_of(curve_of("whisper"), judged) < 0.25
