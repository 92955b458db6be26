"""The Phiếu rà soát số liệu of one report: a DOCX that the office which issued the report answers by hand.

Its form follows Nghị định 30/2020/NĐ-CP, phụ lục I: A4, Times New Roman 13 and 14, margins 20, 20, 30 and 15 mm, the
number of the page in the top margin from the second page on; landscape for the sake of the table. A report of the
Party gets the Party's motto, as Hướng dẫn 36-HD/VPTW has it.
"""

from collections.abc import Mapping, Sequence
from itertools import count, groupby
from typing import Any

from normalize.vocabulary import VOCABULARIES
from review.paper import add, fill, keep_with_next, new_paper, paragraph, plain_table, ruled_table, saved, whole_row
from review.sheet_text import name_of, opening, place_of, printed_of, question_of, recomputed_of

Row = dict[str, Any]

_SMALL, _SIZE = 11, 13
# their widths in mm
_COLUMNS = (
    ("TT", 11),
    ("Mục, trang", 29),
    ("Nội dung in", 74),
    ("Tính lại", 29),
    ("Đề nghị", 65),
    ("Ý kiến của đơn vị", 44),
)
_WIDTH = sum(width for _, width in _COLUMNS)
_LEFT = 100
_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_MOTTO_OF_THE_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_BLANK_NAME, _BLANK_DATE = "……………………………………", "……………, ngày …… tháng …… năm ………"


def sheet(report: Row, findings: Sequence[Row], blocks: Mapping[int, Row]) -> bytes:
    """The bytes of the sheet; `findings` in the order in which they are to stand, `blocks` those that they are in."""
    document = new_paper("Phiếu rà soát số liệu")
    _head(document, report)
    paragraph(document, "PHIẾU RÀ SOÁT SỐ LIỆU", bold=True, align="center", before=12)
    paragraph(document, name_of(report), bold=True, align="center", after=12)
    paragraph(document, f"Kính gửi: {report['issuer'] or _BLANK_NAME}", align="center", after=6)
    for text in opening(report, len(findings)):
        paragraph(document, text, align="justify", indent=10, after=6)
    _table(document, findings, blocks)
    _signatures(document)
    paragraph(document, _source(report), size=_SMALL, italic=True, before=12)
    return saved(document)


def _source(report: Row) -> str:
    name = str(report["path"]).replace("\\", "/").rsplit("/", 1)[-1]
    return f"Phiếu do phần mềm baocao lập từ tệp {name} (SHA-256: {report['sha256'] or report['report_id']})."


def _head(document: Any, report: Row) -> None:
    """The office that asks, left to be filled in, and the motto."""
    left, right = plain_table(document, (_LEFT, _WIDTH - _LEFT))
    fill(left, _BLANK_NAME, bold=True, align="center")
    fill(left, "Số: ……/……", align="center", size=_SIZE)
    if report["issuer_branch"] == "party":
        fill(right, _MOTTO_OF_THE_PARTY, bold=True, align="center", rule=70)
    else:
        fill(right, _MOTTO[0], bold=True, align="center", size=_SIZE)
        fill(right, _MOTTO[1], bold=True, align="center", rule=66)
    fill(right, _BLANK_DATE, italic=True, align="center", before=6)


def _table(document: Any, findings: Sequence[Row], blocks: Mapping[int, Row]) -> None:
    table = ruled_table(document, _COLUMNS, size=_SIZE)
    numbers = count(1)
    for level, own in groupby(findings, key=lambda f: f["level"]):
        cells = whole_row(table)
        fill(cells[0].merge(cells[-1]), VOCABULARIES["level"][level].capitalize(), bold=True, size=_SIZE, keep=True)
        for finding in own:
            cells = _row(table, next(numbers), finding, blocks.get(finding["block"], {}))
    keep_with_next(cells)


def _row(table: Any, number: int, finding: Row, block: Mapping[str, Any]) -> list[Any]:
    order, place, printed, recomputed, question, _ = cells = whole_row(table)
    fill(order, str(number), align="center", size=_SIZE)
    for line in place_of(finding, is_cell=block.get("kind") == "cell"):
        fill(place, line, size=_SIZE)
    before, said, after = printed_of(finding, block.get("text") or "")
    fill(printed, before, size=_SIZE)
    add(printed.paragraphs[-1], said, size=_SIZE, bold=True)
    add(printed.paragraphs[-1], after, size=_SIZE)
    for line in recomputed_of(finding):
        fill(recomputed, line, size=_SIZE, align="center")
    fill(question, question_of(finding), size=_SIZE)
    return cells


def _signatures(document: Any) -> None:
    paragraph(document, "", size=_SMALL, keep=True)
    left, right = plain_table(document, (_WIDTH // 2, _WIDTH - _WIDTH // 2))
    for cell, who, how in (
        (left, "ĐẠI DIỆN ĐƠN VỊ CÓ BÁO CÁO", "(Ký, ghi rõ chức vụ, họ tên)"),
        (right, "NGƯỜI RÀ SOÁT", "(Ký, ghi rõ họ tên)"),
    ):
        fill(cell, who, bold=True, align="center", size=_SIZE, keep=True)
        fill(cell, how, italic=True, align="center", size=_SIZE, after=60)
