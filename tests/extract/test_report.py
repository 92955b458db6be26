from collections.abc import Callable, Sequence

import pytest

from extract.records import Report

Read = Callable[[Sequence[str]], Report]


@pytest.fixture
def report(read: Read) -> Report:
    return read(
        [
            "ỦY BAN NHÂN DÂN HUYỆN YÊN LĨNH",
            "Số: 245/BC-UBND",
            "Yên Lĩnh, ngày 28 tháng 8 năm 2024",
            "**BÁO CÁO**",
            "**Kết quả thực hiện 12 nhiệm vụ 9 tháng đầu năm 2024**",
            "**I. KẾT QUẢ THỰC HIỆN**",
            "**1. Trồng 600 ha rừng**",
            "- Đã trồng 612 ha: (vượt)",
            "Nơi nhận:",
            "- Lưu: VT, 15 bản.",
            "CHỦ TỊCH",
            "Trần Văn Mẫu",
        ]
    )


def test_figures_stand_in_the_body_only(report: Report) -> None:
    assert [f.raw for f in report.figures] == ["600 ha", "612 ha"]


def test_the_number_of_a_heading_is_a_claim(report: Report) -> None:
    assert [c.raw for c in report.claims if c.kind == "heading_number"] == ["1."]


def test_the_date_of_the_letterhead_is_a_claim(report: Report) -> None:
    assert ("28 tháng 8 năm 2024", "date") in {(c.raw, c.kind) for c in report.claims}


def test_a_figure_leads_to_its_task(report: Report) -> None:
    segments = [report.segments[f.segment] for f in report.figures]
    assert [(report.tasks[s.task].path, s.item, s.part) for s in segments if s.task is not None] == [
        ("I/1", None, "heading"),
        ("I/1", 1, "text"),
    ]


def test_the_verdict_of_an_item(report: Report) -> None:
    (verdict,) = report.verdicts
    assert (verdict.class_, report.segments[verdict.segment].item) == ("exceeded", 1)


def test_two_readings_are_equal(read: Read) -> None:
    texts = ["**I. KẾT QUẢ**", "- Đã trồng 612 ha: (vượt)"]
    assert read(texts) == read(texts)
