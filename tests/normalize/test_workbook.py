"""dataset.xlsx in LibreOffice under vi-VN: numbers are numbers, 2/4 and 2.10 are text, every letter is right."""

import os
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from normalize.tables import TABLES
from normalize.workbook import write_workbook

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
LETTERS = "Ủy ban nhân dân huyện Sơn Khê – ĐẴỆỘỮỴ đẵệộữỵ"
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop></item>
</oor:items>"""


def row(table: str, **values: object) -> dict[str, Any]:
    return {**{c.name: None for c in TABLES[table].columns}, **values}


FIGURES = [
    row("figures", raw="2/4", task_path="2.10", value=Decimal("1234.5"), unit="quy định", period_end=date(2024, 9, 30)),
    row("figures", raw="=1+1", task_path="1/2", value=Decimal("12345678901234567.5"), measure=LETTERS, role="result"),
]


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, tuple[str, str]]]:
    """The rows of the sheet of figures as LibreOffice holds them: label → type and content."""
    if not shutil.which("soffice") and not os.environ.get("CI"):
        pytest.skip("LibreOffice: sudo apt install libreoffice-calc")
    folder = tmp_path_factory.mktemp("xlsx")
    write_workbook({"figures": FIGURES}, folder / "d.xlsx")
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
    head, *rest = [_row(r) for r in sheet.iter(TABLE + "table-row")][:3]
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


def test_text_stays_text(cells: list[dict[str, tuple[str, str]]]) -> None:
    assert cells[0]["Nguyên văn"] == ("string", "2/4")
    assert cells[0]["Mục"] == ("string", "2.10")
    assert cells[1]["Mục"] == ("string", "1/2")
    assert cells[1]["Nguyên văn"] == ("string", "=1+1")


def test_letters_are_right(cells: list[dict[str, tuple[str, str]]]) -> None:
    assert cells[1]["Nội dung đo"] == ("string", LETTERS)
    assert cells[1]["Vai trò"] == ("string", "thực hiện")


def test_a_number_too_long_for_excel_keeps_its_digits(cells: list[dict[str, tuple[str, str]]]) -> None:
    assert cells[1]["Giá trị"] == ("string", "12345678901234567.5")
