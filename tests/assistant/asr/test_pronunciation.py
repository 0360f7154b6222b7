from __future__ import annotations

from pathlib import Path

import pocketsphinx
import pytest

from assistant.asr.pronunciation import PHONES, arpabet, pronounce


@pytest.mark.parametrize(
    ("ipa", "phones"),
    [
        ("həlˈoʊ", "HH AH L OW"),
        ("tʃˈɜːtʃ", "CH ER CH"),
        ("dʒˈɔɪ", "JH OY"),
        ("fˈaɪɚ", "F AY ER"),
        ("θˈɪŋ", "TH IH NG"),
        ("", ""),
        ("§§", ""),
    ],
)
def test_ipa_becomes_arpabet(ipa: str, phones: str) -> None:
    assert " ".join(arpabet(ipa)) == phones


def test_every_phone_is_one_that_the_acoustic_model_has() -> None:
    lines = Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict")).read_text("utf-8").splitlines()
    known = {phone for line in lines for phone in line.split()[1:]}
    assert {phone for phones in PHONES.values() for phone in phones} <= known


@pytest.mark.parametrize("name", ["roborock", "hue", "tschebyschow", "nespresso", "björk"])
def test_any_name_can_be_pronounced(name: str) -> None:
    assert len(pronounce(name)) >= 2


@pytest.mark.parametrize(
    ("word", "phones"), [("kitchen", "K IH CH AH N"), ("lamp", "L AE M P"), ("thermostat", "TH ER")]
)
def test_known_words_are_pronounced_as_the_dictionary_has_them(word: str, phones: str) -> None:
    assert " ".join(pronounce(word)).startswith(phones)
