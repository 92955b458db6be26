"""The same report in two files counts once: docx before pdf before ocr, what has number and date before a draft."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extract.text import key

Row = dict[str, Any]
Identity = tuple[Any, ...]

_ORDER = {"docx": 0, "pdf": 1, "mixed": 2, "ocr": 3}
_PRINTED = ("issuer", "superior", "number", "symbol", "date", "title")
_PERIOD = ("period_kind", "period_start", "period_end")
# two reports of one template differ in their figures: so many must be alike, and this share of the longer list
_LEAST_FIGURES, _ALIKE = 5, 0.9
# a text of fewer letters and digits tells no report from another
_LEAST_TEXT = 40


def mark_copies(tables: Mapping[str, Sequence[Row]]) -> None:
    """Set `same_as` of every report that is a copy of another to that one's report_id, in place.

    Copies have the same letterhead (issuer, the body above it, number, symbol, date and title, with date and title
    printed); or the same title and period, no cell of the letterhead in contradiction, and nearly equal figures, as
    a draft whose number and date were left blank; or the same text throughout. `tables` holds the rows of reports,
    figures and blocks.
    """
    known = _Known(tables.get("figures", ()), tables.get("blocks", ()))
    for row in sorted(tables["reports"], key=_rank):
        original = known.original_of(row)
        row["same_as"] = original["report_id"] if original else None
        if not original:
            known.add(row)


def _rank(row: Row) -> tuple[int, int, str]:
    blank = sum(not row[name] for name in ("number", "date"))
    return blank, _ORDER.get(row["text_source"], 9), row["path"]


class _Known:
    """The reports that are no copies, found again by letterhead, by title and period, and by text."""

    def __init__(self, figures: Iterable[Row], blocks: Iterable[Row]) -> None:
        self._figures: dict[str, Counter[Identity]] = defaultdict(Counter)
        for figure in figures:
            self._figures[figure["report_id"]][(figure["value"], figure["unit"], figure["role"])] += 1
        texts: dict[str, list[str]] = defaultdict(list)
        for block in blocks:
            texts[block["report_id"]].append(block["text"] or "")
        self._texts = {report: text for report, said in texts.items() if (text := _digest(said))}
        self._by_letterhead: dict[Identity, Row] = {}
        self._by_title: dict[Identity, list[Row]] = defaultdict(list)
        self._by_text: dict[str, Row] = {}

    def original_of(self, row: Row) -> Row | None:
        """The known report of which this is a copy."""
        found = self._by_letterhead.get(_letterhead(row)) if _is_named(row) else None
        return found or self._with_its_figures(row) or self._by_text.get(self._texts.get(row["report_id"], ""))

    def add(self, row: Row) -> None:
        """From now on the report is known."""
        if _is_named(row):
            self._by_letterhead[_letterhead(row)] = row
        if row["title"]:
            self._by_title[_title(row)].append(row)
        if text := self._texts.get(row["report_id"]):
            self._by_text.setdefault(text, row)

    def _with_its_figures(self, row: Row) -> Row | None:
        candidates = self._by_title.get(_title(row), ()) if row["title"] else ()
        return next((c for c in candidates if _agree(c, row) and self._alike(c, row)), None)

    def _alike(self, one: Row, other: Row) -> bool:
        """True when two reports have nearly all their figures in common."""
        first, second = self._figures[one["report_id"]], self._figures[other["report_id"]]
        common = (first & second).total()
        return common >= _LEAST_FIGURES and common >= _ALIKE * max(first.total(), second.total())


def _is_named(row: Row) -> bool:
    return bool(row["date"] and row["title"])


def _letterhead(row: Row) -> Identity:
    return tuple(_said(row, name) for name in _PRINTED)


def _title(row: Row) -> Identity:
    return _said(row, "title"), *(row[name] for name in _PERIOD)


def _agree(one: Row, other: Row) -> bool:
    """True when no cell is printed differently in both; a number or a date must be blank in one of them."""
    pairs = [(_said(one, name), _said(other, name)) for name in _PRINTED]
    blank = any(not (one[name] and other[name]) for name in ("number", "date"))
    return blank and all(not a or not b or a == b for a, b in pairs)


def _said(row: Row, name: str) -> str:
    return key(" ".join(str(row[name] or "").split()))


def _digest(texts: Iterable[str]) -> str:
    """What stands for the letters and digits of a text; empty for one that is too short to tell reports apart."""
    bare = "".join(c for c in "".join(texts).lower() if c.isalnum())
    return hashlib.sha256(bare.encode()).hexdigest() if len(bare) >= _LEAST_TEXT else ""
