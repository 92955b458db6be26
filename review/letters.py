"""The papers that go to the offices: for each report with findings a sheet, for a Word file also a copy with comments.

They are made from the stored dataset. Only the copy needs the file itself, and `commented` opens it elsewhere.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import regex

from extract.records import DOCX
from normalize.listing import ordered
from normalize.printing import one_line
from normalize.storage import StorageError, unwritable
from review.sheet import sheet
from review.sheet_text import recomputed_of

Row = dict[str, Any]
Commented = Callable[[Path, str, list[Row]], tuple[bytes, str]]
"""Path and checksum of a Word file, and what to say in it → its copy, or why there is none."""

SHEET, COPY = "phiếu rà soát", "có nhận xét"
# what no name of a file on Windows may hold
_FORBIDDEN = regex.compile(r'[\\/:*?"<>|\p{Cc}]')
# a name may have 255 bytes
_MOST_BYTES = 180


def letters(
    findings: Sequence[Row],
    tables: Mapping[str, Sequence[Row]],
    blocks: Mapping[tuple[str, int], Row],
    folder: Path,
    commented: Commented,
) -> Iterator[tuple[Path | None, str]]:
    """What was written into the folder, one after the other, or a sentence that says what could not be.

    `tables` holds reports and files, `blocks` those with findings by report and number.
    """
    media = {f["report_id"]: f["media_type"] for f in tables["files"] if f["media_type"]}
    own: dict[str, list[Row]] = defaultdict(list)
    for finding in ordered(findings):
        own[finding["report_id"]].append(finding)
    names = file_names([r for r in tables["reports"] if not r["same_as"]])
    for report in (r for r in tables["reports"] if own[r["report_id"]]):
        asked, name = own[report["report_id"]], names[report["report_id"]]
        within = {number: block for (of, number), block in blocks.items() if of == report["report_id"]}
        yield _written(folder / f"{name} - {SHEET}.docx", sheet(report, asked, within)), ""
        if media.get(report["report_id"]) == DOCX:
            remarks = [_remark(finding, within) for finding in asked]
            copy, why = commented(Path(report["path"]), report["sha256"], remarks)
            yield (_written(folder / f"{name} - {COPY}.docx", copy), "") if copy else (None, why)


def _remark(finding: Row, blocks: Mapping[int, Row]) -> Row:
    """What to say in the copy and where; what has no place of its own is said of the whole paper."""
    lines = [one_line(finding["message_vi"])]
    if finding["recomputed"]:
        lines.append(f"Tính lại: {' '.join(recomputed_of(finding))}.")
    block = blocks.get(finding["block"], {})
    return {
        "block": -1 if finding["block"] is None else finding["block"],
        "start": finding["start"] or 0,
        "end": finding["end"] or 0,
        "text": block.get("text") or "",
        "lines": lines,
    }


def file_names(reports: Sequence[Row]) -> dict[str, str]:
    """A name for what is written of each report: that of its file, with the folder's where several bear it."""
    paths = {
        r["report_id"]: [p for p in r["path"].replace("\\", "/").split("/") if p not in ("", ".")] for r in reports
    }
    names = {report: _safe(Path(parts[-1]).stem) for report, parts in paths.items()}
    for parts_shown in (2, 3):
        taken = Counter(name.casefold() for name in names.values())
        for report, parts in paths.items():
            if taken[names[report].casefold()] > 1:
                names[report] = _safe(" - ".join([*parts[-parts_shown:-1], Path(parts[-1]).stem]))
    taken = Counter(name.casefold() for name in names.values())
    return {r: name if taken[name.casefold()] == 1 else f"{name} - {r[:8]}" for r, name in names.items()}


def _safe(name: str) -> str:
    """A name that every disk takes."""
    return _FORBIDDEN.sub("_", name).encode()[:_MOST_BYTES].decode("utf-8", "ignore").strip(" .") or "báo cáo"


def _written(path: Path, data: bytes) -> Path:
    """Where the bytes are now: what somebody has filled in under this name is left alone."""
    place, number = path, 1
    while place.exists() and not (place.is_file() and place.read_bytes() == data):
        number += 1
        place = path.with_name(f"{path.stem} ({number}){path.suffix}")
    if not place.exists():
        _write(place, data)
    return place


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    fresh = path.with_name(f".{os.getpid()}.tmp")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        raise StorageError(unwritable(path.parent, error)) from error
    finally:
        fresh.unlink(missing_ok=True)
