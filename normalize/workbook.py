"""The dataset as an Excel workbook for an office: Vietnamese labels, real numbers and dates, text kept as text."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

from normalize.tables import TABLES, Column, Row, Table
from normalize.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_ROWS = 1_048_575
_LONGEST = 32_767
_ILLEGAL = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDE = {"sentence", "text", "message_vi", "message_en", "statement", "heading", "title", "detail", "recipients"}
# Excel keeps fifteen digits; a longer number would be changed in silence
_MOST_DIGITS = 15
_EPOCH = datetime(2000, 1, 1)
_ORDER = ("findings", "comparison", "series", "figures", "verdicts", "tasks", "reports", "files", "unclaimed", "blocks")


def fits(tables: Mapping[str, Sequence[Row]]) -> bool:
    """True when every table has room in a sheet."""
    return all(len(rows) <= MOST_ROWS for rows in tables.values())


def write_workbook(tables: Mapping[str, Sequence[Row]], path: Path) -> None:
    """One sheet for each table behind a first sheet that explains them; the same bytes for the same rows."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _EPOCH
    _explain(book)
    for name in _ORDER:
        _sheet(book, TABLES[name], tables.get(name, ()))
    book.save(str(path))
    _settle(path)


def _explain(book: "Workbook") -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    sheet = book.create_sheet("Đọc trước")
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 30
    sheet.column_dimensions["C"].width = 90

    def bold(text: str) -> Any:
        cell = WriteOnlyCell(sheet, text)
        cell.font = Font(bold=True)
        return cell

    sheet.append([bold("Bảng"), bold("Cột"), bold("Nội dung")])
    for name in _ORDER:
        table = TABLES[name]
        sheet.append([bold(table.label), bold(name), table.row])
        for column in table.columns:
            values = VOCABULARIES.get(column.vocabulary, {})
            said = "; ".join(f"{value}: {label}" for value, label in values.items())
            sheet.append(["", column.label, f"{column.description}{f' ({said})' if said else ''}"])


def _sheet(book: "Workbook", table: Table, rows: Sequence[Row]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(table.label)
    sheet.freeze_panes = "A2"
    head = []
    for number, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = 60 if column.name in _WIDE else 16
        cell = WriteOnlyCell(sheet, column.label)
        cell.font = Font(bold=True)
        head.append(cell)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{max(len(rows), 1) + 1}"
    sheet.append(head)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row in rows:
        cells = []
        for column in table.columns:
            cell = WriteOnlyCell(sheet)
            _fill(cell, row[column.name], column)
            if column.name in _WIDE:
                cell.alignment = wrapped
            cells.append(cell)
        sheet.append(cells)


def _fill(cell: Any, value: object, column: Column) -> None:
    """A number as a number, a date as a date, text as text whatever it looks like (2/4, 2.10, =1+1)."""
    if value is None:
        return
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > _MOST_DIGITS:
        value = f"{value:f}"
    if isinstance(value, bool):
        cell.value = "có" if value else "không"
    elif isinstance(value, Decimal):
        cell.value = value
        cell.number_format = "#,##0" if value == value.to_integral_value() else "#,##0.##########"
    elif isinstance(value, int | float):
        cell.value = value
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = "dd/mm/yyyy"
    else:
        text = VOCABULARIES[column.vocabulary].get(str(value), str(value)) if column.vocabulary else str(value)
        cell.value = _ILLEGAL.sub("", text)[:_LONGEST]
        cell.data_type = "s"
        cell.number_format = "@"


def _settle(path: Path) -> None:
    """Give every part of the package one date: the bytes must not depend on the hour."""
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            if name == "docProps/core.xml":
                data = regex.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", data)
            info = zipfile.ZipInfo(name, _EPOCH.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
