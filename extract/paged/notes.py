"""Footnotes: small print at the foot of a page that begins with a mark → blocks of kind `note`, behind all text.

The sentence above goes on over the page break; a note that the page break cuts goes on below the text of the next page.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import regex

from extract.paged.lines import Fonts, Line, block_of
from extract.paged.small_print import MARKS, is_mark
from extract.paragraphs import goes_on
from extract.records import Block

# of the size of the text notes have so much at most; where their marks are raised less difference tells
_SMALLER, _SMALL = 0.97, 0.9
# 1 Báo cáo số …, (1) Báo cáo …, or 1 alone, its text further to the right: a mark that is not raised
_PLAIN = regex.compile(r"([(\[]?)(\d{1,3})(?=[)\]]?(?:\s?[\p{L}“\"]|$))")
_RAISED = str.maketrans("0123456789", MARKS)


def take_notes(lines: Sequence[Line], fonts: Fonts) -> tuple[list[Line], list[Block]]:
    """The lines without the notes at the foot of their pages, and the notes in the order of the pages."""
    size = _size_of_text(lines)
    if not any(line.size < _SMALLER * size for line in lines):
        return list(lines), []
    rest: list[Line] = []
    notes: list[list[Line]] = []
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        text, small = _parted(page, size)
        found = _notes_among(small, text, size, notes[-1][-1] if notes else None)
        taken = {id(line) for line in small[len(small) - len(found) :]}
        rest += [line for line in page if id(line) not in taken]
        for line in found:
            if notes and not is_mark(line.text.lstrip("([")[0]):
                notes[-1].append(line)
            else:
                notes.append([line])
    return rest, [replace(block_of(group, fonts), kind="note") for group in notes]


def _parted(page: Sequence[Line], size: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page down to the last one that is as large as the text, and the small ones below it."""
    end = max((line.base for line in page if line.size >= _SMALLER * size), default=0.0)
    small = [line for line in page if line.base > end and line.size < _SMALLER * size]
    if not small:
        return list(page), []
    taken = {id(line) for line in small}
    return [line for line in page if id(line) not in taken], small


def _notes_among(small: Sequence[Line], text: Sequence[Line], size: float, last: Line | None) -> list[Line]:
    """The small lines from the first that begins a note, or all where they go on with that of the page before."""
    said = "".join(line.text for line in text) if small else ""
    marked = [_marked(line, said, size) for line in small]
    if last and small and last.page == small[0].page - 1 and goes_on(last.text, small[0].text):
        return marked
    first = next((at for at, line in enumerate(marked) if is_mark(line.text.lstrip("([")[:1])), len(small))
    return marked[first:]


def _marked(line: Line, said: str, size: float) -> Line:
    """The line; a mark that begins it is raised, also where it was printed as a number, if the text above has it."""
    plain = _PLAIN.match(line.text)
    if not plain or line.size >= _SMALL * size:
        return line
    mark = plain[2].translate(_RAISED)
    return replace(line, text=plain[1] + mark + line.text[plain.end() :]) if mark in said else line


def _size_of_text(lines: Sequence[Line]) -> float:
    """The size in which most letters of a document are printed."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)
