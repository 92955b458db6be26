"""The columns of a table: what each holds, by the words of its header, whatever rows that header takes.

`TT | Chỉ tiêu | ĐVT | Năm 2024 | So sánh (%)` over `Kế hoạch | Thực hiện | TH/KH`: a cell of an upper row speaks for
the columns to its right that have a header of their own only below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import regex

from extract.records import Block
from extract.rules import Row, Rules
from extract.text import key

_IN_BRACKETS = regex.compile(r"\(([^()]+)\)")
_ORDER = regex.compile(r"\(?(?:\d{1,2}|[a-zđ])\)?(?:\s?=.*)?")
_NUMBER = regex.compile(
    r"(?:[<>≥≤~=+-]|(?:trên|dưới|từ|khoảng|gần|hơn|không quá|tối thiểu|tối đa)\s|\s)*\d[\d., ]*(?!/\d{1,2}/\d)"
    r"(?!\p{L}|/\p{L})"
)
# Tỷ lệ (%), So sánh (%): of the result to the plan where both have columns
_RATE = regex.compile(r"(?:tỷ lệ|so sánh|tỷ lệ %|%|đạt|đạt tỷ lệ)(?:\s?\(?%\)?)?")
_OVER_PLAN = regex.compile(r"\s?/\s?(?:kế hoạch|kh)(?!\p{L})")
_EMPTY = ("-", "x", "–", "...", "…")
_RELATIONS = ("attainment", "ratio", "change", "share")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its rule, the blocks of its header from top to bottom, and their words as one matching key."""

    rule: Row
    headers: tuple[int, ...]
    words: str

    @property
    def header(self) -> int:
        """The block of the lowest cell of the header."""
        return self.headers[-1]

    @property
    def brackets(self) -> list[str]:
        """What the header has in brackets, the lowest first: (ha), (triệu đồng), (%)."""
        return _IN_BRACKETS.findall(self.words)[::-1]


class ColumnReader:
    """Tells the columns of tables by the rows and forms of `rules/columns.toml`."""

    def __init__(self, rules: Rules) -> None:
        self._headers = rules.lexicon("columns")
        self._verdicts = rules.lexicon("verdicts")
        self._judgements = judgements(rules)
        self._rows = {row.id: row for row in rules.rows("columns")}
        self._period = regex.compile(rules.compile(self._rows["period"]))
        self._year_ratio = regex.compile(rules.compile(self._rows["year_ratio"]))
        self._measure = regex.compile(rules.compile(self._rows["measure"]))

    def read(self, head: Sequence[Mapping[int, Block]], body: Sequence[Mapping[int, Block]]) -> dict[int, Column]:
        """The columns by number, of the rows of a table's head from top to bottom and of those below it.

        A header says what a column can be, its cells what it is: `Chỉ tiêu` over words names, over numbers asks.
        """
        found: dict[int, Column] = {}
        for number in sorted({n for row in head for n in row}):
            blocks = _over(head, number)
            words = key(" ".join(b.text for b in blocks))
            texts = [row[number].text for row in body if number in row]
            numeric = _is_numeric(texts)
            if numeric and not found and _is_order(texts):
                continue  # 1, 2, 3 under `No`: the rows are counted
            rule = self._fitting(self._rule(key(blocks[-1].text), words), numeric)
            if (rule is None or rule["gives"] == "remark") and self._all_judge(texts):
                rule = self._rows["verdict"]
            if rule is not None:
                found[number] = Column(rule, tuple(b.index for b in blocks), words)
        return self._compared(found)

    def _all_judge(self, texts: Sequence[str]) -> bool:
        """True for cells that are judgements all of them: Khá, Tốt, Trung bình under `Mức độ`."""
        return bool(texts) and all(key(t).strip("() .") in self._judgements for t in texts)

    def _compared(self, columns: dict[int, Column]) -> dict[int, Column]:
        """The columns, `Tỷ lệ (%)` beside a plan and a result as what the result is of the plan."""
        asked = any(c.rule.get("role") in ("plan", "target") or _OVER_PLAN.search(c.words) for c in columns.values())
        done = any(c.rule.id in ("result", "estimate") or _OVER_PLAN.search(c.words) for c in columns.values())
        if not (asked and done):
            return columns
        rule = self._rows["attainment"]
        return {
            number: replace(column, rule=rule) if _RATE.fullmatch(column.words) else column
            for number, column in columns.items()
        }

    def _fitting(self, rule: Row | None, numeric: bool) -> Row | None:
        """The row for a column whose cells are numbers, or are not."""
        if numeric:
            other = {"": "measure", "verdict": "measure", "label": "target"}.get(rule["gives"] if rule else "", "")
        else:
            other = "label" if rule and rule["gives"] == "value" else ""
        return self._rows[other] if other else rule

    def _rule(self, lowest: str, words: str) -> Row | None:
        """The row that a header names: a period, a relation anywhere, what it begins with, what it holds, its form."""
        if self._verdicts.row_of.get(words):
            return self._rows["verdict"]
        if self._period.search(lowest):
            return self._rows["period"]
        if self._year_ratio.search(lowest):
            return self._rows["year_ratio"]
        for text in dict.fromkeys((lowest, words)):
            hits = list(self._headers.find(text))
            at = self._headers.at(text, 0)
            relations = [h.row for h in hits if h.row.get("relation") in _RELATIONS]
            relation = min(relations, key=lambda row: _RELATIONS.index(row["relation"]), default=None)
            first = at.row if at else next((h.row for h in hits if h.row["gives"] == "value"), None)
            if at and at.row["gives"] not in ("value", "verdict") and not relation:
                return at.row
            if relation or first:
                return relation or first
        return self._rows["measure"] if self._measure.search(words) else None


