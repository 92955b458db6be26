"""What the annotation guide calls a verdict, and the brackets and verbs that are none."""

from collections.abc import Callable

import pytest

from extract.records import Report

Read = Callable[[str], Report]

VERDICTS = [
    ("Thu đạt 104% dự toán: (đạt)", [("(đạt)", "achieved")], "at the end"),
    ("Thu đạt 119% KH: (vượt)", [("(vượt)", "exceeded")], "at the end"),
    ("Chi đạt 75% KH (Chưa đạt)", [("(Chưa đạt)", "not_achieved")], "a capital"),
    ("Chi đạt 75% KH (CHƯA ĐẠT)", [("(CHƯA ĐẠT)", "not_achieved")], "capitals"),
    ("Trồng 12 ha (không đạt)", [("(không đạt)", "not_achieved")], "final"),
    ("Trồng 12 ha (đạt và vượt)", [("(đạt và vượt)", "exceeded")], "the longer wording"),
    ("Trồng 12 ha (hoàn thành vượt mức)", [("(hoàn thành vượt mức)", "exceeded")], "the longer wording"),
    ("Trồng 12 ha (đạt chỉ tiêu)", [("(đạt chỉ tiêu)", "achieved")], "with what was met"),
    ("Trồng 12 ha (cơ bản đạt)", [("(cơ bản đạt)", "partly_achieved")], "nearly"),
    ("Trồng 12 ha (đúng tiến độ)", [("(đúng tiến độ)", "on_track")], "on the way"),
    ("Trồng 12 ha (dự kiến đạt)", [("(dự kiến đạt)", "on_track")], "expected"),
    ("Trồng 12 ha (chậm tiến độ)", [("(chậm tiến độ)", "behind")], "late"),
    ("Trồng 12 ha (khó đạt)", [("(khó đạt)", "behind")], "hard"),
    ("Trồng 12 ha (đang thực hiện)", [("(đang thực hiện)", "in_progress")], "going on"),
    ("Trồng 12 ha (chưa triển khai)", [("(chưa triển khai)", "not_started")], "not begun"),
    ("Trồng 12 ha (chưa đến kỳ)", [("(chưa đến kỳ)", "not_assessed")], "not yet due"),
    ("Tổ công tác (hoàn thành tốt nhiệm vụ)", [("(hoàn thành tốt nhiệm vụ)", "graded")], "a grade"),
    ("Trồng 12 ha ( đạt )", [("( đạt )", "achieved")], "spaces within"),
    ("Trồng 12 ha (đạt).", [("(đạt)", "achieved")], "a stop behind"),
    ("Trồng 12 ha (đạt.)", [("(đạt.)", "achieved")], "a stop within"),
    ("Trồng 12 ha: (đạt); chăm sóc 5 ha: (vượt)", [("(đạt)", "achieved"), ("(vượt)", "exceeded")], "two of them"),
    ("Trồng 12 ha (chỉ tiêu 10 ha): (vượt)", [("(vượt)", "exceeded")], "behind another bracket"),
    ("Thu đạt 104% dự toán (đạt 100% kế hoạch)", [("(đạt 100% kế hoạch)", "achieved")], "all of a target"),
    ("Thu 52 trđ (vượt 4% kế hoạch tỉnh giao)", [("(vượt 4% kế hoạch tỉnh giao)", "exceeded")], "by how much"),
    ("Thu 52 trđ (chưa đạt, mới đạt 75% KH)", [("(chưa đạt, mới đạt 75% KH)", "not_achieved")], "with its share"),
    ("Thu 52 trđ (đạt, bằng 104% KH)", [("(đạt, bằng 104% KH)", "achieved")], "with its share"),
]

NO_VERDICTS = [
    ("Thu đạt 49.000 triệu đồng", "a verb"),
    ("ước đạt 95% kế hoạch", "an estimate"),
    ("có 12 xã đạt chuẩn nông thôn mới", "what describes a noun"),
    ("chưa đạt các quy định về phòng cháy", "a rule"),
    ("do xã chưa đạt tiêu chí số 17", "a criterion"),
    ("trường hợp dưới 70% thì không đạt", "a condition"),
    ("hiện đạt 97,4% (chỉ tiêu tối thiểu 98%)", "a target in a bracket"),
    ("đã họp (tiến độ đạt 90%)", "a bracket that says more"),
    ("đã hoàn thành 12 công trình", "a verb"),
    ("Thu đạt 104% dự toán (đạt 73,9% kế hoạch)", "a share in a bracket is a figure"),
    ("123/123 nhiệm vụ (đạt 100%)", "a share of no target"),
    ("Phấn đấu hoàn thành vượt mức kế hoạch đề ra", "an intention"),
    ("Nếu không đạt chỉ tiêu được giao thì kiểm điểm", "a condition"),
    ("có 12/15 chỉ tiêu vượt kế hoạch giao, 03 chỉ tiêu chưa đạt kế hoạch đề ra", "a count of verdicts"),
    ("một số chỉ tiêu chưa đạt kế hoạch đề ra", "of no statement"),
    ("Thu đạt 95% kế hoạch đề ra", "a share of a target"),
    ("xây dựng kế hoạch giao chỉ tiêu cho các xã", "no judgement"),
]

