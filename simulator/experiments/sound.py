"""A sample of an experiment in real sound: what its residents said, spoken in their homes to a real recogniser.

The experiment's text channel is held against it: what was heard there of the same words, and here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from devices.declaration import to_registry
from simulator.draws import drawn
from simulator.experiments import folder, rows
from simulator.experiments.run import Plan
from simulator.households.draw import draw_household
from simulator.households.values import Household
from simulator.scenario import VoiceSpec
from simulator.speech.in_sound import SoundLine, replay_in_sound

FOLDER = "sound"

TOLD = ("arm", "household", "goal", "attempt", "resident", "strategy", "said", "turn")


def in_sound(plan: Plan, *, count: int, data: Path) -> dict[str, Any]:
    """Speaks `count` things that were said in the first arm, or all there are; `data` holds the recogniser's model.

    Writes `sound/HOUSEHOLD.wav` and `sound/sample.json`; both channels' word error rates. Raises `InputError` where the
    recogniser has no model.
    """
    arm = next(iter(plan.experiment.arms))
    asr = plan.experiment.arms[arm].asr or plan.experiment.asr
    chosen = _chosen(plan, arm, count)
    texts = _texts(plan.out, arm, {truth["turn"] for truth in chosen if truth["turn"]})
    (plan.out / FOLDER).mkdir(exist_ok=True)
    sample: list[dict[str, Any]] = []
    for ident in sorted({truth["household"] for truth in chosen}):
        said = [truth for truth in chosen if truth["household"] == ident]
        heard = _spoken(plan, ident, said, asr, data)
        for truth, words in zip(said, heard, strict=True):
            told = {name: truth[name] for name in TOLD}
            sample.append({**told, "heard_as_text": texts.get(truth["turn"]), "heard_in_sound": words})
    found = {
        "asr": asr,
        "said": len(sample),
        "word_error_rate_as_text": _error_rate(sample, "heard_as_text"),
        "word_error_rate_in_sound": _error_rate(sample, "heard_in_sound"),
    }
    folder.write_json(plan.out / FOLDER / "sample.json", {**found, "sample": sample})
    return found


def _chosen(plan: Plan, arm: str, count: int) -> list[dict[str, Any]]:
    """In the order of the file."""
    said: list[dict[str, Any]] = []
    for table in rows.groups(plan.out / "truths.parquet", TOLD):
        said.extend(row for row in table.to_pylist() if row["arm"] == arm and row["goal"] and row["said"])
    rng = drawn(plan.experiment.seed, "sound")
    places = sorted(rng.sample(range(len(said)), min(count, len(said))))
    return [said[place] for place in places]


def _texts(out: Path, arm: str, turns: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in rows.groups(out / "turns.parquet", ("arm", "turn", "text")):
        found.update(
            (row["turn"], row["text"]) for row in table.to_pylist() if row["arm"] == arm and row["turn"] in turns
        )
    return found


def _spoken(plan: Plan, ident: str, said: Sequence[Mapping[str, Any]], asr: str, data: Path) -> list[str | None]:
    """What the recogniser makes of it, in order; None where nothing woke."""
    household = draw_household(plan.experiment.seed, int(ident[1:]))
    lines = [_line(household, truth) for truth in said]
    wav = plan.out / FOLDER / f"{ident}.wav"
    replayed = replay_in_sound(
        lines, to_registry(household.home), asr=asr, data=data, seed=plan.experiment.seed, wav=wav
    )
    return [heard.transcript.text if heard else None for heard in replayed.heard]


def _line(household: Household, truth: Mapping[str, Any]) -> SoundLine:
    voices = {resident.id: resident.voice for resident in household.residents}
    voice = VoiceSpec.model_validate(dict(voices.get(truth["resident"], {})))
    # An answer to a question needs no wake word.
    wake = None if truth["strategy"] == "answer" else "alexa"
    return SoundLine(words=truth["said"], resident=truth["resident"], snr=household.snr, voice=voice, wake=wake)


def _error_rate(sample: Sequence[Mapping[str, Any]], heard: str) -> float | None:
    """Wrong words a word said, of what woke the assistant."""
    woken = [(one["said"].split(), one[heard].split()) for one in sample if one[heard] is not None]
    words = sum(len(said) for said, _ in woken)
    return round(sum(Levenshtein.distance(*pair) for pair in woken) / words, 4) if words else None
