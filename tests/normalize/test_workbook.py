"""dataset.xlsx in LibreOffice under vi-VN: numbers are numbers, 2/4 and 2.10 are text, every letter is right."""

import os
import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from lxml import etree

from normalize.listing import LISTED, listed
from normalize.tables import TABLES, arrow_schema, row
from normalize.workbook import write_workbook

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
LETTERS = "Ủy ban nhân dân huyện Sơn Khê – ĐẴỆỘỮỴ đẵệộữỵ"
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop></item>
</oor:items>"""


FIGURES = [
    row("figures", raw="2/4", task_path="2.10", value=Decimal("1234.5"), unit="quy định", period_end=date(2024, 9, 30)),
    row("figures", raw="=1+1", task_path="1/2", value=Decimal("12345678901234567.5"), measure=LETTERS, role="result"),
    row("figures", raw="a_x000D_b", basis="-1+2", value=Decimal(49000)),
]


def batches(rows: list[dict[str, Any]], table: str = "figures") -> list[pa.RecordBatch]:
    """Rows as they are stored, one at a time."""
    return [pa.RecordBatch.from_pylist([one], arrow_schema(table)) for one in rows]


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, tuple[str, str]]]:
    """The rows of the sheet of figures as LibreOffice holds them: label → type and content."""
    if not shutil.which("soffice") and not os.environ.get("CI"):
        pytest.skip("LibreOffice: sudo apt install libreoffice-calc")
    folder = tmp_path_factory.mktemp("xlsx")
    write_workbook({"figures": batches(FIGURES)}, folder / "d.xlsx")
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "fods",
    ]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "d.xlsx")], check=True, capture_output=True, timeout=120
    )
    root = etree.parse(str(folder / "d.fods")).getroot()
    sheet = next(t for t in root.iter(TABLE + "table") if t.get(TABLE + "name") == TABLES["figures"].label)
    head, *rest = [_row(r) for r in sheet.iter(TABLE + "table-row")][: len(FIGURES) + 1]
    labels = [content for _, content in head]
    return [dict(zip(labels, r, strict=False)) for r in rest]


def _row(element: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for cell in element.iter(TABLE + "table-cell"):
        kind = cell.get(OFFICE + "value-type", "")
        content = cell.get(OFFICE + "value") or cell.get(OFFICE + "date-value") or "".join(cell.itertext()).strip()
        found += [(kind, content)] * min(int(cell.get(TABLE + "number-columns-repeated", "1")), 60)
    return found


def test_numbers_are_numbers_and_dates_are_dates(cells: list[dict[str, tuple[str, str]]]) -> None:
    assert cells[0]["Giá trị"] == ("float", "1234.5")
    assert cells[0]["Đến ngày"] == ("date", "2024-09-30")
    assert cells[2]["Giá trị"] == ("float", "49000")


def test_text_stays_text(cells: list[dict[str, tuple[str, str]]]) -> None:
    assert cells[0]["Nguyên văn"] == ("string", "2/4")
    assert cells[0]["Mục"] == ("string", "2.10")
    assert cells[1]["Mục"] == ("string", "1/2")
    assert cells[1]["Nguyên văn"] == ("string", "=1+1")
    assert cells[2]["Nguyên văn"] == ("string", "a_x000D_b")
    assert cells[2]["So với"] == ("string", "-1+2")


def test_letters_are_right(cells: list[dict[str, tuple[str, str]]]) -> None:
    assert cells[1]["Nội dung đo"] == ("string", LETTERS)
    assert cells[1]["Vai trò"] == ("string", "thực hiện")


def test_a_number_too_long_for_excel_keeps_its_digits(cells: list[dict[str, tuple[str, str]]]) -> None:
    assert cells[1]["Giá trị"] == ("string", "12345678901234567.5")


LABELS = [column.label for column in LISTED.columns]


def written(rows: list[dict[str, Any]], folder: Path, table: str = "figures") -> Any:
    """The sheet of a table, read back."""
    from openpyxl import load_workbook

    write_workbook({table: batches(rows, table)}, folder / "d.xlsx")
    return load_workbook(folder / "d.xlsx")[TABLES[table].label]


def column(sheet: Any, name: str, table: str = "figures") -> list[Any]:
    """The cells of a column under its heading."""
    place = [c.name for c in TABLES[table].columns].index(name) + 1
    return [sheet.cell(line, place) for line in range(2, sheet.max_row + 1)]


def test_each_row_keeps_its_own_values(tmp_path: Path) -> None:
    rows = [row("figures", raw=f"số {i}", value=Decimal(i) / 4 if i != 3 else None, item=i) for i in range(1, 6)]
    sheet = written(rows, tmp_path)
    assert [c.value for c in column(sheet, "raw")] == [f"số {i}" for i in range(1, 6)]
    assert [c.value for c in column(sheet, "value")] == [0.25, 0.5, None, 1, 1.25]
    assert [c.number_format for c in column(sheet, "value")][:2] == ["#,##0.##########"] * 2
    assert column(sheet, "value")[3].number_format == "#,##0"


def test_the_sheet_of_findings_names_the_report_and_puts_the_gravest_first(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    report = row("reports", report_id="r", path="bc.docx", number="2.10", issuer=LETTERS, date=date(2024, 9, 30))
    found = [row("findings", report_id="r", finding_id=level, level=level) for level in ("note", "verdict", "form")]
    kinds = {field.name: field for table in ("reports", "findings") for field in arrow_schema(table)}
    own = pa.RecordBatch.from_pylist(listed(found, [report]), pa.schema([kinds[c.name] for c in LISTED.columns]))
    write_workbook({"findings": [own], "reports": batches([report], "reports")}, tmp_path / "d.xlsx")
    book = load_workbook(tmp_path / "d.xlsx")
    lines = [dict(zip(LABELS, line, strict=True)) for line in book["Điểm rà soát"].values][1:]
    assert [line["Mức"] for line in lines] == ["ảnh hưởng kết luận", "thể thức, ký hiệu", "lưu ý"]
    assert [(line["Tệp"], line["Số"], line["Cơ quan ban hành"]) for line in lines] == [("bc.docx", "2.10", LETTERS)] * 3
    assert book["Báo cáo"].max_row == 2


def test_the_head_stays_in_sight_and_filters(tmp_path: Path) -> None:
    sheet = written(FIGURES, tmp_path)
    assert [c.value for c in sheet[1]] == [c.label for c in TABLES["figures"].columns]
    assert all(c.font.bold for c in sheet[1])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == (
        "A2",
        f"A1:{sheet.cell(len(FIGURES) + 1, sheet.max_column).coordinate}",
    )


@pytest.mark.parametrize(
    ("text", "shown", "why"),
    [
        ("a\x0bb\x00c", "abc", "signs that XML forbids go"),
        ("_x000D_", "_x005F_x000D_", "Excel would read a carriage return"),
        ("x_y_z", "x_y_z", "an underscore alone is none"),
        (" hai dấu cách ", " hai dấu cách ", "spaces stay"),
        ("-1+2", "-1+2", "no formula"),
    ],
)
def test_text_as_it_stands_in_a_cell(tmp_path: Path, text: str, shown: str, why: str) -> None:
    (cell,) = column(written([row("figures", raw=text)], tmp_path), "raw")
    assert (cell.value, cell.data_type, cell.number_format) == (shown, "s", "@")


def test_what_is_longer_than_a_cell_says_that_it_was_cut(tmp_path: Path) -> None:
    (cell,) = column(written([row("blocks", text="ă" * 40_000)], tmp_path, "blocks"), "text", "blocks")
    assert len(cell.value) == 32_767
    assert cell.value.endswith("[đã cắt bớt]")


def test_a_day_that_excel_does_not_know_is_text(tmp_path: Path) -> None:
    rows = [row("reports", date=date(202, 1, 9)), row("reports", date=date(1900, 3, 1))]
    early, known = column(written(rows, tmp_path, "reports"), "date", "reports")
    assert (early.value, early.data_type) == ("09/01/0202", "s")
    assert known.data_type == "d"


def test_the_first_sheet_explains_every_table_and_column(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    write_workbook({}, tmp_path / "d.xlsx")
    book = load_workbook(tmp_path / "d.xlsx")
    first, *others = book.sheetnames
    assert (first, sorted(others)) == ("Đọc trước", sorted(t.label for t in TABLES.values()))
    said = [tuple(c.value for c in r) for r in book[first].iter_rows()]
    for table in TABLES.values():
        assert any(r[0] == table.label and r[2] for r in said)
        assert all(any(r[1] == c.label and r[2] for r in said) for c in table.columns)


def test_no_part_of_the_package_knows_the_hour(tmp_path: Path) -> None:
    write_workbook({"figures": batches(FIGURES)}, tmp_path / "d.xlsx")
    with zipfile.ZipFile(tmp_path / "d.xlsx") as archive:
        assert {part.date_time for part in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        core = etree.fromstring(archive.read("docProps/core.xml"))
    dates = [e.text for e in core if etree.QName(e).localname in ("created", "modified")]
    assert dates == ["2000-01-01T00:00:00Z"] * 2
