"""The shape of a row of `rules/corrections.toml`, and the texts in which what it corrects can stand.

A correction names the report (by its checksum, or by issuer, number, symbol and date), what is printed (`raw`) and
where (`task_path` and `item`, or the `sentence`), the value that is to be used, why, and who decided that and when. All
of it is asked for when the rules are loaded: a decision that cannot be told from a slip of the pen is used by nobody.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import regex

from extract.text import clean

if TYPE_CHECKING:
    from extract.rules import Row

KEYS = {
    "report", "issuer", "number", "symbol", "date", "raw", "task_path", "item", "sentence", "value", "of", "high",
    "unit", "reason", "decided_by", "decided_on",
}  # fmt: skip
"""The keys that only this table has."""
LETTERHEAD = ("issuer", "number", "symbol", "date")
"""What names a report in every copy of it."""
PLACE = ("report", *LETTERHEAD, "raw", "task_path", "item", "sentence")
"""What tells one place in one report."""
NUMERALS = ("value", "of", "high")
"""The numbers of a figure that a correction may give, written as Vietnamese print has them: 1.234,5."""

_NEEDED = ("raw", "value", "reason", "decided_by", "decided_on")
_DATES = ("date", "decided_on")
_CHECKSUM = regex.compile(r"[0-9a-f]{64}")
_NUMERAL = regex.compile(r"[-+]?(?:\d{1,3}(?:\.\d{3})+|\d{1,20})(?:,\d{1,9})?")


def wrong_shape(row: Mapping[str, Any]) -> str:
    """What is missing or wrong in a row, and what to write; empty where it can be used."""
    if missing := [name for name in _NEEDED if not row.get(name)]:
        return f"thiếu {', '.join(missing)}; ghi thêm vào dòng"
    if ("report" in row) == any(name in row for name in LETTERHEAD):
        return f"ghi report (mã SHA-256 của tệp), hoặc đủ {', '.join(LETTERHEAD)}; không ghi cả hai"
    if "report" not in row and not all(row.get(name) for name in LETTERHEAD):
        return f"chưa đủ {', '.join(LETTERHEAD)}; ghi đủ cả bốn"
    if not (row.get("task_path") or row.get("sentence")):
        return "thiếu chỗ đứng của số liệu; ghi task_path hoặc sentence như trong bảng figures"
    return _wrong_value(row)


def _wrong_value(row: Mapping[str, Any]) -> str:
    for name, value in row.items():
        if name in _DATES and (not isinstance(value, date) or isinstance(value, datetime)):
            return f"{name} phải là ngày, không có dấu nháy: {name} = 2024-01-31"
        if name == "item" and not (isinstance(value, int) and value > 0):
            return "item phải là số nguyên từ 1, không có dấu nháy"
        if name in KEYS - {*_DATES, "item"} and not isinstance(value, str):
            return f"{name} phải là chữ trong dấu nháy"
        if name in NUMERALS and not _NUMERAL.fullmatch(value):
            return f'{name} = "{value}" không phải số; viết như bản in: "1.234,5"'
    if not _CHECKSUM.fullmatch(row.get("report", "0" * 64)):
        return "report phải là 64 ký tự mã SHA-256, chép từ cột report_id"
    return ""


def holds(row: "Row", text: str) -> bool:
    """True where what a row corrects stands in a text as a whole, and the row's sentence with it."""
    whole = rf"(?<![\p{{L}}\p{{N}}]|\d[.,]){regex.escape(row['raw'])}(?![\p{{L}}\p{{N}}]|[.,]\d)"
    return clean(row.get("sentence")) in text and regex.search(whole, text) is not None
