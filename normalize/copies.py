"""The same report in two files counts once: docx before pdf before ocr."""

from typing import Any

from extract.text import key

Row = dict[str, Any]

_ORDER = {"docx": 0, "pdf": 1, "mixed": 2, "ocr": 3}
_SAME = ("issuer", "superior", "number", "symbol", "date", "title")


def mark_copies(reports: list[Row]) -> None:
    """Set `same_as` of every report that is a copy of another to that one's report_id, in place.

    Copies agree in issuer, the body above it, number, symbol, date and title; a report without date or title has none.
    """
    first: dict[tuple[str, ...], Row] = {}
    for row in sorted(reports, key=lambda r: (_ORDER.get(r["text_source"], 9), r["path"])):
        row["same_as"] = None
        if not row["date"] or not row["title"]:
            continue
        identity = tuple(key(" ".join(str(row[name] or "").split())) for name in _SAME)
        original = first.setdefault(identity, row)
        if original is not row:
            row["same_as"] = original["report_id"]
