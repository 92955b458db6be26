"""Printed numerals → Decimal, by the fashion of the document: 1.234,5 or 1,234.5.

Law and practice: Luật Kế toán 2003 (dot for thousands, comma for decimals), both fashions met, also within one
file; the rules are those of the domain notes, 3.1.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

_GROUPS = {sign: re.compile(rf"\d{{1,3}}(?:\{sign}\d{{3}})+") for sign in ".,"}
# the tables hold 29 digits before the decimal sign, of a base unit that may be a millionth of the printed one
_MOST_DIGITS = 26
_SIGNS = re.compile(r"[.,]")


def read_number(
    printed: str, decimal_sign: str = ",", *, percent: bool = False, counted: bool = False
) -> Decimal | None:
    """The value of a numeral with its decimals kept (`229.677,0` → 229677.0); None where no reading fits.

    `decimal_sign` decides what the numeral alone leaves open (see `fashion`): `1,353` and, in a percentage,
    `1.353`. What is counted is whole: `1,353 hộ` are 1353.
    """
    sign, digits = (printed[0], printed[1:]) if printed[:1] in "+-" else ("", printed)
    if len(digits) > _MOST_DIGITS:
        return None
    plain = _plain(digits, decimal_sign, percent=percent, counted=counted)
    return Decimal(sign.replace("+", "") + plain) if plain else None


def _plain(digits: str, decimal_sign: str, *, percent: bool, counted: bool) -> str:
    if digits.isdigit():
        return digits
    signs = _SIGNS.findall(digits)
    last = signs[-1]
    if len(set(signs)) == 2:  # 1.353,049: the last sign is decimal, the others group
        whole, _, fraction = digits.rpartition(last)
        grouped = _GROUPS[signs[0]].fullmatch(whole) and signs.count(last) == 1
        return f"{_joined(whole)}.{fraction}" if grouped else ""
    if not _GROUPS[last].fullmatch(digits):
        return digits.replace(",", ".") if len(signs) == 1 else ""
    if len(signs) > 1:
        return _joined(digits)
    # 1,353 where decimals have a comma; 1.353 % anywhere, since no share is that large
    is_decimal = digits[0] == "0" or (not counted and (last == decimal_sign or percent))
    return digits.replace(",", ".") if is_decimal else _joined(digits)


def _joined(digits: str) -> str:
    return _SIGNS.sub("", digits)


def fashion(numerals: Iterable[str]) -> str:
    """The sign before decimals in a document, by the numerals that can be read in one way only."""
    votes = {",": 0, ".": 0}
    for numeral in numerals:
        signs = _SIGNS.findall(numeral)
        if not signs:
            continue
        last = signs[-1]
        other = "," if last == "." else "."
        if len(set(signs)) == 2:
            votes[last] += 1
        elif len(signs) > 1:
            votes[other] += 1
        elif not _GROUPS[last].fullmatch(numeral):
            votes[last] += 1
    return "." if votes["."] > votes[","] else ","


def decimals(value: Decimal) -> int:
    """How many digits were printed behind the decimal sign."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
