"""A model is fetched whole and as its maker listed it, or not at all: against a real server on this machine."""

import hashlib
import io
import json
import socket
import stat
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant.fetching import fetch, offers
from assistant.files import InputError
from assistant.models import in_folder

NAME = "vosk-model-small-xx-0.1"


def archive(**others: bytes | zipfile.ZipInfo) -> bytes:
    """A small made-up model as a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(f"{NAME}/am/final.mdl", bytes(range(256)) * 40)
        file.writestr(f"{NAME}/conf/mfcc.conf", "--sample-frequency=16000\n")
        for name, content in others.items():
            file.writestr(name, content if isinstance(content, bytes) else b"")
    return packed.getvalue()


class Maker:
    """A model list and archives, served on loopback; what was asked for is kept in `asked`."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.ranges = True
        self.cut: int | None = None
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def index(self) -> str:
        return f"{self.url}/models/model-list.json"

    def offer(self, content: bytes, **changed: Any) -> None:
        """Lists one model, in the form of the maker's own list."""
        entry = {
            "lang": "xx",
            "lang_text": "Made-up",
            "md5": hashlib.md5(content).hexdigest(),
            "name": NAME,
            "obsolete": "false",
            "size": len(content),
            "size_text": "10KiB",
            "type": "small",
            "url": f"{self.url}/models/{NAME}.zip",
            "version": "0.1",
        }
        old = {**entry, "name": "vosk-model-xx-0.0", "obsolete": "true"}
        self.files["/models/model-list.json"] = json.dumps([old, {**entry, **changed}]).encode()
        self.files[f"/models/{NAME}.zip"] = content


class Handler(BaseHTTPRequestHandler):
    def __init__(self, maker: Maker, *args: Any) -> None:
        self.maker = maker
        super().__init__(*args)

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.maker.asked.append((self.path, wanted))
        content = self.maker.files.get(self.path)
        if content is None:
            self.send_error(404)
            return
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and self.maker.ranges else 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        cut = self.maker.cut if self.path.endswith(".zip") else None
        self.wfile.write(content[start:cut])

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def maker() -> Iterator[Maker]:
    served = Maker()
    yield served
    served.server.shutdown()
    served.server.server_close()


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_model_is_fetched_checked_and_put_in_its_place(maker: Maker, tmp_path: Path) -> None:
    maker.offer(archive())
    seen: list[tuple[int, int]] = []
    folder = fetch(NAME, into=tmp_path / "models", index_url=maker.index, progress=lambda *here: seen.append(here))
    assert folder == tmp_path / "models" / NAME
    assert (folder / "conf" / "mfcc.conf").read_text() == "--sample-frequency=16000\n"
    assert [(model.name, model.backend) for model in in_folder(tmp_path / "models")] == [(NAME, "vosk")]
    assert left(tmp_path / "models") == [NAME]
    assert seen[-1] == (len(archive()), len(archive()))


def test_a_model_that_is_there_is_not_fetched_again(maker: Maker, tmp_path: Path) -> None:
    maker.offer(archive())
    fetch(NAME, into=tmp_path, index_url=maker.index)
    asked = len(maker.asked)
    assert fetch(NAME, into=tmp_path, index_url=maker.index) == tmp_path / NAME
    assert len(maker.asked) == asked


def test_the_list_leaves_out_what_is_obsolete(maker: Maker) -> None:
    maker.offer(archive())
    assert [offer.name for offer in offers(index_url=maker.index)] == [NAME]


@pytest.mark.parametrize("ranges", [True, False])
def test_a_download_that_broke_off_is_taken_up_again(maker: Maker, tmp_path: Path, ranges: bool) -> None:
    maker.offer(archive())
    maker.cut, maker.ranges = 100, ranges
    with pytest.raises(InputError, match="broke off after 100 of"):
        fetch(NAME, into=tmp_path, index_url=maker.index)
    assert [model.name for model in in_folder(tmp_path)] == []
    maker.cut = None
    assert fetch(NAME, into=tmp_path, index_url=maker.index).is_dir()
    assert maker.asked[-1] == (f"/models/{NAME}.zip", "bytes=100-")
    assert left(tmp_path) == [NAME]


