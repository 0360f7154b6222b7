"""Sentence templates: Home Assistant's custom-sentence YAML, parsed by hassil and sampled into labelled phrases.

A template's expression is compiled into plain tuples once, because sampling is what the language model and the
training do hundreds of thousands of times.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import log2
from typing import Any, Protocol

from hassil.expression import Alternative, Expression, Group, ListReference, Permutation, RuleReference, TextChunk
from hassil.parse_expression import parse_sentence

Node = tuple[Any, ...]
"""`(TEXT, str)`, `(LIST, name, slot)`, `(RULE, name)`, `(ALL | ANY | SHUFFLED, nodes)`, `(MAYBE, nodes, article)`."""

TEXT, LIST, RULE, ALL, ANY, SHUFFLED, MAYBE = range(7)

ARTICLE = 0.6
"""The chance of an optional article: even a plain sentence has one more often than not."""


@dataclass(frozen=True, slots=True)
class Fill:
    """What stands in a list's place."""

    text: str
    mark: str = ""
    """What the home knows about the words: a domain for a name, `area`, `floor`; empty for other lists."""


class Filler(Protocol):
    """Fills lists."""

    def fill(self, name: str, domains: tuple[str, ...], rng: random.Random) -> Fill | None:
        """Words for a list; for names, of things of these domains alone where any are given. None where there are
        none, as in a home without lamps."""


@dataclass(frozen=True, slots=True)
class Span:
    """The words of a slot inside a phrase's text."""

    slot: str
    start: int
    end: int
    list: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence with its meaning."""

    text: str
    intent: str
    spans: tuple[Span, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    """What the template says without words of its own (`domain: cover`)."""


@dataclass(frozen=True, slots=True)
class Template:
    """One compiled sentence template."""

    intent: str
    source: str
    node: Node
    slots: Mapping[str, Any]
    domains: tuple[str, ...]
    lists: tuple[str, ...]
    """The names of the lists it mentions, rules unfolded."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Templates, by intent, with the rules and lists they use."""

    templates: Mapping[str, tuple[Template, ...]]
    rules: Mapping[str, Node]
    lists: Mapping[str, tuple[str, ...]]
    """Of every list with written-out values, the ways to say them."""

    def sample(
        self,
        template: Template,
        filler: Filler,
        rng: random.Random,
        *,
        optional: float = 0.5,
        article: float = ARTICLE,
    ) -> Phrase | None:
        """One phrase of a template, with the chances of each optional part and of an optional article; none where a
        list is empty."""
        parts: list[tuple[str, str, str, str]] = []
        if not self._unfold(template.node, template.domains, filler, rng, (optional, article), parts):
            return None
        text, spans = _joined(parts)
        return Phrase(text, template.intent, spans, template.slots)

    def _unfold(
        self,
        node: Node,
        domains: tuple[str, ...],
        filler: Filler,
        rng: random.Random,
        chances: tuple[float, float],
        parts: list[tuple[str, str, str, str]],
    ) -> bool:
        kind = node[0]
        if kind == TEXT:
            parts.append((node[1], "", "", ""))
            return True
        if kind == LIST:
            fill = filler.fill(node[1], domains, rng)
            if fill is not None:
                parts.append((fill.text, node[2], node[1], fill.mark))
            return fill is not None
        if kind == ANY:
            chosen = node[1][int(rng.random() * len(node[1]))]
            return self._unfold(chosen, domains, filler, rng, chances, parts)
        if kind == RULE:
            return self._unfold(self.rules[node[1]], domains, filler, rng, chances, parts)
        if kind == MAYBE and rng.random() >= chances[node[2]]:
            return True
        nodes = node[1]
        if kind == SHUFFLED:
            nodes = rng.sample(nodes, len(nodes))
        return all(self._unfold(child, domains, filler, rng, chances, parts) for child in nodes)


def compile_grammar(document: Mapping[str, Any]) -> Grammar:
    """A grammar from a document in Home Assistant's format (`intents`, `lists`, `expansion_rules`)."""
    rules = {name: compile_template(body) for name, body in (document.get("expansion_rules") or {}).items()}
    templates = {
        intent: tuple(_templates(intent, body["data"], rules))
        for intent, body in (document.get("intents") or {}).items()
    }
    lists = {
        name: values
        for name, body in (document.get("lists") or {}).items()
        if (values := tuple(_list_values(body, rules)))
    }
    return Grammar(templates, rules, lists)


def compile_template(text: str) -> Node:
    """One template's expression; raises hassil's `ParseError` for what is none."""
    return _compiled(parse_sentence(text).expression)


