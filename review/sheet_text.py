"""What a Phiếu rà soát says: of the report, and of each finding. Always in Vietnamese, since the office reads it."""

from datetime import date
from decimal import Decimal
from typing import Any

import regex

from normalize.numbers import decimals, read_number
from normalize.printing import one_line, vietnamese
from review.findings import cut

Row = dict[str, Any]

# so much of a long sentence fits into a cell
_MOST = 340
# Mục 1.2: what the column of places says already
_PLACE = regex.compile(r"^Mục [^:]{1,20}: ")
_NUMERAL = regex.compile(r"\d[\d.,]*\d|\d")


def name_of(report: Row) -> str:
    """The report as a letter names it: Báo cáo số 655/BC-UBND ngày 04/01/2024 của Ủy ban nhân dân huyện Sơn Khê."""
    parts = [one_line(report["document_type"] or "báo cáo").capitalize()]
    if report["symbol"] or report["number"]:
        parts.append(f"số {'/'.join((report['number'] or '……', report['symbol'] or '……'))}")
    if report["date"]:
        parts.append(f"ngày {day(report['date'])}")
    if report["issuer"]:
        parts.append(f"của {one_line(report['issuer'])}")
    return " ".join(parts)


def day(found: date) -> str:
    """04/01/2024."""
    return f"{found:%d/%m/%Y}"


def opening(report: Row, count: int) -> list[str]:
    """The paragraphs before the table."""
    title = f" về “{one_line(report['title'])}”" if report["title"] else ""
    return [
        f"Qua đối chiếu các số liệu in trong {_lower(name_of(report))}{title}, có {count} điểm dưới đây đề nghị quý cơ "
        "quan, đơn vị xem lại. Cột “Tính lại” được tính từ chính các số liệu in trong báo cáo và đã chấp nhận mọi cách "
        "làm tròn; nếu báo cáo còn dựa vào số liệu khác chưa in thì số đã in có thể vẫn đúng.",
        "Đề nghị quý cơ quan, đơn vị ghi ý kiến vào cột cuối (giữ nguyên, đính chính thành số nào, lý do) và gửi lại "
        "phiếu này trước ngày …… tháng …… năm ………. Trân trọng cảm ơn.",
    ]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def place_of(finding: Row, *, is_cell: bool) -> list[str]:
    """Where a finding stands, a line each: Mục 1.2 (phần II), bảng, trang 1."""
    lines = []
    path = finding["task_path"] or "-"
    if path != "-":
        first, _, rest = path.partition("/")
        lines.append(f"Mục {rest.rsplit('/', 1)[-1]} (phần {first})" if rest else f"Mục {first}")
    if is_cell:
        lines.append("Bảng số liệu")
    if finding["page"]:
        lines.append(f"Trang {finding['page']}")
    return lines or ["Phần ngoài các mục"]


def printed_of(finding: Row, text: str) -> tuple[str, str, str]:
    """The sentence before the printed words, these, and what stands behind; `text` is that of the finding's block."""
    sentence, printed = finding["sentence"] or text or "", finding["printed"] or ""
    start, end = _within(finding, text, sentence)
    if start < 0:
        start = sentence.rfind(printed) if printed else -1
        end = start + len(printed)
    return cut(sentence, start, end, _MOST) if start >= 0 else (sentence[:_MOST], "", "")


def _within(finding: Row, text: str, sentence: str) -> tuple[int, int]:
    """Where in its sentence the place that a finding points at lies; -1 where the sentence is none of the block."""
    if finding["start"] is None or finding["end"] is None:
        return -1, -1
    at = text.find(sentence)
    while at >= 0 and not at <= finding["start"] <= finding["end"] <= at + len(sentence):
        at = text.find(sentence, at + 1)
    return (-1, -1) if at < 0 else (finding["start"] - at, finding["end"] - at)


def recomputed_of(finding: Row) -> list[str]:
    """What the numbers give, and between which bounds where rounding leaves a choice: 94,29 / (từ 94,17 đến 94,52)."""
    said = finding["recomputed"] or ""
    numeral = _NUMERAL.fullmatch(said.removesuffix("%"))
    value = read_number(numeral[0]) if numeral else None
    least, most = finding["least"], finding["most"]
    if value is None or least is None or most is None:
        return [said]
    places = decimals(value)
    bounds = [vietnamese(Decimal(bound), places) for bound in (least, most)]
    near = least - Decimal(1).scaleb(-places) <= value <= most + Decimal(1).scaleb(-places)
    return [said, f"(từ {bounds[0]} đến {bounds[1]})"] if near and bounds[0] != bounds[1] else [said]


def question_of(finding: Row) -> str:
    """The question, without the place that stands in a column of its own."""
    said = _PLACE.sub("", finding["message_vi"])
    return said[:1].upper() + said[1:]
