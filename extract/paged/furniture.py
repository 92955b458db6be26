"""What is printed around the text of pages: their numbers, running headers, watermarks, rules made of signs."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise

import regex

from extract.paged.lines import Line

_PAGE_NUMBER = regex.compile(
    r"(?i)\W{0,2}(?:(?:trang|page)\s?(?:số\s?)?:?\s?)?\d{1,4}(?:\s?(?:/|of|trên)\s?\d{1,4})?\W{0,2}"
)
# Báo cáo kết quả năm 2024 - Trang 3/11: alike on all pages but for the number
_NUMBERED = regex.compile(r"(?i)(?:trang|page)\W{0,2}\d{1,4}(?:\s?/\s?\d{1,4})?")
_EDGE = 0.1
_LEAST_PAGES = 3
# in points: from a mark to its note
_INDENT = 40
# of the pages between its first and its last a watermark stands on so many
_NEARLY_ALL = 0.8
# of the lines of a document
_FEW = 0.25
_RULE_OF_SIGNS = regex.compile(r"[_\-–—.\s*]+")


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without page numbers, running headers and watermarks.

    A running header recurs at one height at the edge of three pages or more, and on a third at least of the
    pages between its first and its last; what recurs more rarely is text that happens to stand there. A watermark
    may stand anywhere, at one place to the point on nearly all pages.
    """
    edge = [line for line in lines if not _EDGE < line.base / line.page_height < 1 - _EDGE]
    running = _recurring(edge, _where, 1 / 3)
    dropped = {id(x) for x in edge if _where(x) in running}
    numbers = {id(x) for x in edge if _PAGE_NUMBER.fullmatch(x.text)}
    dropped |= numbers - _marks_of_notes(edge) if numbers else numbers
    dropped |= _watermarks(lines)
    return [x for x in lines if id(x) not in dropped and not _RULE_OF_SIGNS.fullmatch(x.text)]


def _marks_of_notes(lines: Sequence[Line]) -> set[int]:
    """The lines right beside which another begins, by identity: 1, and its note in the same row."""
    return {
        id(a)
        for a, b in pairwise(lines)
        if a.page == b.page and abs(a.base - b.base) < 0.5 * b.size and 0 < b.box[0] - a.box[2] < _INDENT
    }


def _watermarks(lines: Sequence[Line]) -> set[int]:
    """The lines that are watermarks, by identity; of pages that are alike otherwise nothing is one."""
    often = Counter(line.text for line in lines)
    repeated = [line for line in lines if often[line.text] >= _LEAST_PAGES]
    marks = _recurring(repeated, _place, _NEARLY_ALL)
    found = {id(line) for line in repeated if _place(line) in marks}
    return found if len(found) <= _FEW * len(lines) else set()


def _recurring(lines: Iterable[Line], at: Callable[[Line], Hashable], share: float) -> set[Hashable]:
    """What stands on three pages or more, and on this share of the pages from its first to its last."""
    pages: dict[Hashable, set[int]] = {}
    for line in lines:
        pages.setdefault(at(line), set()).add(line.page)
    return {
        where for where, on in pages.items() if len(on) >= _LEAST_PAGES and len(on) >= share * (max(on) - min(on) + 1)
    }


def _where(line: Line) -> tuple[str, int]:
    """A line's text and its height on the page, to four points."""
    return _NUMBERED.sub("", line.text), round(line.base / 4)


def _place(line: Line) -> tuple[str, int, int]:
    """A line's text and where it begins, to the point."""
    return line.text, round(line.box[0]), round(line.base)
