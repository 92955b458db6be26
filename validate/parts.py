"""A whole and the parts that a report gives for it: `67 lượt, trong đó: cấp huyện 18 lượt, cấp xã 18 lượt`.

Which amounts are parts is told by the words that open them (`gồm`, `trong đó`, a colon), or by a bracket right behind
the whole; by their unit; and by standing at one depth of brackets. Whether they are all of the parts is told by `gồm`,
by such a bracket, by `còn lại` before the last, by a partition of `rules/partitions.toml` whose members they name, or
by the same list in another unit that adds up: `1.266 lượt với 1.484 người: … 1.204 lượt với 1.369 người, …`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import regex

from extract.periods import periods
from extract.text import key
from validate.paragraph import LEAST, MOST, Paragraph, Sum
from validate.records import Evidence

# what says that others are among the parts, or that these are no list of parts
_OPEN = regex.compile(
    r"(?<!\p{L})(?:một số|nhiều|v\.v|chủ yếu|nhất là|điển hình|tiêu biểu|riêng|như(?! sau))(?!\p{L})|…|\.\.\."
)
_GOES_ON = regex.compile(
    r"(?:\s?\([^()]*\))?[^.;\d]{0,60}"
    r"(?:…|\.\.\.|,? v\.v|,? và (?:một số|các)|(?<!\p{L})còn lại(?: là| thuộc|:)?\s\p{L}[^\d;.]*(?:[;.]|$))"
)
# khiển trách 11, cảnh cáo 5, cách chức 1 chi ủy viên: a part in a unit of its own
_ONE_MORE = regex.compile(r",\s(?:\p{L}+\s){1,4}\d+\s\p{L}[^.;()]*\)")
# what begins another list: ; tổng chi, ; số trường đạt chuẩn
_SUBJECT = regex.compile(r";\s?(?:tổng|số)(?!\p{L})")
# what a bracket holds that is not of parts
_COMPARED = regex.compile(r"(?<!\p{L})(?:tăng|giảm|so với|cùng kỳ|kế hoạch|đạt|bằng|vượt|năm \d{4}|chỉ tiêu)(?!\p{L})")
_JOINS = regex.compile(r"\s?(?:/|,|và|với|-|;)?\s?")
_COLON = regex.compile(r"(?:\s[\p{L}]+){0,4}:\s")
# 85 vụ vi phạm hành chính (kỳ trước chuyển sang 16 vụ, tiếp nhận mới 69 vụ)
# 115 lao động, đạt 87,69% KH (lao động nam 58 lao động, đạt 100,93% KH; …)
_BRACKET = regex.compile(r"(?:\s\p{L}+){0,6}(?:,?\s(?:đạt|bằng)\s[\d.,]+\s?%(?:\s?\p{L}+){0,5})?\s\(")
_LEFT = regex.compile(r"(?<!\p{L})(?:còn lại|số còn lại)(?!\p{L})")
# words behind a number that still belong to it: 5.370 triệu đồng còn lại
_BEHIND = 14
_LABEL = regex.compile(r"\p{L}+(?:\s\p{L}+)*(?=\s*$)")
_ITEM = regex.compile(r"\s*(?:[-+*•]|\(?\d{1,2}[.)]|[a-zđ]\))\s")


def opened_parts(paragraph: Paragraph) -> Iterator[Sum]:
    """The sums whose parts stand behind words that open them, behind a colon, or in a bracket."""
    markers = paragraph.markers()
    for number, marker in enumerate(markers):
        behind = markers[number + 1].start if number + 1 < len(markers) else len(paragraph.keyed)
        depth = paragraph.bracket(marker.start)
        lists: list[Sum] = []
        for whole in _wholes(paragraph, marker.start, depth):
            parts = _parts(paragraph, whole, marker.end, behind, depth)
            lists += _said(paragraph, whole, parts, marker.row.id == "part", marker.end)
        yield from _confirmed(paragraph, lists)
    yield from _behind_colons(paragraph)
    for whole in paragraph.amounts:
        bracket = _BRACKET.match(paragraph.keyed, paragraph.end(whole))
        opening = bracket.end() - 1 if bracket else 0
        if not bracket or any(m.start == opening + 1 for m in markers):
            continue
        parts = _parts(paragraph, whole, opening + 1, len(paragraph.keyed), opening)
        compared = parts and _COMPARED.search(paragraph.keyed, opening, paragraph.end(parts[-1]))
        counted = paragraph.evidence.readings[whole].kind == "count"
        if parts and (not compared or (counted and paragraph.is_partition(parts, opening + 1))):
            yield from _said(paragraph, whole, parts, True, opening + 1)


def _behind_colons(paragraph: Paragraph) -> Iterator[Sum]:
    """The lists behind a colon, where they are known to be whole."""
    for whole in paragraph.amounts:
        colon = _COLON.match(paragraph.keyed, paragraph.end(whole))
        if colon is None:
            continue
        depth = paragraph.bracket(paragraph.start(whole))
        lists: list[Sum] = []
        for one in _wholes(paragraph, paragraph.end(whole), depth):
            parts = _parts(paragraph, one, colon.end(), len(paragraph.keyed), depth)
            lists += _said(paragraph, one, parts, False, colon.end())
        yield from (found for found in _confirmed(paragraph, lists) if found.complete)


def _confirmed(paragraph: Paragraph, lists: Sequence[Sum]) -> Iterator[Sum]:
    """Some sums of one list in several units; one that adds up shows that the list is whole in the others too."""

    def value(index: int) -> object:
        number = paragraph.evidence.readings[index].number
        return number.value if number else 0

    shown = any(sum(value(i) for i in one.parts) == value(one.whole) for one in lists)  # type: ignore[misc]
    yield from (replace(one, complete=True) if shown and len(lists) > 1 else one for one in lists)


def list_below(evidence: Evidence, paragraph: Paragraph) -> Iterator[Sum]:
    """A whole whose parts are the items of a list below it: Tổng số 2.845,6 ha, gồm: / + Lúa: 1.512,3 ha; …"""
    markers = paragraph.markers() if paragraph.keyed.endswith(":") else []
    if not paragraph.amounts or not markers or markers[-1].end < len(paragraph.keyed) - _BEHIND:
        return
    whole = paragraph.amounts[-1]
    parts: list[int] = []
    labels: list[str] = []
    for block in evidence.report.document.blocks[paragraph.block + 1 :]:
        if block.table is not None or not _ITEM.match(block.text):
            break
        item = Paragraph(evidence, block.index)
        first = next((i for i in item.amounts if paragraph.alike(whole, (i,))), None)
        if first is None:
            return
        parts.append(first)
        labels.append(key(block.text[: item.start(first)]))
    if LEAST <= len(parts) <= MOST:
        yield Sum(whole, tuple(parts), markers[-1].row.id == "part" or paragraph.are_members(labels))


def _said(paragraph: Paragraph, whole: int, parts: Sequence[int], is_list: bool, since: int) -> Iterator[Sum]:
    """The sum of some parts, where there are enough to be one."""
    if not LEAST <= len(parts) <= MOST:
        return
    end, depth, keyed = paragraph.end(parts[-1]), paragraph.bracket(since), paragraph.keyed
    listed = "".join(c if paragraph.bracket(at) == depth else " " for at, c in enumerate(keyed[since:end], since))
    closed = not _OPEN.search(listed) and not _GOES_ON.match(keyed, end) and not _ONE_MORE.match(keyed, end)
    last = keyed[paragraph.end(parts[-2]) : paragraph.start(parts[-1])]
    whole_list = is_list or bool(_LEFT.search(last)) or paragraph.is_partition(parts, since)
    whole_time = _make_up_time(paragraph, whole, paragraph.labels(parts, since))
    ends = len(parts) > LEAST and " và " in last
    apart = (ends or _are_siblings(paragraph, parts, since)) and not paragraph.counts_people(whole)
    yield Sum(
        whole, tuple(parts), (closed and whole_list and not paragraph.are_traits(parts, since)) or whole_time, apart
    )


def _make_up_time(paragraph: Paragraph, whole: int, labels: Sequence[str]) -> bool:
    """Sáu tháng 1.120 nghìn cây, trong đó quý I 486 nghìn cây, quý II 584 nghìn cây: from the first day to the last."""
    own = paragraph.evidence.readings[whole].period
    named = [periods(paragraph.evidence.rules).mentions(label, own) for label in labels] if own else [[]]
    if own is None or any(len(mentions) != 1 for mentions in named):
        return False
    times = [mentions[0].period for mentions in named]
    joined = all(_day(after.start) - _day(before.end) == timedelta(days=1) for before, after in pairwise(times))
    return joined and (times[0].start, times[-1].end) == (own.start, own.end)


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def _are_siblings(paragraph: Paragraph, parts: Sequence[int], since: int) -> bool:
    """đàn trâu 6.320 con, đàn bò 4.815 con, đàn lợn 9.140 con: one head, another name each."""
    labels = [label.split() for label in map(_LABEL.findall, paragraph.labels(parts, since)) for label in label[-1:]]
    heads, names = {label[0] for label in labels if label}, {tuple(label) for label in labels}
    return len(parts) > LEAST and len(heads) == 1 and len(names) == len(parts) and all(len(n) > 1 for n in names)


def _wholes(paragraph: Paragraph, marker: int, depth: int) -> list[int]:
    """The amounts right before the words that open parts, one of each unit: 67 lượt/70 công dân, trong đó."""
    keyed = paragraph.keyed
    outer = paragraph.bracket(depth) if depth >= 0 and keyed[depth + 1 : marker].strip() == "" else depth
    found: list[int] = []
    for index in reversed(paragraph.amounts_between(paragraph.sentence_before(marker), marker)):
        if paragraph.bracket(paragraph.start(index)) != outer:
            continue
        if found and not _JOINS.fullmatch(keyed[paragraph.end(index) : paragraph.start(found[-1])]):
            break
        found.append(index)
    return found[::-1]


def _parts(paragraph: Paragraph, whole: int, since: int, until: int, depth: int) -> list[int]:
    """The amounts of the unit of the whole behind a place, at one depth of brackets, in its sentence."""
    end = min(until, max(paragraph.sentence(whole)[1], since))
    planned = paragraph.evidence.readings[whole].role in ("plan", "target")
    found: list[int] = []
    for index in paragraph.amounts_between(since, end):
        if index == whole or paragraph.bracket(paragraph.start(index)) != depth:
            continue
        if paragraph.evidence.readings[index].role in ("plan", "target") and not planned:
            if paragraph.is_document(index):
                found.append(index)  # quyết định 48 văn bản, kế hoạch 195 văn bản: a document called a plan
            continue
        if found and (_ends_list(paragraph, found[-1], index) or _is_other_list(paragraph, found, index)):
            break
        if paragraph.alike(whole, (index,)):
            found.append(index)
    return found


def _is_other_list(paragraph: Paragraph, found: Sequence[int], index: int) -> bool:
    """True behind a semicolon where the parts were parted by commas: …, trực tiếp 553; đã giải quyết 1.839 hồ sơ."""
    if len(found) < LEAST or ";" not in paragraph.keyed[paragraph.end(found[-1]) : paragraph.start(index)]:
        return False
    return ";" not in paragraph.keyed[paragraph.end(found[0]) : paragraph.start(found[-1])]


def _ends_list(paragraph: Paragraph, last: int, index: int) -> bool:
    """True where a list of parts is over: `; tổng chi 538 tỷ đồng`, `; số trường đạt chuẩn là 45 trường`."""
    role, between = (
        paragraph.evidence.readings[index].role,
        paragraph.keyed[paragraph.end(last) : paragraph.start(index)],
    )
    if "còn lại" in paragraph.keyed[max(0, paragraph.start(last) - 20) : paragraph.start(last)]:
        return True
    return role == "total" or bool(_SUBJECT.search(between)) or (role != "part" and ";" in between)
