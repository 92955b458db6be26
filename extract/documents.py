"""The documents of one file: a letter that sends a report, the report, its annexes, what was bound behind it.

A document begins with a letterhead of its own where the one before it has ended. A cover page and the title repeated
behind it are one document; an annex belongs to the report, also where it has a small letterhead.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import regex

from extract.heads import REPORT, Head, find_heads, is_of_letter
from extract.labels import Label, read_label
from extract.records import Block
from extract.rules import Rules
from extract.signature import is_of_end
from extract.text import key
from extract.title import CONTENTS, find_type, read_title

LETTER = "CÔNG VĂN"
_ATTACHED = regex.compile(r"\(?(?:\p{L}+\s){0,3}kèm theo\s(?P<to>[^)]*)")
# what is left to be filled in; in a page of contents dots lead to a number
_BLANK = regex.compile(r"(?:…|\.{4}|_{3})(?!.*\d$)")
_LEAST_BLANK = 3
_QUOTES = ("“", '"', "'", "‘")
# a sentence is longer; a line of contents or of a cover may end in a stop as well
_LEAST_SENTENCE = 30
# the lines of a title, and the lines above an annex's bracket that name it
_TITLE, _NAME = 6, 4
_LONGEST_NAME = 160
# a signature is no longer, and a cover with its contents
_END, _COVER = 45, 60
# the deepest level of headings that are counted on: 1
_DEEPEST = 3
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a file: blocks `start` to `end`; its letterhead begins at `head`, its annexes at `annex`."""

    start: int
    end: int
    head: int
    annex: int
    type: str = ""


@dataclass(frozen=True, slots=True)
class Documents:
    """The document that is read, and the blocks of the file that belong to others, as ranges with their types."""

    own: Part
    others: tuple[Part, ...] = ()

    def strange(self) -> frozenset[int]:
        """The blocks of the other documents."""
        return frozenset(index for part in self.others for index in range(part.start, part.annex))


def find_documents(blocks: Sequence[Block], rules: Rules) -> Documents:
    """The documents of a file, and which of them is read: the first report, else the first of any type."""
    heads = list(find_heads(blocks, rules))
    lines = _Lines(blocks, rules)
    parts = _parts(heads, lines) if heads else [Part(0, len(blocks), 0, 0)]
    reports = [part for part in parts if _is_report(part.type)]
    own = next((part for part in reports if part.type == REPORT), (reports or parts)[0])
    return Documents(
        replace(own, annex=lines.annex(own.start, own.end, continuing=False)),
        tuple(_lent(part, own, lines) for part in parts if part is not own),
    )


def _is_report(kind: str) -> bool:
    return kind.startswith(REPORT)


def _lent(part: Part, own: Part, lines: "_Lines") -> Part:
    """Another document without the annexes of the report that stand behind it."""
    if part.start < own.start or _is_report(part.type) or not _is_report(own.type):
        return replace(part, annex=part.end)
    return replace(part, annex=lines.annex(part.start, part.end, to=key(REPORT)))


def _parts(heads: Sequence[Head], lines: "_Lines") -> list[Part]:
    """The documents that the letterheads begin."""
    parts = [Part(0, 0, 0, 0)]
    written, reported = 0, False
    for head in heads:
        part = parts[-1]
        if not lines.says(written, head.start) or lines.is_cover(part, head):
            parts[-1] = _same(part, head)
        elif lines.begins(head, part, first=_is_report(head.type) and not reported):
            parts[-1] = replace(part, end=head.start)
            parts.append(Part(head.start, 0, head.start, 0, _type(head)))
        else:
            continue
        written = head.end
        reported = reported or _is_report(parts[-1].type)
    parts[-1] = replace(parts[-1], end=len(lines.blocks))
    return parts


def _same(part: Part, head: Head) -> Part:
    """The document, with a letterhead that goes on, or stands again behind its cover page."""
    anew = part.type and head.type and ("number" in head.kinds or {"motto", "date"} <= head.kinds)
    return replace(part, head=head.start if anew else part.head, type=_type(head) or part.type)


def _type(head: Head) -> str:
    return head.type or (LETTER if {"about", "to"} & head.kinds else "")


