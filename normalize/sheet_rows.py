"""The rows of a sheet as Excel keeps them: XML of cells, numbers and dates as numbers, text whatever it looks like.

Written here and not by openpyxl, which takes ten times as long over a cell; a column at a time, and each value of a
column once, since most stand in many rows: that is four times as fast again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

from normalize.forms import trimmed
from normalize.tables import Column
from normalize.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    import pyarrow as pa

Fill = Callable[[Any], str]

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


def write_lines(
    path: Path, columns: Sequence[Column], batches: "Iterable[pa.RecordBatch]", style: Mapping[str, Sequence[int]]
) -> int:
    """Write the rows of a sheet under its heading; how many lines it has with that.

    `style` has for each kind of cell (whole, broken, date, text, plain) the number of its style in every column.
    """
    fills = [_filler(column, {kind: numbers[i] for kind, numbers in style.items()}) for i, column in enumerate(columns)]
    names = [column.name for column in columns]
    line = 1
    with path.open("w", encoding="utf-8", newline="") as file:
        for batch in batches:
            file.writelines(_lines(batch.select(names), line + 1, fills))
            line += batch.num_rows
    return line


def _lines(batch: "pa.RecordBatch", first: int, fills: Sequence[Fill]) -> list[str]:
    """The rows of a batch as lines of a sheet, from the line `first` on."""
    import pyarrow as pa
    import pyarrow.compute as pc

    numbers = pc.cast(pa.array(range(first, first + batch.num_rows)), pa.string())
    cells = [
        pc.fill_null(pc.binary_join_element_wise(f'<c r="{_letters(i)}', numbers, _tails(column, fills[i]), ""), "")
        for i, column in enumerate(batch.columns)
    ]
    lines: list[str] = pc.binary_join_element_wise('<row r="', numbers, '">', *cells, "</row>", "").to_pylist()
    return lines


def _tails(column: "pa.Array", fill: Fill) -> "pa.Array":
    """What stands in each cell behind the number of its line; null where the cell is empty."""
    import pyarrow as pa

    encoded = column.dictionary_encode()
    return pa.array([fill(value) for value in encoded.dictionary.to_pylist()], pa.string()).take(encoded.indices)


def _letters(index: int) -> str:
    """A column by the letters that Excel gives it: A, B … Z, AA."""
    left, last = divmod(index, 26)
    return (_letters(left - 1) if left else "") + chr(ord("A") + last)


def _filler(column: Column, style: Mapping[str, int]) -> Fill:
    """What makes the cells of a column behind the number of their line."""
    words = VOCABULARIES.get(column.vocabulary, {})
    heads = {kind: f'" s="{number}"' for kind, number in style.items()}

    def fill(value: Any) -> str:
        if isinstance(value, str):
            kind, shown = "text", words.get(value, value) if words else value
        else:
            kind, shown = _shown(trimmed(value))
        if kind != "text":
            return f"{heads[kind]}><v>{shown}</v></c>"
        return f'{heads["text"]} t="inlineStr"><is>{_text(shown)}</is></c>'

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
