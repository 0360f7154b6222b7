"""Whose rule is used: the household's own goes first, and its own success with the words goes before everybody's."""

from __future__ import annotations

import pytest

from assistant.learnt import Rule, Wording
from assistant.rewrite.precedence import chosen

WORDS = "play we don't talk anymore"
OWN = Rule("own", WORDS, "play we don't talk anymore by cliff richard", "personal")
ALL = Rule("all", WORDS, "play we don't talk about bruno", "global")


def said(count: int, good: float) -> Wording:
    return Wording(WORDS, "HassMediaSearchAndPlay|search_query:we don't talk anymore", count, good)


@pytest.mark.parametrize("own", [None, said(5, 4.5), said(5, 0.5)])
def test_the_households_own_rule_goes_before_everybodys(own: Wording | None) -> None:
    assert chosen(OWN, ALL, own) is OWN


@pytest.mark.parametrize("own", [None, said(1, 0.9), said(6, 2.4), said(0, 0.0)])
def test_everybodys_rule_is_used_where_the_words_have_not_served_here(own: Wording | None) -> None:
    assert chosen(None, ALL, own) is ALL


@pytest.mark.parametrize("own", [said(3, 2.6), said(10, 7.0)])
def test_own_success_with_the_words_blocks_everybodys_rule(own: Wording) -> None:
    assert chosen(None, ALL, own) is None


def test_without_rules_the_words_stand() -> None:
    assert chosen(None, None, said(1, 0.1)) is None
