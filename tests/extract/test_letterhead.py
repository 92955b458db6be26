"""The letterhead as a two-column table gives it, as plain lines, and with parts left out. All names are made up."""

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from extract.letterhead import read_letterhead
from extract.records import Block, Letterhead, Period
from extract.rules import Rules

Read = Callable[[Sequence[str]], Letterhead]


@pytest.fixture
def letterhead(rules: Rules, make_blocks: Callable[[Sequence[str]], tuple[Block, ...]]) -> Read:
    return lambda texts: read_letterhead(make_blocks(texts), rules)


BODY = [
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2024 của UBND tỉnh Hà Sơn;",
    "Ủy ban nhân dân huyện Yên Lĩnh báo cáo kết quả như sau:",
    "**I. KẾT QUẢ THỰC HIỆN**",
    "Thu ngân sách đạt 52.300 trđ.",
]
SIGNATURE = [
    "Nơi nhận:",
    "- UBND tỉnh Hà Sơn;",
    "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "Trần Thị Mẫu",
]
# The cells of the two-column table in reading order: left, right.
TABLE = [
    "ỦY BAN NHÂN DÂN",
    "HUYỆN YÊN LĨNH",
    "Số: 245/BC-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Yên Lĩnh, ngày 28 tháng 8 năm 2024",
    "**BÁO CÁO**",
    "**Kết quả thực hiện nhiệm vụ 9 tháng đầu năm 2024**",
]
# Both columns printed as one line, as a PDF without rules gives them.
LINES = [
    "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "HUYỆN YÊN LĨNH Độc lập - Tự do - Hạnh phúc",
    "Số: 245/BC-UBND Yên Lĩnh, ngày 28 tháng 8 năm 2024",
    "**BÁO CÁO**",
    "**Kết quả thực hiện nhiệm vụ 9 tháng đầu năm 2024**",
]


@pytest.mark.parametrize("head", [TABLE, LINES], ids=["table of two columns", "plain lines"])
def test_a_whole_letterhead(letterhead: Read, head: list[str]) -> None:
    found = letterhead(head + BODY + SIGNATURE)
    assert (found.number, found.symbol) == ("245", "BC-UBND")
    assert (found.issuer_level, found.issuer_branch) == ("district", "government")
    assert found.issuer.casefold() == "ủy ban nhân dân huyện yên lĩnh"
    assert found.date == "2024-08-28"
    assert (found.document_type, found.title) == ("BÁO CÁO", "Kết quả thực hiện nhiệm vụ 9 tháng đầu năm 2024")
    assert found.period == Period("to_date", "2024-01-01", "2024-09-30", 9)
    assert (found.signer_role, found.signer_name) == ("PHÓ CHỦ TỊCH", "Trần Thị Mẫu")
    assert found.recipients == ("UBND tỉnh Hà Sơn", "Lưu: VT")
    assert found.legal_bases == ("Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2024 của UBND tỉnh Hà Sơn",)


@pytest.mark.parametrize("head", [TABLE, LINES], ids=["table of two columns", "plain lines"])
def test_the_place(letterhead: Read, head: list[str]) -> None:
    assert letterhead(head + BODY).place == "Yên Lĩnh"


def test_the_body_lies_between_title_and_signature(letterhead: Read) -> None:
    start, end = letterhead(TABLE + BODY + SIGNATURE).body
    assert (start, end) == (len(TABLE), len(TABLE + BODY))


def test_blanks_left_for_the_clerk_stay_empty(letterhead: Read) -> None:
    head = ["Số: /BC-UBND", "Yên Lĩnh, ngày     tháng 9 năm 2024", *TABLE[6:]]
    found = letterhead(head + BODY)
    assert (found.number, found.symbol, found.date, found.place) == ("", "BC-UBND", "", "Yên Lĩnh")


