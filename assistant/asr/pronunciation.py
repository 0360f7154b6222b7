"""Pronunciations for words that a dictionary lacks: from the International Phonetic Alphabet to ARPAbet.

espeak-ng says how a name is spoken, in IPA; PocketSphinx's acoustic model knows the 39 phones of ARPAbet, without
stress. The longest spelling at each place wins, so that `tʃ` is one phone and not two.
"""

from __future__ import annotations

from assistant.espeak import phonemes

PHONES: dict[str, tuple[str, ...]] = {
    # Vowels, General American; then what espeak-ng writes before r and in unstressed syllables.
    "iː": ("IY",), "i": ("IY",), "ɪ": ("IH",), "ᵻ": ("IH",), "ɨ": ("IH",), "eɪ": ("EY",), "e": ("EH",), "ɛ": ("EH",),
    "æ": ("AE",), "a": ("AA",), "ɑː": ("AA",), "ɑ": ("AA",), "ɒ": ("AA",), "ɔː": ("AO",), "ɔ": ("AO",), "o": ("OW",),
    "oʊ": ("OW",), "əʊ": ("OW",), "oː": ("AO",), "ʊ": ("UH",), "uː": ("UW",), "u": ("UW",), "ʌ": ("AH",), "ə": ("AH",),
    "ɐ": ("AH",), "aɪ": ("AY",), "aʊ": ("AW",), "ɔɪ": ("OY",), "ɜː": ("ER",), "ɝ": ("ER",), "ɚ": ("ER",),
    "eə": ("EH",), "ɪə": ("IH",), "ʊə": ("UH",), "ɑ̃": ("AA", "N"), "ɔ̃": ("AO", "N"), "y": ("UW",), "ø": ("ER",),
    "œ": ("ER",), "aɪə": ("AY", "AH"), "aɪɚ": ("AY", "ER"), "iə": ("IY", "AH"),
    # Consonants.
    "p": ("P",), "b": ("B",), "t": ("T",), "d": ("D",), "k": ("K",), "ɡ": ("G",), "g": ("G",), "tʃ": ("CH",),
    "dʒ": ("JH",), "f": ("F",), "v": ("V",), "θ": ("TH",), "ð": ("DH",), "s": ("S",), "z": ("Z",), "ʃ": ("SH",),
    "ʒ": ("ZH",), "h": ("HH",), "x": ("K",), "ç": ("SH",), "m": ("M",), "n": ("N",), "ŋ": ("NG",), "ɲ": ("N", "Y"),
    "l": ("L",), "ɫ": ("L",), "ɬ": ("L",), "r": ("R",), "ɹ": ("R",), "ʁ": ("R",), "j": ("Y",), "w": ("W",),
    "ʍ": ("W",), "ɾ": ("T",), "ʔ": ("T",), "n̩": ("AH", "N"), "l̩": ("AH", "L"),
}  # fmt: skip
"""How each sound of English, and the commonest of names from elsewhere, is written in ARPAbet."""

LONGEST = max(map(len, PHONES))


def arpabet(ipa: str) -> list[str]:
    """The phones of a word written in IPA: `həlˈoʊ` is HH AH L OW. Stress and unknown signs are left out."""
    plain = "".join(sign for sign in ipa if sign not in "ˈˌ.‿ \n_-|")
    phones: list[str] = []
    place = 0
    while place < len(plain):
        spelling = _longest(plain, place)
        phones.extend(PHONES.get(spelling, ()))
        place += max(1, len(spelling))
    return phones


def pronounce(word: str) -> list[str]:
    """The phones of an English word or name, as espeak-ng would say it; none where it says nothing."""
    return arpabet(phonemes(word, language="en-us"))


def _longest(text: str, place: int) -> str:
    for length in range(min(LONGEST, len(text) - place), 0, -1):
        if text[place : place + length] in PHONES:
            return text[place : place + length]
    return ""
