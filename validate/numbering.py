"""Do the numbers of the headings count on?

Flagged: 2.1, 2.2, 2.4; I, II, IV; 1, 2, 2, 3. Not flagged: a list that begins again at 1; 1, 3 without a 4 behind it,
which may be another list; a number that stands at the head of a paragraph in between but was not read as a heading.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

import regex

from extract.labels import read_label
from extract.records import Task
from validate.records import Evidence, Finding

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_COUNTED = regex.compile(r"[IVXLC]+|\d+(?:\.\d+)*")
# so many numbers may be missing for it to be a slip and no other list
_MOST_MISSING = 2


def check(evidence: Evidence) -> Iterator[Finding]:
    """The headings whose number leaves one out or repeats the one before."""
    report = evidence.report
    segment_of = {s.span.block: i for i, s in enumerate(report.segments) if s.part == "heading"}
    for siblings in _siblings(report.tasks):
        repeated = False  # 3, 3, 5: one slip, and no gap behind it
        for (before, task), after in zip_longest(pairwise(siblings), siblings[2:]):
            said = _said(evidence, before, task, after)
            if said and not repeated:
                yield _finding(task, segment_of.get(task.heading.block), *said)
            repeated = said is not None and task.number == before.number


def _said(evidence: Evidence, before: Task, task: Task, after: Task | None) -> tuple[str, str] | None:
    """What is wrong with the number of a heading behind the one before, in both languages; None if nothing is."""
    last, own = _ordinal(before.number), _ordinal(task.number)
    goes_on = after is not None and _ordinal(after.number) == own + 1
    # 2, 3, 3, 4; 2, 3, 3, 5: the second 3 is a 4
    if own == last and after is not None and _ordinal(after.number) in (own + 1, own + 2):
        return f"số {task.number} đứng hai lần", f"the number {task.number} stands twice"
    is_gap = 1 < own - last <= 1 + _MOST_MISSING and (goes_on or (last > 1 and after is None))
    if not is_gap or _stands_between(evidence, before, task, own - 1):
        return None
    return f"mục {task.number} đứng ngay sau mục {before.number}", f"heading {task.number} follows {before.number}"


def _siblings(tasks: Sequence[Task]) -> list[list[Task]]:
    """The headings of one parent and one scheme, in order."""
    found: dict[tuple[int | None, bool, int], list[Task]] = {}
    for task in tasks:
        if task.item is None and _COUNTED.fullmatch(task.number):
            scheme = (task.parent, task.number.isalpha(), task.number.count("."))
            found.setdefault(scheme, []).append(task)
    return list(found.values())


def _ordinal(number: str) -> int:
    """What a number counts: 4 for IV and for 2.4."""
    if not number.isalpha():
        return int(number.rsplit(".", 1)[-1])
    values = [_ROMAN[letter] for letter in number]
    return sum(-a if a < b else a for a, b in zip_longest(values, values[1:], fillvalue=0))


def _stands_between(evidence: Evidence, before: Task, task: Task, ordinal: int) -> bool:
    """True where the missing number begins a paragraph that was read as something else."""
    blocks = evidence.report.document.blocks[before.heading.block : task.heading.block]
    labels = (read_label(block.text) for block in blocks)
    return any(x and _COUNTED.fullmatch(x.number) and _ordinal(x.number) == ordinal for x in labels)


def _finding(task: Task, segment: int | None, said: str, said_en: str) -> Finding:
    return Finding(
        check="numbering",
        level="form",
        span=task.heading,
        segment=segment,
        printed=task.number,
        message_vi=f"Đánh số mục: {said}. Đề nghị đơn vị kiểm tra: thiếu một mục, hay ghi nhầm số?",
        message_en=f"Numbering: {said_en}. Is a heading missing, or a number wrong?",
    )
