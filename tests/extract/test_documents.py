"""Files of several documents, and files that look so: what is read, and what is none of the report's."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from extract.records import Block, Document, Report
from extract.report import read_report
from extract.rules import Rules
from tests.extract.bound import (
    AGENCY,
    ANNEX,
    ATTACHED,
    BLANK,
    BODY,
    COLUMNS,
    CONTENTS,
    COVER,
    DATE,
    DECISION,
    DRAFT,
    FIGURES,
    LEADERS,
    LETTER,
    LETTER_BODY,
    LETTER_HEAD,
    LETTER_SIGNED,
    LINES,
    MINUTES,
    MISREAD,
    PARTY,
    PARTY_WHOLE,
    REPORT,
    RIGHT_BEHIND,
    ROWS,
    SECOND,
    SIGNED,
    SLIP,
    STATE,
    TEMPLATE,
    TITLE,
    TO_DECIDE,
    TONELESS,
)

Read = Callable[[Sequence[str]], Report]
MakeBlocks = Callable[[Sequence[str]], tuple[Block, ...]]


def under(head: list[str]) -> list[str]:
    return [*head, *TITLE, *BODY, *SIGNED]


# file, types of the other documents, why
SEVERAL = [
    (LETTER + under(ROWS), ["CÔNG VĂN"], "a letterhead row by row"),
    (LETTER + under(COLUMNS), ["CÔNG VĂN"], "column by column"),
    (LETTER + under(LINES), ["CÔNG VĂN"], "both columns as one line"),
    (LETTER + under([*STATE, *AGENCY, DATE, "Số: 245/BC-UBND"]), ["CÔNG VĂN"], "the right column first"),
    (LETTER + RIGHT_BEHIND + BODY + SIGNED, ["CÔNG VĂN"], "the right column behind the title"),
    (LETTER + under(TONELESS), ["CÔNG VĂN"], "all tones lost"),
    ([*LETTER, *TONELESS, "**BAO CAO**", TITLE[1], *BODY, *SIGNED], ["CÔNG VĂN"], "the type without its tones"),
    (LETTER + under(MISREAD), ["CÔNG VĂN"], "letters misread"),
    (LETTER + under(BLANK), ["CÔNG VĂN"], "number and date left blank"),
    (LETTER + under(PARTY), ["CÔNG VĂN"], "a Party body without motto"),
    (LETTER + under(PARTY_WHOLE), ["CÔNG VĂN"], "a Party body"),
    (LETTER + under([*AGENCY, "Số: 245/BC-UBND", DATE]), ["CÔNG VĂN"], "no motto"),
    (LETTER + under([*STATE, "Số: 245/BC-UBND"]), ["CÔNG VĂN"], "no agency and no date"),
    (LETTER + under([STATE[1], *AGENCY, DATE]), ["CÔNG VĂN"], "half a motto and no number"),
    (LETTER + under(["*", *AGENCY, "__________", *STATE, "Số: 245/BC-UBND", DATE]), ["CÔNG VĂN"], "rules and stars"),
    (LETTER + under(["HỎA TỐC", *ROWS]), ["CÔNG VĂN"], "a mark of urgency"),
    (LETTER + TITLE + BODY + SIGNED, ["CÔNG VĂN"], "no letterhead but the type"),
    (LETTER_HEAD + LETTER_BODY + under(ROWS), ["CÔNG VĂN"], "a letter without signature"),
    (LETTER_HEAD[2:] + LETTER_BODY + LETTER_SIGNED + REPORT, ["CÔNG VĂN"], "a letter without agency"),
    (LETTER_BODY + LETTER_SIGNED + REPORT, [""], "a letter without a letterhead"),
    ([*LETTER, "PHỤ LỤC", "Danh sách 9 đơn vị đã gửi báo cáo", *REPORT], ["CÔNG VĂN"], "an annex of the letter"),
    (LETTER + REPORT + ANNEX, ["CÔNG VĂN"], "an annex of the report"),
    (TO_DECIDE + REPORT, ["TỜ TRÌNH"], "a tờ trình"),
    (SLIP + under(PARTY_WHOLE), ["PHIẾU TRÌNH"], "a slip of the Party's office"),
    (SLIP + LETTER + REPORT, ["PHIẾU TRÌNH", "CÔNG VĂN"], "a slip and a letter"),
    (DECISION + ATTACHED, ["QUYẾT ĐỊNH"], "a report that a decision issues"),
    (DECISION + REPORT, ["QUYẾT ĐỊNH"], "a decision and a report with its letterhead"),
    (REPORT + DRAFT, ["NGHỊ QUYẾT"], "a draft resolution behind"),
    (REPORT + ANNEX + DRAFT, ["NGHỊ QUYẾT"], "an annex, then a draft resolution"),
    (LETTER + REPORT + DRAFT, ["CÔNG VĂN", "NGHỊ QUYẾT"], "one before, one behind"),
    (REPORT + SECOND, ["BÁO CÁO"], "two reports: the first counts"),
    (LETTER + REPORT + SECOND, ["CÔNG VĂN", "BÁO CÁO"], "a letter with two reports"),
    (REPORT + LETTER, ["CÔNG VĂN"], "the letter behind the report"),
    (LETTER + COVER + REPORT, ["CÔNG VĂN"], "a letter before a cover page"),
    (LETTER + COVER + CONTENTS + REPORT, ["CÔNG VĂN"], "a letter before a cover page and contents"),
    ([*LETTER, *ROWS, *TITLE, *LEADERS, *TITLE, *BODY, *SIGNED], ["CÔNG VĂN"], "contents with dots behind a letter"),
    (LETTER + under([*AGENCY, DATE]), ["CÔNG VĂN"], "no motto and no number"),
    (LETTER + under(STATE), ["CÔNG VĂN"], "nothing but the motto"),
    (LETTER + under(AGENCY), ["CÔNG VĂN"], "nothing but the agency"),
    (REPORT + MINUTES, ["BIÊN BẢN"], "minutes without a number"),
    (REPORT + ANNEX + LETTER, ["CÔNG VĂN"], "an annex, then the letter"),
]


@pytest.mark.parametrize(("file", "others", "why"), SEVERAL, ids=[x[2] for x in SEVERAL])
def test_the_report_is_read_out_of_several_documents(read: Read, file: list[str], others: list[str], why: str) -> None:
    report = read(file)
    assert [other.type for other in report.others] == others
    assert_is_the_report(report)
    strange = {c.span.block for c in report.claims if c.kind == "other_document"}
    assert strange
    assert not strange & {f.span.block for f in report.figures}


def assert_is_the_report(report: Report, *, figures: Sequence[str] = FIGURES) -> None:
    head = report.letterhead
    assert (head.document_type, head.title) == ("BÁO CÁO", TITLE[1].strip("*"))
    assert head.period is not None
    assert (head.period.start, head.period.end) == ("2024-01-01", "2024-09-30")
    assert [f.raw for f in report.figures] == list(figures)
    assert [v.class_ for v in report.verdicts] == ["exceeded"]
    assert [t.path for t in report.tasks if t.kind != "item" and t.number] == ["I", "I/1", "II"]
    assert (head.signer_role, head.signer_name) in (("CHỦ TỊCH", "Trần Thị Mẫu"), ("", ""))


QUOTED = ["Văn bản phải có tiêu ngữ “Độc lập - Tự do - Hạnh phúc” và ghi rõ số, ngày, tháng."]
FORM = [*STATE, "Số: …/BC-UBND", "……, ngày … tháng … năm …", "**BÁO CÁO**", "**Tình hình thực hiện**"]
ANNEX_HEAD = ["PHỤ LỤC 02", "BIỂU TỔNG HỢP CHỈ TIÊU", "(Kèm theo Báo cáo số 245/BC-UBND ngày 28/8/2024)"]
TABULAR = ["**BÁO CÁO TÌNH HÌNH SỐ LIỆU**", "(Kèm theo Báo cáo số 245/BC-UBND ngày 28/8/2024)"]
COPIED = [*AGENCY, "Số: 15/SY-UBND", "SAO Y", "Yên Lĩnh, ngày 30 tháng 8 năm 2024", "TL. CHỦ TỊCH", "Lê Văn Sao"]
MIDDLE = BODY[:5]
REST = BODY[5:]
ONE = [
    (REPORT, "the usual file"),
    ([*ROWS, *TITLE, *BODY], "no signature"),
    (TITLE + BODY + SIGNED, "no letterhead"),
    (RIGHT_BEHIND + BODY + SIGNED, "the right column behind the title"),
    (under([DATE, *STATE, "Số: 245/BC-UBND", *AGENCY]), "lines in disorder"),
    (under([*STATE, DATE, *AGENCY, "Số: 245/BC-UBND", *STATE]), "the motto twice"),
    (under(["CÔNG VĂN ĐẾN", "Số: 1204", "Ngày: 30/8/2024", *ROWS]), "the stamp of who received it"),
    ([*ROWS, *TITLE, BODY[0], BODY[1], *QUOTED, *BODY[2:], *SIGNED], "a motto quoted in a sentence"),
    (
        [*ROWS, *TITLE, *MIDDLE, "Đã in khẩu hiệu trên các băng rôn:", *STATE, *REST, *SIGNED],
        "a motto quoted on lines of its own",
    ),
    ([*ROWS, *TITLE, *MIDDLE, "Mẫu báo cáo của các xã như sau:", *FORM, *REST, *SIGNED], "a form quoted"),
    ([*ROWS, *TITLE, *MIDDLE, "Mẫu báo cáo của các xã", *FORM, *REST, *SIGNED], "the headings go on behind a form"),
    (
        [*ROWS, *TITLE, *MIDDLE, "Số: 12/QĐ-UBND ngày 05/3/2024 về giao rừng", *REST, *SIGNED],
        "a number opens a line",
    ),
    ([*ROWS, *TITLE, *MIDDLE, *AGENCY, *REST, *SIGNED], "an agency in capitals in the body"),
    (
        [*ROWS, *TITLE, *MIDDLE, "KỶ NIỆM NGÀY THÀNH LẬP ĐẢNG CỘNG SẢN VIỆT NAM", *REST, *SIGNED],
        "the Party named in capitals",
    ),
    ([*ROWS, *TITLE, *MIDDLE, "BÁO CÁO CHUYÊN ĐỀ ĐÃ GỬI", *REST, *SIGNED], "a line BÁO CÁO in the body"),
    (REPORT + ANNEX, "an annex with its small head"),
    ([*REPORT, *AGENCY, *STATE, *ANNEX_HEAD], "an annex with the motto"),
    ([*REPORT, "Phụ lục II", *AGENCY, *STATE, "Số: 245/BC-UBND", *TABULAR], "an annex with a whole letterhead"),
    (REPORT + TABULAR, "an annex that is called a report"),
    (
        [*REPORT, "Biểu số 02/BC", *AGENCY, *STATE, DATE, "**BÁO CÁO SỐ LIỆU**", "Đơn vị: huyện Yên Lĩnh"],
        "a form filled in",
    ),
    ([*REPORT, "Mẫu số 03", *STATE, "ĐƠN ĐỀ NGHỊ", "Kính gửi: UBND xã"], "a form of an application"),
    ([*REPORT, "DANH MỤC VĂN BẢN", "Số: 12/BC-UBND", "Số: 14/KH-UBND", "BÁO CÁO"], "a list of documents"),
    ([*REPORT, "KẾ TOÁN TRƯỞNG", "TRƯỞNG PHÒNG", "Hoàng Văn Lập"], "a second signature"),
    (
        [
            *ROWS,
            *TITLE,
            *BODY,
            "ỦY BAN MẶT TRẬN TỔ QUỐC",
            "CHỦ TỊCH",
            "Trần Thị Mẫu",
            *AGENCY,
            "CHỦ TỊCH",
            "Trần Thị Mẫu",
        ],
        "two agencies sign",
    ),
    (REPORT + COPIED, "the attestation of a copy"),
    (COVER + REPORT, "a cover page"),
    (COVER + CONTENTS + REPORT, "a cover page and contents"),
    ([*ROWS, *TITLE, *CONTENTS, *REPORT], "a cover with the whole letterhead, and contents"),
    ([*ROWS, *TITLE, *TITLE, *BODY, *SIGNED], "the title repeated"),
    ([*ROWS, *TITLE, *CONTENTS, *TITLE, *BODY, *SIGNED], "the letterhead on the cover, the title repeated"),
    ([*ROWS, *TITLE, "Kính gửi: Hội đồng nhân dân huyện Yên Lĩnh", *BODY, *SIGNED], "a report with an address"),
    (["Mẫu số 01", *REPORT], "a report by a form"),
]


@pytest.mark.parametrize(("file", "why"), ONE, ids=[x[1] for x in ONE])
def test_one_document_stays_one(read: Read, file: list[str], why: str) -> None:
    report = read(file)
    assert report.others == ()
    assert_is_the_report(report)


NO_REPORT = {
    "a letter": LETTER,
    "a tờ trình": TO_DECIDE,
    "a slip": SLIP,
    "a decision": DECISION,
    "a draft": DRAFT,
    "a letter with a report to be written": LETTER + TEMPLATE,
    "a list of what is enclosed": [*LETTER, "TÀI LIỆU GỬI KÈM", "BÁO CÁO", "TỜ TRÌNH"],
    "a list of speakers": [
        *DECISION,
        "BÁO CÁO VIÊN PHÁP LUẬT",
        "Những người có tên sau đây là báo cáo viên của huyện.",
    ],
}


@pytest.mark.parametrize("file", NO_REPORT.values(), ids=NO_REPORT)
def test_a_file_without_a_report_is_what_it_is(read: Read, file: list[str]) -> None:
    report = read(file)
    assert report.others == ()
    assert report.letterhead.document_type != "BÁO CÁO"


def test_the_first_of_several_other_documents_is_read(read: Read) -> None:
    report = read(LETTER + DRAFT)
    assert (report.letterhead.number, [other.type for other in report.others]) == ("310", ["NGHỊ QUYẾT"])


def test_page_parts_come_from_the_reports_own_letterhead(read: Read) -> None:
    head = read(LETTER + REPORT + DRAFT).letterhead
    assert (head.number, head.symbol, head.date) == ("245", "BC-UBND", "2024-08-28")
    assert (head.issuer, head.superior) == ("Ủy ban nhân dân huyện Yên Lĩnh", "")
    assert head.recipients == ("UBND tỉnh Hà Sơn", "Lưu: VT")
    assert head.signer_name == "Trần Thị Mẫu"
    assert head.legal_bases == ("Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2024 của UBND tỉnh Hà Sơn",)


def test_the_agency_above_a_report_without_motto_is_its_own(read: Read) -> None:
    assert (
        read(TO_DECIDE + under(["HUYỆN ỦY YÊN LĨNH", "BAN DÂN VẬN"])).letterhead.issuer
        == "Ban Dân vận Huyện ủy Yên Lĩnh"
    )


def test_a_letterhead_in_a_ruled_table(rules: Rules, make_blocks: MakeBlocks) -> None:
    begin, end = len(LETTER), len(LETTER + ROWS)
    blocks = [
        replace(block, kind="cell", table=0, row=0, column=0) if begin <= block.index < end else block
        for block in make_blocks(LETTER + REPORT)
    ]
    report = read_report(Document(Path("b.docx"), "0", 0, "", "docx", tuple(blocks)), rules)
    assert [other.block for other in report.others] == [0]
    assert (report.letterhead.number, report.letterhead.issuer) == ("245", "Ủy ban nhân dân huyện Yên Lĩnh")
    assert_is_the_report(report)


def test_a_cover_is_no_body_above_the_issuer(read: Read) -> None:
    assert read(COVER + CONTENTS + REPORT).letterhead.superior == ""


def test_an_annex_behind_another_document_is_the_reports(read: Read) -> None:
    report = read(REPORT + DRAFT + ANNEX)
    strange = [c.span.block for c in report.claims if c.kind == "other_document"]
    begin = len(REPORT)
    assert (min(strange) >= begin, max(strange) < begin + len(DRAFT)) == (True, True)


def test_headings_of_an_annex_do_not_go_on_with_the_body(read: Read) -> None:
    for file in (REPORT + ANNEX, [*ROWS, *TITLE, *BODY, *ANNEX], [*ROWS, *TITLE, *BODY, *ANNEX, *SIGNED]):
        assert_is_the_report(read(file))


NUMBERED = [
    "PHỤ LỤC 1",
    "Phụ lục 1a",
    "Biểu số 02/BC",
    "Biểu 3.1",
    "PHỤ LỤC SỐ 03",
    "Bảng 1.2. Thu ngân sách",
    "Mẫu số 2B",
]


@pytest.mark.parametrize("line", [*NUMBERED, ANNEX[2]])
def test_the_numbers_of_annexes_are_claims(read: Read, line: str) -> None:
    report = read([*REPORT, line])
    claimed = {i for c in report.claims if c.span.block == len(REPORT) for i in range(c.span.start, c.span.end)}
    assert claimed >= {i for i, sign in enumerate(line) if sign.isdigit()}
    assert_is_the_report(report)
