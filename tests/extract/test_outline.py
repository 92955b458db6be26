"""Headings, items and paths, by the annotation guide (A task)."""

from collections.abc import Callable, Sequence

import pytest

from extract.records import Report, Task

Read = Callable[[Sequence[str]], Report]

TREE = [
    "**I. CÔNG TÁC CHỈ ĐẠO**",
    "Huyện đã ban hành 12 văn bản.",
    "**II. KẾT QUẢ THỰC HIỆN**",
    "**1. Nhóm nhiệm vụ về kinh tế**",
    "**1.1. Thu ngân sách đạt trên 50.000 trđ. Phấn đấu tăng 5%.**",
    "*Kết quả:",
    "- Thu đạt 52.300 trđ: (đạt)",
    "+ Thu nội địa 40.100 trđ",
    "- Chi đạt 48.000 trđ: (chưa đạt)",
    "**1.2. Trồng 600 ha rừng**",
    "Đã trồng 612 ha.",
    "**2. Nhóm nhiệm vụ về văn hóa**",
    "a) Giáo dục đạt 95%",
    "b) Y tế đạt 90%",
    "**III. PHƯƠNG HƯỚNG, NHIỆM VỤ**",
    "**1. Thu ngân sách**",
    "Phấn đấu thu 60.000 trđ.",
]


@pytest.fixture
def tree(read: Read) -> Report:
    return read(TREE)


def headings(report: Report) -> list[Task]:
    return [t for t in report.tasks if t.kind != "item"]


def heading_of(report: Report, task: Task) -> str:
    return report.document.blocks[task.heading.block].text[task.heading.start : task.heading.end]


def places(report: Report) -> list[tuple[str, int | None, str]]:
    """Path, item and printed text of each figure."""
    found = []
    for figure in report.figures:
        segment = report.segments[figure.segment]
        path = report.tasks[segment.task].path if segment.task is not None else ""
        found.append((path, segment.item, figure.raw))
    return found


def test_paths_and_kinds(tree: Report) -> None:
    assert [(t.path, t.kind) for t in headings(tree)] == [
        ("I", "section"), ("II", "section"), ("II/1", "group"), ("II/1/1.1", "task"), ("II/1/1.2", "task"),
        ("II/2", "group"), ("III", "section"), ("III/1", "group"),
    ]  # fmt: skip


def test_kinds_of_sections_are_inherited(tree: Report) -> None:
    kinds = {t.path: t.section_kind for t in headings(tree)}
    assert (kinds["II"], kinds["II/1/1.2"], kinds["III"], kinds["III/1"]) == (
        "result",
        "result",
        "plan_next",
        "plan_next",
    )


def test_every_heading_has_its_parent(tree: Report) -> None:
    parents = [tree.tasks[t.parent].path if t.parent is not None else "" for t in headings(tree)]
    assert parents == ["", "", "II", "II/1", "II/1", "II", "", "III"]


def test_places_of_figures(tree: Report) -> None:
    assert places(tree) == [
        ("I", 1, "12 văn bản"),
        ("II/1/1.1", None, "50.000 trđ"),
        ("II/1/1.1", None, "5%"),
        ("II/1/1.1", 1, "52.300 trđ"),
        ("II/1/1.1", 1, "40.100 trđ"),
        ("II/1/1.1", 2, "48.000 trđ"),
        ("II/1/1.2", None, "600 ha"),
        ("II/1/1.2", 1, "612 ha"),
        ("II/2", 1, "95%"),
        ("II/2", 2, "90%"),
        ("III/1", 1, "60.000 trđ"),
    ]  # fmt: skip


def test_places_of_verdicts(tree: Report) -> None:
    segments = [tree.segments[v.segment] for v in tree.verdicts]
    assert [(s.item, v.class_) for s, v in zip(segments, tree.verdicts, strict=True)] == [
        (1, "achieved"),
        (2, "not_achieved"),
    ]


