"""One paragraph as the sums see it: its amounts in their order, the brackets in which each stands, what they are of."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.rules import Hit, Row
from extract.text import key
from normalize.units import RELATIVE
from validate.named_wholes import alike_enough
from validate.records import Evidence

_ROLES = ("part", "result", "total", "estimate", "other", "plan", "target")
LEAST, MOST = 2, 30
"""So many parts make a sum."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole and its parts, as indices of figures; `complete` when they are all of them.

    `apart` when nothing is in two of them: things, not people, in a list that ends with `và`. `rest` for what is done
    and what is left, which must make up the whole whatever other parts it has.
    """

    whole: int
    parts: tuple[int, ...]
    complete: bool
    apart: bool = False
    rest: bool = False


class Paragraph:
    """One paragraph: its matching key, its amounts, and the words that open parts."""

    def __init__(self, evidence: Evidence, block: int) -> None:
        self.evidence = evidence
        self.block = block
        self.keyed = key(evidence.report.document.blocks[block].text)
        self.amounts = [i for i in evidence.by_block.get(block, []) if self._is_amount(i)]
        self._starts = [self.start(i) for i in self.amounts]
        self._opened = _opened(self.keyed)
        self._partitions = evidence.rules.lexicon("partitions")

    def amounts_between(self, start: int, end: int) -> list[int]:
        """The amounts that begin between two places, in order."""
        return self.amounts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def sentence_before(self, at: int) -> int:
        """Where the sentence of the last amount before a place begins; 0 without one."""
        place = bisect_left(self._starts, at)
        return self.sentence(self.amounts[place - 1])[0] if place else 0

    def markers(self) -> list[Hit]:
        """The words that open parts: gồm, trong đó."""
        return list(self.evidence.rules.lexicon("comparisons", gives="part").find(self.keyed))

    def _is_amount(self, index: int) -> bool:
        reading = self.evidence.readings[index]
        plain = reading.number is not None and reading.number.of is None and reading.number.high is None
        alone = reading.relation == "level" and reading.kind not in RELATIVE
        return plain and alone and reading.role in _ROLES and not reading.direction

    def alike(self, whole: int, parts: Sequence[int]) -> bool:
        """True for parts of the unit of the whole, or of kinds of it: nam and nữ of người, quyết định of văn bản."""
        wanted = self.evidence.readings[whole].unit
        for index in parts:
            row = self._partitions.row_of.get(self.evidence.readings[index].unit)
            kind = row is not None and (row["of"] == "sex" or wanted in row.get("whole", ()))
            if not kind and not alike_enough(self.evidence, index, whole):
                return False
        return True

    def counts_people(self, index: int) -> bool:
        """True for the amounts of people, of whom one may be counted under several names."""
        words = self.evidence.readings[index].unit.split()
        rows = self.evidence.rules.lexicon("nouns", counts=None).row_of
        named = (rows.get(" ".join(words[:n])) for n in range(len(words), 0, -1))
        row = next((row for row in named if row), None)
        return row is None or row.id == "people"

    def labels(self, parts: Sequence[int], since: int) -> list[str]:
        """What stands before each of the parts of a list."""
        edges = [since, *(self.start(i) for i in parts)]
        return [self.keyed[a:b] for a, b in pairwise(edges)]

    def is_partition(self, parts: Sequence[int], since: int) -> bool:
        """True when the words before the parts name the members of one partition, each once, none missing."""
        labels = self.labels(parts, since)
        units = [self.evidence.readings[i].unit for i in parts]  # 688 nam và 526 nữ
        return self.are_members(labels) or self.are_members(units)

    def is_document(self, index: int) -> bool:
        """True for an amount of documents, by the word before it: kế hoạch 195 văn bản."""
        before = self.keyed[max(0, self.start(index) - 30) : self.start(index)]
        last = next(reversed(list(self._partitions.find(before))), None)
        units = last.row.get("whole", ()) if last and last.row["of"] == "documents" else ()
        return self.evidence.readings[index].unit in units

    def are_traits(self, parts: Sequence[int], since: int) -> bool:
        """867 học sinh (nữ 421 em, dân tộc thiểu số 594 em): one sex alone stands among what is no list of parts."""
        named = {hit.row.id for label in self.labels(parts, since) for hit in self._partitions.find(label)}
        sexes = {row.id for row in self.evidence.rules.rows("partitions", of="sex")}
        return len(named & sexes) == 1 and not self.is_partition(parts, since)

    def are_members(self, labels: Sequence[str]) -> bool:
        """True when some labels name the members of one partition, each once, none missing."""
        named = [[hit.row for hit in self._partitions.find(label)] for label in labels]
        return any(self._make_up(row["of"], named) for row in (named[0] if named else ())[-1:])

    def _make_up(self, whole: str, named: Sequence[Sequence[Row]]) -> bool:
        members = [next((r.id for r in reversed(found) if r["of"] == whole), "") for found in named]
        rows = self.evidence.rules.rows("partitions", of=whole)
        needed = {r.id for r in rows if not r.get("may_lack", False)}
        return "" not in members and len(set(members)) == len(members) and needed <= set(members)

    def bracket(self, at: int) -> int:
        """Where the bracket opens in which a place stands; -1 for none."""
        return self._opened[at]

    def start(self, index: int) -> int:
        """Where a figure begins."""
        return self.evidence.report.figures[index].span.start

    def end(self, index: int) -> int:
        """Where a figure ends."""
        return self.evidence.report.figures[index].span.end

    def sentence(self, index: int) -> tuple[int, int]:
        """The bounds of a figure's sentence."""
        return self.evidence.readings[index].sentence


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
