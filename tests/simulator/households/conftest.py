"""A household's life, lived once and looked at by many tests."""

from __future__ import annotations

import pytest

from tests.simulator.households.living import ARMS, Seen, live


@pytest.fixture(scope="session")
def lives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    """The household's life by arm."""
    return {arm: live(arm, tmp_path_factory.mktemp(arm)) for arm in ARMS}


@pytest.fixture(scope="session")
def life(lives: dict[str, Seen]) -> Seen:
    """Its life in the plain arm."""
    return lives["plain"]
