"""The files of a folder that is watched: which have come whole, which are still being written, which are gone.

The folder is looked through again and again, since no system tells what others do on a network's disk. A file is
whole when its size and the time of its last change have stayed as they are for a while, and it can be opened; clocks
of other computers are not asked.
"""

import stat
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from batch.find import NotFoundError, find_files
from batch.intake import Taken
from batch.outcome import Outcome
from extract.page_files import pages_in
from normalize.speech import say

Sign = tuple[tuple[str, int, int], ...]
"""Names, sizes and times of change of what makes a report; of none that can be opened, nothing."""

# what browsers, mail and copying programs call a file that is not whole yet
_PARTIAL = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".opdownload")
# how long whole files wait for others that are being written, and one that nobody may open for its turn
_PATIENCE = 60.0
# when a file that could be opened and not be read is tried again
_AGAIN = 600.0
_BEING_WRITTEN = "Tệp đang được ghi hoặc chép đến. Tệp sẽ được đọc khi đã ghi xong."


class AwayError(Exception):
    """The folder cannot be reached, or what it held: a network's disk, a stick. The message says so."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The files of a folder as a run takes them, which came or changed, and the signs of those that are whole."""

    files: list[Path | Outcome]
    arrived: list[Path]
    signs: dict[Path, Sign]
    passed_over: Counter[str]


class Arrivals:
    """Looks through a folder and remembers what was taken up."""

    def __init__(self, folder: Path, settle: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.settle = settle
        self._folder = folder
        self._clock = clock
        self._since: dict[Path, tuple[Sign, float]] = {}
        self._taken: dict[Path, Sign] = {}
        self._known: dict[Path, Outcome] = {}
        self._changed: float | None = None

    def look(self) -> Batch | None:
        """What is to be taken up now; None where nothing has come, or it is not whole. Raises AwayError."""
        signs, passed_over = self._signs()
        now = self._clock()
        self._since = {path: self._still(path, sign, now) for path, sign in signs.items()}
        # what failed and is put off holds up nothing
        new = {p for p, sign in signs.items() if self._taken.get(p) != sign and self._since[p][1] <= now}
        gone = self._taken.keys() - signs.keys()
        if not new and not gone:
            self._changed = None
            return None
        whole = {path for path in new if self._is_whole(path, now)}
        return self._batch(signs, new, whole, passed_over) if self._is_due(bool(gone), whole, new, now) else None

    def took(self, batch: Batch, taken: Taken) -> None:
        """Remember what a run took up; what changed meanwhile, and what could not be read though it opens, comes again.

        Archives are remembered by their signs alone: whether one is the copy of another is asked of all together.
        """
        again = self._clock() + _AGAIN
        failed = {one.path for one in taken.files if not one.sha256 and batch.signs.get(one.path)}
        self._since |= {path: (batch.signs[path], again) for path in failed}
        self._taken = {path: sign for path, sign in batch.signs.items() if path not in failed.union(taken.changed)}
        files = (one for one in taken.files if one.sha256 and one.path in self._taken and not _is_archive(one.path))
        self._known = {one.path: replace(one, outcome="", detail=None, seen=True) for one in files}
        self._changed = None

    def _signs(self) -> tuple[dict[Path, Sign], Counter[str]]:
        try:
            found = find_files([self._folder])
        except NotFoundError as error:
            self._forget_times()
            raise AwayError(say("away", folder=self._folder)) from error
        paths = [path for path in found.paths if path.suffix.lower() not in _PARTIAL]
        if partial := len(found.paths) - len(paths):
            found.passed_over["partial_name"] = partial
        signs = {path: self._sign(path) for path in paths}
        if self._is_away(signs):
            self._forget_times()
            raise AwayError(say("away", folder=self._folder))
        return signs, found.passed_over

    def _forget_times(self) -> None:
        """What comes back may have come back in part."""
        self._since, self._changed = {}, None

    def _sign(self, path: Path) -> Sign:
        """The sign of a file; one that has not been taken up is opened, since programs lock what they write."""
        try:
            sign = _sign(path)
            if sign and self._taken.get(path) != sign and path.is_file():
                path.open("rb").close()
        except (OSError, ValueError):
            return ()
        return sign

    def _is_away(self, signs: Mapping[Path, Sign]) -> bool:
        """Whether files are missing since their folder is: a disk that is gone leaves an empty one, or none at all."""
        shut = {path for path, sign in signs.items() if not sign}
        lost = self._taken.keys() - signs.keys()
        return self._folder in shut or (bool(lost) and (not signs or _any_below(lost, shut)))

    def _still(self, path: Path, sign: Sign, now: float) -> tuple[Sign, float]:
        """The sign of a file and since when it has been so."""
        known = self._since.get(path)
        return known if known and known[0] == sign else (sign, now)

    def _is_whole(self, path: Path, now: float) -> bool:
        sign, since = self._since[path]
        return now - since >= (self.settle if sign else max(self.settle, _PATIENCE))

    def _is_due(self, some_gone: bool, whole: set[Path], new: set[Path], now: float) -> bool:
        """Whether to begin: something is whole, or gone and not only being replaced; the rest has been waited for."""
        if not whole and not some_gone:
            return False
        if self._changed is None:
            self._changed = now
        wait = _PATIENCE if len(whole) < len(new) else self.settle if some_gone else 0
        return now - self._changed >= wait

    def _batch(self, signs: dict[Path, Sign], new: set[Path], whole: set[Path], passed_over: Counter[str]) -> Batch:
        """The batch; what is still being written is accounted for, and comes when it is whole."""
        waiting = new - whole
        files: list[Path | Outcome] = []
        for path, sign in signs.items():
            if path in waiting:
                files.append(Outcome(path, "quarantined", "unreadable", _BEING_WRITTEN))
            else:
                files.append(self._known.get(path, path) if self._taken.get(path) == sign else path)
        settled = {path: sign for path, sign in signs.items() if path not in waiting}
        return Batch(files, [path for path in signs if path in whole], settled, passed_over)


def _sign(path: Path) -> Sign:
    """The sign of a file, or of the pages of a report; nothing of a folder that holds none."""
    is_folder = stat.S_ISDIR(path.stat().st_mode)
    found = [(page.name, page.stat()) for page in (pages_in(path) if is_folder else [path])]
    return tuple((name, status.st_size, status.st_mtime_ns) for name, status in found)


def _is_archive(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _any_below(paths: Iterable[Path], folders: set[Path]) -> bool:
    return any(not folders.isdisjoint(path.parents) for path in paths)
