"""What two reports of one issuer say of one year: which pairs are asked about, and which must stay quiet."""

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
REVENUE = "Thu ngân sách nhà nước trên địa bàn đạt 45.000 triệu đồng."
POOR = "Tỷ lệ hộ nghèo còn 6,2%."
FOREST = "Trồng rừng mới được 500 ha."
CANAL = "Nạo vét kênh mương nội đồng được 12 km."

# what 2023 printed, what 2024 says of it, level and print of the finding, why
ASKED = [
    (GRAIN, "Sản lượng lương thực có hạt đạt 1.350 tấn, cùng kỳ năm trước 1.324 tấn.", "mismatch:1.324", "the value"),
    (
        GRAIN,
        "Sản lượng lương thực có hạt đạt 1.350 tấn, bằng 102% so với cùng kỳ năm 2023 (1.324 tấn).",
        "mismatch:1.324",
        "the value in a bracket; the ratio fits it and is not asked for itself",
    ),
    (GRAIN, "Sản lượng lương thực có hạt đạt 1.350 tấn, tăng 12% so với cùng kỳ.", "mismatch:12", "growth is 9,4"),
    (GRAIN, "Sản lượng lương thực có hạt đạt 1.350 tấn, bằng 102% so với cùng kỳ.", "mismatch:102", "the ratio"),
    (GRAIN, "Sản lượng lương thực có hạt đạt 1.350 tấn, giảm 9,4% so với cùng kỳ.", "mismatch:9,4", "the other way"),
    (
        REVENUE,
        "Thu ngân sách trên địa bàn đạt 49.500 triệu đồng (cùng kỳ 54.000 triệu đồng).",
        "mismatch:54.000",
        "swapped",
    ),
    (
        REVENUE,
        "Thu ngân sách trên địa bàn đạt 49,5 tỷ đồng, tăng 21% so với năm 2023.",
        "mismatch:21",
        "in another scale",
    ),
    (
        REVENUE,
        "Thu ngân sách đạt 49.500 triệu đồng, cùng kỳ năm 2023 đạt 45.000 tỷ đồng.",
        "mismatch:45.000",
        "thousandfold",
    ),
    (
        POOR,
        "Tỷ lệ hộ nghèo còn 4,9%, giảm 2,3% so với năm 2023.",
        "mismatch:2,3",
        "by points it is 1,3, in relation 21",
    ),
    (POOR, "Tỷ lệ hộ nghèo giảm từ 6,7% năm 2023 xuống còn 4,9%.", "mismatch:6,7", "a baseline of the year before"),
    (POOR, "Tỷ lệ hộ nghèo còn 4,9%, giảm 1,8 điểm phần trăm so với cùng kỳ.", "mismatch:1,8", "points"),
    (FOREST, "Trồng rừng mới được 540 ha, tăng 60 ha so với cùng kỳ năm trước.", "mismatch:60", "a difference of 40"),
    (FOREST, "Trồng rừng mới được 1.000 ha, gấp 2,5 lần so với cùng kỳ.", "mismatch:2,5", "twice"),
    (
        CANAL,
        "Nạo vét kênh mương nội đồng được 15 km, cùng kỳ năm trước 14 km.",
        "mismatch:14",
        "aligned by its wording",
    ),
    (
        FOREST,
        "Trồng rừng mới được 540 ha, đạt 90% kế hoạch và tăng 20% so với cùng kỳ.",
        "mismatch:20",
        "behind another share",
    ),
    (
        "Thu nhập bình quân đầu người đạt 45,2 triệu đồng/người/năm.",
        "Thu nhập bình quân đầu người đạt 48,5 triệu đồng/người/năm, năm 2023 đạt 42,5 triệu đồng/người/năm.",
        "mismatch:42,5",
        "a rate",
    ),
    (
        FOREST,
        "Trồng rừng mới được 540 ha, cùng kỳ năm trước trên 510 ha.",
        "mismatch:510",
        "more than what was printed",
    ),
]

