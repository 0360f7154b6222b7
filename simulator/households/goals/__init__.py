"""What residents want, by kind: each maker looks at the scene and gives a goal, or none where there is no need."""

from __future__ import annotations

from collections.abc import Callable

from simulator.households.goals import lights, media, things, times, warmth, world
from simulator.households.goals.scene import Scene
from simulator.households.kinds import KINDS
from simulator.households.values import Goal

Maker = Callable[[Scene], Goal | None]

_MODULES = (lights, things, warmth, media, times, world)

MAKERS: dict[str, Maker] = {
    kind: next(getattr(module, name) for module in _MODULES if hasattr(module, name))
    for kind, name in ((kind, "scene_on" if kind == "scene" else kind) for kind in KINDS)
}
"""The maker of each kind of goal: the function of its name."""
