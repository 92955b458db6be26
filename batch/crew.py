"""The workers of a cluster that may read for a run: those that are what the run is and see the same folders.

What a file gives must not depend on who read it, so a worker with another program, other rules or other optional
parts is refused, once, with what to do; one that comes later, or comes back, is asked when it is seen.
"""

import logging
from collections.abc import Iterable
from pathlib import Path

from batch.basis import Basis
from batch.cluster import INSTALL, Cluster, ClusterError
from batch.progress import announce
from batch.remote import Present, Way, pieces, roll_call, token
from batch.shards import Asked
from normalize.speech import say

_MOST_PLACES = 50
_log = logging.getLogger("baocao.batch")


class Crew:
    """Which workers may be given files, and how many at a time."""

    def __init__(self, cluster: Cluster, basis: Basis, way: Way, places: tuple[Path, ...]) -> None:
        self._cluster = cluster
        self._basis = basis
        self._asked = (basis, way, places)
        self._way = way
        self.there: set[str] = set()
        self.ready: dict[str, int] = {}
        self.refused: dict[str, str] = {}

    def look(self) -> None:
        """Ask those that are new what they are, and forget those that are gone; ClusterError without a scheduler."""
        there = self._cluster.workers()
        self.there = set(there)
        self.ready = {worker: most for worker, most in self.ready.items() if worker in there}
        new = [worker for worker in there if worker not in self.ready and worker not in self.refused]
        for worker, answer in self._cluster.ask(roll_call, self._asked, workers=new).items():
            if isinstance(answer, OSError):  # it went meanwhile; if not, it is asked again
                continue
            if why := self._why_not(answer):
                self.refuse(worker, why)
            else:
                self.ready[worker] = there[worker]

    def refuse(self, worker: str, why: str) -> None:
        """Give this worker nothing more, and say why."""
        self.ready.pop(worker, None)
        self.refused[worker] = why
        said = say("refused", worker=worker, why=why)
        _log.warning("%s", said)
        announce(said)

    def must_be(self) -> None:
        """Nothing, where somebody may read; else raises ClusterError with what each worker lacks."""
        if self.ready:
            return
        if self.refused:
            raise ClusterError(say("all_refused", address=self._cluster.address))
        raise ClusterError(say("no_worker", address=self._cluster.address))

    def _why_not(self, answer: object) -> str:
        """Why a worker cannot be used, empty where it can."""
        if not isinstance(answer, Present):
            return say("worker_without_program", why=" ".join(str(answer).split()), command=INSTALL)
        own, other = self._basis, answer.basis
        if answer.pieces != pieces():
            return say("other_program", own=pieces(), other=answer.pieces)
        if own.program != other.program:
            return say("other_program", own=own.program, other=other.program)
        if own.rules != other.rules:
            return say("other_rules", own=own.rules, other=other.rules)
        if own.parts != other.parts:
            return say("other_parts", own=own.parts or "–", other=other.parts or "–")
        if answer.strange:
            return say("unseen_out", folder=self._way.parts.parent.parent)
        if answer.unseen:
            return say("unseen_input", folder=answer.unseen[0])
        return say("unwritable_there", folder=self._way.parts, why=answer.unwritable) if answer.unwritable else ""


def places(files: Iterable[Asked]) -> tuple[Path, ...]:
    """The topmost folders that hold the files: whoever sees them sees what is below."""
    folders = {(asked.member[0] if asked.member else asked.path).parent for asked in files}
    topmost = sorted(folder for folder in folders if not folders & set(folder.parents))
    return tuple(topmost[:_MOST_PLACES])


class Call:
    """The file that proves to a worker that it sees our folder, there as long as the run lasts; use as a context."""

    def __init__(self, way: Way) -> None:
        self._path = token(way)
        self._run = way.run

    def __enter__(self) -> None:
        for left in self._path.parent.glob("call-*"):  # of a run that was killed
            left.unlink(missing_ok=True)
        self._path.write_text(self._run, encoding="ascii")

    def __exit__(self, *_: object) -> None:
        self._path.unlink(missing_ok=True)
