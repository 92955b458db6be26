"""Ground truth against a dataset: which rows belong together, by the rules of the reference's README.

One to one, in reading order, first those at the same place. Rows that must not be counted (`must` = may) are
matched as well and then left out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import regex

from extract.text import key

Row = dict[str, Any]
Same = Callable[[Row, Row], bool]

_WORD = regex.compile(r"[^\W_]+|[^\w\s,]")

# units of measure are compared exactly, counted nouns by whole words
_EXACT_UNITS = {"%", "điểm %", "‰", "lần", "đồng", "ha", "km", "tấn", "USD", "m3", "kWh", "MW", "lít"}


@dataclass(slots=True)
class Matched:
    """The pairs of ground truth and found rows, what was missed and what was invented."""

    pairs: list[tuple[Row, Row]] = field(default_factory=list)
    missed: list[Row] = field(default_factory=list)
    invented: list[Row] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of the found rows that the ground truth knows; 1 where nothing was found."""
        found = len(self.pairs) + len(self.invented)
        return len(self.pairs) / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of the ground truth that was found; 1 where there is none."""
        wanted = len(self.pairs) + len(self.missed)
        return len(self.pairs) / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def match(gold: Sequence[Row], found: Sequence[Row], same: Same, at_place: Same) -> Matched:
    """The rows that belong together: first at the same place, then anywhere, in order."""
    partner: dict[int, int] = {}
    free = dict.fromkeys(range(len(found)))
    for fits in (lambda g, f: same(g, f) and at_place(g, f), same):
        for index, wanted in enumerate(gold):
            if index in partner:
                continue
            hit = next((i for i in free if fits(wanted, found[i])), None)
            if hit is not None:
                partner[index] = hit
                del free[hit]
    result = Matched(invented=[found[i] for i in free])
    for index, wanted in enumerate(gold):
        if wanted.get("must", "yes") != "yes":
            continue
        if index in partner:
            result.pairs.append((wanted, found[partner[index]]))
        else:
            result.missed.append(wanted)
    return result


def same_figure(gold: Row, found: Row) -> bool:
    """True when value, whole, end of range and unit agree."""
    return same_size(gold, found) and same_unit(gold["unit"], found["unit"])


def same_size(gold: Row, found: Row) -> bool:
    """True when value, whole and end of range agree, where the ground truth has a column for them."""
    return all(_number(gold[n]) == _number(found[n]) for n in ("value", "of", "high") if n in gold)


def same_unit(gold: str, found: str) -> bool:
    """True for one unit of measure, or for one counted noun in its shorter or longer form."""
    if gold in _EXACT_UNITS or "/" in gold:
        return gold == found
    return words_agree(gold, found)


def words_agree(one: str, other: str) -> bool:
    """True when one text is the other or begins it, by whole words."""
    first, second = (_WORD.findall(key(text or "")) for text in (one, other))
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter] and (shorter > 0 or first == second)


def same_place(gold: Row, found: Row) -> bool:
    """True when the path of the found row ends in the place of the ground truth."""
    path = found["task_path"] or "-"
    return bool(path == gold["place"] or path.endswith(f"/{gold['place']}"))


def same_verdict(gold: Row, found: Row) -> bool:
    """True for one class; the place is part of what is right."""
    return bool(gold["verdict"] == found["class"]) and same_place(gold, found) and _same_item(gold, found)


def _same_item(gold: Row, found: Row) -> bool:
    return not gold.get("item") or str(gold["item"]) == str(found["item"])


def same_task(gold: Row, found: Row) -> bool:
    """True for one number and the same first words."""
    heading = key(found["heading"] or "")
    return gold["number"] == found["number"] and heading.startswith(key(gold["heading_starts"]))


def same_finding(gold: Row, found: Row) -> bool:
    """True at the same place where the finding names the printed value."""
    if not same_place(gold, found):
        return False
    stated, printed = _spelled(gold["stated"]), _spelled(found["printed"])
    return stated == printed and (bool(stated) or gold["kind"] == found["check"])


def _spelled(value: str | None) -> str:
    return key(value or "").replace(",", ".").replace("%", "").strip()


def _number(value: object) -> Decimal | None:
    if value in (None, ""):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
