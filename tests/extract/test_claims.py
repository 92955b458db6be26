"""Digits that are no figure by the annotation guide, and the counts that stand beside them."""

from collections.abc import Callable

import pytest

from extract.records import Report

Read = Callable[[str], Report]

# text, kind of the claim (empty: unread will do), why
NO_FIGURE = [
    ("Ngày 28 tháng 8 năm 2024, huyện đã họp", "date", "a date in full"),
    ("báo cáo trước ngày 30/9", "date", "a day without its year"),
    ("chỉ đạo từ ngày 01/01 đến 15/8/2024", "date", "two dates"),
    ("dịp Quốc khánh 2/9", "date", "a public holiday"),
    ("trong tháng 8", "date", "a month"),
    ("kết quả 9 tháng", "period", "a period"),
    ("nhiệm vụ quý 4 năm 2024", "period", "a quarter"),
    ("nhiệm vụ quý IV/2024", "period", "a Roman quarter"),
    ("chương trình giai đoạn 2021-2025", "period", "years"),
    ("bắt đầu năm học 2024 - 2025", "period", "a school year"),
    ("nghị quyết nhiệm kỳ 2020-2025", "period", "a term"),
    ("nguồn vốn kéo dài năm 2022, 2023 sang", "date", "two years"),
    ("so với cùng kỳ năm 2023", "date", "a year"),
    ("triển khai Đề án 06", "name", "a name"),
    ("mở rộng Cụm công nghiệp Tân Hợp 2", "name", "a name"),
    ("nâng cấp Quốc lộ 3B", "name", "a road"),
    ("dịch vụ công mức độ 4", "name", "a degree"),
    ("trường chuẩn quốc gia mức độ 2", "name", "a degree"),
    ("phòng, chống dịch Covid-19", "name", "a disease"),
    ("hạ tầng mạng 5G", "", "a network"),
    ("đạt tiêu chí số 17", "name", "a criterion"),
    ("học tập Nghị quyết Trung ương 4 khóa XII", "name", "a session"),
    ("tại thôn 5, xã Tân Hợp", "name", "a village"),
    ("hoạt động của Ban Chỉ đạo 389", "", "a committee"),
    ("cấp giấy phép theo ISO 9001:2015", "", "a standard"),
    ("thực hiện Chương trình 135", "name", "a programme"),
    ("kỳ họp thứ 15", "rank", "an ordinal"),
    ("xếp thứ 9/11 huyện", "rank", "a rank"),
    ("quy hoạch chi tiết tỷ lệ 1/500", "scale", "a map's scale"),
    ("điện thoại: 0205.3837.215", "telephone", "a telephone"),
    ("họp lúc 7h30", "time", "a time of day"),
    ("Quyết định số 293/QĐ-UBND", "document_number", "state"),
    ("Kế hoạch số 133/KH – UBND", "document_number", "spaces around the dash"),
    ("Quyết định số 1556-QĐ/TU", "document_number", "Party"),
    ("Nghị quyết số 12-NQ/HU", "document_number", "Party"),
    ("Thông tư số 02/2019/TT-BNV", "document_number", "with its year"),
    ("Luật số 33/2024/QH15", "document_number", "a law"),
    ("Công văn số 171/UBND-VP", "document_number", "a letter carries no type"),
    ("theo khoản 2 Điều 15", "document_number", "articles"),
    ("Nghị định 100", "document_number", "without the word số"),
]

BESIDE_A_CLAIM = [
    ("Thôn 3 có 25 hộ", ["25 hộ"], "a name, then a count"),
    ("Ngày 15/8/2024, trao 12 suất quà", ["12 suất quà"], "a date, then a count"),
    ("Kế hoạch 150 ha, thực hiện 145 ha", ["150 ha", "145 ha"], "a plan's size is no number of a document"),
    ("theo kế hoạch 25 dự án", ["25 dự án"], "a plan's size"),
    ("hỗ trợ theo nghị quyết 12 tỷ đồng", ["12 tỷ đồng"], "an amount behind the word of a document"),
    ("cấp 1.250 giấy chứng nhận", ["1.250 giấy chứng nhận"], "cấp is a verb here"),
    ("trợ cấp 500.000 đồng/người", ["500.000 đồng/người"], "cấp is the end of a verb here"),
    ("nâng cấp 850m kênh và 12km đường", ["850m", "12km"], "cấp is the end of a verb here"),
    ("nâng cấp 3 tuyến đường", ["3 tuyến đường"], "cấp is the end of a verb here"),
    ("cung cấp 25 máy tính", ["25 máy tính"], "cấp is the end of a verb here"),
    ("chỉ ở mức 34 %", ["34 %"], "a spaced sign behind mức"),
    ("giảm ở mức 5 điểm phần trăm", ["5 điểm phần trăm"], "points behind mức"),
    ("mỗi tháng 2 buổi", ["2 buổi"], "a count behind tháng"),
    ("mở lớp 35 học sinh", ["35 học sinh"], "a count behind lớp"),
    ("lập tổ 12 thành viên", ["12 thành viên"], "a count behind tổ"),
    ("bản 45 hộ, xóm 30 hộ", ["45 hộ", "30 hộ"], "counts behind names of places"),
    ("nhóm 15 hộ chăn nuôi", ["15 hộ"], "a count behind nhóm"),
    ("mua bảo hiểm loại 200 nghìn đồng", ["200 nghìn đồng"], "an amount behind loại"),
    ("trên diện tích 1/200 hộ", ["1/200 hộ"], "no map's scale"),
    ("có đến 2.024 hộ", ["2.024 hộ"], "no year"),
    ("từ 2020 hộ lên 2030 hộ", ["2020 hộ", "2030 hộ"], "no years"),
    ("quý 3 đón 120 lượt khách", ["120 lượt khách"], "a quarter, then a count"),
    ("năm 2024 đạt 95%", ["95%"], "a year, then a percentage"),
    ("Xã Tân Hợp đạt 12 tiêu chí", ["12 tiêu chí"], "a place, then a count"),
    ("đợt 2 hỗ trợ 15 hộ", ["15 hộ"], "a round, then a count"),
    ("Nghị quyết số 45/NQ-HĐND giao 52 tỷ đồng", ["52 tỷ đồng"], "a document, then an amount"),
    ("trên 2 tuyến Quốc lộ 1A", ["2 tuyến"], "a count, then a road"),
]


def ids(case: object) -> str | None:
    return case if isinstance(case, str) else None


@pytest.mark.parametrize(("text", "kind", "why"), NO_FIGURE, ids=ids)
def test_no_figure(read_result: Read, text: str, kind: str, why: str) -> None:
    report = read_result(f"Huyện {text}.")
    assert [f.raw for f in report.figures] == [], why
    assert not kind or kind in {c.kind for c in report.claims if c.span.block == 2}, why


@pytest.mark.parametrize(("text", "raws", "why"), BESIDE_A_CLAIM, ids=ids)
def test_beside_a_claim(read_result: Read, text: str, raws: list[str], why: str) -> None:
    assert [f.raw for f in read_result(text).figures if f.span.block == 2] == raws, why


def test_a_claim_keeps_its_text(read_result: Read) -> None:
    report = read_result("Quyết định số 293/QĐ-UBND ngày 15/8/2024")
    claims = [c for c in report.claims if c.span.block == 2]
    assert [(c.raw, c.rule) for c in claims] == [("293/QĐ-UBND", "document_number"), ("15/8/2024", "date")]
    text = report.document.blocks[2].text
    assert [text[c.span.start : c.span.end] for c in claims] == [c.raw for c in claims]
