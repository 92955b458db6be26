"""A folder is watched until somebody stops it: one batch of arrivals after the other, whatever the network does."""

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Never

from batch.arrivals import Arrivals, AwayError, Batch
from batch.progress import announce
from batch.store import Store, opened_store
from normalize.speech import say
from normalize.storage import StorageError

# the seconds between two looks, and how many times as long as a look they are: a large folder is looked at less often
_PAUSE, _RARELY = 2.0, 50
# after the disk was full or away
_LATER = 60.0

Sleep = Callable[[float], None]


def batches(
    arrivals: Arrivals, sleep: Sleep = time.sleep, clock: Callable[[], float] = time.monotonic
) -> Iterator[Batch]:
    """What arrives, for ever; a folder that cannot be reached is told once, and waited for."""
    away = False
    while True:
        begun, batch = clock(), None
        try:
            batch = arrivals.look()
            if away:
                announce(say("back"))
            away = False
        except AwayError as error:
            if not away:
                announce(str(error))
            away = True
        if batch:
            yield batch
        else:
            sleep(max(min(_PAUSE, arrivals.settle), _RARELY * (clock() - begun)))


def keep_watching(
    out: Path, afresh: bool, arrivals: Arrivals, take: Callable[[Store, Batch], str], sleep: Sleep = time.sleep
) -> bool:
    """Whether nothing was left undone when somebody stopped it: gives every batch to `take`, and prints what it says.

    The store is ours all the time, so that no other run makes another dataset of it. A disk that is full or away is
    told and tried again later; raises StorageError where it is so from the beginning.
    """
    begun = busy = False
    with stopped_by_signals():
        try:
            while True:
                try:
                    with opened_store(out, afresh and not begun) as store:
                        begun = True
                        for batch in batches(arrivals, sleep):
                            busy = True
                            said = take(store, batch)
                            busy = False  # whoever reads that a batch is done may stop us
                            print(said, flush=True)
                except StorageError as error:
                    if not begun:
                        raise
                    announce(f"{error} {say('tried_again', n=f'{_LATER:.0f}')}")
                    sleep(_LATER)
        except KeyboardInterrupt:
            return not busy


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Meanwhile the signals by which systems end a program are an interrupt, as from the keyboard.

    One that somebody has us ignore (nohup) stays ignored. SIGBREAK is what Windows sends where a console is closed.
    """
    names = ("SIGTERM", "SIGHUP", "SIGBREAK")
    known = [getattr(signal, name) for name in names if hasattr(signal, name)]
    here = threading.current_thread() is threading.main_thread()
    ours = [one for one in known if here and signal.getsignal(one) == signal.SIG_DFL]
    with contextlib.ExitStack() as stack:
        for one in ours:
            stack.callback(signal.signal, one, signal.signal(one, _interrupt))
        yield


def _interrupt(number: int, frame: FrameType | None) -> Never:
    raise KeyboardInterrupt
