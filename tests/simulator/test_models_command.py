"""`ambient models`: what is here, and what its maker sends."""

import json
from pathlib import Path

import pytest

from simulator.commands import models as command
from tests.assistant.test_fetching import NAME, Maker, archive, maker
from tests.simulator.commands import Run, runner

__all__ = ["maker"]

ambient = runner(command)


@pytest.mark.parametrize("words", [["models"], ["models", "list"]])
def test_the_models_in_packages_are_listed(ambient: Run, tmp_path: Path, words: list[str]) -> None:
    code, shown, _ = ambient(*words, "--data", tmp_path)
    assert code == 0
    for name in ("alexa", "pocketsphinx", "espeak-ng"):
        assert name in shown


def test_ones_own_models_are_found(ambient: Run, tmp_path: Path) -> None:
    (tmp_path / "models" / "vosk-model-small-de-0.15" / "am").mkdir(parents=True)
    (tmp_path / "models" / "vosk-model-small-de-0.15" / "am" / "final.mdl").write_bytes(b"12345")
    (tmp_path / "models" / "hey_house.onnx").write_bytes(b"123")
    (tmp_path / "models" / "anna.onnx").write_bytes(b"123")
    (tmp_path / "models" / "anna.onnx.json").write_text('{"language": {"code": "de_DE"}}')
    lines = [json.loads(line) for line in ambient("models", "--json", "--data", tmp_path)[1].splitlines()]
    own = [(line["role"], line["name"], line["language"], line["bytes"]) for line in lines if "models/" in line["path"]]
    assert ("recogniser", "vosk-model-small-de-0.15", "de", 5) in own
    assert ("wake word", "hey_house", "", 3) in own
    assert ("voice", "anna", "de-de", 3) in own


def test_what_the_maker_offers_is_shown(ambient: Run, maker: Maker, tmp_path: Path) -> None:
    maker.offer(archive())
    assert NAME in ambient("models", "fetch", "--list", maker.index, "--data", tmp_path)[1]
    (line,) = ambient("models", "fetch", "--json", "--list", maker.index, "--data", tmp_path)[1].splitlines()
    assert json.loads(line) == {"name": NAME, "language": "xx", "type": "small", "bytes": len(archive())}


def test_a_model_is_fetched_and_then_listed(ambient: Run, maker: Maker, tmp_path: Path) -> None:
    maker.offer(archive())
    code, shown, told = ambient("models", "fetch", NAME, "--json", "--list", maker.index, "--data", tmp_path)
    assert (code, json.loads(shown)["path"]) == (0, str(tmp_path / "models" / NAME))
    assert NAME in told
    assert NAME in ambient("models", "--json", "--data", tmp_path)[1]


def test_without_a_network_it_ends_with_one_line_and_code_2(ambient: Run, tmp_path: Path) -> None:
    url = "http://127.0.0.1:9/model-list.json"
    code, shown, told = ambient("models", "fetch", NAME, "--list", url, "--data", tmp_path)
    assert (code, shown) == (2, "")
    assert "no connection" in told.splitlines()[-1]


def test_listing_touches_no_network(ambient: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **named: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr("socket.socket.connect", refuse)
    assert ambient("models", "--data", tmp_path)[0] == 0
