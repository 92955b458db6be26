"""A whole and the parts that a report gives for it: `67 lượt, trong đó: cấp huyện 18 lượt, cấp xã 18 lượt`.

Which amounts are parts is told by the words that open them (`gồm`, `trong đó`), or by a bracket right behind the
whole; by their unit; and by standing at one depth of brackets. Whether they are all of the parts is told by `gồm`,
by such a bracket, or by a partition of `rules/partitions.toml` whose members they name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extract.rules import Row
from extract.text import key
from normalize.units import RELATIVE
from validate.records import Evidence
from validate.wholes import same_unit

# what says that others are among the parts, or that these are no list of parts
_OPEN = regex.compile(
    r"(?<!\p{L})(?:một số|nhiều|v\.v|chủ yếu|nhất là|điển hình|tiêu biểu|riêng|như(?! sau))(?!\p{L})|…|\.\.\."
)
_GOES_ON = regex.compile(r"\s?(?:…|\.\.\.|,? v\.v|,? và (?:một số|các))")
# what begins another list: ; tổng chi, ; số trường đạt chuẩn
_SUBJECT = regex.compile(r";\s?(?:tổng|số)(?!\p{L})")
# what a bracket holds that is not of parts
_COMPARED = regex.compile(r"(?<!\p{L})(?:tăng|giảm|so với|cùng kỳ|kế hoạch|đạt|bằng|vượt|năm \d{4}|chỉ tiêu)(?!\p{L})")
_JOINS = regex.compile(r"\s?(?:/|,|và|với|-|;)?\s?")
_ROLES = ("part", "result", "total", "estimate", "other")
_OF_A_WHOLE = (*_ROLES, "plan", "target")
_LEAST, _MOST = 2, 30
# words behind a number that still belong to it: 5.370 triệu đồng còn lại
_BEHIND = 14
_ITEM = regex.compile(r"\s*(?:[-+*•]|\(?\d{1,2}[.)]|[a-zđ]\))\s")


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole and its parts, as indices of figures; `complete` when they are all of them."""

    whole: int
    parts: tuple[int, ...]
    complete: bool


def sums(evidence: Evidence) -> Iterator[Sum]:
    """The wholes of running text with the parts that stand behind them in their sentence."""
    for block, figures in evidence.by_block.items():
        if evidence.report.document.blocks[block].table is None:
            paragraph = _Paragraph(evidence, block, figures)
            yield from paragraph.sums() if len(figures) > 1 else ()
            yield from paragraph.list_below()


