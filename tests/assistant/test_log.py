"""The log keeps what happened, through everything that happens to it."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import numpy as np
import pytest

from assistant.by_hand import ByHand
from assistant.friction import Rephrase
from assistant.log import InteractionLog, LogError
from assistant.log_schema import MIGRATIONS, VERSION, state_of
from assistant.turn import Command, Interpretation, Received, Rewrite, Turn
from tests.assistant.turns import AT, turn

ROOT = Path(__file__).parents[2]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[InteractionLog]:
    with InteractionLog(tmp_path / "data" / "log.sqlite") as opened:
        yield opened


def python(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Runs a program beside this one."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_a_turn_is_there_as_soon_as_it_is_appended(log: InteractionLog) -> None:
    log.append(turn())
    with InteractionLog(log.path) as reader:
        assert list(reader.turns()) == [turn()]


def test_how_a_reply_was_received_joins_its_turn(log: InteractionLog) -> None:
    log.append(turn())
    log.received(turn().turn, Received(0.4, "wake"))
    assert next(log.turns()).received == Received(0.4, "wake")
    with sqlite3.connect(log.path) as database:
        assert database.execute("SELECT heard, barged_in_by FROM turns").fetchone() == (0.4, "wake")
    database.close()


def test_what_mining_needs_stands_in_columns(log: InteractionLog) -> None:
    rewrite = Rewrite("turn on the goat", "turn on the coat light", "personal", "r1", 0.9, "holdout")
    log.append(turn(number=1))
    log.append(
        turn(
            "turn on the goat",
            number=2,
            after=6,
            resident="ana",
            interpretation=("HassTurnOn", {"name": "Goat"}),
            rewrite=rewrite,
            ms={"asr": 40.0, "nlu": 2.0},
        ),
        rephrase=Rephrase("home-000001", 6.0, 0.9),
    )
    columns = "household, session, resident, status, intent, text, state, arm, question, ms, gap_s, rephrase_of"
    database = sqlite3.connect(log.path)
    row = database.execute(f"SELECT {columns} FROM turns WHERE number = 2").fetchone()
    database.close()
    assert row == (
        *("home", "s1", "ana", "done", "HassTurnOn", "turn on the goat", "HassTurnOn|name:goat", "holdout"),
        *(0, 42.0, 6.0, "home-000001"),
    )


@pytest.mark.parametrize(
    ("interpretations", "state"),
    [
        ((), "?|turn on the light"),
        (
            (Interpretation("HassTurnOn", {"name": "Big  Light", "area": "kitchen"}, 0.9),),
            "HassTurnOn|area:kitchen|name:big light",
        ),
        ((Interpretation("HassLightSet", {"brightness": 50.0}, 0.9),), "HassLightSet|brightness:50"),
        (
            (
                Interpretation("HassTurnOff", {"domain": "light"}, 0.9, 0),
                Interpretation("HassTurnOn", {}, 0.2, 0),
                Interpretation("HassTurnOn", {"name": "front door"}, 0.8, 1),
            ),
            "HassTurnOff|domain:light & HassTurnOn|name:front door",
        ),
    ],
)
def test_a_turns_state_is_what_was_understood_before_context(
    interpretations: tuple[Interpretation, ...], state: str
) -> None:
    assert state_of(turn(interpretations=interpretations)) == state


def test_households_share_a_file_and_stay_apart(log: InteractionLog) -> None:
    log.append(turn(number=1), household="maple")
    log.append(turn(number=2, after=5), household="oak")
    log.append(turn(number=3, after=9), household="maple")
    assert [taken.turn for taken in log.turns(household="maple")] == ["home-000001", "home-000003"]
    assert [entry.gap_seconds for entry in log.entries()] == [None, None, 9.0]
    assert [entry.turn.turn for entry in log.recent(1, household="oak")] == ["home-000002"]


def test_turns_are_read_from_a_time_on_and_up_to_a_number(log: InteractionLog) -> None:
    for number in range(1, 6):
        log.append(turn(number=number, after=number))
    since = list(log.turns(since=AT + timedelta(seconds=3), limit=2))
    assert [taken.turn for taken in since] == ["home-000003", "home-000004"]
    assert [entry.turn.turn for entry in log.recent(2)] == ["home-000004", "home-000005"]
    assert list(log.turns(limit=0)) == []


def test_a_turn_is_found_by_its_id(log: InteractionLog) -> None:
    log.append(turn(), rephrase=Rephrase("home-000000", 3.0, 0.7))
    found = log.find("home-000001")
    assert found is not None
    assert found.turn == turn()
    assert found.rephrase == Rephrase("home-000000", 3.0, 0.7)
    assert log.find("home-000002") is None


def test_a_rephrase_can_be_marked_and_cleared_later(log: InteractionLog) -> None:
    log.append(turn())
    log.mark_rephrase("home-000001", Rephrase("home-000000", 3.0, 0.7))
    assert log.recent(1)[0].rephrase == Rephrase("home-000000", 3.0, 0.7)
    log.mark_rephrase("home-000001", None)
    assert log.recent(1)[0].rephrase is None


def test_timers_survive_a_restart(log: InteractionLog) -> None:
    log.append(turn(), kept=[{"entity": "timer.pasta", "finishes_at": "2026-03-02T07:15:00-08:00"}])
    log.close()
    with InteractionLog(log.path) as again:
        assert again.kept() == [{"entity": "timer.pasta", "finishes_at": "2026-03-02T07:15:00-08:00"}]
        again.keep([])
        assert again.kept() == []
        assert again.kept("another home") == []


def test_ids_go_on_after_forgetting(log: InteractionLog) -> None:
    log.append(turn(resident="ana"))
    log.forget("ana")
    assert log.taken() == 1


def test_an_id_used_before_is_refused_in_one_line(log: InteractionLog) -> None:
    log.append(turn())
    with pytest.raises(LogError, match="that id already"):
        log.append(turn())
    assert len(list(log.turns())) == 1


def test_a_reader_in_the_middle_of_a_long_log_holds_up_no_writer(log: InteractionLog) -> None:
    for number in range(1200):
        log.append(turn(number=number, after=number))
    with InteractionLog(log.path) as reader:
        reading = reader.turns()
        assert next(reading).turn == "home-000000"
        log.append(turn(number=1200, after=1200))
        assert sum(1 for _ in reading) == 1200


# Old, new and foreign files


def old_file(path: Path, version: int) -> None:
    """A file as an earlier release left it, with one turn in it."""
    with InteractionLog(path.with_name("new.sqlite")) as new:
        new.append(turn())
    database = sqlite3.connect(path)
    for statement in (statement for step in MIGRATIONS[:version] for statement in step):
        database.execute(statement)
    names = [row[1] for row in database.execute("PRAGMA table_info(turns)")]
    source = sqlite3.connect(path.with_name("new.sqlite"))
    row = source.execute(f"SELECT {', '.join(names)} FROM turns").fetchone()
    source.close()
    database.execute(f"INSERT INTO turns ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", row)
    database.execute(f"PRAGMA user_version = {version}")
    database.execute(f"PRAGMA application_id = {0x616D6269}")
    database.commit()
    database.close()


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_file_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    old_file(tmp_path / "log.sqlite", version)
    with InteractionLog(tmp_path / "log.sqlite") as log:
        log.append(turn(number=2, after=5), kept=[{"entity": "timer.a"}])
        assert [taken.turn for taken in log.turns()] == ["home-000001", "home-000002"]
        assert log.taken() >= 1


def test_a_file_of_a_later_version_is_refused(tmp_path: Path) -> None:
    old_file(tmp_path / "log.sqlite", VERSION)
    database = sqlite3.connect(tmp_path / "log.sqlite")
    database.execute(f"PRAGMA user_version = {VERSION + 1}")
    database.close()
    with pytest.raises(LogError, match="written by a newer ambient"):
        InteractionLog(tmp_path / "log.sqlite")


def foreign(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE recipes (name TEXT)")
    database.close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.write_bytes(b"\0\1\2 not a database" * 500), "is not an interaction log, or is damaged"),
        (lambda path: path.write_text("turns: none\n"), "is not an interaction log, or is damaged"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.parent.joinpath("data").touch(), "cannot be used: "),
        (foreign, "another program's database"),
    ],
)
def test_what_is_no_log_is_refused_in_one_line(tmp_path: Path, make: object, said: str) -> None:
    make(tmp_path / "log.sqlite")  # type: ignore[operator]
    blocked = (tmp_path / "data").exists()
    with pytest.raises(LogError, match=said) as wrong:
        InteractionLog(tmp_path / "data" / "log.sqlite" if blocked else tmp_path / "log.sqlite")
    assert "\n" not in str(wrong.value)


def test_an_empty_file_becomes_a_log(tmp_path: Path) -> None:
    (tmp_path / "log.sqlite").touch()
    with InteractionLog(tmp_path / "log.sqlite") as log:
        log.append(turn())


def test_damage_in_the_middle_is_told_in_one_line(log: InteractionLog) -> None:
    for number in range(300):
        log.append(turn(number=number))
    log.close()
    content = bytearray(log.path.read_bytes())
    content[8192:-4096] = os.urandom(len(content) - 8192 - 4096)
    log.path.write_bytes(content)
    with pytest.raises(LogError, match="is damaged"), InteractionLog(log.path) as damaged:
        list(damaged.turns())


def test_a_row_changed_by_hand_is_named(log: InteractionLog) -> None:
    log.append(turn())
    database = sqlite3.connect(log.path)
    database.execute("UPDATE turns SET json = '{}'")
    database.commit()
    database.close()
    with pytest.raises(LogError, match="turn home-000001 cannot be read"):
        list(log.turns())


READ_ONLY = """
import os, sys
from pathlib import Path
from assistant.log import InteractionLog, LogError
if os.getuid() == 0: os.setuid(65534)
try:
    InteractionLog(Path(sys.argv[1]) / "log.sqlite")
