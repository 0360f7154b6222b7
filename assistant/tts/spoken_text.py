"""Written text as it is said: signs and units that a synthesiser would misread, in words."""

from __future__ import annotations

import re

SAID = (
    (re.compile(r"\s*°\s*[FC]\b"), " degrees"),
    (re.compile(r"\s*°"), " degrees"),
    (re.compile(r"\s*%"), " percent"),
    (re.compile(r"\bmph\b", re.IGNORECASE), "miles an hour"),
    (re.compile(r"\bkm/h\b", re.IGNORECASE), "kilometres an hour"),
    (re.compile(r"(\d)\s*kW\b"), r"\1 kilowatts"),
    (re.compile(r"(\d)\s*W\b"), r"\1 watts"),
    (re.compile(r"\b(\d{1,2}):00 ?([AaPp])\.?[Mm]\b\.?"), r"\1 \2 m"),
    (re.compile(r"\b(\d{1,2}):0(\d) ?([AaPp])\.?[Mm]\b\.?"), r"\1 oh \2 \3 m"),
    (re.compile(r"\b(\d{1,2}):(\d\d) ?([AaPp])\.?[Mm]\b\.?"), r"\1 \2 \3 m"),
    (re.compile(r"(?<!\w)-(\d)"), r"minus \1"),
    (re.compile(r"(\d)\.0\b"), r"\1"),
    (re.compile(r"\bTV\b"), "T V"),
)
"""What is replaced by what, in this order."""

_WORD = re.compile(r"\w")


def spoken(text: str) -> str:
    """The text as a voice should be given it; empty where there is nothing that can be said.

    >>> spoken("It's 7:05 AM and 68.0 °F.")
    "It's 7 oh 5 A m and 68 degrees."
    >>> spoken("🙂")
    ''
    """
    for pattern, replacement in SAID:
        text = pattern.sub(replacement, text)
    text = " ".join(text.split())
    return text if _WORD.search(text) else ""
