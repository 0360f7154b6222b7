"""The simulation's parameters, frozen by a hash before anything learnt in it, so that nobody can tune it to flatter a
learner: `python -m simulator.parameters` says what has changed since, `--freeze` freezes what is there now.

Frozen are the data files of households, reactions, language and hearing, and of their modules every number and every
constant in capitals: rates, weights and shares. Code around them may be reworded, added and moved between lines.
"""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent

FOLDERS = ("households", "judge", "speech")
DATA = (".yaml", ".txt", ".json")
FILE = ROOT / "parameters.sha256"


def main() -> int:
    """Prints what differs from what was frozen; 1 where anything does."""
    if "--freeze" in sys.argv[1:]:
        FILE.write_text("".join(f"{value}  {name}\n" for name, value in hashes().items()), "utf-8")
        return 0
    found = changed()
    for name in found:
        print(f"{name}: its parameters are not those that were frozen")
    print(f"{fingerprint()}  all of them")
    return 1 if found else 0


def hashes() -> dict[str, str]:
    """By file, relative to `simulator`, the SHA-256 of its parameters; files without any are left out."""
    found: dict[str, str] = {}
    for path in sorted(one for folder in FOLDERS for one in (ROOT / folder).rglob("*") if one.is_file()):
        if path.suffix in DATA:
            content = path.read_text("utf-8")
        elif path.suffix == ".py":
            content = "\n".join(_parameters(ast.parse(path.read_text("utf-8"))))
        else:
            continue
        if content:
            found[path.relative_to(ROOT).as_posix()] = hashlib.sha256(content.encode()).hexdigest()
    return found


def fingerprint() -> str:
    """One hash over all parameters, short enough to be written beside results."""
    return hashlib.sha256(repr(sorted(hashes().items())).encode()).hexdigest()[:16]


def frozen() -> dict[str, str]:
    """What was frozen, as `hashes` gives it."""
    rows = (line.split(maxsplit=1) for line in FILE.read_text("utf-8").splitlines())
    return {name: value for value, name in rows}


def changed() -> list[str]:
    """The files whose parameters are not those that were frozen, new and missing ones too."""
    now, before = hashes(), frozen()
    return sorted(name for name in now.keys() | before.keys() if now.get(name) != before.get(name))


def _parameters(module: ast.Module) -> Iterator[str]:
    """A module's constants as they are written, and the numbers of its functions by name; 0 and 1 count for none."""
    for node in module.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(one, ast.Name) and one.id.isupper() for one in targets) and node.value is not None:
                yield ast.unparse(node)
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef):
            values = [one.value for one in ast.walk(function) if isinstance(one, ast.Constant)]
            numbers = [repr(value) for value in values if _number(value)]
            if numbers:
                yield f"{function.name}: {' '.join(numbers)}"


def _number(value: object) -> bool:
    return isinstance(value, float) or (isinstance(value, int) and value not in (0, 1))


if __name__ == "__main__":
    sys.exit(main())
