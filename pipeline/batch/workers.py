"""Many documents at once through joblib: processes of this machine (loky), or the workers of a Dask cluster.

joblib is imported only when more than one process is wanted. What a worker returns is small; what it makes, it writes
itself, so on a cluster every machine sees the inputs and the outputs under the same paths.
"""

from __future__ import annotations

import gc
import signal
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.messages import PipelineError

if TYPE_CHECKING:
    from joblib import Parallel

Work = TypeVar("Work")
Result = TypeVar("Result")
MANY = 8  # from so many documents on, starting processes costs less than it saves
_ALONE = 2  # tries of an item alone
_FRUITLESS = 3  # rounds without one result before the engine itself is given up
# Seconds without one result after which what a cluster holds counts as lost: joblib 1.6 hears nothing of a task that
# Dask gives up after the death of four workers.
_SILENCE = 600


def process_count(asked: int | None, documents: int) -> int:
    """How many processes: as asked for, else one for a few documents and one a core for many."""
    if asked is None and documents < MANY:
        return 1
    if asked is None:
        from joblib import cpu_count

        asked = int(cpu_count())
    return max(1, min(asked, documents))


def run_in_workers(
    work: Callable[[Work], Result],
    items: Sequence[Work],
    lost: Callable[[Work], Result],
    processes: int,
    dask: str | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> Iterator[Result]:
    """``work`` of each item, in the order in which they end; ``stopping`` says whether to begin no other one.

    ``work`` raises nothing and can be pickled by its name. Where a worker dies, what it may have held is tried again,
    one item at a time; an item alone with which a worker dies twice gets the result ``lost``. Raises PipelineError E503
    where no cluster answers at ``dask``, E504 where Dask is missing, E505 where workers die whatever they are given.
    """
    with _parallel(processes, dask) as parallel:
        round_of = partial(_round, parallel, work, stopping)
        waiting, suspects, fruitless = deque(items), list[Work](), 0
        while waiting and not stopping():
            held: dict[int, Work] = {}
            fruitless += 1
            for result in round_of(waiting, held):
                fruitless = 0
                yield result
            suspects += held.values()
            if fruitless == _FRUITLESS:
                raise PipelineError("E505", dask or f"--jobs {processes}")
        for item in suspects:
            for _ in range(_ALONE):
                held = {}
                yield from round_of(deque([item]), held)
                if not held:
                    break
            else:
                yield lost(item)


def _round(
    parallel: Parallel,
    work: Callable[[Work], Result],
    stopping: Callable[[], bool],
    waiting: deque[Work],
    held: dict[int, Work],
) -> Iterator[Result]:
    """Results until all is done or a worker dies; ``held`` then names what was begun and not returned."""
    from joblib import delayed

    def begin() -> Iterator[object]:
        number = 0
        while waiting and not stopping():
            number += 1
            held[number] = waiting.popleft()
            yield delayed(_numbered)(work, number, held[number])

    with suppress(Exception):  # the engine's own: the work raises none
        for number, result in parallel(begin()):
            del held[number]
            yield result


def _numbered(work: Callable[[Work], Result], number: int, item: Work) -> tuple[int, Result]:
    result = work(item)
    if not gc.get_freeze_count():
        gc.freeze()  # libraries and rules stay for ever; loky walks all else once a second
    return number, result


@contextmanager
def _parallel(processes: int, dask: str | None) -> Iterator[Parallel]:
    """joblib's door to the workers; at the end none that we started is left running."""
    from joblib import Parallel, parallel_config

    warnings.filterwarnings("ignore", category=UserWarning, module="joblib")  # of workers that died: we try again
    kinds: dict[str, Any] = {"return_as": "generator_unordered", "batch_size": 1}
    if dask is not None:
        with _client(dask) as client, parallel_config("dask", client=client):
            yield Parallel(n_jobs=-1, timeout=_SILENCE, **kinds)
        return
    try:
        yield Parallel(processes, "loky", max_nbytes=None, initializer=_begin_process, **kinds)
    finally:
        from joblib.externals.loky import get_reusable_executor

        get_reusable_executor().shutdown(wait=True, kill_workers=True)


@contextmanager
def _client(dask: str) -> Iterator[Any]:
    """A connection to the scheduler at ``dask`` ("tcp://host:8786")."""
    try:
        from distributed import Client
    except ImportError:
        raise PipelineError("E504", dask) from None
    try:
        client = Client(dask, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise PipelineError("E503", dask, reason=str(error).splitlines()[0]) from None
    try:
        yield client
    finally:
        client.close()  # type: ignore[no-untyped-call]


def _begin_process() -> None:
    """Ctrl-C is the parent's to answer: it lets what was begun come to its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
