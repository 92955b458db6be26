"""The hidden folder of a dataset, `.baocao`: the journal, the parts and the logs of its runs."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from batch.journal import Journal, opened_journal
from normalize.parts import clear, thinned
from normalize.storage import STORE, writing


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
                thinned(self.parts, part, f"{part}-", known)
                self.journal.move(part, f"{part}-")
        clear(self.parts, self.journal.parts())


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
