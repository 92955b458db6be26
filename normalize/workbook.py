"""The dataset as an Excel workbook for an office: Vietnamese labels, real numbers and dates, text kept as text.

Words of the closed vocabularies stand in Vietnamese here; programs read the Parquet, CSV or DuckDB files.
"""

import errno
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

from normalize.dictionary import TABLE_EXPLAINED, explained
from normalize.listing import LISTED, listed
from normalize.tables import TABLES, Column, Row, Table
from normalize.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_ROWS = 1_048_575
_LONGEST = 32_767
_CUT = " … [đã cắt bớt]"
_ILLEGAL = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x000D_ in a text as a carriage return; its own underscore escaped, it stays what was printed
_ESCAPED = regex.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDE = {"sentence", "text", "message_vi", "message_en", "statement", "heading", "title", "detail", "recipients"}
_WIDE |= {"legal_bases", "suggestion", "measure"}
# Excel keeps fifteen digits; a longer number would be changed in silence
_MOST_DIGITS = 15
# Excel knows no earlier day, and takes 1900 for a leap year
_FIRST_DAY = date(1900, 3, 1)
_EPOCH = datetime(2000, 1, 1)
_ORDER = ("findings", "comparison", "series", "figures", "verdicts", "tasks", "reports", "files", "unclaimed", "blocks")
# the sheet of findings says which report is meant: nobody knows it by its checksum
_SHEETS = {**TABLES, LISTED.name: LISTED}
_FORMATS = {"whole": "#,##0", "broken": "#,##0.##########", "date": "dd/mm/yyyy", "text": "@", "plain": "General"}
_INTRODUCTION = (
    "Bộ dữ liệu đọc từ các báo cáo. Mỗi bảng là một trang tính; dòng đầu là tên cột, có sẵn bộ lọc.",
    "Số là số thật và ngày là ngày thật, tính toán và sắp xếp được. Những gì phải giữ nguyên văn (2/4, 2.10) là chữ.",
    f"Số dài hơn {_MOST_DIGITS} chữ số và ngày trước 01/03/1900 được ghi bằng chữ, vì Excel không giữ được đúng.",
    f"Ô dài hơn {_LONGEST:,} ký tự bị cắt và kết thúc bằng “{_CUT.strip()}”.".replace(",", "."),
    "Sửa ở đây không làm đổi bộ dữ liệu; lần chạy sau sẽ ghi lại tệp này.",
)

Fill = Callable[[Any], Any]


def fits(counts: Mapping[str, int]) -> bool:
    """True when every table has room in a sheet, by its number of rows."""
    return all(count <= MOST_ROWS for count in counts.values())


