"""`ambient models`: which models are here, and fetching a recogniser's from its maker."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from assistant.models import MODEL_LIST
from simulator.actions import add_action

FOLDER = "models"
"""Where models of one's own live in the data folder."""

BY_HAND = """installing by hand: download a model from https://alphacephei.com/vosk/models, unzip it into the folder
DATA/models, and it is found; or name its folder with --asr-model. Piper voices (NAME.onnx with NAME.onnx.json) and wake
words (NAME.onnx) go there too, and Whisper models in CTranslate2's form, as faster-whisper has them. For people who
speak English a good first choice is vosk-model-small-en-us-0.15 (40 MB); vosk-model-en-us-0.22-lgraph (128 MB) hears
better, and whisper-base.en (145 MB) best, where the machine is fast enough."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "models",
        parents=[common],
        help="which models are here; fetch others",
        description="Wake words, recognisers, understanding and voices that are on this machine.",
        epilog=BY_HAND,
    )
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.set_defaults(run=run, do=_list)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions (default: list)")
    add_action(actions, "list", _list, help="the models that are here", description="The models that are here.")
    _add_fetch(actions)


def run(options: argparse.Namespace) -> int:
    """Does what was asked."""
    return int(options.do(options))


def _add_fetch(actions: Any) -> None:
    parser = add_action(
        actions,
        "fetch",
        _fetch,
        help="fetch a Vosk or Whisper model from its maker",
        description="Downloads a model from its maker, verifies it, and unpacks it: a Vosk model by its name in the "
        "maker's list, or a Whisper model through faster-whisper (whisper-base.en, whisper-small.en, …). "
        "Without NAME, prints what is offered. Nothing else in this program uses the network.",
        epilog=BY_HAND,
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="vosk-model-small-en-us-0.15, whisper-base.en, …")
    parser.add_argument("--list", default=MODEL_LIST, metavar="URL", help="the list of models (default: %(default)s)")


def _list(options: argparse.Namespace) -> int:
    from assistant.models import installed

    models = installed([options.data / FOLDER])
    if options.json:
        for model in models:
            told = {"role": model.role, "name": model.name, "backend": model.backend, "language": model.language}
            print(json.dumps({**told, "bytes": model.size, "path": str(model.path)}))
        return 0
    own = options.data / FOLDER
    rows = [
        (model.role, model.name, model.backend, model.language, _size(model.size), _where(model.path, own))
        for model in models
    ]
    _show(("for", "name", "backend", "language", "size", "where"), rows)
    print(f"\nMore recognisers: ambient models fetch. Models of your own go into {own}.")
    return 0


def _fetch(options: argparse.Namespace) -> int:
    from assistant.fetching import fetch
    from assistant.fetching_whisper import PREFIX, fetch_whisper

    if options.name is None:
        return _offered(options)
    if options.name.startswith(PREFIX):
        folder = fetch_whisper(options.name, into=options.data / FOLDER)
    else:
        folder = _with_progress(fetch, options)
    print(json.dumps({"name": options.name, "path": str(folder)}) if options.json else f"{options.name} is in {folder}")
    return 0


def _offered(options: argparse.Namespace) -> int:
    from assistant.fetching import offers
    from assistant.fetching_whisper import whisper_names

    listed = offers(index_url=options.list)
    if options.json:
        for offer in listed:
            print(json.dumps({"name": offer.name, "language": offer.lang, "type": offer.type, "bytes": offer.size}))
        return 0
    rows = [(offer.name, offer.lang, offer.type, _size(offer.size)) for offer in listed]
    _show(("name", "language", "type", "size"), rows)
    if names := whisper_names():
        print(f"\nWhisper, through faster-whisper: {', '.join(names)}")
    return 0


def _with_progress(fetch: Any, options: argparse.Namespace) -> Path:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (TextColumn(options.name), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(options.name, total=None)

        def show(here: int, whole: int) -> None:
            progress.update(task, completed=here, total=whole)

        folder: Path = fetch(options.name, into=options.data / FOLDER, index_url=options.list, progress=show)
    return folder


def _show(columns: tuple[str, ...], rows: list[Any]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold", justify="right" if column == "size" else "left")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    Console().print(table)


def _where(path: Path, own: Path) -> str:
    """Short enough for a table; `--json` has the whole path."""
    return "here" if path.is_relative_to(own) else "package"


def _size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