except LogError as wrong:
    print(wrong)
"""


def test_a_read_only_folder_is_told_in_one_line() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        done = python(READ_ONLY, folder)
        Path(folder).chmod(0o755)
    assert done.stdout.startswith(f"{folder}/log.sqlite: cannot be used: ")
    assert "--data" in done.stdout
    assert done.stdout.count("\n") == 1


FULL = """
import resource, sys
from pathlib import Path
from assistant.log import InteractionLog, LogError
from tests.assistant.turns import turn
path, most = Path(sys.argv[1]), int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
written = 0
try:
    log = InteractionLog(path)
    for number in range(100_000):
        log.append(turn(number=number, after=number))
        written += 1
except LogError as wrong:
    print(written, wrong)
"""


@pytest.mark.parametrize("most", [2_000, 30_000, 300_000])
def test_a_disk_that_is_full_is_told_in_one_line_and_costs_no_finished_turn(tmp_path: Path, most: int) -> None:
    done = python(FULL, tmp_path / "log.sqlite", most)
    written, _, said = done.stdout.partition(" ")
    assert "free some space" in said
    assert said.count("\n") == 1
    if int(written):
        with InteractionLog(tmp_path / "log.sqlite") as log:
            assert len(list(log.turns())) == int(written)
            log.append(turn(number=int(written)))


# Killed


APPENDING = """
import sys
from pathlib import Path
from assistant.log import InteractionLog
from assistant.turn import Received
from tests.assistant.turns import turn
with InteractionLog(Path(sys.argv[1])) as log:
    print("ready", flush=True)
    for number in range(log.taken(), 1_000_000):
        log.append(turn(number=number, after=number), kept=[{"entity": "timer.a", "left": number}])
        print(number, flush=True)
        log.received(turn(number=number).turn, Received(1.0))