def judgements(rules: Rules) -> dict[str, Row]:
    """The rows of `rules/verdicts.toml` by what may be all that a cell of verdicts holds: chưa đạt, Khá, CĐ."""
    return {key(s): row for row in rules.rows("verdicts") for s in (*row.writes, *row.get("column", ()))}


def _is_numeric(texts: Sequence[str]) -> bool:
    """True when most cells of a column begin with a number, a bound apart."""
    numbers = sum(bool(_NUMBER.match(key(t))) for t in texts)
    return 2 * numbers > sum(t not in _EMPTY for t in texts)


def _is_order(texts: Sequence[str]) -> bool:
    """True for cells that count the rows: 1, 2, 3 or 1., 1.1, 2."""
    return all(regex.fullmatch(r"\d{1,2}(?:\.\d{1,2})*\.?", t) for t in texts) and texts[:1] in (["1"], ["1."], ["01"])


def _over(head: Sequence[Mapping[int, Block]], number: int) -> list[Block]:
    """The cells of the head over a column: its own, and where it has none in an upper row, the nearest to the left."""
    lowest = max(at for at, row in enumerate(head) if number in row)
    found = []
    for at, row in enumerate(head[: lowest + 1]):
        left = max((n for n in row if n <= number), default=None)
        if left is not None and (left == number or (at < lowest and not _stands_alone(head[at + 1 :], left))):
            found.append(row[left])
    return found


def _stands_alone(below: Sequence[Mapping[int, Block]], number: int) -> bool:
    """True for a cell that spans rows and not columns: TT, ĐVT; below it no header stands."""
    return all(number not in row for row in below)


def is_numbering(row: Mapping[int, Block]) -> bool:
    """True for the row that numbers the columns: 1 | 2 | 3 | 8=7/4, (1) | (2) | (6)=(5)/(4), A | B | 1."""
    texts = [key(block.text).strip() for block in row.values()]
    return len(texts) > 2 and all(_ORDER.fullmatch(t) for t in texts) and _counts_on(texts)


def _counts_on(texts: Sequence[str]) -> bool:
    """True when the numbers of a row go up by one."""
    numbers = [int(m[0]) for t in texts if (m := regex.search(r"\d+", t.split("=")[0]))]
    return len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))


@lru_cache(maxsize=8)
def column_reader(rules: Rules) -> ColumnReader:
    """The reader of columns of one folder of rules."""
    return ColumnReader(rules)