def references(node: Node) -> Iterator[tuple[int, str]]:
    """The lists and rules that a node names itself, as `(LIST | RULE, name)`."""
    if node[0] in (LIST, RULE):
        yield node[0], node[1]
    elif node[0] != TEXT:
        for child in node[1]:
            yield from references(child)


def expansions(node: Node, rules: Mapping[str, Node]) -> Iterator[str]:
    """Every text of a node without lists; for the short templates of list values."""
    kind = node[0]
    if kind == TEXT:
        yield node[1]
    elif kind == RULE:
        yield from expansions(rules[node[1]], rules)
    elif kind == ANY:
        for child in node[1]:
            yield from expansions(child, rules)
    elif kind == MAYBE:
        yield ""
        yield from _chained(node[1], rules)
    elif kind in (ALL, SHUFFLED):
        yield from _chained(node[1], rules)


def variety(node: Node, rules: Mapping[str, Node]) -> float:
    """How much a node's texts differ: the base-two logarithm of how many there are, lists counted as one text each."""
    kind = node[0]
    if kind in (TEXT, LIST):
        return 0.0
    if kind == RULE:
        return variety(rules[node[1]], rules)
    if kind == ANY:
        return log2(sum(2 ** variety(child, rules) for child in node[1]))
    inside = sum(variety(child, rules) for child in node[1])
    return log2(1 + 2**inside) if kind == MAYBE else inside


def _chained(nodes: tuple[Node, ...], rules: Mapping[str, Node]) -> Iterator[str]:
    if not nodes:
        yield ""
        return
    for head in expansions(nodes[0], rules):
        for tail in _chained(nodes[1:], rules):
            yield head + tail


def _templates(intent: str, data: list[Mapping[str, Any]], rules: Mapping[str, Node]) -> Iterator[Template]:
    for block in data:
        required = (block.get("requires_context") or {}).get("domain") or ()
        domains = (required,) if isinstance(required, str) else tuple(required)
        for source in block["sentences"]:
            node = compile_template(source)
            lists = tuple(dict.fromkeys(_lists(node, rules)))
            yield Template(intent, source, node, block.get("slots") or {}, domains, lists)


def _lists(node: Node, rules: Mapping[str, Node]) -> Iterator[str]:
    if node[0] == LIST:
        yield node[1]
    elif node[0] == RULE:
        yield from _lists(rules[node[1]], rules)
    elif node[0] != TEXT:
        for child in node[1]:
            yield from _lists(child, rules)


def _list_values(body: Mapping[str, Any], rules: Mapping[str, Node]) -> Iterator[str]:
    for value in body.get("values") or ():
        spoken = value["in"] if isinstance(value, Mapping) else str(value)
        for text in expansions(compile_template(spoken), rules):
            yield " ".join(text.split())


def _compiled(expression: Expression) -> Node:
    if isinstance(expression, TextChunk):
        return (TEXT, expression.text)
    if isinstance(expression, ListReference):
        return (LIST, expression.list_name, expression.slot_name)
    if isinstance(expression, RuleReference):
        return (RULE, expression.rule_name)
    if not isinstance(expression, Group):
        raise TypeError(f"no template part: {expression!r}")
    if isinstance(expression, Permutation):
        return (SHUFFLED, tuple(_spaced(_compiled(item)) for item in expression.items))
    nodes = tuple(_compiled(item) for item in expression.items)
    if isinstance(expression, Alternative):
        return _alternative(expression, nodes)
    return nodes[0] if len(nodes) == 1 else (ALL, nodes)


def _alternative(expression: Alternative, nodes: tuple[Node, ...]) -> Node:
    if not expression.is_optional:
        return (ANY, nodes)
    said = tuple(node for node in nodes if node != (TEXT, ""))
    return (MAYBE, ((ANY, said),), all(node[0] == TEXT and node[1].strip() in ("the", "my", "our") for node in said))


def _spaced(node: Node) -> Node:
    return (ALL, ((TEXT, " "), node, (TEXT, " ")))


def _joined(parts: list[tuple[str, str, str, str]]) -> tuple[str, tuple[Span, ...]]:
    text = ""
    spans: list[Span] = []
    for piece, slot, name, mark in parts:
        if not text or text[-1] == " ":
            piece = piece.lstrip(" ")
        start = len(text)
        text += piece
        if slot:
            spans.append(Span(slot, start, len(text), name, mark))
    return text.rstrip(" "), tuple(spans)