class _Paragraph:
    """One paragraph: its matching key, its amounts in their order, the brackets in which each stands."""

    def __init__(self, evidence: Evidence, block: int, figures: Sequence[int]) -> None:
        self._evidence = evidence
        self._block = block
        self._figures = figures
        self._keyed = key(evidence.report.document.blocks[block].text)
        self._opened = _opened(self._keyed)
        self._amounts = [i for i in figures if self._is_amount(i)]
        self._markers = list(evidence.rules.lexicon("comparisons", gives="part").find(self._keyed))

    def _is_amount(self, index: int, roles: Sequence[str] = _ROLES) -> bool:
        reading = self._evidence.readings[index]
        plain = reading.number is not None and reading.number.of is None and reading.number.high is None
        alone = reading.relation == "level" and reading.kind not in RELATIVE
        return plain and alone and reading.role in roles and not reading.direction

    def _alike(self, whole: int, parts: Sequence[int]) -> bool:
        """True for parts of the unit of the whole, or of kinds of it: nam and nữ of người, quyết định of văn bản."""
        wanted = self._evidence.readings[whole].unit
        rows = self._evidence.rules.lexicon("partitions").row_of
        for unit in (self._evidence.readings[i].unit for i in parts):
            row = rows.get(unit)
            kind = row is not None and (row["of"] == "sex" or wanted in row.get("whole", ()))
            if not same_unit(unit, wanted) and not kind:
                return False
        return True

    def sums(self) -> Iterator[Sum]:
        """By the words that open parts, then by brackets."""
        for number, marker in enumerate(self._markers):
            behind = self._markers[number + 1].start if number + 1 < len(self._markers) else len(self._keyed)
            depth = self._bracket(marker.start)
            for whole in self._wholes(marker.start, depth):
                parts = self._parts(whole, marker.end, behind, depth)
                yield from self._said(whole, parts, marker.row.id == "part", marker.end)
        for whole in self._amounts:
            opening = self._end(whole) + 1
            if self._keyed[opening - 1 : opening + 1] != " (" or any(m.start == opening + 1 for m in self._markers):
                continue
            parts = self._parts(whole, opening + 1, len(self._keyed), opening)
            if parts and not _COMPARED.search(self._keyed, opening, self._end(parts[-1])):
                yield from self._said(whole, parts, True, opening + 1)
        yield from self._rests()

    def _rests(self) -> Iterator[Sum]:
        """What was done and what is left of a whole: tiếp nhận 1.426 hồ sơ; đã giải quyết 1.389, đang giải quyết 27."""
        lexicon = self._evidence.rules.lexicon("partitions")
        wholes = [i for i in self._figures if self._is_amount(i, _OF_A_WHOLE)]
        for whole, done, left in zip(wholes, wholes[1:], wholes[2:], strict=False):
            places = [self._evidence.readings[i].sentence for i in (whole, done, left)]
            depths = {self._bracket(self._start(i)) for i in (whole, done, left)}
            if len(set(places)) > 1 or len(depths) > 1 or not self._alike(whole, (done, left)):
                continue
            if any(self._alike(whole, (i,)) for i in range(whole + 1, left) if i != done):
                continue  # tiếp nhận mới 56 đơn, kỳ trước chuyển sang 09 đơn
            labels = (self._end(whole), self._start(done)), (self._end(done), self._end(left) + _BEHIND)
            named = [[hit.row.id for hit in lexicon.find(self._keyed, a, min(b, len(self._keyed)))] for a, b in labels]
            if "settled" in named[0] and "pending" in named[1] and "pending" not in named[0]:
                yield Sum(whole, (done, left), True)

    def list_below(self) -> Iterator[Sum]:
        """A whole whose parts are the items of a list below it: Tổng số 2.845,6 ha, gồm: / + Lúa: 1.512,3 ha; …"""
        marker = self._markers[-1] if self._markers else None
        if (
            not self._amounts
            or not self._keyed.endswith(":")
            or marker is None
            or marker.end < len(self._keyed) - _BEHIND
        ):
            return
        whole, blocks = self._amounts[-1], self._evidence.report.document.blocks
        parts: list[int] = []
        labels: list[str] = []
        for block in blocks[self._block + 1 :]:
            if block.table is not None or not _ITEM.match(block.text):
                break
            own = [i for i in self._evidence.by_block.get(block.index, []) if self._alike(whole, (i,))]
            first = next((i for i in own if self._is_amount(i)), None)
            if first is None:
                return
            parts.append(first)
            labels.append(key(block.text[: self._start(first)]))
        if _LEAST <= len(parts) <= _MOST:
            is_list = marker.row.id == "part" or self._are_members([self._members(label) for label in labels])
            yield Sum(whole, tuple(parts), is_list)

    def _said(self, whole: int, parts: Sequence[int], is_list: bool, since: int) -> Iterator[Sum]:
        """The sum of some parts, where there are enough to be one."""
        if not _LEAST <= len(parts) <= _MOST:
            return
        end, depth = self._end(parts[-1]), self._opened[since]
        listed = "".join(c if self._opened[at] == depth else " " for at, c in enumerate(self._keyed[since:end], since))
        closed = not _OPEN.search(listed) and not _GOES_ON.match(self._keyed, end)
        yield Sum(whole, tuple(parts), closed and (is_list or self._is_partition(parts, since)))

    def _wholes(self, marker: int, depth: int) -> list[int]:
        """The amounts right before the words that open parts, one of each unit: 67 lượt/70 công dân, trong đó."""
        since = self._sentence_start(marker)
        before = [i for i in self._amounts if since <= self._start(i) < marker]
        outer = self._bracket(depth) if depth >= 0 and self._keyed[depth + 1 : marker].strip() == "" else depth
        before = [i for i in before if self._bracket(self._start(i)) == outer]
        found: list[int] = []
        for index in reversed(before):
            if found and not _JOINS.fullmatch(self._keyed[self._end(index) : self._start(found[-1])]):
                break
            found.append(index)
        return found[::-1]

    def _parts(self, whole: int, since: int, until: int, depth: int) -> list[int]:
        """The amounts of the unit of the whole behind a place, at one depth of brackets, in its sentence."""
        sentence = self._evidence.readings[whole].sentence[1]
        end = min(until, max(sentence, since))
        found: list[int] = []
        for index in self._amounts:
            if not since <= self._start(index) < end or index == whole or self._bracket(self._start(index)) != depth:
                continue
            if found and self._ends_list(found[-1], index):
                break
            if self._alike(whole, (index,)):
                found.append(index)
        return found

    def _ends_list(self, last: int, index: int) -> bool:
        """True where a list of parts is over: `; tổng chi 538 tỷ đồng`, `; số trường đạt chuẩn là 45 trường`."""
        role, between = self._evidence.readings[index].role, self._keyed[self._end(last) : self._start(index)]
        before = self._keyed[max(0, self._start(last) - 20) : self._start(last)]
        if "còn lại" in before:
            return True
        return role == "total" or bool(_SUBJECT.search(between)) or (role != "part" and ";" in between)

    def _is_partition(self, parts: Sequence[int], since: int) -> bool:
        """True when the words before the parts name the members of one partition, each once, none missing."""
        edges = [since, *(self._start(i) for i in parts)]
        return self._are_members([self._members(self._keyed[a:b]) for a, b in pairwise(edges)])

    def _members(self, label: str) -> list[Row]:
        return [hit.row for hit in self._evidence.rules.lexicon("partitions").find(label)]

    def _are_members(self, named: Sequence[Sequence[Row]]) -> bool:
        for row in named[0][-1:] if named and named[0] else ():
            whole = row["of"]
            members = [next((r.id for r in reversed(found) if r["of"] == whole), "") for found in named]
            needed = {r.id for r in self._evidence.rules.rows("partitions", of=whole) if not r.get("may_lack", False)}
            return "" not in members and len(set(members)) == len(members) and needed <= set(members)
        return False

    def _sentence_start(self, at: int) -> int:
        return max((self._evidence.readings[i].sentence[0] for i in self._amounts if self._start(i) < at), default=0)

    def _bracket(self, at: int) -> int:
        """Where the bracket opens in which a place stands; -1 for none."""
        return self._opened[at]

    def _start(self, index: int) -> int:
        return self._evidence.report.figures[index].span.start

    def _end(self, index: int) -> int:
        return self._evidence.report.figures[index].span.end


def _opened(keyed: str) -> list[int]:
    """For each place of a text, and its end, where the innermost bracket opens in which it stands; -1 for none."""
    found: list[int] = []
    stack = [-1]
    for at, char in enumerate(keyed):
        if char == ")" and len(stack) > 1:
            stack.pop()
        found.append(stack[-1])
        if char == "(":
            stack.append(at)
    return [*found, stack[-1]]