"""


def test_a_process_killed_at_any_instant_loses_no_finished_turn(tmp_path: Path) -> None:
    path, random, told = tmp_path / "log.sqlite", Random(3), set[int]()
    for _ in range(20):
        with subprocess.Popen([sys.executable, "-c", APPENDING, path], cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            told |= {int(process.stdout.readline()) for _ in range(random.randrange(40))}
            for _ in range(random.randrange(30_000)):
                pass
            process.send_signal(signal.SIGKILL)
            told |= {int(line) for line in process.stdout.read().splitlines(keepends=True) if line.endswith(b"\n")}
    with InteractionLog(path) as log:
        found = [entry.turn.turn for entry in log.entries()]
        assert {f"home-{number:06d}" for number in told} <= set(found)
        assert len(found) == log.taken() == log.kept()[0]["left"] + 1
        log.append(turn(number=len(found)))


# Forgetting


def remembered(folder: Path) -> bytes:
    """All bytes of all files."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_forgotten_residents_words_are_nowhere_in_the_files(log: InteractionLog) -> None:
    for number in range(200):
        resident, word = ("ana", "xylophone") if number % 3 else ("ben", "bassoon")
        taken = turn(f"play the {word}", number=number, after=number * 60, session=f"s{number}", resident=resident)
        log.append(replace(taken, reply=f"Playing the {word}.", slots={"search_query": word}))
        log.received(taken.turn, Received(0.5, "wake"))
    assert b"xylophone" in remembered(log.path.parent)
    assert log.forget("ana") == 133
    left = remembered(log.path.parent)
    assert b"xylophone" not in left
    assert b'"ana"' not in left
    assert b"bassoon" in left
    assert len(list(log.turns())) == 67


