"""Verdicts in brackets and in prose, and the statement that each of them judges."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import regex

from extract.records import Segment, Span, Verdict
from extract.rules import Lexicon, Row, Rules
from extract.text import key, unmarked

_OPEN = regex.compile(r"\(\s?(?=\p{L})")
_CLOSE = regex.compile(r"\s?[.;:]?\s?\)")
# (chưa đạt, mới đạt 75% KH): what a bracket says behind its judgement
_REMARK = regex.compile(r"\s?[,;:-]\s[^()]{1,120}\)")
# Đ: đạt explains a column, it judges nothing
_EXPLAINED = regex.compile(r"(?r)(?:^|[;,:.]\s?)\p{L}{1,3}\s?")
_ENDS = regex.compile(r"\s?(?:[.;]|$)")
# a clause with a number in it
_COUNTED = regex.compile(r"(?r)\d[^;:]{0,80}")
_SHORT = regex.compile(r"(?P<words>\p{L}+(?:\s\p{L}+){0,5})\s?[.;:]?\s?\)")
_OPENING = regex.compile(r"(?r)\(\s?")


class _Said(NamedTuple):
    """A judgement: where it begins and ends with its brackets, its words, its row."""

    start: int
    end: int
    wording: str
    row: Row
    match: str = "exact"


class VerdictReader:
    """Reads the verdicts of segments, by the wordings and forms of `rules/verdicts.toml`."""

    def __init__(self, rules: Rules) -> None:
        self._wordings = rules.lexicon("verdicts")
        self._damaged = Lexicon([replace(row, writes=tuple(row.get("damaged", ()))) for row in rules.rows("verdicts")])
        self._by_letters = _by_letters(rules)
        self._rows = {row.id: row for row in rules.rows("verdicts") if row.form}
        forms = "|".join(f"(?P<{row.id}>{rules.compile(row)})" for row in self._rows.values())
        self._forms = regex.compile(forms or "(?!)")
        words = {key(wording).split()[0] for row in self._rows.values() for wording in row.writes} | {"cơ", "khó"}
        first = "|".join(sorted(words)) or "(?!)"
        # twice as fast as regex for plain words
        self._starts = re.compile(rf"[ (](?:{first})\b")
        letters = "".join(sorted({key(w)[0] for row in rules.rows("verdicts") for w in row.writes}))
        # - Cắm mốc chỉ giới: chưa thực hiện. Lạc 74 ha, đạt.
        self._last_starts = re.compile(rf"(?::| -|,) (?=[{letters}])")
        self._first = re.compile(rf"\(?(?:{first})\b")

    def read(self, text: str, keyed: str, segment: Segment, index: int, judges_prose: bool = True) -> Iterator[Verdict]:
        """The verdicts between the ends of a segment; prose judges only what has happened, not what is planned.

        `(đạt)` judges, `(tiến độ đạt 90%)` and `(chỉ tiêu tối thiểu 98%)` do not.
        """
        block, since, end = segment.span.block, segment.span.start, segment.span.end
        said = list(self._in_brackets(keyed, since, end))
        if judges_prose:
            prose = [*self._in_prose(keyed, since, end), *self._last(keyed, since, end)]
            said = sorted([*said, *prose], key=attrgetter("start")) if prose else said
        for start, stop, wording, row, match in said:
            if start < since:
                continue
            yield Verdict(
                span=Span(block, start, stop),
                raw=text[start:stop],
                wording=wording,
                class_=row["class"],
                statement=Span(block, since, start),
                segment=index,
                match=match,
            )
            since = stop

    def _in_brackets(self, keyed: str, start: int, end: int) -> Iterator[_Said]:
        """The brackets that hold a wording and nothing else."""
        if keyed.find("(", start, end) < 0:
            return
        for bracket in _OPEN.finditer(keyed, start, end):
            for wordings, match in ((self._wordings, "exact"), (self._damaged, "damaged")):
                wording = wordings.at(keyed, bracket.end())
                close = _CLOSE.match(keyed, wording.end) or _REMARK.match(keyed, wording.end) if wording else None
                if wording and close:
                    yield _Said(bracket.start(), close.end(), keyed[wording.start : wording.end], wording.row, match)
                    break
            else:
                yield from self._restored(keyed, bracket.start(), bracket.end(), end)

    def _restored(self, keyed: str, start: int, since: int, end: int) -> Iterator[_Said]:
        """A judgement in brackets whose marks a scan lost or that has one letter wrong: (hòan thành), (chưa đạl)."""
        inside = _SHORT.match(keyed, since, min(end, since + 60))  # regex looks for the ) to the end
        row = self._row_like(unmarked(inside["words"])) if inside else None
        if inside and row:
            yield _Said(start, inside.end(), inside["words"], row, "damaged")

    def _row_like(self, letters: str) -> Row | None:
        row = self._by_letters.get(letters)
        if row or " " not in letters:
            return row
        alike = {r.id: r for other, r in self._by_letters.items() if _differ_once(letters, other)}
        return next(iter(alike.values())) if len(alike) == 1 else None

    def _last(self, keyed: str, start: int, end: int) -> Iterator[_Said]:
        """The wordings that stand alone behind a colon, a dash, or a comma with a number in its clause.

        `Cắm mốc chỉ giới: chưa thực hiện.` `Lạc 74 ha, đạt.`
        """
        for before in self._last_starts.finditer(keyed, start, end):
            if before[0] == ", " and not _COUNTED.match(keyed, start, before.start()):
                continue
            wording = self._wordings.at(keyed, before.end())
            ends = wording and wording.end <= end and _ENDS.match(keyed, wording.end, end)
            if wording and before[0] == ", " and any(map(str.isdigit, keyed[wording.start : wording.end])):
                continue  # đạt 100% kế hoạch is said of the number
            if wording and ends and not _EXPLAINED.match(keyed, start, before.start()):
                yield _Said(wording.start, wording.end, keyed[wording.start : wording.end], wording.row)

    def _in_prose(self, keyed: str, start: int, end: int) -> Iterator[_Said]:
        """The forms, with the brackets around them where they fill these; a form begins as a wording does."""
        for begin in self._beginnings(keyed, start, end):
            found = self._forms.match(keyed, begin, end)
            if not found or found.lastgroup is None:
                continue
            opening = _OPENING.match(keyed, start, begin)
            close = _CLOSE.match(keyed, found.end()) if opening else None
            begin, stop = (opening.start(), close.end()) if opening and close else found.span()
            yield _Said(begin, stop, found[0].strip("( )"), self._rows[found.lastgroup])

    def _beginnings(self, keyed: str, start: int, end: int) -> Iterator[int]:
        """Where a form may begin: with a bracket, or with a word behind which no number stands (đạt 95% judges not)."""
        if self._first.match(keyed, start):
            yield start
        for found in self._starts.finditer(keyed, start, end):
            at, after = found.start(), found.end() + 1
            if keyed[at] == "(":
                yield at
            if not keyed[after : after + 1].isdigit():
                yield at + 1


def _by_letters(rules: Rules) -> dict[str, Row]:
    """The rows by the bare letters of their wordings of two words and more: chua hoan thanh."""
    return {unmarked(key(wording)): row for row in rules.rows("verdicts") for wording in row.writes if " " in wording}


def _differ_once(one: str, other: str) -> bool:
    """True for two texts of one length that differ in one letter."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


@lru_cache(maxsize=8)
def verdict_reader(rules: Rules) -> VerdictReader:
    """The verdict reader of one folder of rules."""
    return VerdictReader(rules)
