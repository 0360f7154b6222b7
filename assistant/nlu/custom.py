"""A household's own sentences: a folder of Home Assistant's custom-sentence YAML, checked and compiled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NotRequired

from hassil.expression import Sentence
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError
from typing_extensions import TypedDict

from assistant.files import Document, InputError, read_yaml
from assistant.nlu.templates import LIST, RULE, Grammar, Node, compile_grammar, compile_template, expansions, references

Value = str | int | float | bool


class _Block(TypedDict):
    sentences: list[str]
    slots: NotRequired[dict[str, Any]]
    response: NotRequired[str]
    requires_context: NotRequired[dict[str, Any]]


class _Intent(TypedDict):
    data: list[_Block]


class _File(TypedDict):
    language: str
    intents: NotRequired[dict[str, _Intent]]
    lists: NotRequired[dict[str, dict[str, Any]]]
    expansion_rules: NotRequired[dict[str, str]]
    responses: NotRequired[dict[str, Any]]
    skip_words: NotRequired[list[str]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One list's values."""

    values: Mapping[str, Value] = field(default_factory=dict)
    """By the words said, what they stand for."""
    span: tuple[int, int] | None = None
    """The least and greatest number of a range."""
    wildcard: bool = False


@dataclass(frozen=True, slots=True)
class CustomSentences:
    """All sentences of a folder, in one grammar."""

    grammar: Grammar = field(default_factory=lambda: Grammar({}, {}, {}))
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    responses: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By intent, the response texts by key (`default`, …), in Home Assistant's template language."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """By intent, the key of the response its sentences name, where they name one."""

    @staticmethod
    def load(folder: Path) -> CustomSentences:
        """Reads every `*.yaml` of a folder and those below it; raises `InputError` with file and line."""
        if not folder.is_dir():
            raise InputError(folder, "is no folder; give a folder of custom-sentence YAML files")
        paths = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml") and path.is_file())
        if not paths:
            raise InputError(folder, "holds no YAML files; custom sentences are *.yaml")
        return _together([_checked(read_yaml(path)) for path in paths])

    def response(self, intent: str) -> str | None:
        """The text to answer an intent with, or none: the key its sentences name, else `default`."""
        texts = self.responses.get(intent) or {}
        return texts.get(self.keys.get(intent, "default")) or texts.get("default")


def _checked(document: Document) -> Document:
    document.check(_File)
    value = document.value
    for name, body in (value.get("expansion_rules") or {}).items():
        _parsed(document, body, "expansion_rules", name)
    for name, body in (value.get("lists") or {}).items():
        _check_list(document, name, body)
    for intent, body in (value.get("intents") or {}).items():
        for at, block in enumerate(body["data"]):
            for number, sentence in enumerate(block["sentences"]):
                _parsed(document, sentence, "intents", intent, "data", at, "sentences", number)
    return document


def _check_list(document: Document, name: str, body: Mapping[str, Any]) -> None:
    if not {"values", "range", "wildcard"} & set(body):
        raise document.error(f"list '{name}' needs `values`, `range` or `wildcard`", "lists", name)
    if "range" in body:
        limits = body["range"]
        if not isinstance(limits, dict) or not all(isinstance(limits.get(end), int) for end in ("from", "to")):
            raise document.error("a range needs whole numbers `from` and `to`", "lists", name, "range")
    values = body.get("values", [])
    if not isinstance(values, list):
        raise document.error(f"list '{name}': `values` is a list of words", "lists", name, "values")
    for at, value in enumerate(values):
        said = value.get("in") if isinstance(value, dict) else value
        if isinstance(said, int | float) and not isinstance(said, bool):
            said = str(said)
        if not isinstance(said, str):
            raise document.error("a value is words, or `in` (said) and `out` (meant)", "lists", name, "values", at)
        _parsed(document, said, "lists", name, "values", at)


def _parsed(document: Document, text: str, *key: str | int) -> Sentence:
    try:
        return parse_sentence(text)
    except ParseError as wrong:
        raise document.error(f"is no sentence template: {wrong}", *key) from None


def _together(documents: list[Document]) -> CustomSentences:
    whole: dict[str, Any] = {"intents": {}, "lists": {}, "expansion_rules": {}}
    responses: dict[str, Mapping[str, str]] = {}
    for document in documents:
        for part in ("lists", "expansion_rules"):
            whole[part].update(document.value.get(part) or {})
        for intent, body in (document.value.get("intents") or {}).items():
            whole["intents"].setdefault(intent, {"data": []})["data"].extend(body["data"])
        responses.update(((document.value.get("responses") or {}).get("intents")) or {})
    for document in documents:
        _check_references(document, whole)
    grammar = compile_grammar(whole)
    meanings = {name: _meaning(body) for name, body in whole["lists"].items()}
    keys = {
        intent: block["response"]
        for intent, body in whole["intents"].items()
        for block in body["data"]
        if block.get("response")
    }
    return CustomSentences(grammar, meanings, responses, keys)


HOME_LISTS = ("name", "area", "floor")
"""Lists that the home fills."""


def _check_references(document: Document, whole: Mapping[str, Any]) -> None:
    """Every `{list}` and `<rule>` that is used must stand in one of the files, and no rule may hold itself."""
    rules = {name: compile_template(body) for name, body in whole["expansion_rules"].items()}
    for name in document.value.get("expansion_rules") or {}:
        _check_node(document, rules[name], rules, whole["lists"], (name,), ("expansion_rules", name))
    for intent, body in (document.value.get("intents") or {}).items():
        for at, block in enumerate(body["data"]):
            for number, sentence in enumerate(block["sentences"]):
                key = ("intents", intent, "data", at, "sentences", number)
                _check_node(document, compile_template(sentence), rules, whole["lists"], (), key)


def _check_node(
    document: Document,
    node: Node,
    rules: Mapping[str, Node],
    lists: Mapping[str, Any],
    inside: tuple[str, ...],
    key: Sequence[str | int],
) -> None:
    for kind, name in references(node):
        if kind == LIST and name not in lists and name not in HOME_LISTS:
            raise document.error(f"list '{{{name}}}' is not defined; add it under `lists`", *key)
        if kind == RULE and name in inside:
            raise document.error(f"rule '<{name}>' holds itself", *key)
        if kind == RULE and name not in rules:
            raise document.error(f"rule '<{name}>' is not defined; add it under `expansion_rules`", *key)
        if kind == RULE:
            _check_node(document, rules[name], rules, lists, (*inside, name), key)


def _meaning(body: Mapping[str, Any]) -> Meaning:
    """What a list's words stand for; every way to say a value is written out."""
    if "range" in body:
        return Meaning(span=(body["range"]["from"], body["range"]["to"]))
    values: dict[str, Value] = {}
    for value in body.get("values") or ():
        said, meant = (value["in"], value.get("out")) if isinstance(value, dict) else (str(value), None)
        for text in expansions(compile_template(str(said)), {}):
            words = " ".join(text.split())
            values[words.lower()] = words if meant is None else meant
    return Meaning(values, wildcard=bool(body.get("wildcard")))
