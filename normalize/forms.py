"""Rows as text for programs: cells of CSV, objects of JSON."""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from normalize.tables import Row

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""Such a beginning a spreadsheet takes for that of a formula."""
HARMLESS = "-"
"""The task_path outside the tree: a lone dash is no formula."""


def trimmed(value: Any) -> Any:
    """A decimal without trailing zeros and exponent, exact whatever its size; anything else as it is."""
    if not isinstance(value, Decimal) or value.as_tuple().exponent == 0:
        return value
    return Decimal(digits(value))


def digits(value: Decimal) -> str:
    """A decimal in digits, without trailing zeros and exponent."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def csv_rows(rows: Iterable[Row], columns: Sequence[str]) -> Iterable[list[str]]:
    """The header and the rows of a CSV."""
    yield list(columns)
    for row in rows:
        yield [csv_cell(row[c]) for c in columns]


def csv_cell(value: object) -> str:
    """Plain decimals and ISO dates; a text that a spreadsheet would run as a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(DANGEROUS) and value != HARMLESS else value
    if isinstance(value, float):
        return digits(Decimal(repr(value)))
    return digits(value) if isinstance(value, Decimal) else str(value)


def json_object(row: Row) -> str:
    """One line; a decimal keeps all its digits, as no float would."""
    cells = (f'"{name}": {_json_value(value)}' for name, value in row.items())
    return f"{{{', '.join(cells)}}}"


_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode


def _json_value(value: object) -> str:
    return digits(value) if isinstance(value, Decimal) else _encode(value)
