"""Files that people wrote are read as they meant them, or refused in one line that helps."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pydantic import ConfigDict
from pydantic.dataclasses import dataclass as strict

from assistant.files import LARGEST, InputError, read, read_text, read_yaml


@strict(config=ConfigDict(extra="forbid"))
@dataclass
class Light:
    """What the schema of these tests has."""

    name: str
    brightness: int = 0


@strict(config=ConfigDict(extra="forbid"))
@dataclass
class Home:
    """A home of lights."""

    lights: dict[str, Light] = field(default_factory=dict)
    aliases: list[str] = field(default_factory=list)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home.yaml"


def refused(path: Path, schema: type[Any] = dict) -> str:
    """The one line with which a file is refused, without its path."""
    with pytest.raises(InputError) as wrong:
        read(path, schema)
    line = str(wrong.value)
    assert "\n" not in line
    assert line.startswith(str(path))
    return line.removeprefix(f"{path}:").strip()


def test_a_file_becomes_what_its_schema_says(path: Path) -> None:
    path.write_text("lights:\n  kitchen: {name: Küche, brightness: 40}\naliases: [a, b]\n", encoding="utf-8")
    home = read(path, Home)
    assert home.lights["kitchen"].brightness == 40
    assert home.lights["kitchen"].name == "Küche"
    assert home.aliases == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("off", "off"),
        ("no", "no"),
        ("18:02", "18:02"),
        ("2026-03-02", "2026-03-02"),
        ("010", "010"),
        ("true", True),
        ("null", None),
        ("7", 7),
        ("-7.5", -7.5),
        ("'7'", "7"),
    ],
)
def test_plain_words_stay_the_words_they_are(path: Path, text: str, value: object) -> None:
    path.write_text(f"state: {text}\n")
    assert read_yaml(path).value == {"state": value}


def test_anchors_and_merge_keys_may_be_used(path: Path) -> None:
    path.write_text("base: &b {name: Lamp, brightness: 3}\nlights:\n  one: {<<: *b, name: One}\n  two: *b\n")
    lights = read_yaml(path).value["lights"]
    assert lights == {"one": {"name": "One", "brightness": 3}, "two": {"name": "Lamp", "brightness": 3}}


def test_a_mark_at_the_beginning_of_a_file_is_no_part_of_it(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbfstate: x\n")
    assert read_yaml(path).value == {"state": "x"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lights:\n  kitchen:\n    nam: Lamp\n", "3: 'nam' is not a key that is known here; check its spelling"),
        ("lights:\n  kitchen:\n    brightness: 3\n", "2: 'name' is missing"),
        ("lights:\n  kitchen:\n    name: A\n    brightness: bright\n", "4: lights.kitchen.brightness: "),
        ("lights: 3\n", "1: lights: "),
        ("aliases:\n- a\n- [b]\n", "3: aliases: "),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(path: Path, text: str, said: str) -> None:
    path.write_text(text)
    assert refused(path, Home).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1, 2\nb: 3\n", "2: is not valid YAML: "),
        ("a: 1\n\tb: 2\n", "2: is not valid YAML: "),
        ("a: *nothing\n", "1: is not valid YAML: found undefined alias"),
        ("a: 1\n---\nb: 2\n", "2: is not valid YAML: but found another document"),
        ("a: !!python/object/apply:os.system [ls]\n", "1: is not valid YAML: could not determine a constructor"),
        ("a: 1\nb: 2\na: 3\n", "3: 'a' is given twice (first in line 1)"),
        ("x:\n  a: 1\n  a: 2\n", "3: 'a' is given twice (first in line 2)"),
        ("? [a, b]\n: 1\n? [a, b]\n: 2\n", "1: is not valid YAML: found unhashable key"),
        ("a: &a [*a]\n", "1: holds itself through an alias"),
        ("a: \x07\n", "is not valid YAML: "),
        ("[" * 2000, "is not valid YAML: "),
        ("a: " + "9" * 5000, "is not valid YAML: "),
    ],
)
def test_what_is_no_plain_yaml_is_refused(path: Path, text: str, said: str) -> None:
    path.write_text(text)
    assert refused(path).startswith(said)


def test_a_bomb_costs_nothing(path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    path.write_text("\n".join(lines))
    assert "unfolds to more than 200,000 values" in refused(path)


def test_many_values_without_aliases_are_too_many_as_well(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.files.MOST_NODES", 500)
    path.write_text("a: [" + "1," * 501 + "]")
    assert "unfolds to more than 500 values" in refused(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00\x01", "is not text (UTF-8)"),
        (b"RIFF\0\0\0\0WAVE", "it holds zero bytes"),
        (b"x" * (LARGEST + 1), "is larger than 4 MB"),
    ],
)
def test_what_is_no_text_is_refused(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    assert said in refused(path)


def test_a_missing_file_and_a_folder_are_refused(path: Path) -> None:
    assert "No such file" in refused(path)
    path.mkdir()
    assert "Is a directory" in refused(path)


def test_an_endless_file_is_not_read_to_its_end() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("this system has no /dev/zero")
    with pytest.raises(InputError, match="larger than"):
        read_text(Path("/dev/zero"))


def test_an_empty_file_is_refused_without_a_line(path: Path) -> None:
    path.touch()
    assert refused(path, Home).startswith("the file: ")


def test_an_error_can_be_put_at_any_value(path: Path) -> None:
    path.write_text("lights:\n  kitchen:\n    name: A\naliases:\n- one\n- two\n")
    document = read_yaml(path)
    assert str(document.error("is odd", "aliases", 1)) == f"{path}:6: is odd"
    assert str(document.error("is odd", "lights", "kitchen", "nothing")) == f"{path}:2: is odd"


def test_an_error_can_be_made_again_as_simpy_and_pickle_do() -> None:
    wrong = InputError("home.yaml", "is wrong", line=3)
    again = InputError(*wrong.args)
    assert (str(again), again.line) == ("home.yaml:3: is wrong", 3)
