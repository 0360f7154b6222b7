from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from assistant.audio import read_audio
from assistant.files import InputError
from assistant.turn import Detection, Samples
from assistant.wake.openwakeword import OpenWakeWord, names
from tests.assistant.sounds import frames, recordings, say, silence


def detections(wake: OpenWakeWord, sound: Samples) -> list[Detection]:
    """What wakes it in a room where the sound comes out of silence."""
    wake.reset()
    return [found for frame in frames(silence(1), sound, silence(1.5)) if (found := wake.detect(frame)) is not None]


@pytest.fixture(scope="module")
def alexa() -> OpenWakeWord:
    return OpenWakeWord()


def test_the_package_carries_its_models() -> None:
    assert {"alexa", "hey_jarvis", "hey_marvin", "hey_mycroft", "timer", "weather"} <= set(names())


def test_it_wakes_once_for_its_name_about_where_the_name_ends(alexa: OpenWakeWord) -> None:
    sound = say("alexa")
    [found] = detections(alexa, sound)
    assert found.phrase == "alexa"
    assert found.score >= 0.5
    assert found.at == pytest.approx(1 + len(sound) / 16_000, abs=0.5)


def test_other_words_and_noise_do_not_wake_it(alexa: OpenWakeWord) -> None:
    noise = np.random.default_rng(2).normal(0, 2_000, 48_000).astype(np.int16)
    for sound in (say("turn on the kitchen light"), noise, silence(2)):
        assert detections(alexa, sound) == []


def test_a_name_said_again_wakes_it_again(alexa: OpenWakeWord) -> None:
    assert len(detections(alexa, np.concatenate([say("alexa"), silence(2), say("alexa")]))) == 2


def test_the_same_stream_has_the_same_scores_whatever_came_before(alexa: OpenWakeWord) -> None:
    first = detections(alexa, say("alexa"))
    detections(alexa, say("what time is it"))
    assert detections(alexa, say("alexa")) == first


def test_several_wake_words_are_listened_for_at_once() -> None:
    wake = OpenWakeWord(("hey_jarvis", "alexa"))
    assert wake.phrases == ("hey_jarvis", "alexa")
    assert [found.phrase for found in detections(wake, say("alexa"))] == ["alexa"]


def test_a_model_of_ones_own_is_given_by_path(tmp_path: Path) -> None:
    package = find_spec("openwakeword")
    assert package is not None
    source = Path(str(package.origin)).parent / "resources" / "models" / "alexa_v0.1.onnx"
    (tmp_path / "computer.onnx").write_bytes(source.read_bytes())
    assert [d.phrase for d in detections(OpenWakeWord((str(tmp_path / "computer.onnx"),)), say("alexa"))] == [
        "computer"
    ]


@pytest.mark.parametrize("content", [b"", b"no model at all", bytes(5_000)], ids=["empty", "text", "zeros"])
def test_a_damaged_model_is_an_error_of_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mine.onnx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"mine\.onnx: is damaged"):
        OpenWakeWord((str(path),))


def test_a_missing_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        OpenWakeWord((str(tmp_path / "none.onnx"),))
    with pytest.raises(InputError, match="is not a wake word; one of alexa"):
        OpenWakeWord(("computer",))


@pytest.mark.slow
def test_people_wake_it(alexa: OpenWakeWord) -> None:
    clips = recordings("alexa")
    woken = [len(detections(alexa, read_audio(clip))) for clip in clips]
    assert sum(count > 0 for count in woken) >= 0.98 * len(clips)
    assert max(woken) == 1


@pytest.mark.slow
def test_people_who_say_other_names_do_not_wake_it(alexa: OpenWakeWord) -> None:
    assert [clip.name for clip in recordings("near_words") if detections(alexa, read_audio(clip))] == []
