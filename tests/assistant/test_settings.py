"""What a person chooses, in a file or by flags; a file that is written out says what each setting means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.config import configured
from assistant.files import InputError, read_yaml
from assistant.settings import FILE, Settings, load_settings, meanings, write, written

README = Path(__file__).parents[2] / "README.md"


def settings(folder: Path, text: str, **flags: Any) -> Settings:
    (folder / FILE).write_text(text, encoding="utf-8")
    return load_settings(None, data=folder, flags=flags)


def test_without_a_file_everything_is_left_as_it_is(tmp_path: Path) -> None:
    assert load_settings(None, data=tmp_path) == Settings()


def test_a_file_that_is_written_out_reads_back_to_the_defaults(tmp_path: Path) -> None:
    write(Settings(), tmp_path / "new" / FILE)
    assert load_settings(None, data=tmp_path / "new") == Settings()


def test_a_file_that_is_written_out_names_every_setting_with_what_it_means(tmp_path: Path) -> None:
    text = written(Settings())
    write(Settings(), tmp_path / FILE)
    assert list(read_yaml(tmp_path / FILE).value) == list(meanings())
    comments = " ".join(line.removeprefix("# ") for line in text.splitlines() if line.startswith("#"))
    assert all(meaning in comments for meaning in meanings().values())


def test_what_was_chosen_is_written_out_and_read_back(tmp_path: Path) -> None:
    chosen = Settings(
        home=tmp_path / "my flat.yaml",
        resident="42",
        wake=("alexa", "hey_jarvis"),
        microphone="USB: mic, #2",
        speaker=3,
        replies="brief",
        echo_cancellation=False,
    )
    write(chosen, tmp_path / FILE)
    assert load_settings(None, data=tmp_path) == chosen


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("threshold: 0.7\n")
    with pytest.raises(InputError, match="is there already"):
        write(Settings(), tmp_path / FILE)
    assert (tmp_path / FILE).read_text() == "threshold: 0.7\n"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be written"):
        write(Settings(), tmp_path / "file" / FILE)


def test_a_flag_goes_before_the_file_and_one_that_is_not_given_does_not(tmp_path: Path) -> None:
    found = settings(tmp_path, "threshold: 0.7\nvoice: piper\n", threshold=0.4, voice=None, echo_cancellation=False)
    assert (found.threshold, found.voice, found.echo_cancellation) == (0.4, "piper", False)


def test_the_file_named_goes_before_the_data_folders_own(tmp_path: Path) -> None:
    settings(tmp_path, "threshold: 0.7\n")
    (tmp_path / "mine.yaml").write_text("threshold: 0.8\n")
    assert load_settings(tmp_path / "mine.yaml", data=tmp_path).threshold == 0.8


def test_a_file_that_is_named_and_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"mine\.yaml: cannot be read"):
        load_settings(tmp_path / "mine.yaml", data=tmp_path)


def test_paths_in_the_file_are_from_its_own_folder(tmp_path: Path) -> None:
    found = settings(tmp_path, "home: homes/flat.yaml\nsentences: /srv/sentences\nwake: [alexa, words/computer.onnx]\n")
    assert found.home == tmp_path / "homes" / "flat.yaml"
    assert found.sentences == Path("/srv/sentences")
    assert found.wake == ("alexa", str(tmp_path / "words" / "computer.onnx"))


def test_paths_in_flags_are_as_they_were_given(tmp_path: Path) -> None:
    assert settings(tmp_path, "", home=Path("flat.yaml")).home == Path("flat.yaml")


def test_one_wake_word_may_stand_alone_and_a_name_may_look_like_a_number(tmp_path: Path) -> None:
    found = settings(tmp_path, "wake: hey_jarvis\nresident: 42\nmicrophone: 3\n")
    assert (found.wake, found.resident, found.microphone) == (("hey_jarvis",), "42", 3)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("voice: piper\ntreshold: 0.5\n", 2, "'treshold' is not a key that is known here"),
        ("threshold: 3\n", 1, "threshold: Input should be less than or equal to 1"),
        ("\n\nasr: dragon\n", 3, "'dragon' is not known; one of:"),
        ("replies: never\n", 1, "replies: Input should be 'auto', 'full' or 'brief'"),
        ("wake: []\n", 1, "at least 1 item"),
        ("follow_up: a while\n", 1, "follow_up: Input should be a valid number"),
        ("just words\n", 1, "holds no settings; ambient doctor --write-config"),
    ],
)
def test_what_does_not_fit_is_named_with_its_file_and_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(InputError) as wrong:
        settings(tmp_path, text)
    assert str(wrong.value).startswith(f"{tmp_path / FILE}:{line}: ")
    assert says in str(wrong.value)


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        ({"threshold": 0.0}, "--threshold: Input should be greater than 0"),
        ({"follow_up": 90.0}, "--follow-up: Input should be less than or equal to 30"),
        ({"asr": "dragon"}, "--asr: 'dragon' is not known"),
    ],
)
def test_a_flag_that_does_not_fit_is_named(tmp_path: Path, flags: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        load_settings(None, data=tmp_path, flags=flags)


def test_the_file_that_the_readme_shows_is_read(tmp_path: Path) -> None:
    text = README.read_text("utf-8").partition("## The config file")[2]
    found = settings(tmp_path, text.partition("```yaml\n")[2].partition("```")[0])
    assert (found.home, found.resident, found.microphone) == (tmp_path / "my_flat.yaml", "ana", "USB")


def test_settings_become_the_assistants_configuration(tmp_path: Path) -> None:
    config = configured(Settings(wake=("hey_jarvis",), voice_speed=1.2, asr="vosk"), data=tmp_path)
    assert (config.wake_words, config.voice_speed, config.asr) == (("hey_jarvis",), 1.2, "vosk")
    assert config.models == (tmp_path / "models",)
