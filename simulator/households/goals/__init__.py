"""What residents want, by kind: each maker looks at the scene and gives a goal, or none where there is no need."""

from __future__ import annotations

from collections.abc import Callable

from simulator.households.goals import lights, media, things, times, warmth, world
from simulator.households.goals.scene import Scene
from simulator.households.kinds import KINDS
from simulator.households.values import Goal

Maker = Callable[[Scene], Goal | None]

_MODULES = (lights, things, warmth, media, times, world)


def _maker(kind: str) -> Maker:
    """The function of a kind's name; only `scene` has another, for the scenes that goals arise in."""
    name = "scene_on" if kind == "scene" else kind
    found = (getattr(module, name, None) for module in _MODULES)
    maker: Maker = next(one for one in found if one and one.__module__.startswith(__name__))
    return maker


MAKERS: dict[str, Maker] = {kind: _maker(kind) for kind in KINDS}
"""The maker of each kind of goal."""
