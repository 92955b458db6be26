"""A Dask cluster as a run needs it: which workers are there, what each says of itself, shards sent to one of them.

Which worker reads which shard is decided in `batch/dispatch.py` and not by Dask's scheduler, which blames every shard
that a worker had when it died, and lets wait for ever what only those may read that are no more.
"""

import contextlib
import logging
import pickle
import uuid
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, Any

from batch.remote import pieces
from normalize.speech import say

if TYPE_CHECKING:
    from distributed import Client, Future

INSTALL = "pip install -c constraints.txt -e '.[cluster]'"
"""The command that installs what a cluster needs."""

_CONNECT_SECONDS, _CLOSE_SECONDS = 10, 10
# a result is a few names and counts; one that does not come is with a worker that went meanwhile
_RESULT_SECONDS = 30


class ClusterError(Exception):
    """A cluster that cannot be used, or not any more; the message says what to do."""


class LostError(Exception):
    """What was sent to a worker will not come back."""


class Cluster:
    """The workers of a Dask scheduler."""

    def __init__(self, client: "Client", address: str) -> None:
        self._client = client
        self.address = address

    def workers(self) -> dict[str, int]:
        """The workers that are there, by address, and how many files each may read at a time.

        Raises ClusterError where the scheduler does not answer.
        """
        if self._client.status != "running":  # to ask would wait until the client gives up
            raise ClusterError(say("scheduler_gone", address=self.address))
        try:
            found = self._client.scheduler_info(n_workers=-1).get("workers")
        except (OSError, RuntimeError) as error:
            raise ClusterError(say("scheduler_gone", address=self.address)) from error
        if found is None:
            raise ClusterError(say("scheduler_gone", address=self.address))
        return {str(address): int(worker["nthreads"]) for address, worker in found.items()}

    def ask(self, question: Callable[[bytes], Any], values: object, workers: Iterable[str]) -> dict[str, Any]:
        """What a function says on each of these workers: its answer, or the exception that came instead."""
        asked = list(workers)
        if not asked or self._client.status != "running":
            return {}
        try:
            found: dict[str, Any] = self._client.run(question, pickle.dumps(values), workers=asked, on_error="return")
        except (OSError, RuntimeError):  # the scheduler went; the next look at the workers says so
            return {}
        return found

    def send(
        self, worker: str, task: Callable[[bytes], Any], values: object, heard: "Callable[[Future[Any]], None]"
    ) -> "Future[Any]":
        """The result to come of a function on one worker; `heard` is called when there is one."""
        future = self._client.submit(
            task, pickle.dumps(values), workers=[worker], allow_other_workers=False, key=f"baocao-{uuid.uuid4().hex}"
        )
        future.add_done_callback(heard)
        return future

    def result(self, future: "Future[Any]") -> Any:
        """What a function said on its worker, or its exception; raises LostError where neither comes any more."""
        from distributed.comm import CommClosedError
        from distributed.scheduler import KilledWorker

        try:
            return future.result(timeout=_RESULT_SECONDS)
        except (CancelledError, KilledWorker, CommClosedError, TimeoutError) as error:
            raise LostError from error

    def forget(self, futures: "Iterable[Future[Any]]") -> None:
        """Want these results no more."""
        wanted = list(futures)
        if wanted and self._client.status == "running":
            with contextlib.suppress(OSError, RuntimeError):  # the scheduler went, and all with it
                self._client.cancel(wanted)


@contextlib.contextmanager
def connected(address: str | None) -> Iterator[Cluster | None]:
    """The cluster whose scheduler has this address, none without one.

    Raises ClusterError where the extra is not installed, nobody answers or one of another version does, or no worker
    is there.
    """
    if address is None:
        yield None
        return
    client = _client(address)
    try:
        cluster = Cluster(client, address)
        _must_be_ours(client, address)
        if not cluster.workers():
            raise ClusterError(say("no_worker", address=address))
        yield cluster
    finally:
        client.close(timeout=_CLOSE_SECONDS)


def _must_be_ours(client: "Client", address: str) -> None:
    """Nothing, where the scheduler is of our version: it opens what it passes on, and must know what that is."""
    try:
        other = client.run_on_scheduler(pieces)
    except (ImportError, AttributeError) as error:
        raise ClusterError(say("other_scheduler", address=address, other=error, own=pieces())) from error
    if other != pieces():
        raise ClusterError(say("other_scheduler", address=address, other=other, own=pieces()))


def _client(address: str) -> "Client":
    try:
        from distributed import Client, Security
        from distributed.versions import VersionMismatchWarning
    except ImportError as error:
        raise ClusterError(say("no_cluster", command=INSTALL)) from error
    try:
        security = Security()  # from Dask's own configuration
        certified = security.get_connection_args("client").get("ssl_context") is not None
    except OSError as error:
        raise ClusterError(say("bad_certificate", why=error)) from error
    if address.startswith("tls:") and not certified:
        raise ClusterError(say("no_certificate", address=address))
    # what it would say is said by us, in words that tell what to do; versions are asked of each worker
    for name in [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    warnings.simplefilter("ignore", VersionMismatchWarning)
    try:
        return Client(address, timeout=_CONNECT_SECONDS, set_as_default=False, security=security)
    except (OSError, ValueError, RuntimeError) as error:
        raise ClusterError(say("no_scheduler", address=address, why=" ".join(str(error).split()))) from error
