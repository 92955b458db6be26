"""The dataset as an Excel workbook for an office: Vietnamese labels, real numbers and dates, text kept as text.

Words of the closed vocabularies stand in Vietnamese here; programs read the Parquet, CSV or DuckDB files.
"""

import errno
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import regex

from normalize.dictionary import TABLE_EXPLAINED, explained
from normalize.listing import LISTED
from normalize.sheet_rows import CUT, LONGEST, MOST_DIGITS, write_lines
from normalize.tables import TABLES, Column, Table
from normalize.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    import pyarrow as pa
    from openpyxl import Workbook

MOST_ROWS = 1_048_575
_WIDE = {"sentence", "text", "message_vi", "message_en", "statement", "heading", "title", "detail", "recipients"}
_WIDE |= {"legal_bases", "suggestion", "measure"}
_EPOCH = datetime(2000, 1, 1)
_END_OF_ROWS = b"</sheetData>"
_PORTION = 2**20
# twice as fast as the usual 6, and a seventh larger
_PACKED = 3
_ORDER = ("findings", "comparison", "series", "figures", "verdicts", "tasks", "reports", "files", "unclaimed", "blocks")
# the sheet of findings says which report is meant: nobody knows it by its checksum
_SHEETS = {**TABLES, LISTED.name: LISTED}
_FORMATS = {"whole": "#,##0", "broken": "#,##0.##########", "date": "dd/mm/yyyy", "text": "@", "plain": "General"}
_INTRODUCTION = (
    "Bộ dữ liệu đọc từ các báo cáo. Mỗi bảng là một trang tính; dòng đầu là tên cột, có sẵn bộ lọc.",
    "Số là số thật và ngày là ngày thật, tính toán và sắp xếp được. Những gì phải giữ nguyên văn (2/4, 2.10) là chữ.",
    f"Số dài hơn {MOST_DIGITS} chữ số và ngày trước 01/03/1900 được ghi bằng chữ, vì Excel không giữ được đúng.",
    f"Ô dài hơn {LONGEST:,} ký tự bị cắt và kết thúc bằng “{CUT.strip()}”.".replace(",", "."),
    "Sửa ở đây không làm đổi bộ dữ liệu; lần chạy sau sẽ ghi lại tệp này.",
)

Fill = Callable[[Any], Any]


def fits(counts: Mapping[str, int]) -> bool:
    """True when every table has room in a sheet, by its number of rows."""
    return all(count <= MOST_ROWS for count in counts.values())


def write_workbook(tables: "Mapping[str, Iterable[pa.RecordBatch]]", path: Path) -> None:
    """One sheet for each table behind a first sheet that explains them; the same bytes for the same rows.

    The findings are those of the table that names the report of each (`normalize/listing.py`).
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _EPOCH
    with TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
        unsettled, lines = Path(folder, "unsettled"), {}
        with _closed(book):
            _explain(book)
            for number, name in enumerate(_ORDER, start=2):  # the first sheet explains the others
                own = lines[f"xl/worksheets/sheet{number}.xml"] = Path(folder, name)
                _sheet(book, _SHEETS[name], tables.get(name, ()), own)
        book.save(str(unsettled))
        _settle(unsettled, path, lines)


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
    bold, wrapped = _head(sheet), _wrapped(sheet)
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


def _sheet(book: "Workbook", table: Table, rows: "Iterable[pa.RecordBatch]", path: Path) -> None:
    """A sheet with its heading; the rows go into a file at `path`."""
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(table.label)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(column)
    bold = _head(sheet)
    sheet.append([bold(column.label) for column in table.columns])
    kept = {(kind, wide): _style(sheet, kind, wide) for kind in _FORMATS for wide in (False, True)}
    styles = {kind: [kept[kind, column.name in _WIDE] for column in table.columns] for kind in _FORMATS}
    lines = write_lines(path, table.columns, rows, styles)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{lines}"


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


def _style(sheet: Any, kind: str, wrap: bool) -> int:
    """The number of the style that cells of a kind have."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    cell = WriteOnlyCell(sheet)
    cell.number_format = _FORMATS[kind]
    cell.alignment = Alignment(wrap_text=wrap or None, vertical="top")
    return int(cell.style_id)


def _wrapped(sheet: Any) -> Fill:
    """Cells of running text, each its own."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    def wrapped(text: str) -> Any:
        cell = WriteOnlyCell(sheet, text)
        cell.number_format, cell.alignment = _FORMATS["text"], Alignment(wrap_text=True, vertical="top")
        return cell

    return wrapped


def _settle(unsettled: Path, path: Path, rows: Mapping[str, Path]) -> None:
    """Give every part of the package one date, and every sheet its rows.

    The bytes must not depend on the hour, nor on the system.
    """
    with zipfile.ZipFile(unsettled) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _EPOCH.timetuple()[:6])
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            info._compresslevel = _PACKED  # type: ignore[attr-defined]  # of `open` only 3.13 asks for it
            with source.open(name) as old, target.open(info, "w", force_zip64=True) as new:
                if name == "docProps/core.xml":
                    new.write(_dated(old.read()))
                elif name in rows:
                    head, end, tail = old.read().rpartition(_END_OF_ROWS)
                    new.write(head)
                    with rows[name].open("rb") as lines:
                        shutil.copyfileobj(lines, new, _PORTION)
                    new.write(end + tail)
                else:
                    shutil.copyfileobj(old, new)


def _dated(core: bytes) -> bytes:
    return regex.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", core)
