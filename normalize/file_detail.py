"""What an archivist should know of a file that was read: what was done to read it, and what else it holds."""

from collections.abc import Iterator, Sequence

from extract.records import Other, Report

NOT_APPLIED = "Đính chính chưa áp dụng"
"""How a note begins that says of a correction that it did not find its place."""


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
