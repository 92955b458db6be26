"""What an archivist should know of a file that was read: what was done to read it, and what else it holds."""

from collections.abc import Iterator, Sequence
from typing import Any

from extract.records import Document, Other, Report
from normalize.printing import path_text

NOT_APPLIED = "Đính chính chưa áp dụng"
"""How a note begins that says of a correction that it did not find its place."""


def file_row(document: Document, detail: str) -> dict[str, Any]:
    """The row of the table `files` for a file that was read, be it in part."""
    return {
        "path": path_text(document.path),
        "sha256": document.sha256,
        "size_bytes": document.size,
        "media_type": document.media_type,
        "outcome": "partial" if document.unread_pages else "ok",
        "reason": document.unread_why or None,
        "detail": detail or None,
        "report_id": document.sha256,
    }


def detail_of(report: Report, notes: Sequence[str] = ()) -> str:
    """What was done to read a file, its documents that were not read for figures, and notes; empty without any."""
    return " ".join([*report.document.repairs, *_others(report), *notes])


def _others(report: Report) -> Iterator[str]:
    if not report.others:
        return
    own = report.letterhead.document_type or "văn bản đầu tiên"
    others = ", ".join(_named(report, other) for other in report.others)
    yield f"Tệp có {len(report.others) + 1} văn bản: số liệu lấy từ {own}; không lấy từ {others}."


def _named(report: Report, other: Other) -> str:
    page = report.document.blocks[other.block].page
    return (other.type or "văn bản khác") + (f" (trang {page})" if page else "")
