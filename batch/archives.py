"""The archives among the files of a run: each gives way to the files in it, which a child has listed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from batch.find import is_clutter, order
from batch.local import run
from batch.outcome import Outcome

_NOTHING = "Tệp nén không có tệp nào để đọc. Kiểm tra lại bản gốc."


def with_members(
    paths: Sequence[Path | Outcome], target: str, passed_over: Counter[str], **limits: Any
) -> list[Path | Outcome]:
    """The files of a run; in place of each ZIP archive the files in it, under the archive's path, in their order.

    An archive that cannot be opened, or is a copy of another, stands for itself with its outcome, and so does what is
    given as an outcome. `target` lists an archive in the child; what Office and the systems leave behind is passed over
    and counted.
    """
    archives = [path for path in paths if isinstance(path, Path) and path.suffix.lower() == ".zip"]
    listed = {outcome.path: outcome for outcome in run(archives, target, {}, **limits)}
    files: list[Path | Outcome] = []
    for path in paths:
        known = listed.get(path) if isinstance(path, Path) else None
        files += _opened(known, passed_over) if known else [path]
    return files


def _opened(archive: Outcome, passed_over: Counter[str]) -> list[Path | Outcome]:
    if archive.outcome != "ok":
        return [replace(archive, report_id=None)]
    rows = archive.rows["members"]
    if not rows:  # some other file under the name of an archive
        return [archive.path]
    found = sorted(_members(archive.path, rows, passed_over), key=lambda member: order(member.path))
    return [*found] or [Outcome(archive.path, "quarantined", "nothing_to_read", _NOTHING, archive.sha256, archive.size)]


def _members(path: Path, rows: Sequence[dict[str, Any]], passed_over: Counter[str]) -> Iterator[Outcome]:
    for row in rows:
        inner = PurePosixPath(row["path"])
        if any(is_clutter(part, passed_over) for part in inner.parts):
            continue
        outcome = "quarantined" if row["reason"] else ""
        own = (path / inner, outcome, row["reason"], row["detail"], row["sha256"], row["size_bytes"])
        yield Outcome(*own, member=(path, row["index"]))
