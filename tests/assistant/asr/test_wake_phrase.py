from __future__ import annotations

from assistant.asr.wake_phrase import without_wake
from assistant.turn import Hypothesis, Transcript, Word


def heard(text: str, *others: str, start: float = 1.0) -> Transcript:
    """A transcript whose words last 0.4 s each."""
    words = tuple(
        Word(word, round(start + 0.4 * i, 2), round(start + 0.4 * (i + 1), 2), 0.9)
        for i, word in enumerate(text.split())
    )
    return Transcript(text, 0.9, tuple(Hypothesis(other, 0.5) for other in others), words)


def test_the_wake_word_is_cut_from_the_request_and_its_alternatives() -> None:
    cut = without_wake(heard("alexa stop", "alexa shop"), "alexa", fired=1.4)
    assert (cut.text, cut.words[0].text, cut.confidence) == ("stop", "stop", 0.9)
    assert cut.alternatives == (Hypothesis("shop", 0.5),)


def test_a_wake_phrase_of_two_words_is_cut_whole() -> None:
    assert without_wake(heard("hey jarvis lights on"), "hey_jarvis", fired=1.8).text == "lights on"


def test_what_was_said_before_it_is_cut_too() -> None:
    assert without_wake(heard("and then alexa stop"), "alexa", fired=2.2).text == "stop"


def test_said_twice_the_last_time_counts() -> None:
    assert without_wake(heard("alexa turn on alexa stop"), "alexa", fired=1.4).text == "stop"


def test_the_wake_word_alone_leaves_nothing() -> None:
    cut = without_wake(heard("alexa", "alexa a"), "alexa", fired=1.4)
    assert (cut.text, cut.confidence, cut.words) == ("", 0.0, ())


def test_a_hypothesis_with_the_wake_word_comes_before_one_without() -> None:
    cut = without_wake(heard("i like a shop", "alexa stop"), "alexa", fired=1.4)
    assert (cut.text, cut.words) == ("stop", ())


def test_where_it_was_not_recognised_the_words_that_had_passed_are_cut() -> None:
    cut = without_wake(heard("lexus turn on", "lexus turn off"), "alexa", fired=1.5)
    assert (cut.text, cut.alternatives) == ("turn on", ())