def write_workbook(tables: Mapping[str, Iterable[Row]], path: Path) -> None:
    """One sheet for each table behind a first sheet that explains them; the same bytes for the same rows."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _EPOCH
    reports = list(tables.get("reports", ()))
    filled = {**tables, "reports": reports, LISTED.name: listed(tables.get(LISTED.name, ()), reports)}
    with _closed(book):
        _explain(book)
        for name in _ORDER:
            _sheet(book, _SHEETS[name], filled.get(name, ()))
    unsettled = path.with_name(f"{path.name}.unsettled")
    try:
        book.save(str(unsettled))
        _settle(unsettled, path)
    finally:
        unsettled.unlink(missing_ok=True)


@contextmanager
def _closed(book: "Workbook") -> Iterator[None]:
    """Close every sheet, whatever happened; a full disk is an OSError, also where lxml meets it.

    A sheet is a file in the system's folder for such files until the book is saved; left open, it would complain by
    itself of what ended the writing.
    """
    from lxml.etree import LxmlError, SerialisationError

    try:
        yield
        for sheet in book.worksheets:
            sheet.close()
    except SerialisationError as error:
        raise OSError(errno.ENOSPC if "ENOSPC" in str(error) else errno.EIO, str(error)) from error
    finally:
        for sheet in (s for s in book.worksheets if not s.closed):
            for stream in (sheet._rows, sheet._writer and sheet._writer.xf):
                with suppress(LxmlError):
                    stream.close() if stream else None


def _explain(book: "Workbook") -> None:
    """The sheet to read first: what the tables, the columns and the words in them mean."""
    sheet = book.create_sheet("Đọc trước")
    for letter, width in (("A", 22), ("B", 30), ("C", 100)):
        sheet.column_dimensions[letter].width = width
    bold, wrapped = _head(sheet), _cell(sheet, "text", wrap=True)
    for line in _INTRODUCTION:
        sheet.append([line])
    sheet.append([])
    sheet.append([bold(text) for text in ("Bảng", "Cột", "Nội dung")])
    for name in _ORDER:
        table = _SHEETS[name]
        sheet.append([bold(table.label), f"({name})", wrapped(TABLE_EXPLAINED[name])])
        for column in table.columns:
            words = "; ".join(VOCABULARIES[column.vocabulary].values()) if column.vocabulary else ""
            said = explained(name, column.name) + (f" Một trong: {words}." if words else "")
            sheet.append([None, column.label, wrapped(said)])


def _sheet(book: "Workbook", table: Table, rows: Iterable[Row]) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(table.label)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(column)
    bold = _head(sheet)
    sheet.append([bold(column.label) for column in table.columns])
    fills = [(column.name, _filler(sheet, column)) for column in table.columns]
    lines = 1
    for row in rows:
        # a row is written before the next is filled, so that one cell serves a whole column
        sheet.append([None if row[name] is None else fill(row[name]) for name, fill in fills])
        lines += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(fills))}{lines}"


def _width(column: Column) -> int:
    return 60 if column.name in _WIDE else max(14, len(column.label) + 4)


def _head(sheet: Any) -> Fill:
    """Cells of a heading: bold, each its own."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    font, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")

    def bold(text: str) -> Any:
        cell = WriteOnlyCell(sheet, text)
        cell.font, cell.alignment = font, wrapped
        return cell

    return bold


def _cell(sheet: Any, kind: str, *, wrap: bool = False) -> Fill:
    """A cell with the format of its kind, to be filled again and again."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    cell = WriteOnlyCell(sheet)
    cell.number_format = _FORMATS[kind]
    cell.alignment = Alignment(wrap_text=wrap or None, vertical="top")
    data_type = {"text": "s", "date": "d"}.get(kind, "n")

    def fill(value: Any) -> Any:
        # past the setter: it would look for formulas and choose formats of its own
        cell._value, cell.data_type = value, data_type
        return cell

    return fill


def _filler(sheet: Any, column: Column) -> Fill:
    """What makes the cells of a column: numbers, dates, or text whatever it looks like (2/4, 2.10, =1+1)."""
    cells = {kind: _cell(sheet, kind, wrap=column.name in _WIDE) for kind in _FORMATS}
    words = VOCABULARIES.get(column.vocabulary, {})

    def fill(value: Any) -> Any:
        kind, shown = _shown(value)
        return cells[kind](words.get(shown, shown) if words else shown)

    return fill


def _shown(value: Any) -> tuple[str, Any]:
    """The kind of cell for a value, and what stands in it."""
    if isinstance(value, str):
        return "text", _text(value)
    if isinstance(value, bool):
        return "text", "có" if value else "không"
    if isinstance(value, Decimal):
        if len(value.as_tuple().digits) > _MOST_DIGITS:
            return "text", f"{value:f}"
        return "whole" if value == value.to_integral_value() else "broken", value
    if isinstance(value, date):
        return ("date", value) if value >= _FIRST_DAY else ("text", f"{value:%d/%m}/{value.year:04}")
    return "plain", value


def _text(value: str) -> str:
    text = _ESCAPED.sub("_x005F_", _ILLEGAL.sub("", value))
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT


def _settle(unsettled: Path, path: Path) -> None:
    """Give every part of the package one date: the bytes must not depend on the hour, nor on the system."""
    with zipfile.ZipFile(unsettled) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _EPOCH.timetuple()[:6])
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            info.file_size = source.getinfo(name).file_size
            with source.open(name) as old, target.open(info, "w") as new:
                if name == "docProps/core.xml":
                    new.write(_dated(old.read()))
                else:
                    shutil.copyfileobj(old, new)


def _dated(core: bytes) -> bytes:
    return regex.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", core)
