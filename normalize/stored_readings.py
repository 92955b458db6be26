"""Rows of the table `figures` → readings again, as far as the intervals of their numbers need them."""

from decimal import Decimal

import regex

from extract.rules import Rules
from extract.text import key
from normalize.records import Basis, Number, Reading
from normalize.rows import Row
from normalize.units import units, units_of_indicators

_DIGITS = regex.compile(r"\d")
_SIGNS = regex.compile(r"[^\d]")
# 18 tỷ 847 triệu đồng: as precise as its last amount
_LAST_AMOUNT = regex.compile(r"\d\s?\p{L}+\s(?:\p{L}+\s)?\d[\d.,]*\s?(?P<scale>\p{L}+)")
_NOWHERE = (0, 0)


def reading_of(row: Row, rules: Rules) -> Reading | None:
    """The reading of a stored figure, without period and basis.

    None where its value is not what its numeral and its unit give: somebody decided it, or it was printed otherwise.
    """
    step = _step(row, rules)
    if step is None:
        return None
    return Reading(
        number=Number(row["value"], row["of"], row["high"], row["decimals"], step),
        unit=row["unit"],
        kind=_kind(row["unit"], rules),
        hedge=row["hedge"],
        direction=row["direction"] or "",
        relation=row["relation"],
        role=row["role"],
        basis=Basis(),
        period=None,
        sentence=_NOWHERE,
        bracket=-1,
    )


def _kind(unit: str, rules: Rules) -> str:
    base = units_of_indicators(rules).base(unit)
    return base.kind if base.unit == unit else "count"


def _step(row: Row, rules: Rules) -> Decimal | None:
    """What the last printed digit is worth in the base unit."""
    own = regex.split(r"[/–-]", row["stated_value"].lstrip("+-"), maxsplit=1)[0]
    digits = _SIGNS.sub("", own)
    numeral = Decimal(digits).scaleb(-row["decimals"]) if digits else Decimal(0)
    for factor in _factors(row, rules):
        if numeral * factor == abs(row["value"]):
            return factor.scaleb(-row["decimals"])
    last = _LAST_AMOUNT.search(key(row["raw"]))
    known = rules.lexicon("units", kind="scale").row_of
    return units(rules).scale(last["scale"]) if last and last["scale"] in known else None


def _factors(row: Row, rules: Rules) -> list[Decimal]:
    """What one printed unit may be in the base unit: as the unit says, else as its first word does, else one."""
    stated = row["stated_unit"] or ""
    known = units_of_indicators(rules)
    found = [known.base(text) for text in (stated, stated.split(" ")[0]) if text]
    return [*(base.factor for base in found), Decimal(1)]
