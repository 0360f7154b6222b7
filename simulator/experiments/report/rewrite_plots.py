"""What rewrites were worth, as plots: the summary's `rewriting` and `mended`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulator.experiments.report import svg, words
from simulator.experiments.report.plots import Plot

Arms = Mapping[str, Mapping[str, Any]]

ENDS = ("mended", "not needed any more", "left, although a rewrite could", "no rewrite could")
TONES = (2, 0, 4, 5)


def defects_by_week(arms: Arms) -> Plot | None:
    """The defect rate by week, an arm a line; None where there are no weeks."""
    weeks = sorted({number for one in arms.values() for number in _weeks(one)})
    if not weeks:
        return None
    series, most = [], 0.0
    for place, (arm, one) in enumerate(arms.items()):
        shift = 0.5 + 0.06 * (place - (len(arms) - 1) / 2)  # side by side, so that no interval hides another
        rates = [(week - 1 + shift, rate) for week, rate in sorted(_weeks(one).items()) if rate["value"] is not None]
        band = [(at, rate["low"], rate["high"]) for at, rate in rates if rate["low"] is not None]
        most = max([most, *(rate["value"] for _, rate in rates), *(high for _, _, high in band)])
        series.append(svg.Line(arm, [(at, rate["value"]) for at, rate in rates], band))
    every = -(-len(weeks) // 12)
    ticks = [(week - 0.5, str(week)) for week in weeks if (week - 1) % every == 0]
    end = svg.nice(most, least=0.05)
    x, y = svg.Axis(max(weeks), "week", ticks), svg.Axis(end, "defects, %", svg.rounds(end, scale=100))
    says = (
        "Share of what was said that ended wrong (verdicts.right), week by week; uprights: 95 %, households drawn anew."
    )
    return Plot("Defects by week", svg.lines(series, x, y, says, dots=True, uprights=True), says, tuple(arms))


def wins_and_losses(arms: Arms) -> Plot:
    """What rewrites set right and what they spoiled."""
    series = [svg.Bars(name, [float(one[name]) for one in arms.values()]) for name in ("wins", "losses")]
    says = (
        "Rewritten requests of which the right thing became only because of the rewrite (wins), and those that would "
        "have gone right as heard (losses): verdicts.right against verdicts.otherwise_right."
    )
    return Plot("Wins and losses", svg.lying(series, list(arms), "requests", says), says, ("wins", "losses"))


def mended(found: Arms, oracle: str | None, first: str) -> Plot:
    """How the first arm's defects end in each of the others."""
    every = [_ends(one, found[oracle] if oracle else None) for one in found.values()]
    names = ENDS if oracle else (*ENDS[:2], "left")
    tones = TONES if oracle else (*TONES[:2], TONES[3])
    series = [svg.Bars(name, [ends[at] for ends in every]) for at, name in enumerate(names)]
    of = f"The defects of {first} (verdicts.right), by how the same goal and attempt end in another arm"
    says = f"{of}. Not needed any more: an earlier attempt did it already."
    if oracle:
        says += f" What a rewrite could do is what {oracle} did, which knows what was meant."
    picture = svg.piled(series, list(found), f"% of the defects of {first}", says, tones=tones)
    return Plot("What could be mended", picture, says, names, tones)


def mended_by_stage(one: Mapping[str, Any], arm: str, first: str) -> Plot:
    """Which kinds of failure an arm mends."""
    stages = [stage for stage in words.STAGES if stage in one["stages"]]
    every = [_parts(one["stages"][stage], one["defects"]) for stage in stages]
    names, tones = (*ENDS[:2], "left"), (*TONES[:2], TONES[3])
    series = [svg.Bars(name, [ends[at] for ends in every]) for at, name in enumerate(names)]
    says = (
        f"The same defects of {first} by the stage that failed first (verdicts.failure), and what {arm} makes of them. "
        "What never woke, and what nobody said, no words can mend."
    )
    places = [words.STAGES[stage] for stage in stages]
    picture = svg.piled(series, places, f"% of the defects of {first}", says, tones=tones)
    return Plot(f"Which failures {arm} mends", picture, says, names, tones)


def _weeks(arm: Mapping[str, Any]) -> dict[int, Mapping[str, Any]]:
    parts = arm.get("parts", {}).items()
    return {int(name.split()[1]): part["defect_rate"] for name, part in parts if name.startswith("week ")}


def _parts(counts: Mapping[str, int], of: int) -> tuple[float, ...]:
    return tuple(100 * counts[name] / max(1, of) for name in ("mended", "not_needed", "left"))


def _ends(one: Mapping[str, Any], oracle: Mapping[str, Any] | None) -> Sequence[float]:
    """In percent; what is left is parted by what the oracle leaves too, where there is one."""
    done, spared, left = _parts(one, one["defects"])
    if oracle is None:
        return done, spared, left
    never = min(left, _parts(oracle, oracle["defects"])[2])
    return done, spared, left - never, never
