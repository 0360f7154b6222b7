"""Workers: processes that take a household each and let it live, watched over.

A worker that is killed is noticed by its closed pipe, and its household is given out again; Ctrl-C reaches the parent
alone. Nothing that a worker leaves half done is seen by anybody (see `lived`).
"""

from __future__ import annotations

import errno
import multiprocessing
import signal
import traceback
from collections import Counter, deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from assistant.files import InputError
from simulator.experiments.lived import ArmError, Done, Job, folder_name, live_through

MOST_KILLED = 3
"""A household whose worker was killed so many times ends the run."""

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class EndedError(Exception):
    """The run ended before its time: one line for people, and the exit code."""

    def __init__(self, message: str, *, code: int, trace: str = "") -> None:
        super().__init__(message)
        self.message, self.code, self.trace = message, code, trace


@dataclass(frozen=True, slots=True)
class Failed:
    """What a worker says of a household that could not live."""

    number: int
    message: str
    code: int
    trace: str = ""


@dataclass(slots=True)
class Worker:
    """A process, and the household that it has in hand."""

    process: SpawnProcess
    pipe: Connection
    number: int


def lives(job: Job, numbers: Sequence[int], *, workers: int) -> Generator[Done, None, None]:
    """Lets the households live, as many at a time as there are workers; each as it is done.

    Raises `EndedError` for a bug, a full disk or bad input in a worker, and for a household that kills its worker again
    and again. Closing the iterator ends the workers at once.
    """
    waiting, killed = deque(numbers), Counter[int]()
    crew: list[Worker] = []
    try:
        while waiting or crew:
            while waiting and len(crew) < workers:
                crew.append(_start(job, waiting.popleft()))
            for worker in _ready(crew):
                said = _said(worker)
                if said is None:
                    _count_killed(killed, worker)
                    waiting.appendleft(worker.number)
                elif isinstance(said, Failed):
                    raise EndedError(said.message, code=said.code, trace=said.trace)
                else:
                    yield said
                    if waiting and _give(worker, waiting[0]):
                        waiting.popleft()
                        continue
                crew.remove(worker)
                _end(worker)
    finally:
        for worker in crew:
            worker.process.kill()
        for worker in crew:
            _end(worker)


def full(wrong: OSError) -> bool:
    """Whether it is for want of space."""
    return wrong.errno in FULL


def _start(job: Job, number: int) -> Worker:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_work, args=(job, theirs), daemon=True)
    with _deaf():
        process.start()
    theirs.close()  # so that the pipe closes when the worker goes
    worker = Worker(process, ours, number)
    _give(worker, number)  # if it is gone already, its pipe will tell
    return worker


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started inside never hears Ctrl-C, not even while it loads: being deaf is inherited. Ctrl-C waits for the
    end of it, so that none is lost."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _give(worker: Worker, number: int) -> bool:
    with suppress(OSError):
        worker.pipe.send(number)
        worker.number = number
        return True
    return False


def _ready(crew: Sequence[Worker]) -> list[Worker]:
    pipes = wait([worker.pipe for worker in crew])
    return [worker for worker in crew if worker.pipe in pipes]


def _said(worker: Worker) -> Done | Failed | None:
    """What the worker has to say; None where it is gone."""
    try:
        said: Done | Failed = worker.pipe.recv()
    except (EOFError, OSError):
        return None
    return said


def _count_killed(killed: Counter[int], worker: Worker) -> None:
    killed[worker.number] += 1
    if killed[worker.number] >= MOST_KILLED:
        worker.process.join()
        message = (
            f"household {folder_name(worker.number)} ended its worker {MOST_KILLED} times "
            f"(exit code {worker.process.exitcode}); look at it alone with --only {worker.number}"
        )
        raise EndedError(message, code=1)


def _end(worker: Worker) -> None:
    worker.pipe.close()  # a worker without work ends
    worker.process.join()
    worker.process.close()


def _work(job: Job, pipe: Connection) -> None:
    """The worker: households in, what became of them out, until the pipe closes."""
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_lived(job, pipe.recv()))


def _lived(job: Job, number: int) -> Done | Failed:
    name = folder_name(number)
    try:
        return live_through(job, number)
    except InputError as wrong:
        return Failed(number, str(wrong), code=2)
    except OSError as wrong:
        if full(wrong):
            return Failed(number, f"{job.out}: the disk is full ({wrong.strerror}); free some space", code=2)
        return Failed(number, f"household {name}: {wrong}", code=1, trace=traceback.format_exc())
    except ArmError as wrong:
        message = f"household {name}, arm {wrong.arm}: {wrong.__cause__!r}; repeat it alone with --only {number}"
        return Failed(number, message, code=1, trace=traceback.format_exc())
