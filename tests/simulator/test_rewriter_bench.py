"""The measure of looking up what was learnt runs, and finds what it looks for."""

from __future__ import annotations

from simulator.rewriter_bench import measure_rewriting


def test_each_way_is_timed_and_finds_much_of_what_is_known() -> None:
    exact, near = measure_rewriting(wordings=150, rules=40, requests=60)
    assert (exact.way, near.way) == ("exact", "near")
    for one in (exact, near):
        assert 0 < one.median_ms <= one.p95_ms
        assert 0.2 < one.rewritten < 0.8
    assert exact.median_ms < near.median_ms
