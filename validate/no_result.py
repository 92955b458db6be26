"""Is a target of a heading answered by nothing below it?

A note: the answer may stand elsewhere. Noted: `Trồng 120 ha cây dược liệu; thành lập 02 hợp tác xã` over results that
tell of 126 ha and of no cooperative. Not noted: a target whose unit or whose own words come back below, be it without a
number; headings over no result at all; plans.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extract.text import key
from validate.records import Evidence, Finding
from validate.wholes import same_unit

_BOUND = regex.compile(r"[;,:]\s|\svà\s|\.\s")
_WORD = regex.compile(r"\p{L}+")


def check(evidence: Evidence) -> Iterator[Finding]:
    """The targets of headings that no figure and no words below take up."""
    asked = {
        path: own for path, own in _asked(evidence) if len(own) > 1
    }  # a single one is answered by whatever is told
    below: dict[str, list[int]] = {path: [] for path in asked}
    said: dict[str, set[tuple[str, str]]] = {path: set() for path in asked}
    for place, figures in evidence.by_item.items() if asked else ():
        for path in _over(*place):
            if path in asked:
                below[path] += figures
    for index, segment in enumerate(evidence.report.segments if asked else ()):
        over = [path for path in _over(*evidence.place(index)) if path in asked]
        text = evidence.report.document.blocks[segment.span.block].text[segment.span.start : segment.span.end]
        pairs = _pairs(key(text)) if over else set()
        for path in over:
            said[path] |= pairs
    for path, targets in asked.items():
        if any(evidence.readings[i].role in ("result", "estimate") for i in below[path]):
            yield from (_finding(evidence, i) for i in _unanswered(evidence, targets, below[path], said[path]))


def _asked(evidence: Evidence) -> Iterator[tuple[str, list[int]]]:
    """The headings with the targets in them."""
    for (path, item), figures in evidence.by_item.items():
        if item is None and path:
            yield path, [i for i in figures if _is_target(evidence, i)]


def _over(path: str, item: int | None) -> Iterator[str]:
    """The headings under which a place stands, its own too where it is an item."""
    parts = path.split("/")
    yield from ("/".join(parts[:n]) for n in range(1, len(parts) + (item is not None)))


def _is_target(evidence: Evidence, index: int) -> bool:
    reading, figure = evidence.readings[index], evidence.report.figures[index]
    segment = evidence.report.segments[figure.segment]
    task = evidence.report.tasks[segment.task] if segment.task is not None else None
    is_heading = task is not None and task.section_kind != "plan_next" and segment.part == "heading"
    return is_heading and reading.role == "target" and not figure.cell and reading.bracket < 0


def _pairs(keyed: str) -> set[tuple[str, str]]:
    return set(pairwise(_WORD.findall(keyed)))


def _unanswered(
    evidence: Evidence, asked: Sequence[int], below: Sequence[int], said: set[tuple[str, str]]
) -> Iterator[int]:
    """Those of whose unit there are fewer figures below than targets above, and none of whose own words come back."""
    clauses = {i: _pairs(_clause(evidence, i)) for i in asked}
    for index, own in clauses.items():
        unit = evidence.readings[index].unit
        wanted, got = (sum(same_unit(evidence.readings[i].unit, unit) for i in those) for those in (asked, below))
        others = {pair for i, pairs in clauses.items() if i != index for pair in pairs}
        if got < wanted and own - others and not (own - others) & said:
            yield index


def _clause(evidence: Evidence, index: int) -> str:
    """What stands between two signs around a target: đưa 60 lao động đi làm việc ở nước ngoài."""
    span = evidence.report.figures[index].span
    text = evidence.keyed(index)
    begin = max((m.end() for m in _BOUND.finditer(text, 0, span.start)), default=0)
    stop = _BOUND.search(text, span.end)
    return text[begin : stop.start() if stop else len(text)]


def _finding(evidence: Evidence, index: int) -> Finding:
    figure = evidence.report.figures[index]
    return Finding(
        check="no_result",
        level="note",
        span=figure.span,
        segment=figure.segment,
        printed=figure.number,
        message_vi=f"{evidence.where(index)}chỉ tiêu {figure.raw} chưa thấy kết quả. Đề nghị đơn vị bổ sung.",
        message_en=f"{evidence.where(index, 'en')}no result answers the target {figure.raw}.",
        figures=(index,),
    )
