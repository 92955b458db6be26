"""Shards on a cluster: each free worker is given the next one, and what a worker did not bring back is given again.

A worker that dies was killed by what it read, or was turned off: nobody can tell. So the files that it had are read
again one by one, each alone on its worker. A file over which several workers died, one after the other and alone, is
to blame, and ends as any file does over which its child died.
"""

import logging
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from batch.basis import Basis
from batch.cluster import Cluster, ClusterError, LostError
from batch.crew import Call, Crew, places
from batch.outcome import Reading
from batch.progress import announce
from batch.remote import Said, Way, dismiss, read_files
from batch.sandbox import SandboxError
from batch.shards import Asked, Done, Part
from normalize.speech import say

# so many files or bytes are given at once: enough that the way there and back costs little, few enough to be read again
_MOST_FILES, _MOST_BYTES = 50, 32 * 2**20
# so many shards for each who reads, so that all end at about the same time
_SHARDS_EACH = 4
_MOST_DEATHS = 3
# how often the workers are looked after, how long a run waits for one to come, how long for its last words
_LOOK, _PATIENCE, _LAST_WORDS = 1.0, 60.0, 15.0
# a network's disk may show late what another computer wrote
_SEEN_SECONDS = 15.0
_FATAL = "Máy đọc tệp này dừng đột ngột {n} lần liên tiếp. Kiểm tra xem tệp có hỏng không."
_log = logging.getLogger("baocao.batch")


@dataclass(frozen=True, slots=True)
class _Shard:
    """Files for one worker; `alone`: it reads nothing else meanwhile. So many died over it before."""

    files: tuple[Asked, ...]
    alone: bool = False
    deaths: int = 0


def read_there(files: Sequence[Asked], cluster: Cluster, basis: Basis, way: Way) -> Iterator[Done | Part]:
    """Every file as it is done, and every part as it is written, in no order; as `read_here` does on this computer.

    Interrupted, it still gives the parts that could be written. Raises ClusterError where the scheduler is gone or
    nobody is left to read.
    """
    crew = Crew(cluster, basis, way, places(_absolute(files)))
    with Call(way):
        crew.look()
        crew.must_be()
        dispatch = _Dispatch(files, cluster, crew, way)
        try:
            yield from dispatch.said()
        except KeyboardInterrupt:
            cluster.ask(dismiss, way.run, crew.ready)
            yield from dispatch.last_words()
            raise
        finally:
            dispatch.cancel()
            cluster.ask(dismiss, way.run, crew.ready)


