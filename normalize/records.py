"""The records of the second stage: what a figure says, in numbers that can be compared."""

from decimal import Decimal
from typing import NamedTuple

from extract.records import Period


class Number(NamedTuple):
    """A figure's size in its base unit: `value`, `of` (the whole of a fraction), `high` (the end of a range).

    `decimals` counts the printed digits behind the sign; `step` is what the last printed digit is worth.
    """

    value: Decimal
    of: Decimal | None
    high: Decimal | None
    decimals: int
    step: Decimal


class Basis(NamedTuple):
    """What a percentage is a percentage of, or is compared with: the report's words, shortened, and the rule.

    `kind` is plan, time, total or empty; `owner` who gave the plan (tỉnh giao); `end` is where its words end.
    """

    name: str = ""
    id: str = ""
    kind: str = ""
    owner: str = ""
    end: int = 0


class Reading(NamedTuple):
    """A figure with its number, unit, role, basis, relation, period; `number` is None where none fits."""

    number: Number | None
    unit: str
    kind: str
    hedge: str
    direction: str
    relation: str
    role: str
    basis: Basis
    period: Period | None
    sentence: tuple[int, int]
    bracket: int
