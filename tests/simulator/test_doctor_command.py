"""`ambient doctor` says what works, and how to mend what does not."""

import json
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.asr.speed import load_speeds
from assistant.backends import RECOGNISERS
from assistant.files import InputError
from assistant.log import FILE
from assistant.settings import FILE as CONFIG
from assistant.settings import Settings, load_settings
from simulator import checkup
from simulator.checkup import check_disk, check_log, check_packages, check_python, check_vosk, requirements
from simulator.commands import doctor as command
from simulator.finding import Finding, loudness
from tests.simulator.commands import Run, runner

ambient = runner(command)


def test_every_part_works_here(ambient: Run, tmp_path: Path) -> None:
    code, shown, _ = ambient("doctor", "--json", "--no-sound", "--data", tmp_path / "data")
    findings = {line["part"]: line for line in map(json.loads, shown.splitlines())}
    assert [line for line in findings.values() if line["verdict"] == "broken"] == []
    assert code == 0
    assert {
        "Python",
        "numpy",
        "models: voice",
        "voice",
        "wake word",
        "recogniser",
        "understanding",
        "log",
        "disk",
    } <= set(findings)
    assert load_speeds(tmp_path / "data")["pocketsphinx"] > 0
    assert findings["recogniser in use"]["said"].split(";")[0] in RECOGNISERS


def test_it_writes_a_config_file_of_what_is_chosen_and_checks_nothing(ambient: Run, tmp_path: Path) -> None:
    code, shown, _ = ambient("doctor", "--data", tmp_path / "data", "--write-config", "--microphone", "USB")
    assert (code, shown) == (0, f"{tmp_path / 'data' / CONFIG}\n")
    assert load_settings(None, data=tmp_path / "data") == Settings(microphone="USB")


def test_it_writes_the_config_file_where_it_is_told_to_and_never_over_another(ambient: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    assert ambient("doctor", "--data", tmp_path, "--write-config", mine)[0] == 0
    before = mine.read_text()
    code, shown, said = ambient("doctor", "--data", tmp_path, "--write-config", mine, "--lite")
    assert (code, shown, said) == (2, "", f"ambient: {mine}: is there already; move it away, or name another file\n")
    assert mine.read_text() == before


def test_a_config_file_that_does_not_fit_is_told_before_anything_is_checked(ambient: Run, tmp_path: Path) -> None:
    (tmp_path / CONFIG).write_text("voice: piper\nmicrofone: USB\n")
    code, shown, said = ambient("doctor", "--data", tmp_path)
    assert (code, shown) == (2, "")
    assert f"{tmp_path / CONFIG}:2: 'microfone' is not a key" in said


def parts(*findings: Finding) -> Iterator[Finding]:
    yield from findings


def test_a_recogniser_that_was_chosen_and_is_not_here_is_told(tmp_path: Path) -> None:
    nowhere = Settings(asr="vosk", asr_model=tmp_path / "none")
    found = {finding.part: finding for finding in checkup.check_speed(tmp_path / "data", nowhere)}
    assert found["speed: vosk"].verdict == "note"
    assert found["speed: pocketsphinx"].verdict == "ok"


def test_for_people_each_failing_line_says_how_to_mend_it(
    ambient: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = (Finding("voice", "ok", "speaks [1.2 s]"), Finding("log", "broken", "cannot be written", "use --data"))
    monkeypatch.setattr(checkup, "check_up", lambda *_, **__: parts(*found))
    code, shown, _ = ambient("doctor", "--data", tmp_path)
    assert code == 1
    assert "speaks [1.2 s]" in shown
    assert "mend: use --data" in shown
    assert "1 of these must be mended" in shown


@pytest.mark.parametrize(
    "wrong",
    [InputError("wake word", "is damaged"), ImportError("no module"), OSError("no library"), ValueError("no voice")],
)
def test_a_part_that_cannot_be_loaded_is_a_finding_not_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: Exception
) -> None:
    def fail(*_: object, **__: object) -> Iterator[Finding]:
        raise wrong

    for name in [name for name in vars(checkup) if name.startswith("check_") and name != "check_up"]:
        monkeypatch.setattr(checkup, name, fail)
    findings = list(checkup.check_up(tmp_path))
    assert {finding.verdict for finding in findings} == {"broken"}
    assert all(finding.mend for finding in findings)


def test_declared_packages_are_checked_each_with_its_extra() -> None:
    declared = dict(requirements())
    assert declared["openwakeword"] is None
    assert declared["pyarrow"] == "parquet"
    assert "pytest" not in declared


def test_a_missing_base_package_is_broken_and_an_extra_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = [("no-such-package", None), ("no-such-voice", "piper")]
    monkeypatch.setattr(checkup, "requirements", lambda: missing)
    base, extra = check_packages()
    assert (base.verdict, base.mend) == ("broken", "pip install no-such-package")
    assert (extra.verdict, extra.mend) == ("note", 'pip install "ambient-home[piper]"')


def test_an_old_python_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "OLDEST", (99, 0))
    (finding,) = check_python()
    assert (finding.verdict, finding.mend) == ("broken", "install Python 99.0 or newer")


def test_a_damaged_log_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("these are not the turns you are looking for")
    with pytest.raises(InputError, match="not an interaction log"):
        list(check_log(tmp_path))


def test_half_a_vosk_model_is_told(tmp_path: Path) -> None:
    half = tmp_path / "models" / "vosk-model-small-en-us-0.15"
    (half / "am").mkdir(parents=True)
    (half / "am" / "final.mdl").write_bytes(b"1")
    with pytest.raises(InputError, match="not a whole Vosk model"):
        list(check_vosk(tmp_path))


def test_a_file_in_place_of_the_data_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    (finding,) = check_log(tmp_path / "data")
    assert finding.verdict == "broken"
    assert "--data" in finding.mend


def test_little_room_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "ROOM", math.inf)
    (finding,) = check_disk(tmp_path / "not" / "there")
    assert finding.verdict == "note"


def test_loudness_is_in_decibels_of_full_scale() -> None:
    assert loudness(np.full(1600, 32767, np.int16)) == pytest.approx(0, abs=0.01)
    assert loudness(np.full(1600, 328, np.int16)) == pytest.approx(-40, abs=0.1)
    assert loudness(np.zeros(0, np.int16)) == -120


@pytest.mark.parametrize(("kept", "verdicts"), [(False, ["ok"]), (True, ["note", "ok"])])
def test_a_household_that_keeps_sound_is_told_so(tmp_path: Path, kept: bool, verdicts: list[str]) -> None:
    found = list(check_log(tmp_path / "data", Settings(keep_audio=kept)))
    assert [finding.verdict for finding in found] == verdicts
    assert any("keeps the sound" in finding.said for finding in found) == kept
