from __future__ import annotations

import pytest

from assistant.endpoint import STEP, Endpointer, EndpointSettings, Phase


def run(chances: str, *, settings: EndpointSettings | None = None) -> Endpointer:
    """Takes frames until it is over: `.` silence, `~` between the thresholds, `#` speech, `t` that of
    a television."""
    endpointer = Endpointer(settings or EndpointSettings(), start=10.0)
    for sign in chances:
        if endpointer.take({".": 0.05, "~": 0.5, "#": 0.95, "t": 0.95}[sign], near=sign != "t") is Phase.OVER:
            break
    return endpointer


def test_a_request_is_over_when_silence_has_lasted() -> None:
    endpointer = run("..######" + "." * 40)
    assert endpointer.phase is Phase.OVER
    assert endpointer.speech_start == pytest.approx(10.0 + 2 * STEP)
    assert endpointer.speech_end == pytest.approx(10.0 + 8 * STEP)
    assert endpointer.now - (endpointer.speech_end or 0.0) == pytest.approx(0.64)


def test_a_pause_of_half_a_second_is_survived() -> None:
    endpointer = run("####" + "." * 7 + "####" + "." * 40)
    assert endpointer.speech_end == pytest.approx(10.0 + 15 * STEP)


def test_one_loud_frame_is_no_speech() -> None:
    assert run("..#....#...").phase is Phase.WAITING


def test_a_word_that_fades_goes_on() -> None:
    assert run("####~~~~~~~~~~~~").phase is Phase.SPEAKING


def test_nobody_is_waited_for_longer_than_five_seconds() -> None:
    endpointer = run("." * 200)
    assert endpointer.phase is Phase.OVER
    assert endpointer.speech_start is None
    assert endpointer.now == pytest.approx(15.0, abs=STEP)


def test_a_talker_is_cut_after_fifteen_seconds() -> None:
    endpointer = run("#" * 400)
    assert endpointer.phase is Phase.OVER
    assert endpointer.now - endpointer.start <= 15.0


def test_unfinished_words_are_given_longer_until_somebody_speaks_again() -> None:
    endpointer = run("####....")
    endpointer.expect_more()
    for _ in range(7):
        assert endpointer.take(0.0) is Phase.SPEAKING
    assert endpointer.take(0.95) is Phase.SPEAKING
    waits = 0
    while endpointer.take(0.0) is not Phase.OVER:
        waits += 1
    assert (waits + 1) * STEP == pytest.approx(0.64)


def test_a_cough_does_not_use_up_the_patience() -> None:
    endpointer = run("###....")
    endpointer.forget()
    assert endpointer.take(0.0) is Phase.WAITING
    assert endpointer.speech_start is None


def test_a_television_that_talks_on_does_not_keep_a_request_open() -> None:
    endpointer = run("..######" + "t" * 100)
    assert endpointer.because == "talk"
    assert endpointer.speech_end == pytest.approx(10.0 + 8 * STEP)
    assert endpointer.now - (endpointer.speech_end or 0.0) == pytest.approx(0.96)


def test_a_television_that_pauses_after_a_request_lets_it_end_sooner() -> None:
    endpointer = run("..######t" + "." * 40)
    assert endpointer.because == "silence"
    assert endpointer.now - (endpointer.speech_end or 0.0) < 0.8


def test_a_pause_with_a_television_in_it_is_survived() -> None:
    assert run("..####" + "t" * 8 + "####" + "t" * 40).speech_end == pytest.approx(10.0 + 18 * STEP)


def test_a_television_begins_no_request() -> None:
    endpointer = run("t" * 200)
    assert endpointer.because == "nobody"
    assert endpointer.speech_start is None


@pytest.mark.parametrize(("chances", "because"), [("####" + "." * 40, "silence"), ("#" * 400, "longest")])
def test_why_it_ended_is_known(chances: str, because: str) -> None:
    assert run(chances).because == because
