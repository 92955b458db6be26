"""What an archivist should know of a file that was read: that it holds other documents beside the report."""

from extract.records import Other, Report


def detail_of(report: Report) -> str:
    """The documents of a file that were not read for figures, with their pages; empty where it holds one document."""
    if not report.others:
        return ""
    own = report.letterhead.document_type or "văn bản đầu tiên"
    others = ", ".join(_named(report, other) for other in report.others)
    return f"Tệp có {len(report.others) + 1} văn bản: số liệu lấy từ {own}; không lấy từ {others}."


def _named(report: Report, other: Other) -> str:
    page = report.document.blocks[other.block].page
    return (other.type or "văn bản khác") + (f" (trang {page})" if page else "")