# What follows the section heading, and the words of the heading that is read from it.
WHERE_A_HEADING_ENDS = [
    (["**1. Trồng rừng. Phấn đấu 600 ha.**"], "Trồng rừng. Phấn đấu 600 ha.", "bold throughout: all of it"),
    (["**1. Trồng rừng:** đã trồng 612 ha."], "Trồng rừng:", "ends where the style changes"),
    (["1. Trồng rừng: đã trồng 612 ha trong năm."], "Trồng rừng:", "plain: ends at the first colon"),
    (["1. Trồng rừng. Đã trồng 612 ha trong năm."], "Trồng rừng.", "plain: ends at a full stop"),
    (["1. Trồng rừng đạt 600 ha", "*Kết quả: 612 ha"], "Trồng rừng đạt 600 ha", "a result follows: all of it"),
    (["1. Rừng: 600 ha. Chè: 50 ha.", "*Kết quả: 612 ha"], "Rừng: 600 ha. Chè: 50 ha.", "a result follows: all of it"),
    (["1. Trồng rừng"], "Trồng rừng", "nothing follows"),
    (["5. Về tổng hợp: 123/123 nhiệm vụ (đạt 100%)"], "Về tổng hợp:", "heading and result in one paragraph"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "expected", "why"), WHERE_A_HEADING_ENDS, ids=[x[2] + " | " + x[0][0] for x in WHERE_A_HEADING_ENDS]
)
def test_where_a_heading_ends(read: Read, texts: list[str], expected: str, why: str) -> None:
    report = read(["**I. KẾT QUẢ THỰC HIỆN**", *texts])
    assert heading_of(report, headings(report)[1]).strip() == expected


def test_run_in_text_is_item_one(read: Read) -> None:
    report = read(["**I. KẾT QUẢ THỰC HIỆN**", "1. Trồng rừng: đã trồng 612 ha trong năm."])
    assert places(report) == [("I/1", 1, "612 ha")]


def test_a_jump_in_depth_hangs_on_what_is_open(read: Read) -> None:
    report = read(["**I. KẾT QUẢ**", "**1.1. Trồng rừng**", "**2. Thu ngân sách**", "**B. KHÁC**", "**1. Việc khác**"])
    assert [t.path for t in headings(report)] == ["I", "I/1.1", "I/2", "B", "B/1"]


def test_brackets_in_line_are_no_items(read: Read) -> None:
    report = read(["**I. KẾT QUẢ**", "**1. Họp**", "Đã họp (1) 12 buổi, (2) 15 cuộc."])
    assert [p[:2] for p in places(report)] == [("I/1", 1)] * 2


def test_no_code_point_of_a_body_is_lost(tree: Report) -> None:
    held: dict[int, int] = {}
    for segment in tree.segments:
        assert segment.span.start == held.get(segment.span.block, 0)
        held[segment.span.block] = segment.span.end
    assert held == {b.index: len(b.text) for b in tree.document.blocks}


PLANS = [
    (
        ["**B. PHƯƠNG HƯỚNG NĂM 2025**", "**I. Phát triển kinh tế**", "Thu 15 tỷ đồng."],
        "B/I",
        "all below plans is plans",
    ),
    (
        ["**Phần thứ hai**", "**PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2025**", "**I. KINH TẾ**", "Thu 15 tỷ đồng."],
        "2/I",
        "the name of a part on the line below its number",
    ),
    (
        ["Phần thứ hai", "PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2025", "**I. KINH TẾ**", "Thu 15 tỷ đồng."],
        "2/I",
        "its name in capitals",
    ),
]


@pytest.mark.parametrize(("texts", "path", "why"), PLANS, ids=[p[2] for p in PLANS])
def test_plans(read: Read, texts: list[str], path: str, why: str) -> None:
    assert {t.path: t.section_kind for t in headings(read(texts))}[path] == "plan_next", why


def test_a_part_has_its_name_from_the_line_below(read: Read) -> None:
    report = read(["**Phần thứ nhất**", "**KẾT QUẢ THỰC HIỆN NĂM 2024**", "**I. KINH TẾ**", "Thu 15 tỷ đồng."])
    assert heading_of(report, headings(report)[0]) == "KẾT QUẢ THỰC HIỆN NĂM 2024"
    assert [s.part for s in report.segments][:2] == ["heading", "heading"]


def test_a_line_below_a_heading_with_a_name_is_text(read: Read) -> None:
    report = read(["**I. KẾT QUẢ THỰC HIỆN**", "**Kinh tế phát triển**", "Thu 15 tỷ đồng."])
    assert heading_of(report, headings(report)[0]) == "KẾT QUẢ THỰC HIỆN"
