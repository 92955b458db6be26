"""What a figure says: `readings.tsv`, sentences of places that do not exist.

A row: where the text stands (heading, alone, result, plan), the text, and for each figure
value | unit | role | relation | direction | hedge | basis, with empty parts left out at the end.
"""

import csv
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from extract.records import Report
from extract.rules import Rules
from normalize.readings import read_figures
from normalize.records import Reading

with (Path(__file__).parent / "readings.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))

SETTINGS = {
    "result": lambda text: ["**I. KẾT QUẢ THỰC HIỆN**", "**1. Lĩnh vực kinh tế**", "Kết quả:", f"- {text}"],
    "heading": lambda text: ["**I. KẾT QUẢ THỰC HIỆN**", f"**1. {text}**", "Kết quả:", "- Đang triển khai."],
    "alone": lambda text: ["**I. KẾT QUẢ THỰC HIỆN**", f"1. {text}"],
    "plan": lambda text: ["**II. PHƯƠNG HƯỚNG, NHIỆM VỤ**", "**1. Lĩnh vực kinh tế**", f"- {text}"],
}


def said(reading: Reading) -> list[str]:
    number = reading.number
    assert number is not None
    value = f"{number.value.normalize():f}"
    if number.of is not None:
        value += f" of {number.of.normalize():f}"
    if number.high is not None:
        value += f" to {number.high.normalize():f}"
    hedge = "" if reading.hedge == "exact" else reading.hedge
    return [value, reading.unit, reading.role, reading.relation, reading.direction, hedge, reading.basis.name]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:70])
def test_readings(row: dict[str, str], read: Callable[[Sequence[str]], Report], rules: Rules) -> None:
    report = read(SETTINGS[row["where"]](row["text"]))
    found = [said(r) for r in read_figures(report, rules)]
    expected = [(figure.split("|") + [""] * 7)[:7] for figure in row["figures"].split(" ; ")]
    assert found == [[part.strip() for part in figure] for figure in expected]


def test_a_heading_that_strives_and_is_not_answered_asks(read: Callable[[Sequence[str]], Report], rules: Rules) -> None:
    report = read(["**I. KẾT QUẢ THỰC HIỆN**", "**1. Phấn đấu thu ngân sách đạt 46.500 triệu đồng**", "**2. Y tế**"])
    assert [r.role for r in read_figures(report, rules)] == ["target"]


def test_every_figure_has_one_reading(read: Callable[[Sequence[str]], Report], rules: Rules) -> None:
    report = read(["**I. KẾT QUẢ**", "Thu 19.94,67 tỷ đồng và 5 tỷ đồng."])
    readings = read_figures(report, rules)
    assert len(readings) == len(report.figures)
    assert [r.number is None for r in readings] == [f.number == "19.94,67" for f in report.figures]


def test_a_document_that_writes_dots_is_read_so(read: Callable[[Sequence[str]], Report], rules: Rules) -> None:
    report = read(["**I. KẾT QUẢ**", "Thu 17.5 tỷ đồng, chi 2.25 tỷ đồng, còn 1,353 triệu đồng."])
    values = [r.number.value for r in read_figures(report, rules) if r.number]
    assert values == [Decimal("17.5e9"), Decimal("2.25e9"), Decimal("1353e6")]
