"""`python -m simulator.speech.calibrate`: fits the text channel to the audio channel, a profile a recogniser.

Residents' sentences are spoken into a room and heard by the real recogniser (`collect`), which takes an hour of one
core for Whisper; what was heard is kept in the data folder, so that a calibration which was stopped goes on. Then the
profile is fitted on all of it, and written with its figures and a picture beside it. So that the figures are honest,
the same fit is also made on one half of the sentences and judged on the other; both stand in the profile's notes.
`--check` prints the figures of shipped profiles against the bar, measured anew where the data folder has the samples.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.files import InputError
from assistant.nlu.reliability import calibration_error
from devices.catalogue import shipped
from devices.declaration import to_registry
from simulator.setting import load_home, text_stages
from simulator.speech.collect import Sample, collect, read_samples
from simulator.speech.features import Expected, expected_in
from simulator.speech.fit import fit
from simulator.speech.measured import Understands, figures, kept, reliabilities, understands, within
from simulator.speech.plot import plot
from simulator.speech.profile import FOLDER, Figures, Profile, load_profile, names, write_profile

WORDS = 5_000
"""Words of each cell, at least."""

Report = Callable[[str], None]


def samples_file(data: Path, asr: str) -> Path:
    """Where what was heard is kept."""
    return data / "calibration" / f"{asr}.jsonl"


def calibrate(
    asr: str, data: Path, *, out: Path = FOLDER, words: int = WORDS, report: Report = lambda line: None
) -> Profile:
    """Collects, fits, and writes `out/ASR.json` and `out/ASR.svg`; `report` gets a line now and then.

    Raises `InputError` where the recogniser has no model here, a file cannot be written, or too little was heard.
    """
    path = samples_file(data, asr)
    for count, sample in enumerate(collect(asr, data, path, words=words), 1):
        if count % 50 == 1:
            report(f"{sample.cell}: '{sample.said}' was heard as '{sample.heard}'")
    samples = read_samples(path)
    report(f"fitting {len(samples)} sentences")
    try:
        profile = fitted(asr, samples)
    except ValueError as wrong:
        raise InputError(path, f"{wrong}; collect more words") from None
    write_profile(out / f"{asr}.json", profile)
    _write(out / f"{asr}.svg", plot(asr, profile.figures, reliabilities(profile, samples)))
    return profile


def fitted(asr: str, samples: Sequence[Sample]) -> Profile:
    """The profile with its figures on all sentences, and in its notes those of each half by a fit on the other."""
    understood = understands(text_stages(load_home()).interpreter)
    titles = [item.title for item in shipped().items]
    expected = expected_in(to_registry(load_home()), titles)
    profile = fit(asr, samples, expected=expected)
    confidence = reliabilities(profile, samples)
    notes = {
        "sentences": len(samples),
        "held out": _held_out(asr, samples, expected, understood),
        "calibration error": {
            "audio": calibration_error(confidence.audio),
            "text": calibration_error(confidence.text),
        },
    }
    return replace(profile, figures=figures(profile, samples, understood), notes=notes)


def _held_out(
    asr: str, samples: Sequence[Sample], expected: Expected, understood: Understands
) -> dict[str, dict[str, object]]:
    """By cell, the figures on the second half of a fit on the first; none where a half has too few."""
    first, second = halves(samples)
    if {one.cell for one in first if one.heard} != {one.cell for one in samples}:
        return {}
    return {cell: asdict(one) for cell, one in figures(fit(asr, first, expected=expected), second, understood).items()}


def halves(samples: Sequence[Sample]) -> tuple[list[Sample], list[Sample]]:
    """Every other sentence of each kind and cell."""
    parts: tuple[list[Sample], list[Sample]] = ([], [])
    seen: dict[tuple[str, str], int] = {}
    for one in samples:
        key = one.kind, one.cell
        seen[key] = seen.get(key, 0) + 1
        parts[seen[key] % 2].append(one)
    return parts


def checked(asr: str, data: Path | None) -> tuple[Profile, Mapping[str, Figures]]:
    """A shipped profile and its figures: measured anew where the data folder has its samples, else as shipped."""
    profile = load_profile(asr)
    path = samples_file(data, asr) if data else None
    if path is None or not path.exists():
        return profile, profile.figures
    interpreter = text_stages(load_home()).interpreter
    return profile, figures(profile, read_samples(path), understands(interpreter), seed="check")


def held_out(profile: Profile) -> dict[str, Figures]:
    """The figures of a fit on one half of the sentences, on the other half."""
    found = {}
    for cell, one in profile.notes.get("held out", {}).items():
        found[cell] = Figures(
            one["words"], tuple(one["audio"]), tuple(one["text"]), one["understood_audio"], one["understood_text"]
        )
    return found


def table(title: str, cells: Mapping[str, Figures]) -> Table:
    """Figures beside each other, sound and text; what breaks the bar in red."""
    made = Table(title=title)
    for heading in ("cell", "words", "word errors", "substituted", "deleted", "inserted", "understood"):
        made.add_column(heading, justify="left" if heading == "cell" else "right")
    for cell, one in cells.items():
        rates = [_pair(audio, text, within(audio, text)) for audio, text in zip(one.audio, one.text, strict=True)]
        near = abs(one.understood_text - one.understood_audio) <= 0.03
        made.add_row(cell, f"{one.words:,}", *rates, _pair(one.understood_audio, one.understood_text, near))
    return made


def _pair(audio: float, text: float, good: bool) -> str:
    words = f"{100 * audio:.1f} | {100 * text:.1f}"
    return words if good else f"[red]{words}[/red]"


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as wrong:
        raise InputError(path, f"cannot be written: {wrong.strerror}") from None


def check(asr: Sequence[str], data: Path | None, console: Console) -> bool:
    """Prints the figures of profiles; whether all keep the bar (those of held-out halves are for reading)."""
    good = True
    for name in asr:
        profile, cells = checked(name, data)
        console.print(table(f"{name}: sound | text, % of words said; understood, % of sentences", cells))
        if half := held_out(profile):
            console.print(table(f"{name}: fitted on one half, measured on the other", half))
        good = good and bool(cells) and all(kept(one) for one in cells.values())
    console.print("the bar is kept" if good else "the bar is not kept")
    return good


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 where all went well, 1 where the bar is not kept, 2 for bad input."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--asr", help="recogniser (default: whisper; with --check, every shipped profile)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where models, caches and what was heard are")
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="DIR", help="where the profile goes")
    parser.add_argument("--words", type=int, default=WORDS, help=f"words of each cell (default: {WORDS})")
    parser.add_argument("--check", action="store_true", help="print the figures of shipped profiles against the bar")
    options = parser.parse_args(arguments)
    console = Console(width=120)
    try:
        if options.check:
            return 0 if check([options.asr] if options.asr else names(), options.data, console) else 1
        if options.data is None:
            raise InputError("--data", "a calibration takes an hour; name a folder in which to keep what was heard")
        calibrate(options.asr or "whisper", options.data, out=options.out, words=options.words, report=console.print)
        return 0
    except InputError as wrong:
        print(wrong, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
