"""The tables of the dataset, declared once: schema, CSV header, data dictionary and data package come from here."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from normalize.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, Any]

_PYTHON: dict[str, Any] = {
    "text": str, "integer": int, "decimal": Decimal, "date": date, "real": (float, int), "boolean": bool,
}  # fmt: skip
# half of a pair: no UTF-8 has it, and one in a cell would stop the writing of a whole table
_HALF_A_PAIR = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type, its Vietnamese label, what it holds, its closed vocabulary if it has one; never empty?"""

    name: str
    type: str
    label: str
    description: str
    vocabulary: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its Vietnamese label, what a row of it is, and its columns in order."""

    name: str
    label: str
    row: str
    columns: tuple[Column, ...]


# name: type, label, description; a column of one name means the same in every table
_COLUMNS: dict[str, tuple[str, str, str]] = {
    "path": ("text", "Tệp", "the file as it was given"),
    "sha256": ("text", "Mã SHA-256", "checksum of the file's bytes"),
    "size_bytes": ("integer", "Dung lượng", "size of the file in bytes"),
    "media_type": ("text", "Loại tệp", "what the bytes are, whatever the name says"),
    "outcome": ("text", "Kết quả", "what became of the file"),
    "reason": ("text", "Lý do", "why it was not read"),
    "detail": ("text", "Chi tiết", "what to do next"),
    "report_id": ("text", "Mã báo cáo", "sha256 of the report's file"),
    "same_as": ("text", "Bản sao của", "report_id of the report of which this is another copy"),
    "number": ("text", "Số", "printed number: of the document, or of the heading"),
    "symbol": ("text", "Ký hiệu", "printed symbol of the document"),
    "issuer": ("text", "Cơ quan ban hành", "full name of the issuer"),
    "issuer_level": ("text", "Cấp", "administrative level of the issuer"),
    "issuer_branch": ("text", "Khối", "branch of the issuer"),
    "superior": ("text", "Cơ quan cấp trên", "body printed above the issuer"),
    "place": ("text", "Nơi ban hành", "printed place"),
    "date": ("date", "Ngày", "date of the document"),
    "document_type": ("text", "Loại văn bản", "printed type"),
    "title": ("text", "Trích yếu", "printed title"),
    "secrecy": ("text", "Độ mật", "printed mark of secrecy"),
    "urgency": ("text", "Độ khẩn", "printed mark of urgency"),
    "period_kind": ("text", "Loại kỳ", "kind of the period that governs"),
    "months": ("integer", "Số tháng", "months that the period covers"),
    "period_start": ("date", "Từ ngày", "first day of the period"),
    "period_end": ("date", "Đến ngày", "last day of the period"),
    "year": ("integer", "Năm", "year of the period's end"),
    "signer_role": ("text", "Chức vụ người ký", "printed role of the signer"),
    "signer_name": ("text", "Người ký", "printed name of the signer"),
    "recipients": ("text", "Nơi nhận", "recipients, joined by ' | '"),
    "legal_bases": ("text", "Căn cứ", "legal bases, joined by ' | '"),
    "digital_signature": ("text", "Ký số", "text of the digital signature"),
    "text_source": ("text", "Nguồn chữ", "where the text comes from"),
    "encoding": ("text", "Bảng mã", "encoding that the text was in"),
    "pages": ("integer", "Số trang", "pages; empty where the format has none"),
    "ocr_pages": ("integer", "Trang nhận dạng", "pages read by OCR"),
    "ocr_confidence": ("real", "Độ tin cậy nhận dạng", "mean confidence of OCR, 0 to 1"),
    "digits_read": ("integer", "Chữ số đã đọc", "digits in figures and claims"),
    "digits_unread": ("integer", "Chữ số chưa đọc được", "digits in neither"),
    "percentages": ("integer", "Tỷ lệ phần trăm", "percentages that the report worked out; those of plans left out"),
    "percentages_checked": ("integer", "Tỷ lệ đã tính lại", "those worked out anew from its other numbers"),
    "block": ("integer", "Đoạn", "index of the paragraph or cell"),
    "kind": ("text", "Loại", "kind of the row"),
    "level": ("integer", "Bậc", "list or outline level"),
    "page": ("integer", "Trang", "page, from 1; empty where the format has none"),
    "x0": ("real", "Trái", "left edge in points"),
    "y0": ("real", "Trên", "upper edge in points, from the top of the page"),
    "x1": ("real", "Phải", "right edge in points"),
    "y1": ("real", "Dưới", "lower edge in points, from the top of the page"),
    "table_row": ("integer", "Hàng", "row within its table, from 0"),
    "table_column": ("integer", "Cột", "column within its table, from 0"),
    "confidence": ("real", "Độ tin cậy", "confidence of OCR, 0 to 1; empty for a text layer"),
    "text": ("text", "Văn bản", "clean text"),
    "task_id": ("text", "Mã nhiệm vụ", "id of the heading or item"),
    "parent_id": ("text", "Thuộc nhiệm vụ", "task_id of the heading above"),
    "section_kind": ("text", "Loại phần", "kind of the section"),
    "task_path": ("text", "Mục", "path of the numbered headings; - outside the tree"),
    "item": ("integer", "Ý", "which item of the result, from 1"),
    "heading": ("text", "Đề mục", "text of the heading"),
    "verdict": ("text", "Tự đánh giá", "class of the report's own verdict"),
    "start": ("integer", "Từ ký tự", "first code point in the block's text"),
    "end": ("integer", "Đến ký tự", "code point behind the last"),
    "figure_id": ("text", "Mã số liệu", "id of the figure"),
    "raw": ("text", "Nguyên văn", "what was printed, to the letter"),
    "value": ("decimal", "Giá trị", "value in the base unit; in series in the indicator's own unit"),
    "of": ("decimal", "Trên tổng", "the whole of a fraction, in the base unit"),
    "high": ("decimal", "Đến", "upper end of a range, in the base unit"),
    "unit": ("text", "Đơn vị", "base unit (đồng, ha, km, tấn, %, the noun counted)"),
    "stated_value": ("text", "Số đã in", "the numeral as printed"),
    "stated_unit": ("text", "Đơn vị đã in", "the unit as printed"),
    "decimals": ("integer", "Số lẻ", "printed digits behind the decimal sign"),
    "hedge": ("text", "Mức chính xác", "about, at least, more than …"),
    "relation": ("text", "Quan hệ", "how a percentage relates to its basis"),
    "direction": ("text", "Chiều", "up or down"),
    "basis": ("text", "So với", "what it is compared with, in the report's words"),
    "basis_id": ("text", "Mã gốc so sánh", "row of rules/bases.toml"),
    "role": ("text", "Vai trò", "target, result, plan …"),
    "measure": ("text", "Nội dung đo", "what is measured, in the report's words"),
    "indicator_id": ("text", "Mã chỉ tiêu", "row of rules/indicators.toml, or w: and a hash of the wording"),
    "sentence": ("text", "Câu", "the sentence"),
    "match": ("text", "Cách khớp", "exact, or how the print was damaged"),
    "verdict_id": ("text", "Mã tự đánh giá", "id of the verdict"),
    "wording": ("text", "Cách ghi", "wording of the verdict"),
    "class": ("text", "Phân loại", "class of the verdict"),
    "statement": ("text", "Nội dung được đánh giá", "what the verdict judges"),
    "rule": ("text", "Quy tắc", "row of the rules that recognised it"),
    "finding_id": ("text", "Mã điểm rà soát", "id of the finding"),
    "check": ("text", "Phép kiểm tra", "name of the check"),
    "printed": ("text", "Báo cáo ghi", "what was printed"),
    "recomputed": ("text", "Tính lại", "what its numbers give"),
    "least": ("decimal", "Ít nhất", "least value that the print allows"),
    "most": ("decimal", "Nhiều nhất", "greatest value that the print allows"),
    "suggestion": ("text", "Gợi ý", "what would explain it"),
    "message_vi": ("text", "Nội dung", "the question in Vietnamese"),
    "message_en": ("text", "Nội dung (tiếng Anh)", "the question in English"),
    "figure_ids": ("text", "Mã các số liệu", "figure_ids, joined by a space"),
    "indicator": ("text", "Chỉ tiêu", "name of the indicator"),
    "target": ("decimal", "Chỉ tiêu giao", "target for the same period"),
    "attainment_percent": ("decimal", "Tỷ lệ đạt (%)", "value as a percentage of its target"),
    "target_figure_id": ("text", "Mã số liệu chỉ tiêu", "figure_id of the target"),
    "matched_by": ("text", "Khớp theo", "by a rule, by wording, by a person"),
    "score": ("real", "Điểm khớp", "closeness of the wording, 0 to 100"),
    "previous_year": ("integer", "Năm trước", "year compared with"),
    "previous_value": ("decimal", "Giá trị năm trước", "value a year before"),
    "change": ("decimal", "Tăng, giảm", "value less previous value"),
    "change_percent": ("decimal", "Tăng, giảm (%)", "change as a percentage of the previous value"),
    "change_points": ("decimal", "Tăng, giảm (điểm %)", "change of a share in points"),
    "previous_target": ("decimal", "Chỉ tiêu năm trước", "target a year before"),
    "previous_verdict": ("text", "Tự đánh giá năm trước", "class of the verdict a year before"),
    "stated_change_percent": ("decimal", "Báo cáo ghi tăng, giảm (%)", "change that the report states"),
    "implied_previous": ("decimal", "Năm trước theo báo cáo", "previous value that the stated change implies"),
    "restated_previous": ("decimal", "Năm trước ghi lại", "previous value that this year's report prints"),
    "comparable": ("boolean", "So sánh được", "whether the two may be compared"),
    "why_not": ("text", "Vì sao không", "why they may not"),
    "previous_figure_id": ("text", "Mã số liệu năm trước", "figure_id a year before"),
}
_PLACE = "page x0 y0 x1 y1 block start end"
_PERIOD = "period_kind months period_start period_end"
# table: label, what a row is, its columns in order; a star says never empty (a row's own name and where it is from)
_NAMES = {
    "files": (
        "Tệp",
        "an input file and what became of it",
        "path* sha256 size_bytes media_type outcome* reason detail report_id",
    ),
    "reports": (
        "Báo cáo",
        "a document that was read",
        "report_id* path* sha256 same_as number symbol issuer issuer_level issuer_branch superior place date "
        f"document_type title secrecy urgency {_PERIOD} year signer_role signer_name recipients legal_bases "
        "digital_signature text_source encoding pages ocr_pages ocr_confidence digits_read digits_unread percentages "
        "percentages_checked",
    ),
    "blocks": (
        "Đoạn văn",
        "a paragraph or cell",
        "report_id* block* kind level page x0 y0 x1 y1 table_row table_column confidence text",
    ),
    "tasks": (
        "Nhiệm vụ",
        "a heading or an item",
        "report_id* task_id* parent_id kind section_kind number task_path item heading text verdict block page "
        "start end",
    ),
    "figures": (
        "Số liệu",
        "a figure",
        "report_id* figure_id* task_id task_path item raw* value* of high unit stated_value stated_unit decimals hedge "
        f"relation direction basis basis_id role measure indicator_id {_PERIOD} {_PLACE} sentence table_row "
        "table_column match confidence",
    ),
    "verdicts": (
        "Tự đánh giá",
        "a verdict",
        f"report_id* verdict_id* task_id task_path item raw* wording class statement {_PLACE} sentence match "
        "confidence",
    ),
    "unclaimed": (
        "Chữ số khác",
        "digits that are no figure, or unread",
        "report_id* kind raw* rule block start end page",
    ),
    "findings": (
        "Điểm rà soát",
        "a question to a validator",
        "report_id* finding_id* task_id task_path item check* level* printed recomputed least most suggestion "
        f"message_vi message_en sentence {_PLACE} figure_ids verdict_id",
    ),
    "series": (
        "Chuỗi số liệu",
        "one indicator of one issuer in one period and role",
        "issuer indicator_id indicator unit role period_kind months year period_start period_end value target "
        "attainment_percent verdict report_id* figure_id* target_figure_id task_path matched_by score",
    ),
    "comparison": (
        "So cùng kỳ",
        "one indicator, this period against the same a year before",
        "issuer indicator_id* indicator unit period_kind months year value previous_year previous_value change "
        "change_percent change_points target previous_target verdict previous_verdict stated_change_percent "
        "implied_previous restated_previous comparable why_not figure_id previous_figure_id",
    ),
}
_VOCABULARY_OF = {name: name for name in VOCABULARIES} | {"verdict": "class", "previous_verdict": "class"}
# a name that means something else in one table: its type, label, description and vocabulary there
_ELSEWHERE = {
    ("findings", "level"): ("text", "Mức", "what is at stake", "level"),
    ("blocks", "level"): ("integer", "Bậc", "list or outline level", ""),
    ("blocks", "kind"): (
        "text",
        "Loại",
        "paragraph, cell; behind the text contents (of its table), note (a footnote or endnote)",
        "",
    ),
    ("unclaimed", "kind"): ("text", "Loại", "what the digits are; unread where nobody knows", ""),
}


def _column(table: str, name: str, required: bool) -> Column:
    usual = (*_COLUMNS[name], _VOCABULARY_OF.get(name, ""))
    kind, label, description, vocabulary = _ELSEWHERE.get((table, name), usual)
    return Column(name, kind, label, description, vocabulary, required)


TABLES: dict[str, Table] = {
    name: Table(name, label, row, tuple(_column(name, c.rstrip("*"), "*" in c) for c in columns.split()))
    for name, (label, row, columns) in _NAMES.items()
}


def row(table: str, **values: object) -> Row:
    """A row of a table with these values, empty in every other column; check_row finds a name it does not have."""
    return {**{c.name: None for c in TABLES[table].columns}, **values}


def check_row(table: str, row: Row) -> None:
    """Nothing, for a row that fits its declaration; else a ValueError with table, column and value."""
    columns = TABLES[table].columns
    if len(row) != len(columns) or any(c.name not in row for c in columns):
        off = sorted(set(row) ^ {c.name for c in columns})
        raise ValueError(f"{table}: thừa hoặc thiếu cột {', '.join(off)}")
    for column in columns:
        value = row[column.name]
        if column.required if value is None else not _fits(value, column):
            raise ValueError(f"{table}.{column.name}: {value!r} không hợp lệ")


def _fits(value: Any, column: Column) -> bool:
    """True when every file can hold the value as it is: a bool is no number, a datetime no date."""
    if not isinstance(value, _PYTHON[column.type]) or isinstance(value, bool) != (column.type == "boolean"):
        return False
    match column.type:
        case "text":
            known = not column.vocabulary or value in VOCABULARIES[column.vocabulary]
            return bool(value) and known and not (not value.isascii() and _HALF_A_PAIR.search(value))
        case "decimal":
            return value.is_finite() and value.adjusted() < 29 and not f"{value:f}".partition(".")[2][9:].strip("0")
        case "integer":
            return bool(abs(value) < 2**63)
        case "real":
            return bool(math.isfinite(value))
        case _:
            return not isinstance(value, datetime)


def arrow_schema(table: str) -> "pyarrow.Schema":
    """The Parquet schema of a table."""
    import pyarrow as pa

    types = {"text": pa.string(), "integer": pa.int64(), "decimal": pa.decimal128(38, 9), "date": pa.date32()}
    types |= {"real": pa.float64(), "boolean": pa.bool_()}
    return pa.schema([pa.field(c.name, types[c.type]) for c in TABLES[table].columns])
