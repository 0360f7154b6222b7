"""The simulation's parameters are those that were frozen before the learner was measured in it."""

from pathlib import Path

import pytest

from simulator import parameters


def test_nothing_was_changed_since_they_were_frozen() -> None:
    message = "list the change and its reason in the changelog, then: python -m simulator.parameters --freeze"
    assert parameters.changed() == [], message


@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [
        ("RATE = 0.2\n", "RATE = 0.3\n", True),
        ("def f():\n    return 0.2\n", "def f():\n    return 0.3\n", True),
        ("RATE = 0.2\n", '"""Words."""\n\nRATE = 0.2  # why\n', False),
        ("RATE = 0.2\n", "RATE = 0.2\n\n\ndef g(x):\n    return x[0]\n", False),
    ],
)
def test_a_rate_counts_and_its_surroundings_do_not(
    before: str, after: str, differs: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parameters, "ROOT", tmp_path)
    (tmp_path / "households").mkdir()
    module = tmp_path / "households" / "rates.py"
    module.write_text(before)
    first = parameters.hashes()
    module.write_text(after)
    assert (parameters.hashes() != first) is differs