DATES = [
    ("Yên Lĩnh, ngày 28 tháng 8 năm 2024", "2024-08-28", "whole"),
    ("Yên Lĩnh, ngày 28/8/2024", "2024-08-28", "in numerals"),
    ("Yên Lĩnh, ngày ___ tháng 12 năm 2024", "", "underscores"),
    ("Yên Lĩnh, ngày … tháng … năm 20…", "", "a blank year"),
    ("Yên Lĩnh, ngày 31 tháng 02 năm 2024", "", "no such day"),
    ("Yên Lĩnh, ngày 10 tháng 13 năm 2024", "", "no such month"),
    ("Độc lập - Tự do - Hạnh phúc Yên Lĩnh, ngày 28 tháng 8 năm 2024", "2024-08-28", "behind the motto"),
    ("ĐẢNG CỘNG SẢN VIỆT NAM Yên Lĩnh, ngày 28 tháng 8 năm 2024", "2024-08-28", "behind the Party's motto"),
]


@pytest.mark.parametrize(("line", "date", "why"), DATES, ids=[x[2] for x in DATES])
def test_dates(letterhead: Read, line: str, date: str, why: str) -> None:
    found = letterhead([*TABLE[:5], line, *TABLE[6:], *BODY])
    assert (found.place, found.date) == ("Yên Lĩnh", date)
    assert found.date_span is not None
    assert line[found.date_span.start :].startswith("ngày")
    assert found.issuer == "Ủy ban nhân dân huyện Yên Lĩnh"


def test_an_issuer_that_the_head_leaves_out_comes_from_the_text(letterhead: Read) -> None:
    found = letterhead(["Yên Lĩnh, ngày 28 tháng 8 năm 2024", *TABLE[6:], *BODY, *SIGNATURE])
    assert found.issuer.casefold().endswith("huyện yên lĩnh")
    assert found.issuer_branch == "government"


SYMBOLS = [
    ("Số: 12/BC-UBND", "12", "BC-UBND", "plain"),
    ("Số 338 /BC-UBND", "338", "BC-UBND", "a space, no colon"),
    ("Số: 133/KH – UBND", "133", "KH-UBND", "a spaced dash"),
    ("Số 05-BC/HU", "05", "BC/HU", "Party"),
    ("Số: 171/UBND-VP", "171", "UBND-VP", "a letter carries no type"),
    ("SỐ: 08/2001/TT-BTC", "08", "2001/TT-BTC", "with its year"),
    ("Số: 45/BC-TH&THCS", "45", "BC-TH&THCS", "a sign in the symbol"),
    ("Số: ....../BC-UBND", "", "BC-UBND", "dots"),
    ("Số:…/BC-UBND", "", "BC-UBND", "an ellipsis"),
    ("Số: ____/BC-UBND", "", "BC-UBND", "underscores"),
]


@pytest.mark.parametrize(("text", "number", "symbol", "why"), SYMBOLS, ids=[x[3] for x in SYMBOLS])
def test_numbers_and_symbols(letterhead: Read, text: str, number: str, symbol: str, why: str) -> None:
    found = letterhead([text, *TABLE[6:], *BODY])
    assert (found.number, found.symbol) == (number, symbol)


ISSUERS = [
    (["ỦY BAN NHÂN DÂN", "TỈNH HÀ SƠN"], "province", "government"),
    (["ỦY BAN NHÂN DÂN", "XÃ TÂN HỢP"], "commune", "government"),
    (["UBND TỈNH HÀ SƠN", "SỞ TÀI CHÍNH"], "province", "department"),
    (["UBND HUYỆN YÊN LĨNH", "PHÒNG TÀI CHÍNH - KẾ HOẠCH"], "district", "department"),
    (["HỘI ĐỒNG NHÂN DÂN", "HUYỆN YÊN LĨNH"], "district", "council"),
    (["TỈNH ỦY HÀ SƠN", "*"], "province", "party"),
    (["HUYỆN ỦY YÊN LĨNH", "ĐẢNG ỦY XÃ TÂN HỢP"], "commune", "party"),
    (["ỦY BAN MẶT TRẬN TỔ QUỐC", "HUYỆN YÊN LĨNH"], "district", "front"),
    (["UBND HUYỆN YÊN LĨNH", "BAN CHỈ ĐẠO 389"], "other", "other"),
    (["CHÍNH PHỦ"], "central", "government"),
]


