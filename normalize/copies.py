"""The same report in two files counts once: docx before pdf before ocr, what has number and date before a draft."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import regex

from extract.text import key

Row = dict[str, Any]
Identity = tuple[Any, ...]
Figures = Callable[[str], Counter[Identity]]

_ORDER = {"docx": 0, "pdf": 1, "mixed": 2, "ocr": 3}
_PRINTED = ("issuer", "superior", "number", "symbol", "date", "title")
_PERIOD = ("period_kind", "period_start", "period_end")
NEEDED = ("report_id", "path", "text_source", *_PRINTED, *_PERIOD)
"""The columns of reports by which copies are known, besides the imprint of their text."""
FIGURE = ("value", "unit", "role")
"""What of a figure two copies have in common."""

# two reports of one template differ in their figures: so many must be alike, and this share of the longer list
_LEAST_FIGURES, _ALIKE = 5, 0.9
# a text of fewer letters and digits tells no report from another
_LEAST_TEXT = 40
_NO_TEXT = regex.compile(r"[^\p{L}\p{N}]+")


def originals(reports: Iterable[Row], figures_of: Figures) -> dict[str, str]:
    """For every report that is a copy of another, the report_id of that one.

    Copies have the same letterhead (issuer, the body above it, number, symbol, date and title, with date and title
    printed); or the same title and period, no cell of the letterhead in contradiction, and nearly equal figures, as
    a draft whose number and date were left blank; or the same text throughout, by its `imprint`. The figures of a
    report are asked for where they decide.
    """
    known = _Known(figures_of)
    found: dict[str, str] = {}
    for row in sorted(reports, key=_rank):
        if original := known.original_of(row):
            found[row["report_id"]] = original
        else:
            known.add(row)
    return found


def imprint(blocks: Iterable[Row]) -> str | None:
    """What stands for the letters and digits of a text; None for one that is too short to tell reports apart."""
    bare = _NO_TEXT.sub("", "".join(block["text"] or "" for block in blocks).lower())
    return hashlib.sha256(bare.encode()).hexdigest() if len(bare) >= _LEAST_TEXT else None


def _rank(row: Row) -> tuple[int, int, str]:
    blank = sum(not row[name] for name in ("number", "date"))
    return blank, _ORDER.get(row["text_source"], 9), row["path"]


class _Known:
    """The reports that are no copies, found again by letterhead, by title and period, and by text."""

    def __init__(self, figures_of: Figures) -> None:
        self._figures_of = figures_of
        self._by_letterhead: dict[Identity, str] = {}
        self._by_title: dict[Identity, list[tuple[str, Identity]]] = defaultdict(list)
        self._by_text: dict[str, str] = {}

    def original_of(self, row: Row) -> str | None:
        """The known report of which this is a copy."""
        said = _letterhead(row)
        found = self._by_letterhead.get(said) if _is_named(row) else None
        return found or self._with_its_figures(row, said) or self._by_text.get(row["imprint"] or "")

    def add(self, row: Row) -> None:
        """From now on the report is known."""
        said, own = _letterhead(row), row["report_id"]
        if _is_named(row):
            self._by_letterhead[said] = own
        if row["title"]:
            self._by_title[_title(row)].append((own, said))
        if row["imprint"]:
            self._by_text.setdefault(row["imprint"], own)

    def _with_its_figures(self, row: Row, said: Identity) -> str | None:
        # what is complete stands before what is not: all who are known are complete as well, and none agrees
        asked = row["title"] and not (row["number"] and row["date"])
        candidates = self._by_title.get(_title(row), ()) if asked else ()
        return next((c for c, other in candidates if _agree(other, said) and self._alike(c, row["report_id"])), None)

    def _alike(self, one: str, other: str) -> bool:
        """True when two reports have nearly all their figures in common."""
        first, second = self._figures_of(one), self._figures_of(other)
        common = (first & second).total()
        return common >= _LEAST_FIGURES and common >= _ALIKE * max(first.total(), second.total())


def _is_named(row: Row) -> bool:
    return bool(row["date"] and row["title"])


def _letterhead(row: Row) -> Identity:
    return tuple(_said(row, name) for name in _PRINTED)


def _title(row: Row) -> Identity:
    return _said(row, "title"), *(row[name] for name in _PERIOD)


def _agree(one: Identity, other: Identity) -> bool:
    """True when no cell is printed differently in both; a number or a date must be blank in one of them."""
    blank = any(not (one[i] and other[i]) for i in _MAY_BE_BLANK)
    return blank and all(not a or not b or a == b for a, b in zip(one, other, strict=True))


_MAY_BE_BLANK = tuple(_PRINTED.index(name) for name in ("number", "date"))


def _said(row: Row, name: str) -> str:
    return key(" ".join(str(row[name] or "").split()))
