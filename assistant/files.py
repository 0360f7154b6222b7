"""Reading files that people wrote: safe YAML checked against a schema, errors with file and line.

Anchors and merge keys are allowed, but a file that unfolds beyond `MOST_NODES` values is refused before it is unfolded,
so that a "billion laughs" costs nothing.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import yaml

T = TypeVar("T")
Key = tuple[str | int, ...]

LARGEST = 4_000_000
"""Bytes of the largest file read."""

MOST_NODES = 200_000
"""Values that a file may unfold to, aliases included."""

UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")
"""Pydantic's names for a key that the schema does not have."""


class PlainLoader(yaml.SafeLoader):
    """YAML 1.2's plain values: `on`, `off`, `no`, `18:02` and dates stay the words they are, as people mean them."""


PlainLoader.yaml_implicit_resolvers = {}
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false|True|False)$"), list("tfTF"))
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9]\d*)$"), list("-+0123456789"))
PlainLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(?:\d+\.\d*|\.\d+)(?:[eE][-+]?\d+)?$"), list("-+.0123456789")
)
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"^<<$"), ["<"])


class InputError(Exception):
    """Bad input: one line that names the file, the line and the mend. Ends a command with exit code 2."""

    def __init__(self, path: str | Path, message: str, line: int | None = None) -> None:
        self.path, self.line, self.message = str(path), line, message
        # What it was made from, so that it can be made again: simpy does so where a process fails, and pickle.
        super().__init__(self.path, message, line)

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}"


class Document:
    """A parsed YAML file that knows the line of each of its values."""

    def __init__(self, path: Path, root: yaml.Node | None, value: Any) -> None:
        self.path, self.root, self.value = path, root, value

    def line(self, key: Key) -> int | None:
        """The line of the value at a path of keys and indexes; of its nearest ancestor where there is none."""
        node, line = self.root, 1
        for part in key:
            found = _child(node, part)
            if found is not None:  # schema checkers also name the types they tried; those are no keys of the file
                line, node = found
        return line if self.root is not None else None

    def error(self, message: str, *key: str | int) -> InputError:
        """An error about the value at a path of keys."""
        return InputError(self.path, message, line=self.line(key))

    def check(self, schema: type[T]) -> T:
        """The value as `schema` has it; raises `InputError` naming the first thing that does not fit."""
        from pydantic import TypeAdapter, ValidationError  # on use: `ambient --help` needs none of it

        try:
            return TypeAdapter(schema).validate_python(self.value)
        except ValidationError as wrong:
            # The deepest says most; and a misspelt key explains the one that is missing beside it.
            first = max(wrong.errors(), key=lambda error: (len(error["loc"]), error["type"] in UNKNOWN))
            raise self.error(_explained(first), *first["loc"]) from None


def read_text(path: Path) -> str:
    """A text file's content; raises `InputError` where it is missing, too large or not text."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as wrong:
        raise InputError(path, f"cannot be read: {wrong.strerror or wrong}") from None
    if len(data) > LARGEST:
        raise InputError(path, f"is larger than {LARGEST // 1_000_000} MB; is it the right file?")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(path, "is not text (UTF-8); a YAML file is expected") from None
    if "\0" in text:
        raise InputError(path, "is not text (it holds zero bytes); a YAML file is expected")
    return text


def read_yaml(path: Path) -> Document:
    """Parses one YAML document; raises `InputError` for syntax, a key given twice, or a file that unfolds too far."""
    text = read_text(path)
    try:
        root = yaml.compose(text, Loader=PlainLoader)
        if root is not None:
            _refuse_bombs(path, root)
            _refuse_twins(path, root)
        value = yaml.load(text, Loader=PlainLoader)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line = mark.line + 1 if mark else None
        raise InputError(path, f"is not valid YAML: {wrong.problem or wrong.context}", line=line) from None
    except (yaml.YAMLError, ValueError, RecursionError) as wrong:
        raise InputError(path, f"is not valid YAML: {str(wrong).splitlines()[0]}") from None
    return Document(path, root, value)


def read(path: Path, schema: type[T]) -> T:
    """A YAML file as `schema` has it."""
    return read_yaml(path).check(schema)


def _child(node: yaml.Node | None, part: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        value = node.value[part]
        return value.start_mark.line + 1, value
    return None


def _refuse_bombs(path: Path, root: yaml.Node) -> None:
    sizes: dict[int, int] = {}
    stack: list[tuple[yaml.Node, bool]] = [(root, False)]
    open_nodes: set[int] = set()
    while stack:
        node, seen = stack.pop()
        children = _children(node)
        if seen:
            open_nodes.discard(id(node))
            sizes[id(node)] = 1 + sum(sizes[id(child)] for child in children)
            if sizes[id(node)] > MOST_NODES:
                line = node.start_mark.line + 1
                raise InputError(path, f"unfolds to more than {MOST_NODES:,} values; use fewer aliases", line=line)
            continue
        if id(node) in sizes:
            continue
        open_nodes.add(id(node))
        stack.append((node, True))
        for child in children:
            if id(child) in open_nodes:
                raise InputError(path, "holds itself through an alias", line=node.start_mark.line + 1)
            stack.append((child, False))


def _refuse_twins(path: Path, root: yaml.Node) -> None:
    stack, done = [root], set()
    while stack:
        node = stack.pop()
        if id(node) in done:
            continue
        done.add(id(node))
        if isinstance(node, yaml.MappingNode):
            seen: dict[Any, int] = {}
            for key, _ in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    continue
                line = key.start_mark.line + 1
                if key.value in seen and key.value != "<<":
                    message = f"'{key.value}' is given twice (first in line {seen[key.value]}); rename or remove one"
                    raise InputError(path, message, line=line)
                seen[key.value] = line
        stack.extend(_children(node))


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    return []


def _explained(error: Any) -> str:
    """One plain sentence for one of pydantic's errors."""
    where = ".".join(str(part) for part in error["loc"] if str(part).islower() and "[" not in str(part))
    kind, given = error["type"], error.get("input")
    shown = repr(given) if isinstance(given, str | int | float | bool | None) else type(given).__name__
    if kind in UNKNOWN:
        return f"'{error['loc'][-1]}' is not a key that is known here; check its spelling"
    if kind in ("missing", "missing_argument"):
        return f"'{error['loc'][-1]}' is missing"
    message = error["msg"].removeprefix("Value error, ")
    return f"{where or 'the file'}: {message} (found {shown})"
