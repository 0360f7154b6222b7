"""Fetching Vosk models from their maker, and never unasked.

The maker publishes a list of models with the size and the MD5 sum of each archive. What is fetched must agree with it;
the archive is then unpacked beside its place and moved there in one step, so that a model is there whole or not at all.
MD5 guards against damage on the way; against forgery stands HTTPS to the maker's own host.
"""

from __future__ import annotations

import hashlib
import http.client
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from pydantic import TypeAdapter, ValidationError

from assistant.files import InputError
from assistant.models import MODEL_LIST, is_vosk

TIMEOUT = 30.0
"""Seconds without an answer, or without another byte."""

CHUNK = 1 << 18
"""Bytes read at a time."""

LARGEST_LIST = 4_000_000
"""Bytes of the longest model list; the maker's has about 40 kB."""

SWELL = 20
"""How many times its size an archive may unpack to; models swell about twice."""

Progress = Callable[[int, int], None]
"""Told the bytes that are here and those that there will be."""


class _UnusableError(Exception):
    """The archive cannot be used; says why."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One model in the maker's list; fields that are not used here are left out."""

    name: str
    lang: str
    url: str
    md5: str
    size: int
    """Bytes of the archive."""
    type: str = ""
    """`small`, `big`, `big-lgraph`, …"""
    obsolete: bool = False


