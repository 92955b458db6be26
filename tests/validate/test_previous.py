"""What two reports of one issuer say of one year: `previous.tsv` has pairs to ask about, and pairs to leave alone."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from extract.records import Block, Document, Piece, Place
from extract.report import read_report
from extract.rules import Rules
from normalize.naming import Names
from normalize.readings import read_figures
from normalize.rows import report_rows
from normalize.series import series_rows
from normalize.tables import check_row
from validate.previous import across

Row = dict[str, Any]
MakeBlocks = Callable[[Sequence[str]], tuple[Any, ...]]
Find = Callable[..., list[Row]]

TITLE = "Kết quả thực hiện nhiệm vụ năm {year}"
HALF = "Kết quả thực hiện nhiệm vụ 6 tháng đầu năm {year}"
DATE = "ngày 05 tháng 01 năm {after}"
IN_JULY = "ngày 05 tháng 7 năm {year}"

GRAIN = "Sản lượng lương thực có hạt đạt 1.234 tấn."
POOR = "Tỷ lệ hộ nghèo còn 6,2%."

# what 2023 printed, what 2024 says of it, level and print of the finding, why
with (Path(__file__).parent / "previous.tsv").open(encoding="utf-8", newline="") as file:
    PAIRS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


NOTES = [
    ("Sản lượng lương thực có hạt ước đạt 1.234 tấn.", "cùng kỳ năm trước 1.324 tấn", "số ước", "an estimate then"),
    (GRAIN, "ước tăng 12% so với cùng kỳ", "số ước", "an estimate now"),
    (
        "Sản lượng lương thực có hạt đạt 1.234 tấn (số liệu sơ bộ).",
        "tăng 12% so với cùng kỳ",
        "điều chỉnh",
        "provisional",
    ),
    (GRAIN, "cùng kỳ năm trước 1.324 tấn (số liệu đã điều chỉnh)", "điều chỉnh", "revised"),
    (GRAIN, "tăng 12% so với cùng kỳ (loại trừ yếu tố thời tiết)", "điều chỉnh", "of something left out"),
    (GRAIN, "cùng kỳ năm trước 1.324 tấn, chưa tính xã mới sáp nhập", "điều chỉnh", "of another territory"),
    (GRAIN, "tăng 12% so với cùng kỳ (theo giá so sánh)", "giá so sánh", "at other prices"),
    ("Sản lượng lương thực có hạt vụ xuân đạt 1.234 tấn.", "tăng 12% so với cùng kỳ", "tên chỉ tiêu", "of one season"),
]


@pytest.fixture
def find(make_blocks: MakeBlocks, rules: Rules) -> Find:
    """The findings about two reports, of 2023 and 2024, by their items."""

    def find(before: str | Sequence[str], now: str, **more: Any) -> list[Row]:
        earlier = [before] if isinstance(before, str) else before
        tables: dict[str, list[Row]] = {"reports": [], "figures": [], "verdicts": []}
        for year, items, table in ((2023, earlier, ()), (2024, [now], more.get("table", ()))):
            for name, own in rows_of(make_blocks, rules, year, items, table, **more.get(f"of_{year}", {})).items():
                tables.get(name, []).extend(own)
        series, left_out = series_rows(tables, rules)
        # one issuer at a time, as where the tables are made
        found: list[Row] = []
        for issuer in {report["issuer"] for report in tables["reports"]}:
            own = {**tables, "reports": [r for r in tables["reports"] if r["issuer"] == issuer]}
            found += across(own, [*series, *left_out], rules)
        for row in found:
            check_row("findings", row)
        return found

    return find


def rows_of(
    make_blocks: MakeBlocks,
    rules: Rules,
    year: int,
    items: Sequence[str],
    table: Sequence[Sequence[str]],
    title: str = TITLE,
    date: str = DATE,
    issuer: str = "HUYỆN SƠN KHÊ",
) -> dict[str, list[Row]]:
    head = ["ỦY BAN NHÂN DÂN", issuer, "Số: 12/BC-UBND", f"Sơn Khê, {date}", "BÁO CÁO", title]
    body = ["**I. KẾT QUẢ THỰC HIỆN**", "**1. Lĩnh vực kinh tế**", "Kết quả:", *(f"- {item}" for item in items)]
    texts = [text.format(year=year, after=year + 1) for text in (*head, *body)]
    blocks = list(make_blocks(texts))
    for row, cells in enumerate(table):
        for column, text in enumerate(cells):
            piece = Piece(0, len(text))
            blocks.append(Block(len(blocks), text, (piece,), "cell", table=0, row=row, column=column))
    report = read_report(Document(Path(f"{year}.docx"), str(year), 0, "", "docx", tuple(blocks)), rules)
    readings = read_figures(report, rules)
    return report_rows(report, readings, Names(report, readings, rules), lambda span: Place(page=3))


def shown(rows: Sequence[Row]) -> list[str]:
    return [f"{row['level']}:{row['printed']}" for row in rows]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["why"])
def test_a_pair_is_asked_about_or_stays_quiet(find: Find, pair: dict[str, str]) -> None:
    assert shown(find(pair["before"], pair["now"])) == [f for f in [pair["finding"]] if f], pair["why"]


@pytest.mark.parametrize(("before", "now", "because", "why"), NOTES, ids=[x[3] for x in NOTES])
def test_what_may_differ_for_a_reason_is_a_note(find: Find, before: str, now: str, because: str, why: str) -> None:
    (row,) = find(before, f"Sản lượng lương thực có hạt đạt 1.350 tấn, {now}.")
    assert row["level"] == "note", why
    assert because in row["suggestion"]
    assert row["suggestion"] in row["message_vi"]


NOW = "Sản lượng lương thực có hạt đạt 1.350 tấn, cùng kỳ năm trước 1.324 tấn."
HEADS = [
    ({}, {"issuer": "HUYỆN SƠN HÀ"}, [], "another issuer"),
    ({"title": HALF, "date": IN_JULY}, {}, [], "half of the year before"),
    ({}, {"title": HALF, "date": IN_JULY}, [], "half of this year"),
    ({"title": HALF, "date": IN_JULY}, {"title": HALF, "date": IN_JULY}, ["mismatch:1.324"], "halves of both"),
    ({"date": "ngày 05 tháng 12 năm {year}"}, {}, ["note:1.324"], "signed before the year was over"),
    (
        {"title": HALF, "date": "ngày 15 tháng 6 năm {year}"},
        {"title": HALF, "date": IN_JULY},
        ["note:1.324"],
        "in June",
    ),
    ({}, {"date": "ngày 05 tháng 12 năm {year}"}, ["mismatch:1.324"], "this one signed early, of a year that was over"),
    ({"title": "Kết quả thực hiện nhiệm vụ năm 2022"}, {}, [], "the report of two years before"),
]


@pytest.mark.parametrize(("then", "now", "expected", "why"), HEADS, ids=[x[3] for x in HEADS])
def test_issuer_period_and_day_decide(find: Find, then: Row, now: Row, expected: list[str], why: str) -> None:
    assert shown(find(GRAIN, NOW, of_2023=then, of_2024=now)) == expected, why


SEVERAL = [
    ([GRAIN, "Sản lượng lương thực có hạt đạt 1.324 tấn."], [], "one of two fits"),
    ([GRAIN, "Sản lượng lương thực có hạt đạt 1.243 tấn."], [], "none fits, and nobody can tell which is meant"),
    ([GRAIN, GRAIN], ["mismatch:1.324"], "one value twice"),
    (
        [GRAIN, "Sản lượng lương thực có hạt vụ xuân đạt 710 tấn."],
        ["mismatch:1.324"],
        "the one of the same name counts",
    ),
    ([GRAIN, "Sản lượng lương thực có hạt ước đạt 1.324 tấn."], [], "the estimate fits"),
    ([GRAIN, "Sản lượng lương thực có hạt ước đạt 1.230 tấn."], ["mismatch:1.324"], "no estimate hides a result"),
]


@pytest.mark.parametrize(("before", "expected", "why"), SEVERAL, ids=[x[2] for x in SEVERAL])
def test_of_several_values_one_that_fits_clears(find: Find, before: list[str], expected: list[str], why: str) -> None:
    assert shown(find(before, NOW)) == expected, why


def test_the_question_names_both_places_in_both_languages(find: Find) -> None:
    (row,) = find(GRAIN, NOW)
    assert row["message_vi"] == (
        "Mục 1: “Sản lượng lương thực có hạt” cùng kỳ năm trước ghi 1.324 tấn, trong khi báo cáo số 12/BC-UBND ngày "
        "05/01/2024 (mục 1, trang 3) ghi 1.234 tấn cho năm 2023. Đề nghị đơn vị kiểm tra lại."
    )
    assert row["message_en"] == (
        "Section 1: “Sản lượng lương thực có hạt” 1.324 tấn a year before, while report 12/BC-UBND of 05/01/2024 "
        "(section 1, page 3) says 1.234 tấn for 2023. Please check."
    )
    assert (row["report_id"], row["check"], row["recomputed"], row["page"]) == ("2024", "previous", "1.234", 3)
    assert row["least"] < 1234 < row["most"]


def test_a_movement_is_worked_out_from_the_earlier_value(find: Find) -> None:
    (row,) = find(GRAIN, "Sản lượng lương thực có hạt đạt 1.350 tấn, tăng 12% so với cùng kỳ.")
    assert row["message_vi"] == (
        "Mục 1: 1.350 tấn so với 1.234 tấn mà báo cáo số 12/BC-UBND ngày 05/01/2024 (mục 1, trang 3) ghi cho năm 2023 "
        "tính ra tăng 9,4%, báo cáo này ghi tăng 12%. Đề nghị đơn vị kiểm tra lại."
    )
    assert row["message_en"].endswith("for 2023, gives up 9,4%, this report says up 12%. Please check.")
    assert row["recomputed"] == "9,4"
    assert len(row["figure_ids"].split()) == 3


CELLS = [
    (("1.324", "1.350", "102,0"), ["mismatch:1.324"], "the column of the year before"),
    (("1.234", "1.350", "109,4"), [], "that fits"),
    (("", "1.350", "112,0"), ["mismatch:112,0"], "the column that compares"),
    (("", "1.350", "109,4"), [], "a ratio that fits"),
    (("", "1.350", "9,4"), [], "growth in a column of ratios"),
]


@pytest.mark.parametrize(("cells", "expected", "why"), CELLS, ids=[x[2] for x in CELLS])
def test_a_table_is_asked_by_its_rows(find: Find, cells: Sequence[str], expected: list[str], why: str) -> None:
    head = ("Chỉ tiêu", "ĐVT", "Cùng kỳ năm trước", "Thực hiện", "So với cùng kỳ (%)")
    found = find(GRAIN, "Kết quả ở biểu sau.", table=(head, ("Sản lượng lương thực có hạt", "tấn", *cells)))
    assert shown(found) == expected, why
    assert all(row["message_vi"].startswith("“Sản lượng lương thực có hạt”: ") for row in found)


def test_what_stands_twice_is_asked_once(find: Find) -> None:
    assert len(find(GRAIN, f"{NOW} {NOW}")) == 1


def test_a_finding_keeps_its_name(find: Find) -> None:
    one, other = find(GRAIN, NOW), find([GRAIN, POOR], NOW)
    assert [r["finding_id"] for r in one] == [r["finding_id"] for r in other]
