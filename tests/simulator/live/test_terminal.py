"""`ambient talk` as a person at a terminal sees it, from the first second to what it leaves behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.log import FILE, InteractionLog
from tests.simulator.live.pseudo_terminal import ROOT, PseudoTerminal, program, talk

pytestmark = [pytest.mark.slow, pytest.mark.alone]

READY = "waiting for words"


def assert_clean(terminal: PseudoTerminal) -> None:
    """The terminal is as it was before."""
    assert terminal.modes == terminal.modes_before
    assert terminal.on_main_screen
    assert not terminal.screen.cursor.hidden
    assert terminal.written.rfind(b"\x1b[?2004l") >= terminal.written.rfind(b"\x1b[?2004h")


def test_a_request_an_explanation_and_an_end(tmp_path: Path) -> None:
    with talk(tmp_path, "--text", "--resident", "ana") as terminal:
        terminal.see(READY)
        terminal.type("turn on the kitchn\x7fen light\r")
        shown = terminal.see("“Kitchen lights on.”")
        assert "“turn on the kitchen light”" in shown
        terminal.see("● Ceiling light")
        assert "Ana" in shown
        terminal.type("/why\r")
        shown = terminal.see("What was weighed")
        assert "light.kitchen_ceiling turn_on → on" in shown
        terminal.type("/quit\r")
        terminal.see(lambda shown: "What was weighed" not in shown)
        assert terminal.end() == 0
        assert f"1 turn; the log is {tmp_path / FILE}" in terminal.shown.replace("\n", "")
        assert_clean(terminal)
    with InteractionLog(tmp_path / FILE) as log:
        assert [turn.reply for turn in log.turns(household="maple_street")] == ["Kitchen lights on."]


def test_what_happens_in_the_home_is_seen(tmp_path: Path) -> None:
    with talk(tmp_path, "--text", size=(100, 30)) as terminal:
        terminal.see(READY)
        terminal.type("/smoke\r")
        terminal.see("▲ Smoke alarm smoke")
        terminal.type("set a pasta timer for ten minutes\r")
        terminal.see("9:5")
        terminal.type("/faster\r/faster\r")
        terminal.see("×60")
        terminal.see("8:")
        terminal.type("/resident\r")
        terminal.see("Ana speaks from now on")
        terminal.type("/nonsense\r")
        terminal.see("there is no /nonsense")
        terminal.type("\x04")
        assert terminal.end() == 0


def test_ctrl_c_leaves_a_clean_terminal(tmp_path: Path) -> None:
    with talk(tmp_path, "--text") as terminal:
        terminal.see(READY)
        terminal.type("what time is it\r")
        terminal.see("answered")
        terminal.type("\x03")
        assert terminal.end() == 130
        assert "1 turn; the log is" in terminal.shown
        assert "Traceback" not in terminal.shown
        assert_clean(terminal)


def test_being_asked_to_end_is_an_end_like_any_other(tmp_path: Path) -> None:
    with talk(tmp_path, "--text") as terminal:
        terminal.see(READY)
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.end() == 0
        assert "0 turns; the log is" in terminal.shown
        assert_clean(terminal)


def test_ctrl_c_while_it_loads(tmp_path: Path) -> None:
    with talk(tmp_path, "--text") as terminal:
        terminal.see("loading")
        terminal.type("\x03")
        assert terminal.end() == 130
        assert "Traceback" not in terminal.shown
        assert_clean(terminal)


def test_a_session_that_fails_says_why_in_one_line(tmp_path: Path) -> None:
    with talk(tmp_path, "--text", "--home", str(tmp_path / "none.yaml")) as terminal:
        assert terminal.end() == 2
        assert "none.yaml: cannot be read" in terminal.shown.replace("\n", "")
        assert "Traceback" not in terminal.shown
        assert_clean(terminal)


@pytest.mark.parametrize(
    "broken",
    [
        "import simulator.live.layout as part; part.Layout.rows = lambda *given, **named: 1 / 0",
        "import simulator.live.session as part; part.Session._step = lambda self: 1 / 0",
    ],
    ids=["drawing", "session"],
)
def test_a_bug_leaves_a_clean_terminal_and_a_trace(tmp_path: Path, broken: str) -> None:
    script = f"import sys\n{broken}\nfrom simulator.cli import main\nsys.exit(main(['talk', '--text']))"
    with program([sys.executable, "-c", script], tmp_path) as terminal:
        assert terminal.end() == 1
        assert "ZeroDivisionError" in terminal.shown
        assert_clean(terminal)


def test_another_size_is_filled_at_once(tmp_path: Path) -> None:
    with talk(tmp_path, "--text", size=(80, 24)) as terminal:
        terminal.see(READY)
        for size in ((120, 40), (80, 24), (60, 15)):
            terminal.resize(size)
            terminal.see(lambda shown: READY in shown.split("\n")[0] and "/quit" in shown.split("\n")[-1])
            assert "── Home ─" in terminal.shown
        terminal.type("/quit\r")
        assert terminal.end() == 0


def test_the_line_is_edited_where_the_cursor_stands(tmp_path: Path) -> None:
    with talk(tmp_path, "--text") as terminal:
        terminal.see(READY)
        terminal.type("\x1b[200~what time\x1b[201~ is")
        terminal.see(" › what time is")
        terminal.see(lambda shown: terminal.screen.cursor.x == 15)
        assert "what time is" in terminal.screen.display[terminal.screen.cursor.y]
        terminal.type("\x15\x1b[A")
        terminal.see(lambda shown: "what time" not in shown)
        terminal.type("/quit\r")
        assert terminal.end() == 0


def test_a_terminal_without_a_screen_gets_lines(tmp_path: Path) -> None:
    with talk(tmp_path, "--text", term="dumb") as terminal:
        terminal.see("Type a request")
        terminal.type("what time is it\n")
        terminal.see("answered: It's")
        terminal.type("/quit\n")
        assert terminal.end() == 0
        assert b"\x1b" not in terminal.written


def test_plain_lines_where_they_are_asked_for(tmp_path: Path) -> None:
    with talk(tmp_path, "--text", "--plain") as terminal:
        terminal.see("Type a request")
        terminal.type("/help\nturn on the hall light\n")
        terminal.see("done: Hall light on.")
        assert "/resident" in terminal.shown
        terminal.type("\x03")
        assert terminal.end() == 130
        assert b"\x1b" not in terminal.written
        assert_clean(terminal)


def test_lines_from_a_pipe_are_all_answered(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "talk", "--text", "--data", str(tmp_path)],
        input="turn on the kitchen light\nwhat time is it",
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0
    assert "done: Kitchen lights on." in done.stdout
    assert "answered: It's" in done.stdout
    assert done.stderr == f"2 turns; the log is {tmp_path / FILE}\n"
