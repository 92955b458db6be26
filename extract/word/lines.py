"""The lines of a paragraph that are paragraphs of their own: broken by hand, or set in two columns by a tab."""

from collections.abc import Iterator

import regex

from extract.labels import read_label
from extract.paragraphs import is_upper
from extract.text import clean

# A line broken by hand (Shift+Enter) that begins an entry of a list.
_ENTRY = regex.compile(r"\s*(?:[-+*•–]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s)")
_STOPS = (".", ";", ":", "!", "?")
_TABS = regex.compile(r"(?<=\S)[ ]*\t[\t ]*(?=\S)")
_MARKS = ("-", "–", "+")
_LONGEST = 500


class Lines:
    """Tells the lines of one paragraph after another; columns that tabs make go on from paragraph to paragraph."""

    def __init__(self) -> None:
        self._in_columns = False

    def parts(self, raw: str, laid_out: bool) -> Iterator[tuple[int, int]]:
        """Begin and end of every line that is a paragraph; `laid_out` in a cell of a table without rules."""
        begin = 0
        for at in [*(_breaks(raw, laid_out) if "\n" in raw else ()), len(raw)]:
            yield from self._columns(raw, begin, at)
            begin = at

    def _columns(self, raw: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """One line, or the two columns of a letterhead or signature: Nơi nhận:⇥TM. ỦY BAN NHÂN DÂN."""
        gaps = list(_TABS.finditer(raw, begin, end)) if "\t" in raw else []
        if gaps and (self._in_columns or _opens_columns(clean(raw[begin:end]), clean(raw[gaps[-1].end() : end]))):
            self._in_columns = True
            yield begin, gaps[-1].start()
            yield gaps[-1].end(), end
            return
        line = raw[begin:end]
        if line.strip() and not gaps and not line.startswith("\t") and not line.lstrip().startswith(_MARKS):
            self._in_columns = False
        yield begin, end


def _opens_columns(line: str, right: str) -> bool:
    """True where the right half is in capitals and the left is more than a number: UBND XÃ X⇥CỘNG HÒA …"""
    if not is_upper(right) or " " not in right or any(map(str.isdigit, right)):
        return False
    label = read_label(line)
    return not label or label.scheme == "mark" or label.end < len(line) - len(right)


def _breaks(raw: str, laid_out: bool) -> Iterator[int]:
    """Where a line break ends a paragraph."""
    begin = 0
    for at in [i for i, char in enumerate(raw) if char == "\n"]:
        end = raw.find("\n", at + 1)
        # of a longer line the end tells enough
        before = clean(raw[max(begin, at - _LONGEST) : at])
        after = clean(raw[at + 1 : end if end >= 0 else len(raw)])
        if laid_out or not after or _ENTRY.match(raw, at + 1) or _is_new(before, after):
            yield at
            begin = at


def _is_new(before: str, after: str) -> bool:
    """True behind a stop, and between capitals and small letters: BÁO CÁO / Tình hình kinh tế."""
    if before.endswith(_STOPS):
        return after[0].isupper()
    if is_upper(before) == is_upper(after) or not before:
        return False
    return is_upper(after) or read_label(before) is None
