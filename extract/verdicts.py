"""Verdicts in brackets, and the statement that each of them judges."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from extract.records import Segment, Span, Verdict
from extract.rules import Rules

_OPEN = regex.compile(r"\(\s?(?=\p{L})")
_CLOSE = regex.compile(r"\s?[.;:]?\s?\)")


class VerdictReader:
    """Reads the verdicts of segments, by the wordings of `rules/verdicts.toml`."""

    def __init__(self, rules: Rules) -> None:
        self._wordings = rules.lexicon("verdicts")

    def read(self, text: str, keyed: str, segment: Segment, index: int) -> Iterator[Verdict]:
        """The verdicts between the ends of a segment: a bracket that holds a wording and nothing else.

        `(đạt)` judges, `(tiến độ đạt 90%)` and `(chỉ tiêu tối thiểu 98%)` do not.
        """
        block, since = segment.span.block, segment.span.start
        for bracket in _OPEN.finditer(keyed, segment.span.start, segment.span.end):
            wording = self._wordings.at(keyed, bracket.end())
            close = _CLOSE.match(keyed, wording.end) if wording else None
            if not wording or not close:
                continue
            start = bracket.start()
            yield Verdict(
                span=Span(block, start, close.end()),
                raw=text[start : close.end()],
                wording=keyed[wording.start : wording.end],
                class_=wording.row["class"],
                statement=Span(block, since, start),
                segment=index,
            )
            since = close.end()


@lru_cache(maxsize=8)
def verdict_reader(rules: Rules) -> VerdictReader:
    """The verdict reader of one folder of rules."""
    return VerdictReader(rules)