def pieces(log: InteractionLog) -> set[bytes]:
    """The sound of every turn as it stands in the file, in pieces that fit on one page."""
    flac = b"".join(flac for _, flac in log.sounds())
    return {flac[start : start + 64] for start in range(0, len(flac) - 64, 64)}


@pytest.mark.parametrize("resident", ["anastasia", "all"])
def test_words_names_and_sound_are_gone_from_every_byte_of_every_file(log: InteractionLog, resident: str) -> None:
    rng = np.random.default_rng(1)
    for number in range(6):
        # Noise is kept by FLAC as it is, so that its bytes can be looked for.
        noise = rng.integers(-30_000, 30_000, 8_000, dtype=np.int16)
        heard = turn("play the xylophone", number=number, after=number * 60, resident="anastasia")
        log.append(replace(heard, reply="Here you are, Anastasia."), sound=noise)
    noises = pieces(log)
    before = remembered(log.path.parent)
    assert sum(piece in before for piece in noises) > 0.9 * len(noises) > 1000
    assert log.forget(resident) == 6
    files = {path.name: path.read_bytes().lower() for path in log.path.parent.iterdir()}
    assert set(files) == {"log.sqlite", "log.sqlite-wal", "log.sqlite-shm"}
    for left in files.values():
        assert b"xylophone" not in left
        assert b"anastasia" not in left
        assert not any(piece.lower() in left for piece in noises)
    assert list(log.sounds()) == []


def test_the_sound_of_others_stays(log: InteractionLog) -> None:
    sound = np.arange(4000, dtype=np.int16)
    log.append(turn(resident="ana"), sound=sound)
    log.append(turn(number=2, after=600, session="s2", resident="ben"), sound=sound[::-1].copy())
    log.forget("ana")
    assert log.sound("home-000001") is None
    assert (log.sound("home-000002") == sound[::-1]).all()  # type: ignore[union-attr]


def test_no_sound_is_kept_where_none_is_given(log: InteractionLog) -> None:
    log.append(turn())
    assert log.sound("home-000001") is None