@pytest.mark.parametrize(("lines", "level", "branch"), ISSUERS, ids=[" / ".join(x[0]) for x in ISSUERS])
def test_issuers(letterhead: Read, lines: list[str], level: str, branch: str) -> None:
    found = letterhead([*lines, "Số: 12/BC-X", *TABLE[6:], *BODY])
    assert (found.issuer_level, found.issuer_branch) == (level, branch)


def test_secrecy_and_urgency(letterhead: Read) -> None:
    found = letterhead([*TABLE[:3], "TỐI MẬT", "HỎA TỐC", *TABLE[3:], *BODY])
    assert (found.secrecy, found.urgency) == ("TỐI MẬT", "HỎA TỐC")


def test_a_word_of_secrecy_in_the_text_marks_nothing(letterhead: Read) -> None:
    assert letterhead([*TABLE, *BODY, "Công tác bảo mật được bảo đảm."]).secrecy == ""


def test_a_letter_has_a_subject_and_no_type(letterhead: Read) -> None:
    found = letterhead([*TABLE[:6], "V/v báo cáo số liệu năm 2023", "Kính gửi: UBND tỉnh Hà Sơn", *BODY])
    assert (found.document_type, found.title) == ("CÔNG VĂN", "báo cáo số liệu năm 2023")


def test_a_title_on_two_lines_is_one(letterhead: Read) -> None:
    head = [*TABLE[:7], "**Kết quả thực hiện nhiệm vụ năm 2023,**", "**phương hướng năm 2024**"]
    found = letterhead(head + BODY)
    assert found.title == "Kết quả thực hiện nhiệm vụ năm 2023, phương hướng năm 2024"


def test_a_text_without_any_letterhead_is_all_body(letterhead: Read) -> None:
    found = letterhead(BODY[2:])
    assert (found.number, found.date, found.signer_name, found.body) == ("", "", "", (0, 2))


def test_numbers_and_dates_of_the_body_are_not_those_of_the_head(letterhead: Read) -> None:
    law = "Thực hiện Nghị quyết số 48/NQ-HĐND của Hội đồng nhân dân huyện, ngày 20 tháng 12 năm 2023."
    found = letterhead([*TABLE[:2], *TABLE[6:], law, "**KẾ HOẠCH NĂM 2025**", *BODY])
    assert (found.number, found.date, found.place, found.document_type) == ("", "", "", "BÁO CÁO")


def test_a_paragraph_of_a_text_without_letterhead_is_no_issuer(letterhead: Read) -> None:
    text = "Phòng Nội vụ đã phối hợp với các cơ quan, đơn vị của huyện tổ chức thực hiện tốt các nhiệm vụ được giao, "
    assert letterhead([f"{text}kết quả được ghi nhận trong năm.", *BODY[2:]]).issuer == ""


WHOLE = tomllib.loads((Path(__file__).parent / "letterheads.toml").read_text(encoding="utf-8"))["letterhead"]


@pytest.mark.parametrize("case", WHOLE, ids=[x["why"] for x in WHOLE])
def test_letterheads_of_every_level_and_branch(letterhead: Read, case: dict[str, Any]) -> None:
    motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    head = [*case["left"], *motto, case["date"], *(f"**{line}**" for line in case["title"])]
    found = letterhead([*head, "Kết quả cụ thể như sau:", *BODY[2:], *SIGNATURE[:3], *case["signature"]])
    kind = found.period.kind if found.period else ""
    assert {k: kind if k == "period_kind" else getattr(found, k) for k in case["read"]} == case["read"]
