"""The rows of a sheet as Excel keeps them: XML of cells, numbers and dates as numbers, text whatever it looks like.

Written here and not by openpyxl, which takes ten times as long over a cell.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import regex

from normalize.tables import Column, Row
from normalize.vocabulary import VOCABULARIES

Fill = Callable[[Any, int], str]

LONGEST = 32_767
"""Characters that a cell holds."""
CUT = " … [đã cắt bớt]"
"""The end of a text that was longer."""
MOST_DIGITS = 15
"""Excel keeps fifteen digits; a longer number would be changed in silence, and is text."""

_ILLEGAL = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x000D_ in a text as a carriage return; its own underscore escaped, it stays what was printed
_ESCAPED = regex.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# Excel knows no earlier day, and takes 1900 for a leap year
_FIRST_DAY = date(1900, 3, 1)
_DAY_NOUGHT = date(1899, 12, 30)


def write_lines(path: Path, columns: Sequence[Column], rows: Iterable[Row], style: Mapping[str, Sequence[int]]) -> int:
    """Write the rows of a sheet under its heading; how many lines it has with that.

    `style` has for each kind of cell (whole, broken, date, text, plain) the number of its style in every column.
    """
    fills = [
        (column.name, _filler(column, _letters(i), {kind: numbers[i] for kind, numbers in style.items()}))
        for i, column in enumerate(columns)
    ]
    line = 1
    with path.open("w", encoding="utf-8", newline="") as file:
        for row in rows:
            line += 1
            cells = "".join(fill(row[name], line) for name, fill in fills if row[name] is not None)
            file.write(f'<row r="{line}">{cells}</row>')
    return line


def _letters(index: int) -> str:
    """A column by the letters that Excel gives it: A, B … Z, AA."""
    left, last = divmod(index, 26)
    return (_letters(left - 1) if left else "") + chr(ord("A") + last)


def _filler(column: Column, letters: str, style: Mapping[str, int]) -> Fill:
    """What makes the cells of a column."""
    words = VOCABULARIES.get(column.vocabulary, {})
    heads = {kind: f'" s="{number}"' for kind, number in style.items()}
    begin, text = f'<c r="{letters}', heads["text"]

    def fill(value: Any, line: int) -> str:
        if isinstance(value, str):
            kind, shown = "text", words.get(value, value) if words else value
        else:
            kind, shown = _shown(value)
        if kind != "text":
            return f"{begin}{line}{heads[kind]}><v>{shown}</v></c>"
        return f'{begin}{line}{text} t="inlineStr"><is>{_text(shown)}</is></c>'

    return fill


def _shown(value: Any) -> tuple[str, str]:
    """The kind of cell for a value that is no text, and what stands in it."""
    if isinstance(value, bool):
        return "text", "có" if value else "không"
    if isinstance(value, Decimal):
        if len(value.as_tuple().digits) > MOST_DIGITS:
            return "text", f"{value:f}"
        return "whole" if value == value.to_integral_value() else "broken", f"{value:f}"
    if isinstance(value, date):
        if value < _FIRST_DAY:
            return "text", f"{value:%d/%m}/{value.year:04}"
        return "date", str((value - _DAY_NOUGHT).days)
    return "plain", f"{value:.16g}" if isinstance(value, float) else str(value)


def _text(value: str) -> str:
    """A text as an element, without what XML forbids, cut to what a cell holds."""
    if not value.isprintable():
        value = _ILLEGAL.sub("", value)
    if "_x" in value:
        value = _ESCAPED.sub("_x005F_", value)
    if len(value) > LONGEST:
        value = value[: LONGEST - len(CUT)] + CUT
    space = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
    return f"<t{space}>{escape(value, quote=False)}</t>"
