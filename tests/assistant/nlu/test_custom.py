"""A household's own sentences."""

from pathlib import Path

import pytest

from assistant.files import InputError
from assistant.nlu.custom import CustomSentences
from assistant.nlu.custom_match import CustomMatcher
from assistant.turn import Hypothesis, Interpretation
from devices.protocol import Area, Registry

TEA = """\
language: en
intents:
  MakeTea:
    data:
    - sentences:
      - (make|brew) [me] [a] [{size}] {tea} [tea] [with {extra}]
      - <wish> {tea} in {area}
      slots: {drink: tea}
lists:
  size: {values: [small, large]}
  tea: {values: [green, {in: earl (gray|grey), out: earl_grey}]}
  extra: {values: [a bit of milk, lemon]}
expansion_rules: {wish: "i (want|would like)"}
responses: {intents: {MakeTea: {default: "Making {{ slots.tea }} tea."}}}
"""


@pytest.fixture
def tea(tmp_path: Path) -> CustomMatcher:
    (tmp_path / "tea.yaml").write_text(TEA)
    home = Registry(areas={"k": Area("k", "Kitchen")})
    return CustomMatcher.of(CustomSentences.load(tmp_path), home)


def heard(matcher: CustomMatcher, *texts: str) -> Interpretation | None:
    found = matcher.match([Hypothesis(text, 1 / (1 + rank)) for rank, text in enumerate(texts)])
    return found[0] if found else None


def test_an_exact_sentence_gives_its_slots_and_its_response(tea: CustomMatcher) -> None:
    found = heard(tea, "make me a large earl grey tea with a bit of milk")
    assert found is not None
    assert found.intent == "MakeTea"
    assert found.confidence == 1.0
    assert found.slots == {
        "size": "large",
        "tea": "earl_grey",
        "extra": "a bit of milk",
        "drink": "tea",
        "response": "Making earl_grey tea.",
    }


def test_the_homes_rooms_fill_their_list(tea: CustomMatcher) -> None:
    found = heard(tea, "i want green in kitchen")
    assert found is not None
    assert found.slots["area"] == "kitchen"


@pytest.mark.parametrize(
    "text",
    ["make me uh a large green tea", "brew large green tea with lemons", "make me the large greens tea please"],
)
def test_misheard_fillers_lose_no_order(tea: CustomMatcher, text: str) -> None:
    found = heard(tea, text)
    assert found is not None
    assert found.slots["size"] == "large"
    assert found.slots["tea"] == "green"
    assert found.confidence < 1


def test_a_later_hypothesis_that_fits_better_is_taken(tea: CustomMatcher) -> None:
    found = heard(tea, "make a lard grain tree", "make a large green tea")
    assert found is not None
    assert found.slots["size"] == "large"


@pytest.mark.parametrize("text", ["make me a sandwich", "turn on the light", "tea", "what time is it"])
def test_other_requests_are_left_alone(tea: CustomMatcher, text: str) -> None:
    assert heard(tea, text) is None


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("language: en\nintents:\n  A:\n    data:\n    - sentences: [turn (on]\n", 5, "no sentence template"),
        ("language: en\nintents:\n  A:\n    data:\n    - sentences: ['go {where}']\n", 5, "'{where}' is not defined"),
        ("language: en\nintents:\n  A:\n    data:\n    - sentences: ['<go> on']\n", 5, "'<go>' is not defined"),
        ("language: en\nexpansion_rules:\n  a: <b>\n  b: <a>\n", 3, "holds itself"),
        ("language: en\nlists:\n  a: {value: [x]}\n", 3, "needs `values`"),
        ("language: en\nlists:\n  a:\n    range: {from: low, to: 3}\n", 4, "whole numbers"),
        ("intents: {}\n", 1, "'language' is missing"),
        ("language: en\nintents:\n  A: {data: 3}\n", 3, "list"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, content: str, line: int, message: str) -> None:
    (tmp_path / "bad.yaml").write_text(content)
    with pytest.raises(InputError) as wrong:
        CustomSentences.load(tmp_path)
    assert message in wrong.value.message
    assert wrong.value.line == line


def test_a_folder_without_sentences_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no YAML"):
        CustomSentences.load(tmp_path)
