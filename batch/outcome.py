"""What becomes of a file: its outcome, known before it is read or to come."""

import hashlib
import stat
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from extract.page_files import checksum, pages_in
from extract.source import no_file, unopened
from normalize.printing import one_line, path_text

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: one outcome of the closed vocabulary, and its rows if it was read.

    An empty outcome is one to come. `member` is the archive in which the file lies, and its place there. `seen`: an
    earlier batch of the same watch summed it up, and it has not changed since.
    """

    path: Path
    outcome: str
    reason: str | None = None
    detail: str | None = None
    sha256: str | None = None
    size: int | None = None
    rows: Rows = field(default_factory=dict)
    report_id: str | None = None
    member: tuple[Path, int] | None = None
    seen: bool = False

    def file_row(self) -> dict[str, Any]:
        """The row of the table `files` for a file that was not read; a duplicate names its original's report."""
        return {
            "path": path_text(self.path),
            "sha256": self.sha256,
            "size_bytes": self.size,
            "media_type": None,
            "outcome": self.outcome,
            "reason": self.reason,
            "detail": self.detail,
            "report_id": self.report_id,
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file; `part` holds its rows, if it has any. `secret`: it bears a mark of secrecy."""

    number: int
    sha256: str
    suffix: str
    size: int | None
    media_type: str | None
    outcome: str
    reason: str | None
    detail: str | None
    pages: int
    secret: bool
    part: str | None = None


def looked_at(file: Path | Outcome, first: dict[str, Path]) -> Outcome:
    """The file's outcome where it need not be read; else one that is still empty, with checksum and size."""
    found = file if isinstance(file, Outcome) else summed_up(file)
    if found.outcome or found.sha256 is None:
        return found
    if found.size and found.sha256 in first:
        detail = f"Trùng nội dung với {one_line(str(first[found.sha256]))}"
        return replace(found, outcome="duplicate", detail=detail)
    first[found.sha256] = found.path
    return found


def summed_up(path: Path) -> Outcome:
    """Checksum and size of a file, and no outcome yet; that of one which cannot be opened."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode) and (pages := pages_in(path)):
            sha256, size = checksum(pages)
            return Outcome(path, "", sha256=sha256, size=size)
        if not stat.S_ISREG(status.st_mode):
            return Outcome(path, "quarantined", "unreadable", no_file(status.st_mode))
        return Outcome(path, "", sha256=_sha256(path), size=status.st_size)
    except (OSError, ValueError) as error:
        return Outcome(path, "quarantined", "unreadable", unopened(error))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