def test_after_another_archives_rest_it_starts_anew(maker: Maker, tmp_path: Path) -> None:
    maker.offer(archive())
    tmp_path.joinpath(f".{NAME}.zip.part").write_bytes(b"something else")
    with pytest.raises(InputError, match="not what the maker's list promises"):
        fetch(NAME, into=tmp_path, index_url=maker.index)
    assert fetch(NAME, into=tmp_path, index_url=maker.index).is_dir()


LINK = zipfile.ZipInfo(f"{NAME}/link")
LINK.external_attr = (stat.S_IFLNK | 0o777) << 16


def linked() -> bytes:
    packed = io.BytesIO(archive())
    with zipfile.ZipFile(packed, "a") as file:
        file.writestr(LINK, "/etc/passwd")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "listed", "said"),
    [
        (archive(), {"md5": "0" * 32}, "not what the maker's list promises"),
        (archive(), {"size": 100}, "not what the maker's list promises"),
        (b"not a zip at all", {}, "no whole zip archive"),
        (archive()[:-30], {}, "no whole zip archive"),
        (archive(**{"../escaped": b"x"}), {}, "unsafe path"),
        (archive(**{"/tmp/escaped": b"x"}), {}, "unsafe path"),
        (archive(**{"C:\\escaped": b"x"}), {}, "unsafe path"),
        (linked(), {}, "unsafe path"),
        (archive(**{f"{NAME}/bomb": bytes(10_000_000)}), {}, "would unpack to"),
        (archive().replace(b"final.mdl", b"finar.mdl"), {}, "no Vosk model"),
    ],
)
def test_what_is_not_as_promised_is_not_installed(
    maker: Maker, tmp_path: Path, content: bytes, listed: dict[str, Any], said: str
) -> None:
    maker.offer(content, **listed)
    with pytest.raises(InputError, match=said) as wrong:
        fetch(NAME, into=tmp_path / "models", index_url=maker.index)
    assert "\n" not in str(wrong.value)
    assert left(tmp_path / "models") == []
    assert left(tmp_path) == ["models"]


@pytest.mark.parametrize(
    "listed", [{"url": "http://localhost:9/evil.zip"}, {"url": "file:///etc/passwd"}], ids=["elsewhere", "file"]
)
def test_only_the_makers_own_host_is_trusted(maker: Maker, tmp_path: Path, listed: dict[str, Any]) -> None:
    maker.offer(archive(), **listed)
    with pytest.raises(InputError, match="only the maker's own host"):
        fetch(NAME, into=tmp_path, index_url=maker.index)


def test_a_name_that_leaves_the_folder_is_refused(maker: Maker, tmp_path: Path) -> None:
    maker.offer(archive(), name="../outside")
    with pytest.raises(InputError, match="no safe folder name"):
        fetch("../outside", into=tmp_path / "models", index_url=maker.index)


def test_a_model_that_nobody_offers_is_told_with_what_there_is(maker: Maker, tmp_path: Path) -> None:
    maker.offer(archive())
    with pytest.raises(InputError, match=f"not in the maker's list; it has {NAME}"):
        fetch("vosk-model-xx-9", into=tmp_path, index_url=maker.index)


def test_a_missing_archive_names_the_servers_answer(maker: Maker, tmp_path: Path) -> None:
    maker.offer(archive())
    del maker.files[f"/models/{NAME}.zip"]
    with pytest.raises(InputError, match="404 Not Found"):
        fetch(NAME, into=tmp_path, index_url=maker.index)


def test_a_page_in_place_of_the_list_is_told(maker: Maker) -> None:
    maker.files["/models/model-list.json"] = b"<html>Please log in to the hotel's network</html>"
    with pytest.raises(InputError, match="not a list of Vosk models"):
        offers(index_url=maker.index)


def test_without_a_network_it_says_how_to_install_by_hand(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/model-list.json"
        with pytest.raises(InputError, match=r"no connection.*by hand") as wrong:
            fetch(NAME, into=tmp_path / "models", index_url=url)
    assert "\n" not in str(wrong.value)
    assert left(tmp_path) == []


def test_a_folder_that_is_no_model_is_never_overwritten(maker: Maker, tmp_path: Path) -> None:
    maker.offer(archive())
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="move it away"):
        fetch(NAME, into=tmp_path, index_url=maker.index)
    assert (tmp_path / NAME / "notes.txt").read_text() == "mine"