def test_what_was_undone_by_hand_counts_before_what_was_done_beside_it(log: InteractionLog) -> None:
    log.append(turn())
    for noted in (ByHand("beside", 5.0), ByHand("undone", 8.0), ByHand("undone", 30.0)):
        log.mark_by_hand("home-000001", noted)
    assert log.recent(1)[0].by_hand == ByHand("undone", 8.0)
    assert next(log.rows())["by_hand_s"] == 8.0


def test_forgetting_all_leaves_nothing(log: InteractionLog) -> None:
    log.append(turn("play the xylophone"), kept=[{"entity": "timer.xylophone"}])
    assert log.forget("all") == 1
    assert b"xylophone" not in remembered(log.path.parent)
    assert list(log.turns()) == []
    log.append(turn())


def command(entity: str, **data: str) -> dict[str, object]:
    return {"commands": (Command(entity, "create", data),), "changes": {entity: {"state": "on"}}}


def test_what_they_made_is_forgotten_with_them(log: InteractionLog) -> None:
    later = {"session": "s2", "initiator": "assistant"}
    log.append(turn("remind me", resident="ana", **command("reminder.1", message="Zebra")))
    log.append(turn("alarm", number=2, after=99, session="s3", resident="ben", **command("alarm.1")))
    log.append(turn("milk", number=3, after=199, session="s4", resident="ana", **command("todo.list", item="Quark")))
    log.append(turn("fan", number=4, after=1, resident="ana", **command("timer.1", conversation_command="Gnu off")))
    ringing = turn("", number=5, after=2000, targets=("reminder.1",), reply="A reminder: Zebra.", **later)
    alarm = turn("", number=6, after=3000, targets=("alarm.1",), reply="It's seven.", **later)
    put_off = turn("gnu off", number=7, after=4000, **later)
    home = [
        {"entity": "reminder.1", "attributes": {"message": "Zebra"}},
        {"entity": "alarm.1", "clock": "07:00"},
        {"entity": "todo.list", "items": [{"item": "Quark"}, {"item": "Milk"}]},
        {"entity": "timer.1", "attributes": {"conversation_command": "Gnu off"}},
    ]
    for taken in (ringing, alarm, put_off):
        log.append(taken, kept=home)
    log.forget("ana")
    left = remembered(log.path.parent).lower()
    assert not [word for word in (b"zebra", b"quark", b"gnu") if word in left]
    assert [taken.turn for taken in log.turns()] == ["home-000002", "home-000006"]
    assert log.kept() == [
        {"entity": "alarm.1", "clock": "07:00"},
        {"entity": "todo.list", "items": [{"item": "Milk"}]},
    ]


def test_an_unknown_speaker_in_their_session_is_forgotten_too(log: InteractionLog) -> None:
    log.append(turn(resident="ana"))
    log.append(turn("xylophone", number=2, after=5))
    log.append(turn("bassoon", number=3, after=100, session="s2"))
    assert log.forget("ana") == 2
    assert [taken.transcript.text for taken in log.turns()] == ["bassoon"]


def test_forgetting_says_so_while_another_program_still_reads(log: InteractionLog) -> None:
    log.append(turn("play the xylophone", resident="ana"))
    reader = sqlite3.connect(log.path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM turns").fetchone()
    log._database.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(LogError, match="forget once more"):
        log.forget("ana")
    reader.close()
    assert log.forget("ana") == 0
    assert b"xylophone" not in remembered(log.path.parent)


def test_the_file_is_for_its_owners_eyes(log: InteractionLog) -> None:
    log.append(turn())
    assert all(path.stat().st_mode & 0o077 == 0 for path in log.path.parent.iterdir())


def test_many_turns_read_back_as_written(log: InteractionLog) -> None:
    written: list[Turn] = [turn(number=number, after=number * 50) for number in range(30)]
    for taken in written:
        log.append(taken)
    assert list(log.turns()) == written