IN_PROSE = [
    ("Trồng 12 ha, chưa đạt chỉ tiêu nghị quyết đề ra.", "chưa đạt chỉ tiêu nghị quyết đề ra", "not_achieved"),
    ("Thu 52.300 trđ, vượt chỉ tiêu nghị quyết đề ra.", "vượt chỉ tiêu nghị quyết đề ra", "exceeded"),
    ("Thu 52.300 trđ, hoàn thành vượt chỉ tiêu kế hoạch giao.", "hoàn thành vượt chỉ tiêu kế hoạch giao", "exceeded"),
    ("Thu 52 trđ (vượt chỉ tiêu đề ra).", "(vượt chỉ tiêu đề ra)", "exceeded"),
    ("Trồng 12 ha, không hoàn thành kế hoạch.", "không hoàn thành kế hoạch", "not_achieved"),
    ("Do mưa bão, không hoàn thành chỉ tiêu được giao", "không hoàn thành chỉ tiêu được giao", "not_achieved"),
    ("Kết nạp 12 đảng viên, hoàn thành chỉ tiêu năm 2024 đề ra", "hoàn thành chỉ tiêu năm 2024 đề ra", "achieved"),
    ("Trồng 12 ha, cơ bản đạt mục tiêu đề ra", "cơ bản đạt mục tiêu đề ra", "partly_achieved"),
    ("Thu 52 trđ, đạt chưa đạt chỉ tiêu giao", "chưa đạt chỉ tiêu giao", "not_achieved"),
]


def ids(case: object) -> str | None:
    return case if isinstance(case, str) else None


@pytest.mark.parametrize(("text", "expected", "why"), VERDICTS, ids=ids)
def test_verdicts(read_result: Read, text: str, expected: list[tuple[str, str]], why: str) -> None:
    verdicts = read_result(text).verdicts
    assert [(v.raw, v.class_) for v in verdicts] == expected, why
    assert [text[v.span.start : v.span.end] for v in verdicts] == [v.raw for v in verdicts]


@pytest.mark.parametrize(("text", "why"), NO_VERDICTS, ids=ids)
def test_no_verdicts(read_result: Read, text: str, why: str) -> None:
    assert [v.raw for v in read_result(text).verdicts] == [], why


@pytest.mark.parametrize(("text", "raw", "judged"), IN_PROSE, ids=ids)
def test_verdicts_in_prose(read_result: Read, text: str, raw: str, judged: str) -> None:
    assert [(v.raw, v.class_) for v in read_result(text).verdicts] == [(raw, judged)]


def test_prose_among_plans_judges_nothing(read: Callable[[list[str]], Report]) -> None:
    assert (
        read(["**III. PHƯƠNG HƯỚNG, NHIỆM VỤ**", "**1. Thu**", "Thu 60 tỷ đồng, vượt chỉ tiêu đề ra."]).verdicts == ()
    )


def test_a_verdict_judges_what_stands_before_it(read_result: Read) -> None:
    text = "Trồng 12 ha: (đạt); chăm sóc 5 ha: (vượt)"
    statements = [text[v.statement.start : v.statement.end] for v in read_result(text).verdicts]
    assert [s.strip(" ;:") for s in statements] == ["Trồng 12 ha", "chăm sóc 5 ha"]


def test_a_heading_is_judged_in_brackets_only(read: Callable[[list[str]], Report]) -> None:
    read_ = read(["**I. KẾT QUẢ**", "**1. Trồng 12 ha quế (vượt)**", "Đã nghiệm thu.", "**2. Phấn đấu vượt kế hoạch**"])
    assert [(v.wording, v.class_) for v in read_.verdicts] == [("vượt", "exceeded")]


def test_a_plan_is_not_judged(read: Callable[[list[str]], Report]) -> None:
    assert read(["**II. NHIỆM VỤ THỜI GIAN TỚI**", "**1. Hoàn thành 12 công trình, vượt kế hoạch.**"]).verdicts == ()