QUIET = [
    (GRAIN, "Sản lượng lương thực có hạt đạt 1.350 tấn, cùng kỳ năm trước 1.234 tấn.", "the same"),
    (GRAIN, "Sản lượng lương thực có hạt đạt 1,35 nghìn tấn, cùng kỳ năm trước 1,2 nghìn tấn.", "rounded"),
    (GRAIN, "Sản lượng lương thực có hạt đạt 1.350 tấn, tăng 9,4% so với cùng kỳ.", "growth that fits"),
    (GRAIN, "Sản lượng lương thực có hạt đạt 1.350 tấn, tăng 9% so với cùng kỳ.", "growth cut off"),
    (GRAIN, "Sản lượng lương thực có hạt đạt 1.350 tấn, bằng 109,4% so với cùng kỳ.", "a ratio that fits"),
    (GRAIN, "Sản lượng lương thực có hạt đạt 1.350 tấn, tăng 12% so với năm 2022.", "another year"),
    (GRAIN, "Sản lượng lương thực có hạt đạt 1.350 tấn, tăng 12% so với kế hoạch.", "against the plan"),
    (GRAIN, "Sản lượng lúa đạt 1.350 tấn, cùng kỳ năm trước 1.100 tấn.", "another crop"),
    (REVENUE, "Thu ngân sách đạt 49,5 tỷ đồng, cùng kỳ năm trước khoảng 45 tỷ đồng.", "about as much"),
    (
        REVENUE,
        "Thu ngân sách đạt 49.500 triệu đồng, trong đó thu nội địa 20.000 triệu đồng, tăng 25% so với cùng kỳ.",
        "a part",
    ),
    (POOR, "Tỷ lệ hộ nghèo còn 4,9%, giảm 1,3% so với năm 2023.", "by points"),
    (POOR, "Tỷ lệ hộ nghèo giảm từ 6,2% năm 2023 xuống còn 4,9%.", "a baseline that fits"),
    (POOR, "Tỷ lệ hộ nghèo giảm từ 9,7% xuống còn 4,9%.", "a baseline of nobody knows when"),
    (POOR, "Tỷ lệ hộ nghèo còn 4,9%, giảm 21% so với năm 2023.", "in relation"),
    (FOREST, "Trồng rừng mới được 540 ha; khai thác gỗ tăng 25% so với cùng kỳ.", "the growth of another thing"),
    (
        "Tổng lượt khách du lịch đạt 37.638 lượt khách.",
        "Tổng lượt khách du lịch đạt 43.128 lượt khách, tăng 14,58% so với cùng kỳ.",
        "the growth of a total is rounded",
    ),
    (FOREST, "Trồng rừng mới được 540 ha, tăng 40 ha so với cùng kỳ.", "a difference that fits"),
    (FOREST, "Trồng rừng mới được 540 ha, cùng kỳ năm trước 1.200 cây.", "another unit"),
    (FOREST, "Trồng rừng mới được 540 ha, gấp 1,1 lần so với cùng kỳ.", "times, rounded"),
    ("Phấn đấu trồng rừng mới 500 ha.", "Trồng rừng mới được 540 ha, cùng kỳ năm trước 450 ha.", "a target"),
    (
        "Trồng rừng mới được 500 ha. Trồng rừng mới phòng hộ 120 ha, trồng rừng mới sản xuất 380 ha.",
        "Trồng rừng mới sản xuất được 400 ha, cùng kỳ năm trước 380 ha.",
        "one of several fits",
    ),
    (CANAL, "Tu sửa đường giao thông nông thôn 15 km, cùng kỳ năm trước 14 km.", "another wording"),
    (REVENUE, "Thu ngân sách đạt 49.500 triệu đồng.", "nothing is said of the year before"),
]

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


@pytest.mark.parametrize(("before", "now", "expected", "why"), ASKED, ids=[x[3] for x in ASKED])
def test_what_the_earlier_report_does_not_bear_out(find: Find, before: str, now: str, expected: str, why: str) -> None:
    assert shown(find(before, now)) == [expected], why


@pytest.mark.parametrize(("before", "now", "why"), QUIET, ids=[x[2] for x in QUIET])
def test_what_must_stay_quiet(find: Find, before: str, now: str, why: str) -> None:
    assert shown(find(before, now)) == [], why


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
