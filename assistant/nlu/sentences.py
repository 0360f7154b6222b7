"""Our own sentences, read once: `sentences/*.yaml`, Home Assistant's format, a file for each group of intents."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.nlu.templates import Grammar, compile_grammar

FOLDER = Path(__file__).parent / "sentences"


@cache
def our_grammar() -> Grammar:
    """All our sentences, with the shared lists and rules of `_lists.yaml`."""
    return compile_grammar(our_document())


def our_document() -> dict[str, Any]:
    """Our files as one document: `intents`, `lists`, `expansion_rules`; an intent may have sentences in several."""
    whole: dict[str, Any] = {"language": "en", "intents": {}, "lists": {}, "expansion_rules": {}}
    for path in sorted(FOLDER.glob("*.yaml")):
        document = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for part in ("lists", "expansion_rules"):
            whole[part].update(document.get(part) or {})
        for intent, body in (document.get("intents") or {}).items():
            whole["intents"].setdefault(intent, {"data": []})["data"].extend(body["data"])
    return whole


@cache
def listed(name: str) -> frozenset[str]:
    """The values written out in one of our lists."""
    text = (FOLDER / "_lists.yaml").read_text("utf-8")
    lists = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["lists"]
    return frozenset(str(value) for value in lists[name]["values"])