class _Lines:
    """What the lines between two letterheads say; looked through once, and only when somebody asks."""

    def __init__(self, blocks: Sequence[Block], rules: Rules) -> None:
        self.blocks = blocks
        self._rules = rules

    @cached_property
    def _sentences(self) -> list[int]:
        return [b.index for b in self.blocks if b.text.endswith((".", ";", ":")) and len(b.text) >= _LEAST_SENTENCE]

    @cached_property
    def _ends(self) -> list[int]:
        return [b.index for b in self.blocks if b.kind != "cell" and is_of_end(b.text, self._rules)]

    @cached_property
    def _labels(self) -> list[tuple[int, Label]]:
        found = ((b.index, read_label(b.text)) for b in self.blocks if b.kind != "cell")
        return [(index, label) for index, label in found if label and label.level <= _DEEPEST]

    @cached_property
    def _attached(self) -> list[int]:
        return [b.index for b in self.blocks if "èm theo" in b.text and len(b.text) <= _LONGEST_NAME]

    def says(self, start: int, end: int) -> bool:
        """True where a body stands between two letterheads: a sentence, or the end of a document."""
        return start < end and (_any(self._sentences, start, end) or _any(self._ends, start, end))

    def is_cover(self, part: Part, head: Head) -> bool:
        """True where all that stands before a letterhead is a cover with the same title, or a page of contents."""
        if not head.type or part.type != head.type or _any(self._ends, part.start, head.start):
            return False
        contents = any(CONTENTS.match(key(b.text)) for b in self.blocks[part.start : part.start + _COVER])
        titles = self._title(part.start, part.start + _COVER), self._title(head.start, head.end)
        return contents or (all(titles) and (titles[0].startswith(titles[1]) or titles[1].startswith(titles[0])))

    def _title(self, start: int, end: int) -> str:
        found = find_type(self.blocks[start:end], -1, self._rules)
        return key(read_title(self.blocks, found, self._rules)[0]) if found else ""

    def begins(self, head: Head, part: Part, *, first: bool) -> bool:
        """True where a letterhead opens another document than `part` before it; `first` is the first report's."""
        if self._is_quoted(head) or self._goes_on(part.start, head.start, head.end):
            return False
        if self._is_form(head) if first else self._is_annex(head, part):
            return False
        if head.is_whole or (head.is_enough and self._turns(head.start)):
            return True
        if not _any(self._ends, max(part.start, head.start - _END), head.start):
            return False
        goes_on = _any(self._sentences, head.end, len(self.blocks))
        return head.is_enough or (first and goes_on and self._is_other(part, head.start))

    def _is_other(self, part: Part, end: int) -> bool:
        """True where a document is known to be no report."""
        first = self.blocks[part.start : min(part.start + _COVER, end)]
        return bool(part.type or find_type(first, -1, self._rules)) or any(is_of_letter(b.text) for b in first)

    def _is_quoted(self, head: Head) -> bool:
        """True for a letterhead that is shown as a form: Mẫu báo cáo như sau: / CỘNG HÒA …"""
        before = self.blocks[head.start - 1].text
        shown = before.endswith(":") and not is_of_end(before, self._rules)
        return shown or self.blocks[head.start].text.startswith(_QUOTES)

    def _goes_on(self, begin: int, start: int, end: int) -> bool:
        """True where the first heading behind a place is the next of those before it: II. / … / III."""
        at, behind = (bisect_left(self._labels, place, key=lambda one: one[0]) for place in (start, end))
        if not at or behind >= len(self._labels) or self._labels[at - 1][0] < begin:
            return False
        before, after = self._labels[at - 1][1], self._labels[behind][1]
        return before.level == after.level and _order(after.number) == _order(before.number) + 1

    def _is_form(self, head: Head) -> bool:
        """True for a report that is still to be written, as letters enclose it: more is blank than filled in."""
        texts = [b.text for b in self.blocks[head.end : head.end + _COVER]]
        blank = sum(_BLANK.search(text) is not None for text in texts)
        return blank >= _LEAST_BLANK and blank * 2 > sum(any(map(str.isdigit, text)) for text in texts)

    def _is_annex(self, head: Head, part: Part) -> bool:
        """True for the small letterhead of an annex."""
        title = [key(b.text) for b in self.blocks[head.start : head.end + _TITLE] if len(b.text) <= _LONGEST_NAME]
        attached = next(filter(None, map(_ATTACHED.search, title)), None)
        if attached:
            return not head.is_whole or attached["to"].startswith(key(REPORT))
        names = self.blocks[max(part.start, head.start - 2) : head.end]
        return any(self._names_annex(b) for b in names)

    def _names_annex(self, block: Block) -> bool:
        annexes = self._rules.lexicon("headings", gives="annex")
        return len(block.text) <= _LONGEST_NAME and annexes.at(key(block.text), 0) is not None

    def _turns(self, index: int) -> bool:
        """True where a page begins; False where the source knows no pages."""
        page, before = self.blocks[index].page, self.blocks[index - 1].page
        return page is not None and before is not None and page > before

    def annex(self, start: int, end: int, *, to: str = "", continuing: bool = True) -> int:
        """Where the first annex begins, PHỤ LỤC I / (Kèm theo Báo cáo số …); `end` where none says whose it is."""
        types = self._rules.lexicon("headings", gives="document_type")
        for index in self._attached[bisect_left(self._attached, start) : bisect_left(self._attached, end)]:
            said = _ATTACHED.search(key(self.blocks[index].text))
            if not said or not types.at(said["to"], 0) or not said["to"].startswith(to):
                continue
            names = self.blocks[max(start, index - _NAME) : index + 1]
            name = next((b.index for b in names if self._names_annex(b)), None)
            if name is not None and (continuing or not self._goes_on(start, name, index + 1)):
                return name
        return end


def _any(places: Sequence[int], start: int, end: int) -> bool:
    """True where one of the places lies from `start` to before `end`."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _order(number: str) -> int:
    """The place of a heading among its like: III and 3 are third, C as well."""
    if number.isdigit():
        return int(number)
    return _ROMAN.index(number) + 1 if number in _ROMAN else ord(number[-1]) - ord("A") + 1