class _BrokenError(Exception):
    """The network or the server failed; holds the reason in a few words, and the server's status if it answered."""

    def __init__(self, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status


def offers(*, index_url: str = MODEL_LIST, timeout: float = TIMEOUT) -> tuple[Offer, ...]:
    """The models in the maker's list, obsolete ones left out. Raises `InputError` where it cannot be had or read."""
    try:
        with _open(index_url, timeout=timeout) as answer:
            text = answer.read(LARGEST_LIST)
    except (_BrokenError, OSError, http.client.HTTPException) as wrong:
        message = f"the list of models cannot be fetched ({_reason(wrong)}); "
        raise InputError(index_url, message + "see `ambient models --help` for installing one by hand") from None
    try:
        listed = TypeAdapter(tuple[Offer, ...]).validate_json(text)
    except ValidationError:
        raise InputError(index_url, "is not a list of Vosk models") from None
    return tuple(offer for offer in listed if not offer.obsolete)


def fetch(
    name: str,
    *,
    into: Path,
    index_url: str = MODEL_LIST,
    progress: Progress = lambda here, whole: None,
    timeout: float = TIMEOUT,
) -> Path:
    """Fetches a model by its name in the maker's list; the folder that holds it, in `into`.

    A model that is there already is left as it is and the network is not touched. A download that broke off is taken
    up again by the next call. Raises `InputError`: no network, no such model, a wrong checksum, an unsafe archive.
    """
    if is_vosk(into / name):
        return into / name
    if (into / name).exists():
        raise InputError(into / name, "is there but is no Vosk model; move it away and fetch again")
    offer = _chosen(name, offers(index_url=index_url, timeout=timeout), index_url)
    archive = into / f".{name}.zip.part"
    try:
        into.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(into).free < 3 * offer.size:
            raise InputError(into, f"has too little room; {name} needs about {3 * offer.size >> 20} MB while unpacking")
        _download(offer, archive, progress, timeout)
        _verify(offer, archive)
        folder = _unpack(offer, archive, into)
        archive.unlink()
    except OSError as wrong:
        raise InputError(into, f"cannot be written: {wrong.strerror or wrong}") from None
    return folder


def _chosen(name: str, offered: tuple[Offer, ...], index_url: str) -> Offer:
    offer = next((offer for offer in offered if offer.name == name), None)
    if offer is None:
        language = name.removeprefix("vosk-model-").removeprefix("small-")[:2]
        near = [offer.name for offer in offered if offer.lang.startswith(language)]
        raise InputError(name, f"is not in the maker's list; it has {', '.join(near or [o.lang for o in offered])}")
    if PurePosixPath(name).name != name or "\\" in name or name.startswith("."):
        raise InputError(index_url, f"names a model {name!r}, which is no safe folder name")
    if urlsplit(offer.url)[:2] != urlsplit(index_url)[:2]:
        raise InputError(index_url, f"sends elsewhere for {name} ({offer.url}); only the maker's own host is trusted")
    return offer


def _download(offer: Offer, archive: Path, progress: Progress, timeout: float) -> None:
    """Fetches what is missing of the archive."""
    try:
        have = archive.stat().st_size if archive.exists() else 0
        if have < offer.size:
            _transfer(offer, archive, have, progress, timeout)
    except (_BrokenError, URLError, TimeoutError, ConnectionError, http.client.HTTPException) as wrong:
        if getattr(wrong, "status", None) == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            archive.unlink()  # what is here already is of another archive
        message = f"cannot be fetched ({_reason(wrong)}); run it again to go on, or install it by hand: "
        raise InputError(offer.url, f"{message}download it elsewhere and unzip it into {archive.parent}") from None
    if (have := archive.stat().st_size) < offer.size:
        raise InputError(offer.url, f"broke off after {have:,} of {offer.size:,} bytes; run it again to go on")


def _transfer(offer: Offer, archive: Path, have: int, progress: Progress, timeout: float) -> None:
    headers = {"Range": f"bytes={have}-"} if have else {}
    with _open(offer.url, timeout=timeout, headers=headers) as answer:
        # A server that knows no ranges sends it all (200): then it is begun anew.
        have = have if answer.status == http.client.PARTIAL_CONTENT else 0
        with archive.open("ab" if have else "wb") as file:
            while have <= offer.size and (data := answer.read(CHUNK)):
                file.write(data)
                have += len(data)
                progress(have, offer.size)


def _verify(offer: Offer, archive: Path) -> None:
    """Throws the archive away unless it is the listed one."""
    with archive.open("rb") as file:
        found = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
    if archive.stat().st_size != offer.size or found != offer.md5.lower():
        archive.unlink()
        message = f"is not what the maker's list promises (MD5 {found}, listed {offer.md5}); nothing was installed"
        raise InputError(offer.url, message)


def _unpack(offer: Offer, archive: Path, into: Path) -> Path:
    """Unpacks beside its place, then moves it there in one step."""
    beside, target = into / f".{offer.name}.unpacking", into / offer.name
    shutil.rmtree(beside, ignore_errors=True)  # of a run that was killed
    try:
        with zipfile.ZipFile(archive) as packed:
            _refuse_unsafe(packed, offer.size)
            packed.extractall(beside)
        tops = (beside, *sorted(beside.iterdir()))
        model = next((top for top in tops if is_vosk(top)), None)
        if model is None:
            raise _UnusableError("holds no Vosk model")
        return model.rename(target)
    except (_UnusableError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as wrong:
        archive.unlink()
        reason = wrong if isinstance(wrong, _UnusableError) else f"is no whole zip archive ({wrong})"
        raise InputError(offer.url, f"{reason}; nothing was installed") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _refuse_unsafe(packed: zipfile.ZipFile, size: int) -> None:
    unpacked = 0
    for part in packed.infolist():
        path = PurePosixPath(part.filename)
        outside = path.is_absolute() or ".." in path.parts or "\\" in part.filename or ":" in part.filename
        if outside or stat.S_ISLNK(part.external_attr >> 16):
            raise _UnusableError(f"holds an unsafe path ({part.filename!r})")
        unpacked += part.file_size
    if unpacked > SWELL * size:
        raise _UnusableError(f"would unpack to {unpacked:,} bytes")


def _open(url: str, *, timeout: float, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
    """Opens a URL; raises `_BrokenError` for what the server or the network says."""
    if urlsplit(url).scheme not in ("https", "http"):
        raise _BrokenError("only https and http are spoken")
    try:
        answer: http.client.HTTPResponse = urlopen(Request(url, headers=headers or {}), timeout=timeout)
    except HTTPError as wrong:
        wrong.close()
        raise _BrokenError(f"the server answers {wrong.code} {wrong.reason}", wrong.code) from None
    except URLError as wrong:
        raise _BrokenError(f"no connection: {_reason(wrong.reason)}") from None
    return answer


def _reason(wrong: object) -> str:
    return str(getattr(wrong, "strerror", None) or wrong) or type(wrong).__name__
