"""Identifiers from content: decisions of people hang on them, so they survive a better reader."""

import hashlib
from collections import Counter

from extract.records import Report, Segment


class Identity:
    """The ids of one report's tasks, figures and verdicts, one for each record, in order.

    An id is made of the report's, the path of the task, the item, the printed text and which occurrence
    of that it is.
    """

    def __init__(self, report: Report) -> None:
        self.report = report.document.sha256
        self._seen: Counter[tuple[str, ...]] = Counter()
        self.tasks = [self._id("task", t.path, t.item, t.number) for t in report.tasks]
        self.figures = [self._id("figure", *place(report, report.segments[f.segment]), f.raw) for f in report.figures]
        self.verdicts = [
            self._id("verdict", *place(report, report.segments[v.segment]), v.raw) for v in report.verdicts
        ]

    def finding(self, check: str, *of: str) -> str:
        """The id of a finding: its check and the ids of what it questions."""
        return self._id("finding", check, *of)

    def _id(self, *content: object) -> str:
        parts = tuple("" if c is None else str(c) for c in content)
        self._seen[parts] += 1
        return _hashed(self.report, *parts, str(self._seen[parts]))


def finding_id(report: str, check: str, *of: str) -> str:
    """The id of the only finding of a check about these ids, where a report is known by its rows."""
    return _hashed(report, "finding", check, *of, "1")


def _hashed(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def place(report: Report, segment: Segment) -> tuple[str, int | None]:
    """The path of the nearest numbered heading and the item; `-` outside the tree."""
    path = report.tasks[segment.task].path if segment.task is not None else "-"
    return path, segment.item
