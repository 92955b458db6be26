"""Tables without rules: what is one, what its cells are, and what only looks like one."""

from collections.abc import Callable, Sequence

import pytest

from extract.paged.from_pdf import PdfSource
from extract.report import read_report
from extract.rules import Rules
from tests.extract.paged.written_pdf import HEIGHT, at

Open = Callable[..., PdfSource]
Cells = Sequence[str]

FULL = "Huyện đã chỉ đạo các xã trồng mới được nhiều cây xanh trong mùa xuân"
PLACES = (70, 110, 290, 350, 430, 510)
HEAD = ("TT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "TH/KH (%)")
ROWS = (
    ("1", "Trồng rừng mới", "ha", "612", "650", "106,2"),
    ("2", "Thu ngân sách", "tỷ đồng", "15,2", "16,1", "105,9"),
    ("3", "Giảm hộ nghèo", "%", "2,5", "2,1", "84,0"),
    ("4", "Số lao động", "người", "1.200", "1.250", "104,2"),
)


def row(y: float, cells: Cells, places: Sequence[float] = PLACES) -> str:
    return "\n".join(at(x, y, text, 12) for x, text in zip(places, cells, strict=False) if text)


def table(y: float, *rows: Cells, step: float = 20) -> str:
    return "\n".join(row(y + step * n, cells) for n, cells in enumerate(rows))


def text(y: float, count: int = 3) -> str:
    return "\n".join(at(70, y + 20 * n, FULL) for n in range(count))


def cells(source: PdfSource) -> list[list[str]]:
    """The cells of each row of each table."""
    blocks = [b for b in source.document.blocks if b.kind == "cell"]
    places = list(dict.fromkeys((b.table, b.row) for b in blocks))
    return [[b.text for b in blocks if (b.table, b.row) == place] for place in places]


def kinds(source: PdfSource) -> list[str]:
    found = [b.kind for b in source.document.blocks]
    return [kind for n, kind in enumerate(found) if not n or found[n - 1] != kind]


PLAIN = [list(cells) for cells in (HEAD, *ROWS)]
COLUMN_BY_COLUMN = "\n".join(
    at(PLACES[n], 140 + 20 * m, cells[n], 12) for n in range(6) for m, cells in enumerate((HEAD, *ROWS))
)
RULED_ACROSS = "\n".join(f"70 {HEIGHT - 145 - 20 * n} m 570 {HEIGHT - 145 - 20 * n} l S" for n in range(-1, 5))
HALF_AS_HIGH = "\n".join(
    [row(140, HEAD)]
    + [
        "\n".join(
            [at(110, y, f"{r[1]} trên địa", 12), at(110, y + 14, "bàn huyện", 12), row(y + 7, (r[0], "", *r[2:]))]
        )
        for y, r in ((165 + 40 * n, r) for n, r in enumerate(ROWS))
    ]
)
BELOW = "\n".join(
    [row(140, HEAD)]
    + [row(165 + 30 * n, r) + at(110, 179 + 30 * n, "trên địa bàn huyện", 12) for n, r in enumerate(ROWS)]
)
ON_TWO_LINES = [list(HEAD), *([r[0], f"{r[1]} trên địa bàn huyện", *r[2:]] for r in ROWS)]
GROUPS = (HEAD, ("I", "KINH TẾ"), *ROWS[:2], ("II", "LĨNH VỰC VĂN HÓA - XÃ HỘI CỦA HUYỆN"), *ROWS[2:])
OVER_ANOTHER = "\n".join(
    [
        row(147, HEAD[:3]),
        at(365, 140, "Kết quả năm 2024", 12) + at(510, 140, "TH/KH", 12) + at(510, 154, "(%)", 12),
        row(154, ("", "", "", *HEAD[3:5])),
        table(175, *ROWS),
    ]
)
FOUND = [
    (table(140, HEAD, *ROWS), PLAIN, "row by row"),
    (COLUMN_BY_COLUMN, PLAIN, "drawn column by column"),
    (table(140, HEAD, *ROWS) + RULED_ACROSS, PLAIN, "ruled across only"),
    (HALF_AS_HIGH, ON_TWO_LINES, "labels of two lines, values at half their height"),
    (BELOW, ON_TWO_LINES, "labels of two lines, values at their top"),
    (table(140, *GROUPS), [list(r) for r in GROUPS], "titles over rows"),
    (OVER_ANOTHER, [["Kết quả năm 2024"], *PLAIN], "a head of two levels"),
]


@pytest.mark.parametrize(("drawing", "expected", "why"), FOUND, ids=[x[2] for x in FOUND])
def test_a_table_without_rules(open_pages: Open, drawing: str, expected: list[list[str]], why: str) -> None:
    source = open_pages("\n".join([text(60), drawing, text(500)]))
    assert cells(source) == expected
    assert kinds(source) == ["paragraph", "cell", "paragraph"]


def test_its_figures_have_units_and_headers(open_pages: Open, rules: Rules) -> None:
    source = open_pages("\n".join([text(60), table(140, HEAD, *ROWS), text(500)]))
    report = read_report(source.document, rules)
    found = [(f.number, f.unit_id) for f in report.figures[:6]]
    assert found[:3] == [("612", "hectare"), ("650", "hectare"), ("106,2", "percent")]
    assert found[3:] == [("15,2", "dong"), ("16,1", "dong"), ("105,9", "percent")]
    assert len(report.figures) == 12


@pytest.mark.parametrize("head", [(), (HEAD,)], ids=["its head once", "its head on each page"])
def test_a_table_over_two_pages_is_one(open_pages: Open, head: Sequence[Cells]) -> None:
    first = "\n".join([text(60), table(720, HEAD, *ROWS[:3])])
    second = "\n".join([table(60, *head, *ROWS[3:], *ROWS[:2]), text(500)])
    source = open_pages(first, second)
    assert cells(source) == [*PLAIN, *PLAIN[1:3]]
    assert {b.table for b in source.document.blocks} == {None, 0}


def test_a_cell_stands_where_it_is_printed(open_pages: Open) -> None:
    source = open_pages("\n".join([text(60), table(140, HEAD, *ROWS), text(500)]))
    (cell,) = [b for b in source.document.blocks if b.text == "15,2"]
    box = cell.pieces[0].box
    assert box is not None
    assert box[0] < 350 < 374 < box[2] < 430
    assert 168 < box[1] < 180 <= box[3] < 185


NONE = [
    ("\n".join([text(60), table(140, HEAD, *ROWS[:2]), text(500)]), "two rows"),
    (
        "\n".join([text(60), at(70, 140, "Chỉ tiêu về kế hoạch và kết quả thực hiện"), text(160)]),
        "words of a head in text",
    ),
    (
        "\n".join(
            [text(60), *(at(70, 140 + 20 * n, f"{n + 1}. Chỉ tiêu kế hoạch {n} ha") for n in range(5)), text(500)]
        ),
        "a list",
    ),
    (
        "\n".join(
            [row(60, ("Nơi nhận:", "", "", "TM. ỦY BAN NHÂN DÂN")), row(80, ("- Như trên;", "", "", "CHỦ TỊCH"))]
        ),
        "a signature",
    ),
]


@pytest.mark.parametrize(("drawing", "why"), NONE, ids=[x[1] for x in NONE])
def test_what_is_no_table(open_pages: Open, drawing: str, why: str) -> None:
    assert cells(open_pages(drawing)) == []
