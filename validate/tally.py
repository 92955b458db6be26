"""How many verdicts of each class a sentence claims, and how many a report has.

`Như vậy, có 5/6 chỉ tiêu đạt và vượt, 01 chỉ tiêu chưa đạt`; `hoàn thành 10/10 nhiệm vụ`.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import regex

from extract.records import Span
from extract.rules import Hit, Lexicon
from extract.sentences import sentence
from extract.text import key
from validate.records import Evidence

JUDGED = "nhiệm vụ|chỉ tiêu|mục tiêu|nội dung"
"""What conclusions count."""
ALL = -1
"""Of all verdicts of the report."""
MISSED = ("not_achieved", "behind", "not_started")
_REACHED = ("achieved", "exceeded")
# which classes a word counts at least, and which it may count besides
_COUNTS = {
    "achieved": (("achieved",), ("exceeded", "partly_achieved", "on_track", "graded")),
    "exceeded": (("exceeded",), ()),
    "both": (_REACHED, ("partly_achieved", "on_track", "graded")),
    "not_achieved": (("not_achieved",), ("behind", "not_started", "in_progress", "partly_achieved", "not_assessed")),
}
_NUMBER = regex.compile(rf"(?<![\p{{L}}\d.,/])(\d{{1,3}})(?:\s?/\s?(\d{{1,3}}))?\s(?:({JUDGED})(?!\p{{L}})\s?)?(?!%)")
_OF = regex.compile(rf"(?<!\p{{L}})(?:trong|tổng số|tổng cộng|trên)\s(\d{{1,3}})\s(?:{JUDGED})(?!\p{{L}})")
_EVERY = regex.compile(
    rf"(?<!\p{{L}})(?:(?:tất cả|toàn bộ|100%)\s(?:các\s|số\s)?(?:{JUDGED})"
    rf"|(?P<none>không (?:có|còn))\s(?:{JUDGED})\snào)"
    r"(?:\s(?:đề ra|được giao|giao|kế hoạch|nghị quyết|đều|đã|được))*\s"
)
_WORD = regex.compile(r"\p{L}+\s?")
_MOST_WORDS = 8
_JUDGES_MORE = regex.compile(r"\s(?:được\s)?(?:từ|trên|dưới|khoảng|tỷ lệ|\d)")
_INTENDED = regex.compile(r"(?<!\p{L})(?:phấn đấu|dự kiến|sẽ|ước|phải|cần|nhằm|đề ra là)(?!\p{L})")


class Count(NamedTuple):
    """So many of one class, as a sentence says; `of` is 0 where the number is no fraction."""

    span: Span
    number: int
    of: int
    class_: str


class Claim(NamedTuple):
    """What one sentence says of the verdicts: its counts, and of how many in all, 0 where it does not say."""

    counts: tuple[Count, ...]
    of: int
    segment: int


def claims(evidence: Evidence) -> Iterator[Claim]:
    """The sentences that count verdicts by their class, but for those about what is meant to be done."""
    lexicon = evidence.rules.lexicon("verdicts")
    for index, segment in enumerate(evidence.report.segments):
        task = evidence.report.tasks[segment.task] if segment.task is not None else None
        if segment.part not in ("text", "heading", "outside") or (task and task.section_kind == "plan_next"):
            continue
        keyed = key(evidence.report.document.blocks[segment.span.block].text)
        begin, end = segment.span.start, segment.span.end
        yield from _of_all(lexicon, keyed, segment.span, index)
        seen = begin
        for found in _NUMBER.finditer(keyed, begin, end):
            if found[3] is None or found.start() < seen:
                continue
            start, seen = sentence(keyed, found.start(), begin, end)
            span = Span(segment.span.block, start, seen)
            counts = tuple(_counts(lexicon, keyed, span))
            if counts and _INTENDED.search(keyed, start, counts[0].span.start):
                continue
            total = _OF.search(keyed, start, seen)
            wholes = {count.of for count in counts if count.of} | ({int(total[1])} if total else set())
            if counts and len(wholes) < 2:  # of two groups at once the numbers are not told apart
                yield Claim(counts, wholes.pop() if wholes else 0, index)


def _of_all(lexicon: Lexicon, keyed: str, span: Span, index: int) -> Iterator[Claim]:
    """tất cả các chỉ tiêu đều đạt; không có chỉ tiêu nào không đạt: none is missed."""
    for found in _EVERY.finditer(keyed, span.start, span.end):
        hit = lexicon.at(keyed, found.end())
        wanted = MISSED if found["none"] else _REACHED
        start, _ = sentence(keyed, found.start(), span.start, span.end)
        if hit and hit.end <= span.end and hit.row["class"] in wanted and not _INTENDED.search(keyed, start, hit.end):
            said = Span(span.block, found.start(), hit.end)
            yield Claim((Count(said, 0, 0, "not_achieved"),), ALL, index)


def _counts(lexicon: Lexicon, keyed: str, span: Span) -> Iterator[Count]:
    for found in _NUMBER.finditer(keyed, span.start, span.end):
        hit = _behind(lexicon, keyed, found.end(), span.end) or (found[3] and _before(lexicon, keyed, found.start()))
        class_ = _class(keyed, hit) if hit else ""
        if class_:
            end = found.end(2) if found[2] else found.end(1)
            yield Count(Span(span.block, found.start(), end), int(found[1]), int(found[2] or 0), class_)


def _behind(lexicon: Lexicon, keyed: str, start: int, end: int) -> Hit | None:
    """02 chỉ tiêu về môi trường chưa đạt: the first wording behind, before any sign or number."""
    for _ in range(_MOST_WORDS):
        hit = lexicon.at(keyed, start)
        if hit and hit.end <= end:
            return None if _JUDGES_MORE.match(keyed, hit.end) else hit
        word = _WORD.match(keyed, start, end)
        if word is None:
            return None
        start = word.end()
    return None


def _before(lexicon: Lexicon, keyed: str, end: int) -> Hit | None:
    """hoàn thành 10/10 nhiệm vụ: the wording right before."""
    return lexicon.ending(keyed, end - 1) if keyed[end - 1 : end] == " " else None


def _class(keyed: str, hit: Hit) -> str:
    if hit.row["class"] == "exceeded" and keyed.startswith("đạt và", hit.start):
        return "both"
    return str(hit.row["class"]) if hit.row["class"] in _COUNTS else ""


def groups(evidence: Evidence, size: int) -> Iterator[Counter[str]]:
    """The verdicts of the report, of each table and below each heading, by class, where they are so many; or `ALL`."""
    if size == ALL:
        yield Counter(verdict.class_ for verdict in evidence.report.verdicts)
        return
    by_group: dict[tuple[object, ...], list[str]] = {}
    for verdict in evidence.report.verdicts:
        table, _ = evidence.row(verdict.span)
        path, _ = evidence.place(verdict.segment)
        parts = path.split("/")
        above = [("heading", *parts[:n]) for n in range(1, len(parts) + 1)] if path else []
        for group in [(), *above, *([("table", table)] if table is not None else [])]:
            by_group.setdefault(group, []).append(verdict.class_)
    yield from (Counter(classes) for classes in by_group.values() if len(classes) == size)


def agrees(count: Count, tally: Counter[str]) -> bool:
    """True where a count can be that of its class."""
    least, besides = _COUNTS[count.class_]
    low = sum(tally[c] for c in least)
    return low <= count.number <= low + sum(tally[c] for c in besides)


def is_reached(count: Count) -> bool:
    """True for what is counted as reached or better."""
    return count.class_ != "not_achieved"
