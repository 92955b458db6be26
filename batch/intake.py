"""A run: files are summed up, those that are new are read into parts, all are summed up again, the tables are made.

What an earlier run read on the same basis is not read again. A run that was killed loses what was not in a part yet,
nothing else; the next one ends in the same bytes as if it had not been killed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from batch.basis import Basis
from batch.cluster import Cluster
from batch.dispatch import read_there
from batch.outcome import Outcome, Reading, looked_at, summed_up
from batch.progress import Progress, announce
from batch.remote import Way
from batch.run_log import RunLog
from batch.shards import Asked, Done, Part
from batch.store import Store
from batch.workers import read_here
from extract.rules import Rules
from normalize.compaction import Kept, compact
from normalize.over_years import Ask
from normalize.printing import path_text
from normalize.speech import say
from normalize.storage import StorageError, writing

Files = Sequence[Path | Outcome]
Row = dict[str, Any]

_READ = ("ok", "partial")
# from so many files on, writing takes long enough to be told
_MANY = 100


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads a file in the child, `module:function` and its options, within which limits, here or on a cluster."""

    target: str
    options: Mapping[str, object]
    workers: int
    timeout: float
    memory_mb: int
    cluster: Cluster | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took up: every file with its checksum, in order, and those that changed meanwhile."""

    files: list[Outcome]
    changed: list[Path]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run works with; `again` are the outcomes that are not believed this time, `ask` asks across reports."""

    store: Store
    basis: Basis
    reader: Reader
    log: RunLog
    again: frozenset[str] = frozenset()
    ask: Ask | None = None

    def take_up(self, files: Files, rules: Rules) -> Taken:
        """Read the files and write their dataset.

        Raises StorageError where the disk is full or refuses, SandboxError where no child can be started, and
        ClusterError where no worker can read any more.
        """
        with writing(self.store.out):
            self.log.tell("begin", program=self.basis.program, rules=self.basis.rules, files=len(files))
            found, archives = self._summed_up(files), self._archives(files)
            plan = self._plan(found)
            self.log.tell("read", files=len(found), anew=len(plan))
            if known := sum(not one.outcome for one in found) - len(plan):
                announce(say("known", n=known, left=len(plan)))
            self._read(plan)
            self.log.tell("verify")
            changed = self._verified(found, archives)
            self.log.tell("write", changed=len(changed))
            if len(found) >= _MANY:
                announce(say("writing", out=self.store.out))
            self.store.gather()
            self._compact(found, rules)
            self.store.tidy(reading.number for one, reading in self._readings(found) if not changed & _places(one))
            self.log.tell("end")
        return Taken(found, sorted(changed))

    def _summed_up(self, files: Files) -> list[Outcome]:
        """Every file with its checksum, and its outcome where it need not be read."""
        first: dict[str, Path] = {}
        found: list[Outcome] = []
        with Progress(len(files), "summing") as progress:
            for file in files:
                one = looked_at(file, first)
                found.append(one)
                progress.advance(one.outcome)
                if one.seen:
                    continue
                self.log.event("message digest calculation", one.path, one.sha256, "success" if one.sha256 else "fail")
                if one.outcome:
                    self._account(one.path, one.sha256, one.outcome, one.reason, None)
        return found

    def _archives(self, files: Files) -> list[Outcome]:
        """The archives among whose members some are to be read, each with its checksum."""
        paths = dict.fromkeys(file.member[0] for file in files if isinstance(file, Outcome) and file.member)
        return [summed_up(path) for path in paths]

    def _plan(self, found: Sequence[Outcome]) -> list[Asked]:
        """The files that have to be read."""
        asked: dict[tuple[str, str], Asked] = {}
        for one in found:
            own = _key(one)
            if one.outcome or own in asked:
                continue
            known = self.store.journal.known(*own)
            if not known or not self._still_holds(*known):
                number = self.store.journal.number()
                asked[own] = Asked(number, one.path, *own, size=one.size, member=one.member)
        return list(asked.values())

    def _still_holds(self, reading: Reading, then: Basis) -> bool:
        """Whether a file would end as it did."""
        believed = reading.outcome not in self.again
        return believed and self.basis.holds(then, reading)

    def _read(self, plan: Sequence[Asked]) -> None:
        """Read files into parts, each known to the journal as soon as it is complete."""
        with Progress(len(plan)) as progress:
            for one in self._shards(plan) if plan else ():
                if isinstance(one, Done):
                    progress.advance(one.reading.outcome, one.reading.pages)
                    self._tell(one)
                else:
                    self.store.journal.add(one.readings, self.basis)

    def _shards(self, plan: Sequence[Asked]) -> Iterator[Done | Part]:
        """The plan as it is read, here or on a cluster."""
        how, parts = self.reader, self.store.parts
        if how.cluster:
            way = Way(uuid4().hex, how.target, how.options, parts.absolute(), how.timeout, how.memory_mb)
            return read_there(plan, how.cluster, self.basis, way)
        workers = max(1, min(how.workers, len(plan)))
        return read_here(plan, how.target, how.options, parts, workers, how.timeout, how.memory_mb)

    def _tell(self, done: Done) -> None:
        path, reading = done.asked.path, done.reading
        said = {"outcome": reading.outcome, "reason": reading.reason, "pages": reading.pages}
        self.log.tell("file", path=path_text(path), sha256=reading.sha256, **said, seconds=round(done.seconds, 3))
        self._account(path, reading.sha256, reading.outcome, reading.reason, reading.media_type)

    def _account(
        self, path: Path, sha256: str | None, outcome: str, reason: str | None, media_type: str | None
    ) -> None:
        """The events of a file that ended so."""
        if media_type:
            self.log.event("format identification", path, sha256, "success", media_type)
        if outcome == "quarantined":
            self.log.event("quarantine", path, sha256, "fail", reason)
        else:
            self.log.event("ingestion", path, sha256, "success" if outcome == "ok" else outcome, reason)

    def _verified(self, found: Sequence[Outcome], archives: Sequence[Outcome]) -> set[Path]:
        """The files that are not as they were when the run began."""
        changed: set[Path] = set()
        own = [one for one in (*found, *archives) if one.sha256 and not one.member and not one.seen]
        with Progress(len(own), "verifying") as progress:
            for one in own:
                same = summed_up(one.path).sha256 == one.sha256
                progress.advance("")
                self.log.event("fixity check", one.path, one.sha256, "success" if same else "fail")
                if not same:
                    changed.add(one.path)
        return changed

    def _compact(self, found: Sequence[Outcome], rules: Rules) -> None:
        try:
            compact(self.store.parts, self._rows(found), self._kept(found), rules, self.store.out, self.ask)
        except StorageError as error:
            raise StorageError(str(error) + say("goes_on")) from error

    def _readings(self, found: Sequence[Outcome]) -> Iterator[tuple[Outcome, Reading]]:
        """The files that were read, or found to be unreadable, each with what came of it."""
        for one in found:
            if not one.outcome and (known := self.store.journal.known(*_key(one))):
                yield one, known[0]

    def _kept(self, found: Sequence[Outcome]) -> Iterator[Kept]:
        """The readings whose rows make the dataset, in the order of the files."""
        for one, reading in self._readings(found):
            if reading.part:
                yield Kept(reading.number, reading.part, path_text(one.path))

    def _rows(self, found: Sequence[Outcome]) -> Iterator[Row]:
        """The rows of the table `files`, one for each."""
        read: set[str] = set()
        for one in found:
            row = one.file_row()
            if one.outcome:
                is_copy = one.outcome == "duplicate" and one.sha256 in read
                yield {**row, "report_id": one.sha256} if is_copy else row
                continue
            known = self.store.journal.known(*_key(one))
            assert known, "every file that was to be read has been"
            reading = known[0]
            if reading.outcome in _READ:
                read.add(reading.sha256)
                row["report_id"] = reading.sha256
            yield {**row, **{name: getattr(reading, name) for name in ("media_type", "outcome", "reason", "detail")}}


def _places(one: Outcome) -> set[Path]:
    """The file, and the archive that it lies in."""
    return {one.path, one.member[0]} if one.member else {one.path}


def _key(one: Outcome) -> tuple[str, str]:
    """What the reading of a file is known by: its bytes, and the ending of its name, which decides with them."""
    return one.sha256 or "", one.path.suffix.lower()
