"""The hidden folder of a dataset, `.baocao`: the journal, the parts and the logs of its runs."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from batch.journal import Journal, opened_journal
from normalize.parts import clear, gathered
from normalize.storage import STORE, writing

# parts of so few readings are small, and so many of them are too many
_SMALL, _MANY = 10, 50


@dataclass(frozen=True, slots=True)
class Store:
    """What a run keeps for the next one; no other run can open it meanwhile."""

    out: Path
    journal: Journal

    @property
    def parts(self) -> Path:
        """The folder of the parts."""
        return self.out / STORE / "parts"

    @property
    def logs(self) -> Path:
        """The folder of the logs, one folder for each run."""
        return self.out / STORE / "log"

    def tidy(self, numbers: Iterable[int]) -> None:
        """Keep these readings only: parts without any of them are removed, and of the others what else they hold."""
        self.journal.forget_but(numbers)
        for part, known in self.journal.parts().items():
            if not known:
                self.journal.lose(part)
            elif len(known) < self.journal.whole(part):
                self._put_together([part], known)
        clear(self.parts, self.journal.parts())

    def gather(self) -> None:
        """Put small parts together where there are many: files that take long close one each, as many to open later."""
        parts = self.journal.parts()
        small = [part for part, known in parts.items() if 0 < len(known) <= _SMALL]
        if len(small) < _MANY:
            return
        for start in range(0, len(small), _MANY):
            some = small[start : start + _MANY]
            self._put_together(some, [number for part in some for number in parts[part]])
        clear(self.parts, self.journal.parts())

    def _put_together(self, old: Sequence[str], readings: Sequence[int]) -> None:
        """These readings in a part of their own; the old parts are known no more."""
        gathered(self.parts, old, f"{old[0]}-", readings)
        self.journal.move(old, f"{old[0]}-")


@contextmanager
def opened_store(out: Path, afresh: bool = False) -> Iterator[Store]:
    """The store of a dataset's folder, ours until the end; `afresh` forgets all that was read.

    Raises StorageError where another run is at work there, or the disk is full or refuses.
    """
    with writing(out):
        for name in ("parts", "log"):
            (out / STORE / name).mkdir(parents=True, exist_ok=True)
    with opened_journal(out / STORE / "journal.sqlite", afresh) as journal:
        store = Store(out, journal)
        for part in journal.parts():
            if not (store.parts / part).is_dir():
                journal.lose(part)
        with writing(out):
            clear(store.parts, journal.parts())
        yield store
