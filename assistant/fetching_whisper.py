"""Fetching Whisper models by name, and never unasked: through faster-whisper's own downloader.

That library downloads from the hub where its makers keep the models, over HTTPS, and compares sizes and sums as the hub
states them. What is here afterwards is a plain folder, loaded without any network.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from assistant.asr.whisper_files import check, is_whisper
from assistant.files import InputError

PREFIX = "whisper-"
"""What a Whisper model's name begins with here: `whisper-base.en`."""


def whisper_names() -> tuple[str, ...]:
    """The models that can be fetched; none where faster-whisper is not installed."""
    try:
        from faster_whisper import available_models
    except ModuleNotFoundError:
        return ()
    return tuple(f"{PREFIX}{name}" for name in available_models())


def fetch_whisper(name: str, *, into: Path) -> Path:
    """Fetches a model by its name; the folder that holds it, in `into`, whole or not at all.

    A model that is there already is left as it is, and the network is not touched; a download that broke off is taken
    up again. Raises `InputError`: no such model, no network, no room, the extra not installed.
    """
    target = into / name
    if is_whisper(target):
        check(target)
        return target
    names = whisper_names()
    if not names:
        raise InputError(name, 'needs a package that is not installed; pip install "ambient-home[whisper]"')
    if name not in names:
        raise InputError(name, f"is no Whisper model; one of: {', '.join(names)}")
    if target.exists():
        raise InputError(target, "is there but is no Whisper model; move it away and fetch again")
    return _fetched(name, into, target)


def _fetched(name: str, into: Path, target: Path) -> Path:
    import httpx
    from faster_whisper.utils import download_model

    beside = into / f".{name}.fetching"
    try:
        into.mkdir(parents=True, exist_ok=True)
        snapshot = Path(download_model(name.removeprefix(PREFIX), cache_dir=str(beside / "cache")))
        new = beside / "new"
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(snapshot, new)  # the cache's links become files
        check(new)
        new.rename(target)
    except (OSError, httpx.HTTPError) as wrong:
        reason = str(wrong).strip().partition("\n")[0] or type(wrong).__name__
        raise InputError(name, f"cannot be fetched ({reason}); run it again to go on") from None
    shutil.rmtree(beside, ignore_errors=True)
    return target