class _Dispatch:
    """Which shard is where, and which are still to be given."""

    def __init__(self, files: Sequence[Asked], cluster: Cluster, crew: Crew, way: Way) -> None:
        self._cluster = cluster
        self._crew = crew
        self._way = way
        self._own = {asked.number: asked for asked in files}
        self._waiting = deque(_cut(files, sum(crew.ready.values()) * _SHARDS_EACH))
        self._suspects: deque[_Shard] = deque()
        self._sent: dict[Any, tuple[str, _Shard]] = {}
        self._heard: SimpleQueue[Any] = SimpleQueue()
        self._looked = self._manned = time.monotonic()

    def said(self) -> Iterator[Done | Part]:
        """What the workers say until every file is done."""
        while self._waiting or self._suspects or self._sent:
            self._give()
            try:
                future = self._heard.get(timeout=_LOOK)
            except Empty:
                pass
            else:
                yield from self._taken(future)
            if time.monotonic() - self._looked >= _LOOK:
                yield from self._look()

    def last_words(self) -> Iterator[Done | Part]:
        """What those say that are reading now; they were told to end."""
        until = time.monotonic() + _LAST_WORDS
        while self._sent and time.monotonic() < until:
            try:
                future = self._heard.get(timeout=_LOOK)
            except Empty:
                continue
            _, shard = self._sent.pop(future, ("", None))
            if shard:
                try:
                    yield from self._restored(self._cluster.result(future))
                except (LostError, SandboxError, OSError):
                    continue

    def cancel(self) -> None:
        """Want nothing more of what was sent."""
        self._cluster.forget(self._sent)
        self._sent.clear()

    def _give(self) -> None:
        """Shards to the workers that are free; one alone waits until its worker has nothing else."""
        busy = Counter(worker for worker, _ in self._sent.values())
        lonely = {worker for worker, shard in self._sent.values() if shard.alone}
        for worker, most in self._crew.ready.items():
            if self._suspects and not busy[worker]:
                self._send(worker, self._suspects.popleft())
                continue
            while self._waiting and busy[worker] < most and worker not in lonely and not self._suspects:
                self._send(worker, self._waiting.popleft())
                busy[worker] += 1

    def _send(self, worker: str, shard: _Shard) -> None:
        future = self._cluster.send(worker, read_files, (_absolute(shard.files), self._way), self._heard.put)
        self._sent[future] = (worker, shard)

    def _taken(self, future: Any) -> Iterator[Done | Part]:
        """What came back for a shard; what did not is given again."""
        if future not in self._sent:  # given up before
            return
        worker, shard = self._sent.pop(future)
        try:
            said = self._cluster.result(future)
        except LostError:
            self._crew.look()  # says where it is the scheduler that is gone
            yield from self._lost(worker, shard)
        except (SandboxError, OSError) as error:  # its installation or its disk is at fault, not a file
            self._crew.refuse(worker, str(error))
            self._waiting.appendleft(shard)
        else:
            self._must_show(said)
            yield from self._restored(said)

    def _restored(self, said: Said) -> Iterator[Done | Part]:
        """What a worker said, of the files as we know them."""
        for fault in said.faults:
            _log.error("%s", fault)
        for one in said.said:
            yield replace(one, asked=self._own[one.asked.number]) if isinstance(one, Done) else one

    def _must_show(self, said: Said) -> None:
        """Wait until the parts of a worker are seen here; what is not seen would be missing in silence."""
        names = {r.part for one in said.said if isinstance(one, Part) for r in one.readings if r.part}
        until = time.monotonic() + _SEEN_SECONDS
        while unseen := [name for name in names if not (self._way.parts / name / "reports.parquet").is_file()]:
            if time.monotonic() > until:
                raise ClusterError(say("part_unseen", part=self._way.parts / unseen[0]))
            time.sleep(_LOOK / 10)

    def _look(self) -> Iterator[Done | Part]:
        """Look after the workers: newcomers are asked, and what those had that are gone is given again."""
        self._looked = time.monotonic()
        self._crew.look()
        if self._crew.ready:
            self._manned = self._looked
        elif self._looked - self._manned > _PATIENCE:
            raise ClusterError(say("workers_gone", address=self._cluster.address))
        gone = [future for future, (worker, _) in self._sent.items() if worker not in self._crew.there]
        for future in gone:
            worker, shard = self._sent.pop(future)
            self._cluster.forget([future])
            yield from self._lost(worker, shard)

    def _lost(self, worker: str, shard: _Shard) -> Iterator[Done | Part]:
        """A worker died over a shard: its files are given again, or the only one ends here."""
        deaths = shard.deaths + shard.alone
        if deaths >= _MOST_DEATHS:
            (asked,) = shard.files
            own = (asked.number, asked.sha256, asked.suffix, asked.size)
            reading = Reading(*own, None, "quarantined", "crash", _FATAL.format(n=deaths), pages=0, secret=False)
            yield Done(asked, reading, 0.0)
            yield Part((reading,))
            return
        said = say("worker_lost", worker=worker, n=len(shard.files))
        _log.warning("%s", said)
        announce(said)
        self._suspects.extend(_Shard((asked,), alone=True, deaths=deaths) for asked in shard.files)


def _cut(files: Sequence[Asked], least: int) -> Iterator[_Shard]:
    """The files in shards, none too large, and if there are enough files so many shards at the least."""
    most = max(1, min(_MOST_FILES, len(files) // max(1, least)))
    held: list[Asked] = []
    size = 0
    for asked in files:
        if held and (len(held) >= most or size + (asked.size or 0) > _MOST_BYTES):
            yield _Shard(tuple(held))
            held, size = [], 0
        held.append(asked)
        size += asked.size or 0
    if held:
        yield _Shard(tuple(held))


def _absolute(files: Sequence[Asked]) -> tuple[Asked, ...]:
    """The files by names that are the same wherever a process was started."""
    return tuple(replace(asked, path=asked.path.absolute(), member=_inside(asked.member)) for asked in files)


def _inside(member: tuple[Path, int] | None) -> tuple[Path, int] | None:
    return (member[0].absolute(), member[1]) if member else None
